"""Pictures made of countable things: the bulletin as a page, unit charts, proportional squares, one for each.

As in charts.py: tables in, a figure of the stated width in mm out; a table without rows gives an empty figure. All are
drawn on a sheet whose coordinates are millimetres, the origin at the upper left (boxes.py).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from gongbao.drawing import boxes, style
from gongbao.drawing.boxes import HEAD, box, legend, tall, write
from gongbao.drawing.ladder import AIR, LINE, colours, spread
from gongbao.drawing.style import ACCENT, FAINT, INK, PALE, SOFT, TINT

COLOURS = (ACCENT, INK, FAINT, PALE)  # of the keys of `names`, in their order
PAIR = (ACCENT, FAINT)


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
        Kind → its name in the legend; at most four, the first in the accent.
    per_line : int
        Characters in a line of the picture.
    """
    starts = frame.groupby("place", sort=False)["start"].min()
    left, step = max(map(style.measure, starts.index), default=0) + 4, 2.4
    pitch = (width - left - 2) / per_line
    lines = -(-characters // per_line)
    fig, ax = boxes.sheet(width, HEAD + lines * step)
    palette = dict(zip(names, PAIR if len(names) == 2 else COLOURS, strict=False))
    legend(ax, {names[kind]: colour for kind, colour in palette.items()}, left)
    for line in range(lines):
        length = min(per_line, characters - line * per_line)
        box(ax, left, HEAD + (line + 0.3) * step, length * pitch, 0.4 * step, PALE)
    for row in frame.itertuples():
        for line, start, end in _lines(row.start, row.end, per_line):
            mark = (end - start) * pitch, 0.84 * step, palette[row.kind]
            box(ax, left + start * pitch, HEAD + (line + 0.08) * step, *mark)
    middles = spread(HEAD + (starts // per_line + 0.5) * step, [LINE] * len(starts))
    for place, middle in zip(starts.index, middles, strict=True):
        write(ax, 0, middle, place, va="center", color=SOFT)
    return fig


def squares(
    frame: pd.DataFrame,
    width: float,
    names: dict[str, str],
    *,
    by: str | None = None,
    share: float = 0.5,
    side: float = 2.4,
    across: int | None = None,
    palette: Sequence[str] = COLOURS,
) -> Figure:
    """One square for every thing counted, in lines that wrap; one row of squares for each row of the table.

    Parameters
    ----------
    frame : DataFrame
        `label`, one column of whole numbers for each key of `names`, and the column `by`.
    width : float
        In mm.
    names : dict
        Column → its name in the legend, in the order of the palette; one column alone is grey and has no legend.
    by : str, optional
        The column that names the blocks, e.g. the unit, for unlike units never share a scale: each block has its
        heading, and squares as large as its longest row allows.
    share : float
        The part of the width that the labels may take.
    side : float
        From one square to the next, in mm; with `by` the most that it may be.
    across : int, optional
        Squares in a line; as many as there is room for where it is not given.
    palette : sequence of str
        Colours of the columns.
    """
    labels = [style.wrap(label, width * share - 3) for label in frame["label"]]
    left = max((style.measure(line) for label in labels for line in label.split("\n")), default=0) + 3
    several, palette = len(names) > 1, palette if len(names) > 1 else (SOFT,)
    counts, blocks = frame[list(names)].to_numpy(int), frame[by] if by else pd.Series("", frame.index)
    sides = _sides(counts.sum(axis=1), blocks.to_numpy(), side, width - left - 2) if by else np.full(len(frame), side)
    lines = [across or int((width - left - 2) / step) for step in sides]
    need = [
        max(-(-sum(row) // line) * step, tall(label)) + AIR
        for row, line, step, label in zip(counts, lines, sides, labels, strict=True)
    ]
    heads = np.where(~blocks.duplicated() & (blocks != ""), HEAD, 0)
    fig, ax = boxes.sheet(width, HEAD * several + sum(need) + sum(heads))
    if several:
        legend(ax, dict(zip(names.values(), palette, strict=False)), left)
    bottoms = HEAD * several + np.cumsum(np.array(need) + heads)
    for row, (top, step, line) in enumerate(zip(bottoms - need, sides, lines, strict=True)):
        if heads[row]:
            write(ax, left, top - HEAD + 0.6, blocks.iloc[row], color=SOFT)
        write(ax, 0, top + max(step * 0.84 - LINE, 0) / 2, labels[row])
        for place, colour in enumerate(np.repeat(palette[: len(names)], counts[row])):
            box(ax, left + place % line * step, top + place // line * step, step * 0.84, step * 0.84, colour)
    return fig


def each(frame: pd.DataFrame, width: float, names: dict[str, str], *, side: float = 4) -> Figure:
    """How many of one thing come on each of another: squares in a row, the last ones pale where the wording is open.

    Parameters
    ----------
    frame : DataFrame
        `label` (above its squares), `text` (the ratio in words), `low` and `high` of the ratio.
    width : float
        In mm.
    names : dict
        What the three shades mean: `one`, `certain` and `possible` → its name in the legend.
    side : float
        As in `squares`.
    """
    labels = [style.wrap(f"{row.label}\n{row.text}", width - 2) for row in frame.itertuples()]
    across, fill = int((width - 2) / side) - 2, side * 0.84
    need = [
        tall(label) + -(-np.ceil(n) // across) * side + 2 * AIR for label, n in zip(labels, frame["high"], strict=True)
    ]
    fig, ax = boxes.sheet(width, HEAD + 1 + sum(need))
    legend(ax, {names["one"]: INK, names["certain"]: ACCENT, names["possible"]: TINT}, 0)
    for top, label, row in zip(HEAD + 1 + np.cumsum([0, *need]), labels, frame.itertuples(), strict=False):
        if top > HEAD + 1:
            ax.plot([0, width - 2], [top - AIR, top - AIR], color=PALE, linewidth=0.5)  # each row is a scale of its own
        write(ax, 0, top, label)
        first = top + tall(label) + 0.6
        box(ax, 0, first, fill, fill, INK)
        for place in range(int(np.ceil(row.high))):
            x, y = (2 + place % across) * side, first + place // across * side
            box(ax, x, y, fill * np.clip(row.high - place, 0, 1), fill, TINT)
            box(ax, x, y, fill * np.clip(row.low - place, 0, 1), fill, ACCENT)
    return fig


def areas(frame: pd.DataFrame, width: float, *, largest: float = 28) -> Figure:
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
    even = (width - sides.max(initial=0) - 4) / max(len(frame) - 1, 1) - 3
    column = np.maximum(sides, min(even, 1.5 * largest))
    lefts = np.cumsum([0, *(column + 3)])[: len(frame)]
    rooms = np.minimum(column, width - 1 - lefts) - 1
    labels = [style.wrap(f"{row.text}\n{row.label}", room) for row, room in zip(frame.itertuples(), rooms, strict=True)]
    fig, ax = boxes.sheet(width, largest + 2 + max(map(tall, labels), default=0))
    for left, side, label, colour in zip(lefts, sides, labels, colours(frame, FAINT), strict=False):
        box(ax, left, largest - side, side, side, colour)
        write(ax, left, largest + 1.5, label, linespacing=1.2)
    return fig


def _sides(sums: np.ndarray, blocks: np.ndarray, most: float, room: float) -> np.ndarray:
    """Let the longest row of each block fill a line, as far as its squares become neither too small nor too large."""
    longest = {block: max(sums[blocks == block].max(), 1) for block in set(blocks)}
    return np.array([np.clip(room / longest[block], most / 2, most) for block in blocks])


def _lines(start: int, end: int, per_line: int) -> list[tuple[int, int, int]]:
    """Cut a span at the ends of lines: (line, first column, last column)."""
    first, last = start // per_line, (end - 1) // per_line
    edges = [start, *(per_line * line for line in range(first + 1, last + 1)), end]
    return [(a // per_line, a % per_line, (b - 1) % per_line + 1) for a, b in pairwise(edges)]
