"""Charts with one row per indicator: dots, bars, dumbbells, slopes. Labels stand beside what they name.

Every function takes a table with `label`, `text` (the value in words) and numbers, draws its rows in their order and
returns a figure of the stated width in mm; the height follows from the number of rows and of lines in their labels. A
table without rows gives an empty figure. Where the table has a column `accent`, its true rows carry the accent.
"""

from collections.abc import Iterable

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from gongbao.drawing import ladder, style
from gongbao.drawing.ladder import AIR, AXIS, BAR, STEPS, TITLE, aside, colours, name_axis, reach, spread, whiskers
from gongbao.drawing.style import ACCENT, FAINT, INK, PALE, SOFT


def dots(
    frame: pd.DataFrame,
    width: float,
    xlabel: str,
    *,
    reference: float | None = None,
    ticks: Iterable[float] | None = None,
    share: float = 0.42,
) -> Figure:
    """Dots with their intervals on one shared axis, the value in words at the right.

    Parameters
    ----------
    frame : DataFrame
        `label`, `text`, `low`, `value`, `high`; all in one unit. An open `high` (missing) becomes an arrow.
    width : float
        In mm.
    xlabel : str
        Unit and reading direction.
    reference : float, optional
        Where a vertical line stands for "no change".
    ticks : iterable of float, optional
        Given, the axis is logarithmic and has these ticks (`rows.ticks` proposes some): ratios keep their size. Where
        an interval reaches 0 it stays linear.
    share : float
        The part of the width that the labels may take.
    """
    fig, axes = ladder.stack([frame], width, share, axis=AXIS, title=0)
    ax = axes[0]
    if ticks is not None and len(frame) and (frame["low"] > 0).all():
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(FixedLocator(list(ticks)))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.set_xlim(*ladder.limits(frame, ticks))
    else:
        ax.locator_params(axis="x", nbins=8, steps=STEPS)
    if reference is not None:
        ax.axvline(reference, color=FAINT, linewidth=0.6, zorder=0)
    whiskers(ax, frame)
    aside(ax, frame)
    name_axis(ax, xlabel, width * (1 - share))
    return fig


def bars(frame: pd.DataFrame, width: float, *, by: str | None = None, share: float = 0.42) -> Figure:
    """Horizontal bars from zero with their value in words at the end; one panel, and one scale, per unit.

    A number alone in its panel is written, not drawn: there is nothing that a bar could compare it with.

    Parameters
    ----------
    frame : DataFrame
        `label`, `text`, `low`, `value`, `high` (pale between them), and the column `by`.
    width : float
        In mm.
    by : str, optional
        The column that names the panels, e.g. the unit: unlike units never share a scale.
    share : float
        The part of the width that the labels may take.
    """
    groups = [(None, frame)] if by is None else list(frame.groupby(by, sort=False))
    fig, axes = ladder.stack([group for _, group in groups], width, share, axis=0, title=TITLE if by else 0)
    for ax, (name, group) in zip(axes, groups, strict=False):
        centres, ends = ax.get_yticks(), group[["value", "high"]].max(axis=1)
        if by is None or len(group) > 1:
            reach(ax, group, group["high"].fillna(group["value"]))
        else:
            ends = 0 * ends
        for y, end, text in zip(centres, ends, group["text"], strict=True):
            ax.annotate(text, (end, y), (3, 0), textcoords="offset points", va="center_baseline")
        ax.set_title("" if name is None else name, color=SOFT, pad=2)
        ax.xaxis.set_visible(False)
        ax.spines.bottom.set_visible(False)
        ax.axvline(0, color=FAINT, linewidth=0.6)
        ax.set_xlim(left=0)
    return fig


