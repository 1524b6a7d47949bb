"""Every chart draws what its table says, and no word leaves the page or covers another."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from gongbao.drawing import charts, ladder, style

LABELS = {
    "en": ["Permanent-residence permits processed for foreign talent", "Deaths", "Complaints from the public", "Fires"],
    "zh": ["获评第三批全省“枫桥式公安派出所”的派出所", "死亡人数", "群众投诉", "电信网络诈骗抓获犯罪嫌疑人数"],
}
COLUMNS = ["label", "text", "low", "value", "high", "before", "before_text", "unit"]


@pytest.fixture(params=["en", "zh"])
def table(request):
    style.apply(request.param, "".join(LABELS[request.param]))
    value = np.array([97.0, 96.5, 60.0, 100.0])
    return pd.DataFrame(
        {
            "label": LABELS[request.param],
            "text": ["−3%", "−3.5%", "−40%", "0%"],
            "low": value - 1,
            "value": value,
            "high": value + 1,
            "before": [100.0, 97.0, 100.0, 120.0],
            "before_text": ["100", "97", "100", "120"],
            "unit": ["working days", "working days", "minutes", "minutes"],
        }
    )


CHARTS = {
    "dots": lambda frame, width: charts.dots(frame, width, "Index, earlier period = 100", reference=100),
    "log": lambda frame, width: charts.dots(frame, width, "Logarithmic", ticks=ladder.ticks(frame)),
    "bars": lambda frame, width: charts.bars(frame, width),
    "panels": lambda frame, width: charts.bars(frame, width, by="unit"),
    "dumbbell": lambda frame, width: charts.dumbbell(frame, width, by="unit"),
    "shares": lambda frame, width: charts.shares(frame, width),
    "slope": lambda frame, width: charts.slope(frame, width, 60, ("before", "2023")),
}


def test_a_number_alone_in_its_panel_is_written_and_not_drawn(table):
    alone = table.assign(unit=["a", "b", "b", "b"])
    one, three = charts.bars(alone, style.SINGLE, by="unit").axes
    assert [len(ax.patches) for ax in (one, three)] == [0, 6]  # each full as far as it is certain, then pale
    assert [text.get_text() for text in one.texts] == ["−3%"]


def words(fig):
    """Return what is written on a figure, each text with its box in pixels."""
    fig.draw_without_rendering()
    hidden = {tick for ax in fig.axes for axis in (ax.xaxis, ax.yaxis) for tick in unseen(axis)}
    texts = [text for text in fig.findobj(Text) if text.get_text().strip() and text not in hidden]
    return [(text.get_text(), text.get_window_extent()) for text in texts]


def unseen(axis):
    """Return the labels that matplotlib holds for an axis but does not draw."""
    low, high = sorted(axis.get_view_interval())
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    drawn = [tick for tick in ticks if axis.get_visible() and low <= tick.get_loc() <= high]
    return {tick.label1 for tick in ticks} - {tick.label1 for tick in drawn}


def inside(label, text):
    """Say whether a text holds a label, whatever its line breaks."""
    return label.replace(" ", "") in text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("width", [style.SINGLE, style.DOUBLE])
@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_no_word_leaves_the_page_or_covers_another(table, draw, width):
    fig = draw(table, width)
    found = words(fig)
    for label in table["label"]:
        assert any(inside(label, text) for text, _ in found), label
    for text, box in found:
        assert box.x0 >= -1, text
        assert box.x1 <= fig.bbox.x1 + 1, text
    for (one, first), (two, second) in combinations(found, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 1 or down <= 2, (one, two)


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_a_table_without_rows_gives_an_empty_figure(draw):
    empty = pd.DataFrame({name: pd.Series([], dtype="str" if "e" in name[1:2] else "float") for name in COLUMNS})
    assert draw(empty.astype({"value": float, "before": float}), style.SINGLE).get_size_inches()[0] > 0


def test_a_figure_is_as_wide_as_the_journal_wants(table):
    for draw in CHARTS.values():
        assert draw(table, style.SINGLE).get_size_inches()[0] * style.INCH == pytest.approx(style.SINGLE)


def test_dots_stand_at_the_values_and_intervals_reach_their_ends(table):
    ax = charts.dots(table, style.SINGLE, "Index").axes[0]
    lines = [line.get_xdata() for line in ax.lines]
    assert [float(line[0]) for line in lines if len(line) == 1] == list(table["value"])
    assert [tuple(line) for line in lines if len(line) == 2] == list(zip(table["low"], table["high"], strict=True))


def test_an_open_interval_ends_in_an_arrow(table):
    closed = charts.dots(table, style.SINGLE, "Index").axes[0]
    opened = charts.dots(table.assign(high=np.nan), style.SINGLE, "Index").axes[0]
    arrows = [[line.get_marker() for line in ax.lines].count(">") for ax in (closed, opened)]
    assert arrows == [0, len(table)]


def test_an_interval_that_reaches_zero_keeps_the_axis_linear(table):
    assert charts.dots(table, style.SINGLE, "x", ticks=[10, 100]).axes[0].get_xscale() == "log"
    assert charts.dots(table.assign(low=0), style.SINGLE, "x", ticks=[10, 100]).axes[0].get_xscale() == "linear"


def test_unlike_units_never_share_a_scale(table):
    for draw in (CHARTS["panels"], CHARTS["dumbbell"]):
        fig = draw(table, style.SINGLE)
        assert len(fig.axes) == table["unit"].nunique()
        assert not fig.axes[0].get_shared_x_axes().joined(fig.axes[0], fig.axes[1])


def test_bars_and_dumbbells_begin_at_zero(table):
    for name in ("bars", "panels", "dumbbell", "shares"):
        assert {ax.get_xlim()[0] for ax in CHARTS[name](table, style.SINGLE).axes} == {0}


def test_shares_are_drawn_on_their_whole(table):
    ax = charts.shares(table, style.SINGLE).axes[0]
    widths = [patch.get_width() for patch in ax.patches]
    assert widths[: len(table)] == [100] * len(table)
    assert widths[len(table) :: 2] == list(table["low"])
    assert widths[len(table) + 1 :: 2] == list(table["high"] - table["low"])


def test_a_logarithmic_axis_has_a_tick_before_its_data_where_one_is_near(table):
    counts = table.assign(low=[3, 7, 14, 900], value=[3, 7, 14, 900], high=[3, 7, 14, 900])
    left, right = charts.dots(counts, style.SINGLE, "x", ticks=[1, 10, 100, 1000]).axes[0].get_xlim()
    assert left == 1
    assert right > 1000
    left, right = charts.dots(counts, style.SINGLE, "x", ticks=[0.01, 10, 1e6]).axes[0].get_xlim()
    assert left > 2
    assert right < 2000


def test_slopes_start_at_100_and_end_at_the_index(table):
    ax = charts.slope(table, style.SINGLE, 60, ("before", "2023")).axes[0]
    assert ax.get_ylim()[0] == 0, "or a fall of 3% looks like one of 46%"
    ends = [tuple(line.get_ydata()) for line in ax.lines if list(line.get_xdata()) == [0, 1]]
    assert ends == [(100, value) for value in table["value"]]
