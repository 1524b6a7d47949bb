"""Pictures and grids: they count what the table counts, cut and cover no word, and draw nothing from nothing."""

import itertools
from functools import cache

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from gongbao.drawing import figure, grids, pictures, style
from gongbao.drawing.style import ACCENT, FAINT, INK, PALE, SOFT, TINT

LABELS = {
    "en": ["Telecom and online fraud suspects apprehended", "Requests", "Abandoned vehicles removed from the streets"],
    "zh": ["电信网络诈骗抓获犯罪嫌疑人数", "诉求", "督促整改“九小场所”火灾隐患"],
}
NAMES = {"a": "compared 对比", "b": "counted 计数", "c": "named 列名"}
EVIDENCE = {"x": "With a comparison", "y": "Named only"}
PROMISE = {"p": "Promised by name", "q": "Not mentioned"}


def table(language="en", **columns):
    return pd.DataFrame({"label": LABELS[language], "text": ["1,500 cases", "40万余起", "≥ 3"]} | columns)


def crossed(down="xxy", along="ppq"):
    return pd.DataFrame({"down": list(down), "along": list(along), "accent": [True] + [False] * (len(down) - 1)})


def marks(language="en"):
    return table(language, group=["one", "one", "two"], number=[True, False, True], promise=[True, False, False])


PLACES = {"start": [3, 90, 200], "end": [5, 101, 210], "kind": ["a", "b", "a"], "place": ["First", "First", "第二段"]}
RATIOS = {"low": [8.2, 75.0, 0.5], "high": [9.0, 150.5, 1.0]}
COUNTS = {"a": [2, 1, 0], "b": [5, 0, 3], "c": [7, 30, 1]}
FITS = pd.DataFrame({"id": ["0", "0", "1"], "base": [5, 10, 60]})
DRAWN = {
    "page": lambda t, w: pictures.page(t(**PLACES), 400, w, {"a": "exact", "b": "rounded 取整"}),
    "squares": lambda t, w: pictures.squares(t(**COUNTS), w, NAMES, side=3),
    "one colour": lambda t, w: pictures.squares(t(**COUNTS), w, {"a": ""}),
    "each": lambda t, w: pictures.each(t(**RATIOS), w, {"one": "one", "certain": "certain", "possible": "可能"}),
    "areas": lambda t, w: pictures.areas(t(value=[14, 42, 1239]), w),
    "matrix": lambda t, w: grids.matrix(
        t(**marks()[["group", "number", "promise"]]), w, {"number": "number", "promise": "承诺"}
    ),
    "crosstab": lambda t, w: grids.crosstab(crossed(), w, EVIDENCE, PROMISE),
    "barcode": lambda t, w: grids.barcode(t(id=["0", "1", "2"]), FITS, w, "Number of things"),
}
CASES = list(itertools.product(DRAWN, LABELS, (style.SINGLE, style.DOUBLE)))
WORDS = {"title": "A finding 发现", "caption": "", "alt": "", "source": "Source: 石桥公安局"}


@cache
def draw(form, language, width):
    style.apply(language)
    fig = DRAWN[form](lambda **columns: table(language, **columns), width)
    figure._frame(fig, WORDS)
    figure._settle(fig)
    return fig


def words(fig):
    """Return the words that are drawn, with the box that each takes, in pixels."""
    texts = [text for text in fig.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent()) for text in texts]


def boxes(fig, colour):
    return [patch for patch in fig.findobj(Rectangle) if to_hex(patch.get_facecolor()) == colour and patch.get_width()]


@pytest.mark.parametrize(("form", "language", "width"), CASES)
def test_no_word_is_cut_by_the_edge(form, language, width):
    fig = draw(form, language, width)
    for text, box in words(fig):
        assert -1 <= box.x0 <= box.x1 <= fig.bbox.x1 + 1, text
        assert -1 <= box.y0 <= box.y1 <= fig.bbox.y1 + 1, text


@pytest.mark.parametrize(("form", "language", "width"), CASES)
def test_no_word_covers_another(form, language, width):
    for (one, box), (other, next_to) in itertools.combinations(words(draw(form, language, width)), 2):
        across = min(box.x1, next_to.x1) - max(box.x0, next_to.x0)
        upright = min(box.y1, next_to.y1) - max(box.y0, next_to.y0)
        assert not (across > 1 and upright > 2), (one, other)


