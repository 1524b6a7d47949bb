"""Rows of labelled things, as charts stack them: how high each is, where its label and its value stand.

Heights are in mm, so that a row with two lines of label simply takes more room.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gongbao.drawing import style
from gongbao.drawing.style import ACCENT, FAINT, INK

STEPS = (1, 2, 5, 10)  # of a linear axis: 0, 5, 10, never 0, 2.5, 5
AXIS = 9.5  # mm for the ticks and the name of a horizontal axis
LINE, AIR = 2.95, 1.9  # mm: a line of label, and what separates two rows
TITLE = 6  # mm for the name of a panel
BAR = 2.2  # mm: how thick a bar is


def stack(groups: list[pd.DataFrame], width: float, share: float, *, axis: float, title: float) -> tuple:
    """Return a figure with one axes per table, each as high as its wrapped labels need.

    Parameters
    ----------
    groups : list of DataFrame
        Each with a column `label`.
    width : float
        Of the figure, in mm.
    share : float
        The part of the width that the labels may take.
    axis, title : float
        Room below and above each panel, in mm.

    Returns
    -------
    (Figure, list of Axes)
        The ticks of an axes are the middles of its rows, in mm from its top.
    """
    labels = [[style.wrap(label, width * share) for label in group["label"]] for group in groups]
    heights = [max(sum(map(height, group)), LINE) for group in labels] or [LINE]
    fig = style.canvas(width, sum(heights) + len(heights) * (axis + title) + 1.5)
    axes = fig.subplots(len(heights), squeeze=False, height_ratios=heights)[:, 0]
    for ax, group in zip(axes, labels, strict=False):
        _ladder(ax, group)
    return fig, list(axes)


def height(label: str) -> float:
    """Return the room that a wrapped label takes, in mm."""
    return (label.count("\n") + 1) * LINE + AIR


def colours(frame: pd.DataFrame, plain: str) -> list[str]:
    """Return the accent for the rows that are true in the column `accent`, a plain colour for the others."""
    accents = frame["accent"] if "accent" in frame else [False] * len(frame)
    return [ACCENT if accent else plain for accent in accents]


def whiskers(ax: Axes, frame: pd.DataFrame) -> None:
    """Draw each interval as a thick pale line under its dot, an open one with an arrow head."""
    for y, row, colour in zip(ax.get_yticks(), frame.to_dict("records"), colours(frame, INK), strict=False):
        high = row["value"] * 1.15 if pd.isna(row["high"]) else row["high"]
        ax.plot([row["low"], high], [y, y], color=colour, alpha=0.35, linewidth=3)
        if pd.isna(row["high"]):
            ax.plot(high, y, ">", color=colour, alpha=0.35)
        ax.plot(row["value"], y, "o", color=colour)


def reach(ax: Axes, frame: pd.DataFrame, highs: pd.Series) -> None:
    """Draw bars from 0: full as far as the lower end of each interval, pale from there to its upper end."""
    for y, low, high, colour in zip(ax.get_yticks(), frame["low"], highs, colours(frame, FAINT), strict=True):
        ax.barh(y, low, height=BAR, color=colour, linewidth=0)
        if low < high:
            ax.barh(y, high - low, left=low, height=BAR, color=colour, alpha=0.35, linewidth=0)
            ax.vlines(high, y - BAR / 2, y + BAR / 2, color=colour, linewidth=0.8)


def aside(ax: Axes, frame: pd.DataFrame) -> None:
    """Put the values in words into a column at the right."""
    for y, text, colour in zip(ax.get_yticks(), frame["text"], colours(frame, INK), strict=False):
        ax.annotate(text, (1.02, y), xycoords=("axes fraction", "data"), va="center_baseline", color=colour)


def name_axis(ax: Axes, name: str, room: float) -> None:
    """Name the horizontal axis, wrapped to the room there is, in mm; its numbers are plain: 0.5, 1, 10,000."""
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.6g}".replace("-", "−"))
    ax.set_xlabel(style.wrap(name, room - 4), loc="left", linespacing=1.15)


def ticks(frame: pd.DataFrame) -> list[float]:
    """Return round numbers for a logarithmic axis that shows the intervals of a table, as few as will do.

    Parameters
    ----------
    frame : DataFrame
        `low`, `value`, `high`, above 0.
    """
    low, high = frame["low"].min(), frame[["value", "high"]].max().max()
    if not 0 < low < np.inf:
        return []
    if high < 3 * low:
        return list(MaxNLocator(5, steps=STEPS).tick_values(low, high))
    decades = 10.0 ** np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    for steps in ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
        chosen = np.outer(decades, steps).ravel()
        if np.sum((chosen >= low) & (chosen <= high)) > 2:
            break
    return list(chosen)


def limits(frame: pd.DataFrame, ticks: Iterable[float]) -> tuple[float, float]:
    """Return where a logarithmic axis begins and ends: at the data with some air, or at a tick not far beyond them."""
    low, high = frame["low"].min(), frame[["value", "high"]].max().max()
    far = max(high / low, 1.1)
    before = [tick for tick in ticks if low / far**0.35 <= tick <= low]
    after = [tick for tick in ticks if high <= tick <= high * far**0.15]
    return min([low / far**0.05, *before[-1:]]), max([high * far**0.05, *after[:1]])


def spread(places: Iterable[float], sizes: Iterable[float]) -> np.ndarray:
    """Move labels apart until none covers another, keeping their order.

    Parameters
    ----------
    places, sizes : iterables of float
        Where the middle of each label should be and how much room it takes, on one axis.

    Returns
    -------
    ndarray
        Where each is put, in the order given.
    """
    places, sizes = np.asarray(list(places), float), np.asarray(list(sizes), float)
    order = np.argsort(places, kind="stable")
    moved, gaps = places[order], (sizes[order][1:] + sizes[order][:-1]) / 2
    for _ in range(200):
        short = np.clip(gaps - np.diff(moved), 0, None) / 2
        moved[:-1] -= short
        moved[1:] += short
    return moved[np.argsort(order, kind="stable")]


def _ladder(ax: Axes, labels: list[str]) -> None:
    sizes = np.array([height(label) for label in labels])
    ax.set_yticks(np.cumsum(sizes) - sizes / 2, labels)
    ax.set_ylim(max(sizes.sum(), LINE), 0)
    ax.tick_params(axis="y", length=0)
    ax.spines.left.set_visible(False)
