"""How figures look: two widths, one accent that everybody can tell, lines that break where a reader would."""

import itertools

import matplotlib as mpl
import pytest

from gongbao.drawing import style
from gongbao.drawing.style import ACCENT, FAINT, INK, PALE, SOFT, TINT


@pytest.fixture(autouse=True)
def english():
    style.apply("en")


def luminance(colour):
    def linear(part):
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, mpl.colors.to_rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [INK, SOFT, ACCENT])
def test_what_is_written_can_be_read_on_white(colour):
    assert contrast(colour, "white") >= 4.5


def test_shades_differ_in_lightness_and_not_in_hue_alone():
    for one, other in itertools.combinations((ACCENT, FAINT, PALE), 2):
        assert contrast(one, other) > 1.5
    assert contrast(ACCENT, TINT) > 3


def test_sizes_are_those_of_a_journal():
    assert (style.SINGLE, style.DOUBLE) == (89, 183)
    assert mpl.rcParams["font.size"] == style.TEXT == 7
    assert 5 <= style.SMALL <= style.TEXT <= style.TITLE
    assert mpl.rcParams["pdf.fonttype"] == 42


def test_a_canvas_is_measured_in_millimetres():
    assert style.canvas(89, 40).get_size_inches() * 25.4 == pytest.approx([89, 40])


@pytest.mark.parametrize(
    "text", ["Telecom and online fraud suspects apprehended", "电信网络诈骗抓获犯罪嫌疑人数及其同比变化"]
)
@pytest.mark.parametrize("width", [18, 25, 40])
def test_lines_keep_to_the_width_and_lose_nothing(text, width):
    lines = style.wrap(text, width).split("\n")
    assert all(style.measure(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_line_neither_begins_with_closing_nor_ends_with_opening_punctuation():
    text = "依法严打“九小场所”火灾隐患，督促整改（含复查）《办法》落实。" * 3
    for width in range(8, 60):
        lines = style.wrap(text, width).split("\n")
        assert not any(line[0] in "”，）》。" for line in lines)
        assert not any(line[-1] in "“（《" for line in lines)


def test_a_date_stays_in_one_line():
    for width in range(10, 40):
        lines = style.wrap("资料来源：石桥晚报，2024-01-29。数据由发布机关自行公布。", width).split("\n")
        assert any("2024-01-29" in line for line in lines)


def test_a_number_stays_with_what_it_counts():
    for width in range(12, 60):
        lines = style.wrap("Homicide cold cases cleared after more than 20 years: 11 of 14 cases", width).split("\n")
        assert not any(line[-2:].strip().isdigit() for line in lines)


def test_no_line_begins_with_a_comma():
    for width in range(8, 60):
        lines = style.wrap("Suspects apprehended: +102.3%, the largest change; others: −3%", width).split("\n")
        assert not any(line[0] in ",;%" for line in lines)


def test_a_break_that_the_author_made_is_kept():
    assert style.wrap("one\ntwo", 100) == "one\ntwo"


def test_a_word_wider_than_the_width_has_a_line_of_its_own():
    assert style.wrap("a incomprehensibilities b", 10).split("\n") == ["a", "incomprehensibilities", "b"]
