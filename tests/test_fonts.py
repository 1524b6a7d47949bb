"""One font for both scripts: what is drawn has glyphs, cuts are kept by content, and only letters are in them."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from gongbao.drawing import fonts
from gongbao.errors import InputError


def file(family):
    return Path(font_manager.findfont(family, fallback_to_default=False))


def characters(family):
    return set(TTFont(file(family)).getBestCmap())


def test_the_common_characters_of_both_scripts_are_always_there():
    held = characters(fonts.cover("a"))
    assert set(map(ord, "Az0 −–—“”公安局电信网络诈骗起处件≤≥→÷é")) <= held
    assert fonts._common() <= held


def test_a_text_adds_the_rare_characters_that_it_holds():
    family = fonts.cover("獴")
    assert ord("獴") in characters(family)
    assert fonts.cover("獴") == family


def test_a_cut_is_named_after_its_content_and_kept():
    first = fonts.cover("喆")
    made = file(first).stat().st_mtime_ns
    assert fonts.cover("喆a") == first
    assert file(first).stat().st_mtime_ns == made
    assert fonts.cover("翀") != first


@pytest.mark.parametrize("text", ["😀", "正常\U0002b740x"])
def test_a_character_that_the_font_lacks_is_named(text):
    with pytest.raises(InputError) as caught:
        fonts.cover(text)
    assert "U+" in str(caught.value)
    assert "\n" not in str(caught.value)


def glyph(mark):
    """Return the advance of a character in the cut in use, and where its ink begins and ends, in font sizes."""
    font = TTFont(file(fonts.cover(mark)))
    name, em = font.getBestCmap()[ord(mark)], font["head"].unitsPerEm
    shape = font["glyf"][name]
    return font["hmtx"][name][0] / em, shape.xMin / em, shape.xMax / em


def test_english_gets_narrow_quotation_marks_and_chinese_those_of_half_a_character(monkeypatch):
    monkeypatch.setattr(fonts, "_language", ["zh"])
    fonts.use("en")
    assert glyph("“")[0] < 0.5
    fonts.use("zh")
    for mark in "“”（）《》":
        advance, left, right = glyph(mark)
        assert advance == 0.5
        assert 0 <= left < right <= 0.5, "the ink stays within the half"
    assert glyph("，")[0] == glyph("局")[0] == 1


def test_a_cut_carries_no_tables_that_nobody_reads():
    assert not set(fonts.DROP) & set(TTFont(file(fonts.cover("a"))).keys())