@pytest.mark.parametrize("form", ["page", "squares", "each", "areas", "crosstab"])
def test_a_sheet_keeps_its_millimetres(form):
    fig = draw(form, "en", style.SINGLE)
    ax = fig.axes[0]
    left, right = (ax.transData.transform((x, 0))[0] for x in (0, 50))
    assert (right - left) / fig.dpi * 25.4 == pytest.approx(50, rel=0.01)


def test_there_is_a_square_for_every_thing():
    fig = draw("squares", "en", style.DOUBLE)
    for column, colour in zip(COUNTS.values(), (ACCENT, INK, FAINT), strict=True):
        assert len(boxes(fig, colour)) == sum(column) + 1  # and one in the legend


def test_unlike_units_have_blocks_with_squares_of_their_own_size():
    style.apply("en")
    fig = pictures.squares(table(a=[30, 20, 10], unit=["In 个", "In 项", "In 项"]), 183, {"a": ""}, by="unit", side=5)
    sizes = [round(box.get_width(), 6) for box in boxes(fig, SOFT)]
    assert [len(set(sizes[:30])), len(set(sizes[30:])), len(sizes)] == [1, 1, 60]
    assert sizes[0] < sizes[30]
    assert {"In 个", "In 项"} <= {text for text, _ in words(fig)}


def test_one_column_is_grey_and_needs_no_legend():
    style.apply("en")
    fig = pictures.squares(table(a=[1, 2, 3]), 89, {"a": "unused"})
    assert len(boxes(fig, SOFT)) == 6
    assert "unused" not in [text for text, _ in words(fig)]


def test_the_certain_part_of_a_ratio_is_as_long_as_its_lower_end():
    style.apply("en")
    fig = pictures.each(table(**RATIOS).iloc[:1], 89, {"one": "o", "certain": "c", "possible": "p"}, side=4)
    certain, possible = ([box.get_width() for box in boxes(fig, colour)][1:] for colour in (ACCENT, TINT))
    assert sum(certain) / (4 * 0.84) == pytest.approx(8.2)
    assert sum(possible) / (4 * 0.84) == pytest.approx(9.0)


def test_areas_are_in_proportion_to_the_numbers():
    style.apply("en")
    fig = pictures.areas(table(value=[14, 42, 1239], accent=[False, False, True]), 183)
    small, middle = (box.get_width() * box.get_height() for box in boxes(fig, FAINT))
    (large,) = (box.get_width() * box.get_height() for box in boxes(fig, ACCENT))
    assert middle / small == pytest.approx(3)
    assert large / middle == pytest.approx(1239 / 42)


def test_a_number_over_the_end_of_a_line_goes_on_in_the_next():
    style.apply("en")
    frame = pd.DataFrame({"start": [78], "end": [83], "kind": ["a"], "place": ["First"]})
    parts = boxes(pictures.page(frame, 160, 89, {"a": "exact"}), ACCENT)[1:]
    assert len(parts) == 2
    assert parts[0].get_width() / parts[1].get_width() == pytest.approx(2 / 3)


def test_a_matrix_fills_what_holds_and_keeps_a_group_in_one_column():
    style.apply("en")
    many = pd.concat([marks()] * 6, ignore_index=True).assign(group=list("aaaaaaaabbbbbbbbcc"))
    fig = grids.matrix(many, 183, {"number": "number", "promise": "promise"}, blocks=2)
    assert (len(boxes(fig, INK)), len(boxes(fig, ACCENT)), len(boxes(fig, PALE))) == (12, 6, 18)
    assert sorted(text for text, _ in words(fig) if len(text) == 1) == ["a", "b", "c"]


def test_a_crossing_counts_every_thing_once():
    style.apply("en")
    fig = grids.crosstab(crossed(), 183, EVIDENCE, PROMISE)
    assert [text for text, _ in words(fig) if text.isdigit()] == ["2", "0", "0", "1"]
    assert (len(boxes(fig, ACCENT)), len(boxes(fig, FAINT))) == (1, 2)


@pytest.mark.parametrize("form", DRAWN)
@pytest.mark.filterwarnings("error")
def test_a_table_without_rows_gives_an_empty_figure(form):
    style.apply("en")
    DRAWN[form](lambda **columns: table(**columns).iloc[:0], 89)


def test_two_squares_stand_beside_each_other_however_wide_the_sheet():
    style.apply("en")
    fig = pictures.areas(table(value=[100, 64, 49]).iloc[:2], style.DOUBLE)
    first, second = (box.get_x() for box in boxes(fig, FAINT))
    assert second - first < 50
