"""Grids: what has which evidence, how many fall where two questions cross, which whole numbers are possible.

As in pictures.py: tables in, a figure of the stated width in mm out; a table without rows gives an empty figure.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gongbao.drawing import ladder, style
from gongbao.drawing.boxes import box, sheet, tall, write
from gongbao.drawing.ladder import AIR, AXIS, aside, name_axis
from gongbao.drawing.style import ACCENT, FAINT, INK, PALE, SMALL, SOFT

GROUP, GAP = 3.7, 0.3  # mm for the name of a group of ladder, and between two rows


def matrix(frame: pd.DataFrame, width: float, names: dict[str, str], *, blocks: int = 1, cell: float = 9) -> Figure:
    """A matrix of marks: rows with a label, a filled square where a column holds, a pale one where it does not.

    Parameters
    ----------
    frame : DataFrame
        `label`, `group` (rows of one group stand together under its name), one column of truth values for each key
        of `names`.
    width : float
        In mm.
    names : dict
        Column → its heading. The last column is drawn in the accent.
    blocks : int
        Columns of ladder, side by side, for a long table.
    cell : float
        Width of a cell, in mm.
    """
    block = width / blocks
    room = block - cell * len(names) - 4
    heads = [style.wrap(name, cell - 0.7, SMALL) for name in names.values()]
    labels = [style.wrap(label, room, SMALL) for label in frame["label"]]
    first = ~frame["group"].duplicated().to_numpy(bool)
    steps = np.array([tall(label, SMALL) + GAP for label in labels]) + np.where(first, GROUP, 0)
    column = _columns(steps, np.cumsum(first), blocks)
    top = max((tall(head, SMALL) for head in heads), default=0) + 0.5
    fig, ax = sheet(width, top + max((steps[column == place].sum() for place in range(blocks)), default=0) + 1)
    for place in range(blocks):
        left, y = place * block, top
        _heads(ax, heads, left + room + 2, top, cell)
        for row in np.flatnonzero(column == place):
            y += steps[row]
            if first[row]:
                write(
                    ax,
                    left,
                    y - steps[row] + GROUP - 0.5,
                    frame["group"].iloc[row],
                    va="bottom",
                    size=SMALL,
                    color=SOFT,
                )
            middle = y - (tall(labels[row], SMALL) + GAP) / 2
            write(ax, left, middle, labels[row], va="center", size=SMALL, linespacing=1.1)
            _marks(ax, frame[list(names)].iloc[row].to_numpy(bool), left + room + 2, middle, cell)
    return fig


def crosstab(
    frame: pd.DataFrame, width: float, down: dict[str, str], along: dict[str, str], *, share: float = 0.28, side=2.4
) -> Figure:
    """Where two questions cross: one square for every thing in its cell, the number beside it.

    Parameters
    ----------
    frame : DataFrame
        `down` and `along`: a key of each of the two dicts; the rows that are true in the column `accent` carry it.
    width : float
        In mm.
    down, along : dict
        Answer → its name, from top to bottom and from left to right.
    share : float
        The part of the width that the names of the rows may take.
    side : float
        From one square to the next, in mm.
    """
    left = width * share
    pitch = (width - left) / len(along)
    across = int((pitch - 9) / side)
    counts = frame.groupby(["down", "along"]).size().reindex(pd.MultiIndex.from_product([down, along]), fill_value=0)
    names = [style.wrap(name, left - 3) for name in down.values()]
    need = [
        max(-(-counts[key].max() // across) * side, tall(name)) + 2 * AIR for key, name in zip(down, names, strict=True)
    ]
    heads = [style.wrap(name, pitch - 3) for name in along.values()]
    top = max(map(tall, heads)) + 2
    fig, ax = sheet(width, top + sum(need))
    _heads(ax, heads, left, top - 1, pitch, style.TEXT)
    for key, name, y in zip(down, names, top + np.cumsum([0, *need]), strict=False):
        ax.plot([0, width], [y, y], color=PALE, linewidth=0.5)
        write(ax, 0, y + AIR, name)
        for column, answer in enumerate(along):
            chosen = frame[(frame["down"] == key) & (frame["along"] == answer)]
            _cell(ax, ladder.colours(chosen, FAINT), left + column * pitch, y + AIR, side, across)
    return fig


def barcode(frame: pd.DataFrame, fits: pd.DataFrame, width: float, xlabel: str, *, share: float = 0.36) -> Figure:
    """Which whole numbers are possible, row by row: a stroke on each that is, the smallest in the accent.

    Parameters
    ----------
    frame : DataFrame
        `id`, `label` and `text`; one row each.
    fits : DataFrame
        `id` and `base`: the possible numbers, in rising order.
    width : float
        In mm.
    xlabel : str
        What is counted.
    share : float
        The part of the width that the labels may take.
    """
    fig, axes = ladder.stack([frame], width, share, axis=AXIS, title=0)
    ax = axes[0]
    for y, name in zip(ax.get_yticks(), frame["id"], strict=False):
        possible = fits.loc[fits["id"] == name, "base"]
        ax.vlines(possible, y - 1.6, y + 1.6, color=INK, linewidth=0.8)
        ax.vlines(possible.head(1), y - 1.6, y + 1.6, color=ACCENT, linewidth=1.6)
    aside(ax, frame)
    ax.set_xlim(left=0)
    name_axis(ax, xlabel, width * (1 - share))
    return fig


def _heads(ax: Axes, heads: list[str], left: float, bottom: float, pitch: float, size: float = SMALL) -> None:
    for column, head in enumerate(heads):
        write(ax, left + column * pitch, bottom, head, va="bottom", size=size, color=SOFT, linespacing=1.1)


def _columns(steps: np.ndarray, group: np.ndarray, blocks: int) -> np.ndarray:
    """Share rows of these heights among columns of about one height, no group over two of them."""
    middles = [(np.cumsum(steps) - steps / 2)[group == name].mean() for name in group]
    return np.minimum(np.array(middles) * blocks // max(steps.sum(), 1), blocks - 1).astype(int)


def _marks(ax: Axes, marks: np.ndarray, left: float, middle: float, cell: float) -> None:
    for column, mark in enumerate(marks):
        colour = (ACCENT if column == len(marks) - 1 else INK) if mark else PALE
        box(ax, left + column * cell, middle - 0.95, 1.9, 1.9, colour)


def _cell(ax: Axes, colours: list[str], left: float, top: float, side: float, across: int) -> None:
    """Draw the squares of a cell in lines that wrap, and write how many they are."""
    for place, colour in enumerate(sorted(colours)):
        box(ax, left + 6 + place % across * side, top + place // across * side, side * 0.84, side * 0.84, colour)
    write(ax, left, top, str(len(colours)), color=INK if colours else FAINT)
