"""A text with marks is still that text: every character is there, none of it runs, every quantity is in its mark."""

import html
import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao import paths
from gongbao.drawing import markup
from gongbao.extraction import extract
from gongbao.notebook import labelled

EVIL = '全年破获<script>alert("1")</script>案件12起，查处<b onclick=x>车辆&nbsp;30余辆。'


def marked(text, language="en"):
    return markup.mark(text, labelled(extract.extract(text), language))


def plain(page):
    """Return the text of a page, without its tags and the numbers that the marks were given."""
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup[^>]*>\d+</sup>", "", page)))


def test_markup_in_a_text_stays_text():
    page = marked(EVIL)
    assert "<script" not in page
    assert "<b " not in page
    assert "&lt;script&gt;" in page
    assert plain(page) == EVIL


def test_markup_in_a_label_does_not_leave_its_attribute():
    rows = pd.DataFrame({"start": [0], "end": [2], "label": ['"><script>'], "text": ["1"], "interval": ["1"]})
    page = markup.mark("1起", rows)
    assert 'title="&quot;&gt;&lt;script&gt;: 1 [1]"' in page
    assert len(re.findall("<mark", page)) == 1


@settings(max_examples=40, deadline=None)
@given(st.text("<>&\"'0123456789起，。同比下降%万\n"))
def test_no_character_of_any_text_is_lost(text):
    assert plain(marked(text)) == text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_quantity_of_the_sample_is_marked_and_numbered_like_its_row(language):
    text = (paths.DATA / "sample.txt").read_text(encoding="utf-8")
    rows = extract.extract(text)
    found = re.findall(r"<mark[^>]*>(.*?)<sup[^>]*>(\d+)</sup></mark>", marked(text, language))
    assert len(rows) > 10
    assert found == [(html.escape(surface), str(number)) for number, surface in enumerate(rows["surface"], 1)]


def test_a_second_value_of_the_same_words_is_not_marked_twice():
    rows = pd.DataFrame({"start": [2, 2], "end": [5, 5], "label": ["a", "b"], "text": ["", ""], "interval": ["", ""]})
    page = markup.mark("共计12起。", rows)
    assert plain(page) == "共计12起。"
    assert page.count("<mark") == 1


def test_a_table_holds_its_rows_escaped_and_asks_no_server():
    rows = pd.DataFrame({"label": ["<script>alert(1)</script>"], "value": [1.5]})
    page = markup.sortable(rows, {"label": "指标", "value": "数值"}, "说明", "zh")
    assert "<script>alert" not in page
    assert "alert(1)" in page
    assert "指标" in page
    assert json.dumps("查找")[1:-1] in page
    assert not re.search(r"""(src=|from|import|<link[^>]*href=)\s*['"]?https?://""", page)


def test_a_table_is_the_same_every_time():
    rows = pd.DataFrame({"label": ["a"]})
    assert markup.sortable(rows, {"label": "What"}, "c", "en") == markup.sortable(rows, {"label": "What"}, "c", "en")


def test_numbers_are_shown_plainly_and_sorted_as_numbers():
    rows = pd.DataFrame({"value": [1.55e9, -100 / 3, 26000.0]})
    page = markup.sortable(rows, {"value": "Value"}, "c", "en")
    assert "1,550,000,000" in page
    assert json.dumps("−33.33")[1:-1] in page.replace("\\\\", "\\")
    assert "e+" not in page.split("data_json")[1].split("keys_to_be")[0]
    assert "-33.333333" in page
