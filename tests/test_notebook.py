"""What the cells of a notebook share: rows of one unit, words in one language, a caption under every figure."""

import pandas as pd
import pytest

from gongbao import figure, notebook, style
from gongbao.notebook import Notebook, open_notebook

WORDS = {"title": "A finding", "subtitle": "Read from the left", "caption": "Cannot show why."}
CHINESE = {"title": "发现", "subtitle": "自左向右读", "caption": "看不出原因。"}


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Collect what a notebook displays."""
    seen = []
    monkeypatch.setenv("GONGBAO_OUTPUT", str(tmp_path))
    for module in (notebook, figure):
        monkeypatch.setattr(module, "display", lambda data, **_: seen.append(data))
    return seen


def rows(**columns):
    return pd.DataFrame({"label": ["甲", "乙", "丙"], "text": ["1处", "2个", "3个"]} | columns)


def test_the_unit_that_most_rows_share_can_be_compared():
    nb = Notebook("b", "en", None, None)
    assert list(nb.alike(rows(unit=["处", "个", "个"]))["label"]) == ["乙", "丙"]
    assert nb.alike(rows(unit=["处", "个", "条"])).empty
    assert list(nb.alike(pd.concat([rows(unit=["处", "个", "条"])] * 2))["label"]) == ["甲", "甲"]


def test_only_falls_of_a_time_are_shortenings():
    frame = rows(measure="change", value=[-20.0, -20.0, 20.0], indicator=["平均耗时", "投诉", "办理时限"])
    assert list(Notebook("b", "en", None, None).shortened(frame)["label"]) == ["甲"]


@pytest.mark.parametrize(("language", "words", "stop"), [("en", WORDS, ". "), ("zh", CHINESE, "。")])
def test_a_figure_is_shown_with_its_words_in_the_language_of_the_notebook(shown, language, words, stop):
    nb = open_notebook("qingdao-2023", language)
    fig = style.canvas(89, 20)
    fig.subplots()
    nb.show(fig, "figure", rows(), WORDS, CHINESE)
    about, said = shown[0][figure.MIME], shown[1]["text/markdown"]
    assert (about["title"], said) == (words["title"], words["caption"])
    assert about["caption"] == nb.text(" ", "").join([words["caption"], nb.source])
    values = "甲: 1处; 乙: 2个; 丙: 3个" if language == "en" else "甲：1处；乙：2个；丙：3个"
    assert about["alt"] == stop.join([words["title"], words["subtitle"], values]) + stop.strip()


def test_without_rows_nothing_is_drawn_and_that_is_said(shown):
    open_notebook("qingdao-2023", "en").show(None, "figure", rows().head(0), WORDS, CHINESE)
    assert [list(data) for data in shown] == [["text/markdown", "text/plain"]]
    assert "states nothing" in shown[0]["text/markdown"]


def test_a_table_names_its_columns_in_words(shown):
    open_notebook("qingdao-2023", "zh").table(rows(), ["label", "text"], en="Three", zh="三项")
    assert [f">{word}<" in shown[0]["text/html"] for word in ("指标", "数值", "三项", "Three")] == [
        True,
        True,
        True,
        False,
    ]
