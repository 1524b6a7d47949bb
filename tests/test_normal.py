"""White space inside numbers goes, and every offset finds its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.reading.normal import Compact


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("破获 1 284 起", "破获1284起"),
        ("１，２３６宗", "1,236宗"),
        ("96％以上", "96%以上"),
        ("凍結騙款4.8億餘元", "冻结骗款4.8亿余元"),
        ("2022 年 3 月", "2022年3月"),
        ("Noto Sans 字体", "Noto Sans字体"),
        ("- 3150起", "- 3150起"),
        ("第一段\n第二段", "第一段\n第二段"),
        ("接警123，456起，2023，200名", "接警123,456起，2023，200名"),
        ("抓获嫌疑⼈三⼗名，⻋辆", "抓获嫌疑人三十名，车辆"),
        ("1.2萬(wàn)件，重量(kg)", "1.2万件，重量(kg)"),
        ("表2 300家", "表2 300家"),
    ],
)
def test_what_rules_are_matched_on(text, plain):
    assert Compact(text).plain == plain


@given(st.text(alphabet="1２ \t　起，萬a\n", max_size=60))
def test_every_character_is_found_again_in_the_text_as_given(text):
    compact = Compact(text)
    assert len(compact.plain) == len(compact.text)
    for at, character in enumerate(compact.text):
        start, end = compact.span(at, at + 1)
        assert text[start:end] == character


def test_a_reading_between_the_lines_belongs_to_the_character_before_it():
    text = "增加0.6個(gè)百分點(diǎn)。"
    assert text[slice(*Compact(text).span(2, 9))] == "0.6個(gè)百分點(diǎn)"
    assert Compact(text).span(9, 10) == (len(text) - 1, len(text))
