"""Pictures made of countable things: the bulletin as a page, unit charts, proportional squares, a matrix of marks.

As in charts.py: tables in, a figure of the stated width in mm out; a table without rows gives an empty figure. All are
drawn on a sheet whose coordinates are millimetres, the origin at the upper left.
"""

from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from gongbao import style
from gongbao.rows import AIR, LINE, colours, spread
from gongbao.style import ACCENT, FAINT, INK, PALE, SOFT

COLOURS = (ACCENT, INK, FAINT, PALE)  # of the keys of `names`, in their order
HEAD = 5  # mm for a legend


def page(frame: pd.DataFrame, characters: int, width: float, names: dict[str, str], *, per_line: int = 80) -> Figure:
    """The bulletin as a page: each line of text a pale strip, each number a mark where it stands.

    Parameters
    ----------
    frame : DataFrame
        `start`, `end` (characters), `kind` (a key of `names`), `place` (the section, written beside its first number).
    characters : int
        Length of the text.
    width : float
        In mm.
    names : dict
        Kind → its name in the legend, in the order of the palette.
    per_line : int
        Characters in a line of the picture.
    """
    starts = frame.groupby("place", sort=False)["start"].min()
    left, step = max(map(style.measure, starts.index), default=0) + 4, 2.4
    pitch = (width - left - 2) / per_line
    lines = -(-characters // per_line)
    fig, ax = _sheet(width, HEAD + lines * step)
    _legend(ax, names, left)
    for line in range(lines):
        length = min(per_line, characters - line * per_line)
        _box(ax, left, HEAD + (line + 0.3) * step, length * pitch, 0.4 * step, PALE)
    for row in frame.itertuples():
        for line, start, end in _lines(row.start, row.end, per_line):
            colour = COLOURS[list(names).index(row.kind)]
            _box(ax, left + start * pitch, HEAD + (line + 0.08) * step, (end - start) * pitch, 0.84 * step, colour)
    middles = spread(HEAD + (starts // per_line + 0.5) * step, [LINE] * len(starts))
    for place, middle in zip(starts.index, middles, strict=True):
        ax.text(0, middle, place, va="center", color=SOFT)
    return fig


def squares(
    frame: pd.DataFrame, width: float, names: dict[str, str], *, share: float = 0.5, side: float = 2.4
) -> Figure:
    """One square for every thing counted, in lines that wrap; one block of squares for each row of the table.

    Parameters
    ----------
    frame : DataFrame
        `label`, and one column of whole numbers for each key of `names`.
    width : float
        In mm.
    names : dict
        Column → its name in the legend, in the order of the palette.
    share : float
        The part of the width that the labels may take.
    side : float
        From one square to the next, in mm.
    """
    labels = [style.wrap(label, width * share - 3) for label in frame["label"]]
    left = max((style.measure(line) for label in labels for line in label.split("\n")), default=0) + 3
    across = int((width - left - 2) / side)
    counts = frame[list(names)].to_numpy(int)
    need = [max(-(-sum(row) // across) * side, _tall(label)) + AIR for row, label in zip(counts, labels, strict=True)]
    fig, ax = _sheet(width, HEAD + sum(need))
    _legend(ax, names, left)
    tops = HEAD + np.cumsum([0, *need])
    for top, label, row in zip(tops, labels, counts, strict=False):
        ax.text(0, top, label, va="top", linespacing=1.15)
        for place, colour in enumerate(np.repeat(COLOURS[: len(names)], row)):
            _box(ax, left + place % across * side, top + place // across * side, side * 0.84, side * 0.84, colour)
    return fig


def areas(frame: pd.DataFrame, width: float, *, largest: float = 34) -> Figure:
    """Squares whose areas are in proportion to the numbers, standing on one line.

    Parameters
    ----------
    frame : DataFrame
        `label`, `text`, `value`; all in one unit.
    width : float
        In mm.
    largest : float
        Side of the largest square, in mm.
    """
    sides = np.sqrt(frame["value"].to_numpy(float))
    sides = sides * largest / max(sides.max(initial=0), 1)
    column = np.maximum(sides, (width - sides.max(initial=0) - 4) / max(len(frame) - 1, 1) - 3)
    labels = [
        style.wrap(f"{row.text}\n{row.label}", room) for row, room in zip(frame.itertuples(), column, strict=True)
    ]
    fig, ax = _sheet(width, largest + 2 + max(map(_tall, labels), default=0))
    lefts = np.cumsum([0, *(column + 3)])
    for left, side, label, colour in zip(lefts, sides, labels, colours(frame, FAINT), strict=False):
        _box(ax, left, largest - side, side, side, colour)
        ax.text(left, largest + 1.5, label, va="top", linespacing=1.2)
    return fig


def matrix(frame: pd.DataFrame, width: float, names: dict[str, str], *, blocks: int = 1, cell: float = 7) -> Figure:
    """A matrix of marks: rows with a label, a filled square where a column holds, a pale one where it does not.

    Parameters
    ----------
    frame : DataFrame
        `label`, and one column of truth values for each key of `names`.
    width : float
        In mm.
    names : dict
        Column → its heading. The first column is drawn in the accent.
    blocks : int
        Columns of rows, side by side, for a long table.
    cell : float
        Width of a cell, in mm.
    """
    block, per_block = (width - 2) / blocks, -(-len(frame) // blocks) if len(frame) else 1
    room = block - cell * len(names) - 4
    heads = [style.wrap(name, cell - 0.5, style.SMALL) for name in names.values()]
    labels = [style.wrap(label, room, style.SMALL) for label in frame["label"]]
    step = max(map(_tall, labels), default=LINE) * style.SMALL / style.TEXT + 0.7
    top = max(map(_tall, heads)) + 1
    fig, ax = _sheet(width, top + per_block * step)
    for place, (label, marks) in enumerate(zip(labels, frame[list(names)].to_numpy(bool), strict=True)):
        left, y = place // per_block * block, top + (place % per_block + 0.5) * step
        ax.text(left, y, label, va="center", size=style.SMALL, linespacing=1.1)
        for column, mark in enumerate(marks):
            colour = (ACCENT if column == 0 else INK) if mark else PALE
            _box(ax, left + room + 1 + column * cell, y - 1.1, cell - 1, 2.2, colour)
    for left in np.arange(min(blocks, len(frame))) * block + room + 1:
        for column, head in enumerate(heads):
            ax.text(left + column * cell, top - 0.8, head, va="bottom", size=style.SMALL, color=SOFT, linespacing=1.1)
    return fig


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    fig = style.canvas(width, height)
    ax = fig.subplots()
    ax.set(xlim=(0, width), ylim=(height, 0), aspect="equal", anchor="NW")
    ax.set_axis_off()
    return fig, ax


def _box(ax: Axes, left: float, top: float, width: float, height: float, colour: str) -> None:
    ax.add_patch(Rectangle((left, top), width, height, color=colour, linewidth=0))


def _legend(ax: Axes, names: dict[str, str], left: float) -> None:
    """Name the colours in a line at the top, above what they colour."""
    for colour, name in zip(COLOURS, names.values(), strict=False):
        _box(ax, left, 0.5, 2, 2, colour)
        ax.text(left + 2.8, 1.5, name, va="center_baseline", color=SOFT)
        left += style.measure(name) + 6


def _lines(start: int, end: int, per_line: int) -> list[tuple[int, int, int]]:
    """Cut a span at the ends of lines: (line, first column, last column)."""
    first, last = start // per_line, (end - 1) // per_line
    edges = [start, *(per_line * line for line in range(first + 1, last + 1)), end]
    pairs = pairwise(edges)
    return [(a // per_line, a % per_line, (b - 1) % per_line + 1) for a, b in pairs]


def _tall(text: str) -> float:
    return (text.count("\n") + 1) * LINE