def dumbbell(frame: pd.DataFrame, width: float, *, by: str, share: float = 0.34) -> Figure:
    """Before and after, one panel and one axis per unit; an interval that reaches from zero is drawn as long as it is.

    Parameters
    ----------
    frame : DataFrame
        `label`, `before`, `before_text`, `low`, `value`, `high` (after), `text`, and the column `by`.
    width, share : float
        As in `dots`.
    by : str
        The column that names the axes: unit and reading direction.
    """
    groups = list(frame.groupby(by, sort=False))
    fig, axes = ladder.stack([group for _, group in groups], width, share, axis=AXIS, title=TITLE / 2)
    for ax, (name, group) in zip(axes, groups, strict=False):
        ax.hlines(ax.get_yticks(), group["value"], group["before"], color=PALE, linewidth=3)
        ax.plot(group["before"], ax.get_yticks(), "o", color=FAINT)
        whiskers(ax, group.assign(accent=True))
        for y, row in zip(ax.get_yticks(), group.itertuples(), strict=True):
            out = 1 if row.before > row.value else -1  # each text runs outwards from its dot: the two never meet
            for x, text, colour, way in ((row.before, row.before_text, SOFT, out), (row.value, row.text, ACCENT, -out)):
                side = "left" if way > 0 else "right"
                ax.annotate(text, (x, y), (way, 5), textcoords="offset points", ha=side, color=colour)
        ax.set_xlim(0, 1.1 * group[["before", "value"]].max().max())
        ax.locator_params(axis="x", nbins=6, steps=STEPS)
        name_axis(ax, name, width * (1 - share))
    return fig


def shares(frame: pd.DataFrame, width: float, *, share: float = 0.42) -> Figure:
    """Parts of a whole as bars on a pale strip from 0 to 100%, paler over the interval of the share.

    Parameters
    ----------
    frame : DataFrame
        `label`, `text`, `low`, `value`, `high`, in %.
    width, share : float
        As in `dots`.
    """
    fig, axes = ladder.stack([frame], width, share, axis=AXIS / 2, title=0)
    ax = axes[0]
    ax.barh(ax.get_yticks(), [100] * len(frame), height=BAR, color=PALE)
    reach(ax, frame, frame["high"].fillna(100))
    aside(ax, frame)
    ax.set_xlim(0, 100)
    ax.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100%"])
    return fig


def slope(frame: pd.DataFrame, width: float, height: float, columns: tuple[str, str]) -> Figure:
    """Lines from a common 100 to this year's index, named at their ends; the scale begins at 0.

    Parameters
    ----------
    frame : DataFrame
        `label`, `text`, `low`, `value`, `high`: index numbers, previous year = 100.
    width, height : float
        In mm.
    columns : pair of str
        Names of the two years.
    """
    fig = style.canvas(width, height)
    ax = fig.subplots()
    for row, colour in zip(frame.to_dict("records"), colours(frame, SOFT), strict=True):
        ax.fill_between([0, 1], [100, row["low"]], [100, row["high"]], color=colour, alpha=0.25)
        ax.plot([0, 1], [100, row["value"]], color=colour, marker="o", clip_on=False)
    ax.plot(0, 100, "o", color=SOFT, clip_on=False)  # where all begin, none's own
    names = [style.wrap(f"{row.text}  {row.label}", width * 0.46) for row in frame.itertuples()]
    top = max([100, *frame["high"].dropna()])
    per_mm = top / (height - AXIS)
    ends = spread(frame["value"], [(ladder.height(name) - AIR / 2) * per_mm for name in names])
    for y, name, colour in zip(ends, names, colours(frame, INK), strict=True):
        ax.annotate(name, (1.06, y), va="center", color=colour, linespacing=1.15, annotation_clip=False)
    ax.plot([[1.02] * len(ends), [1.05] * len(ends)], [frame["value"], ends], color=FAINT, linewidth=0.4, clip_on=False)
    ax.axhline(0, 0.12 / 2.02, 1.12 / 2.02, color=FAINT, linewidth=0.6)
    for level in (0, 100):
        ax.annotate(str(level), (-0.04, level), ha="right", va="center_baseline", color=SOFT)
    ax.set_xticks([0, 1], columns)
    ax.set_xlim(-0.12, 1.9)
    ax.set_ylim(0, 1.02 * top)
    ax.yaxis.set_visible(False)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(axis="x", length=0)
    return fig
