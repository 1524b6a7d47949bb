"""Glyphs with places become lines: each glyph once, columns one after the other, the cells of a row apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from gongbao.reading.raised import raised

# all in sizes of the font
SAME = 0.12  # bold is often made by printing twice, a little apart
ROW = 0.55  # between the middles of two glyphs of one row, of which one may be raised
CELL = 1.5  # an empty place that parts cells
WORD = 0.2  # an empty place that parts words in Latin letters
SMALL, HIGH = 0.8, 0.15  # a raised glyph is smaller and higher than its neighbours
NARROW = 8  # of the narrowest column of prose
APART = 3  # between what stands in columns and a foot below them

WORDS = re.compile(r"[0-9A-Za-z%.,;:)\]][0-9A-Za-z(\[]")
COLUMN = 3  # lines in the shortest column
FULL = 0.85  # of a column's width, which half of its lines have at least; the cells of a table have not
DEPTH = 12  # columns that may stand beside and below each other, places where they may begin


UNKNOWN = "\ufffd"  # a glyph of which the file does not say what character it is


class Glyph(NamedTuple):
    """A glyph on its page: its characters, where it begins and ends, its baseline, the size of its font.

    `y` grows downwards; `turn` tells in which of four directions its line runs (0 for what is not turned).
    """

    text: str
    start: float
    end: float
    y: float
    size: float
    turn: int = 0


class Line(NamedTuple):
    """A line of a page, and where the column begins that it belongs to (0 for what is in none)."""

    text: str
    column: float = 0


class Segment(NamedTuple):
    """A piece of a row without a large gap: where it begins and ends, its baseline, its largest size."""

    text: str
    start: float
    end: float
    y: float
    size: float


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page, those that are not turned first; a tab stands between the cells of a row."""
    found: list[Line] = []
    for _, same in groupby(sorted(_once(glyphs), key=_turn), key=_turn):
        pieces = [segment for row in _rows(same) for segment in _segments(row)]
        for (_, column), row in groupby(_ordered(pieces, 0, DEPTH), key=lambda piece: (piece[0].y, piece[1])):
            found.append(Line("\t".join(segment.text for segment, _ in row), column))
    return [line for line in found if line.text.strip()]


def _turn(glyph: Glyph) -> int:
    return glyph.turn


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield each glyph but what is blank, and what was printed before at the same place."""
    seen: set[tuple[str, int, int, int]] = set()
    for glyph in glyphs:
        step = max(glyph.size * SAME, 1e-3)
        x, y = int(glyph.start // step), int(glyph.y // step)
        near = ((glyph.text, glyph.turn, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        if glyph.text.strip() and seen.isdisjoint(near):
            yield glyph
        seen.add((glyph.text, glyph.turn, x, y))


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each height from the left to the right, the highest first."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=_middle):
        if row and _middle(glyph) - _middle(row[0]) > ROW * max(glyph.size, row[0].size):
            yield sorted(row, key=lambda glyph: glyph.start)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: glyph.start)


def _middle(glyph: Glyph) -> float:
    return glyph.y - glyph.size * 0.3


def _segments(row: list[Glyph]) -> Iterator[Segment]:
    """Yield the pieces of a row that a large gap parts."""
    size = max(glyph.size for glyph in row)
    base = median(glyph.y for glyph in row if glyph.size >= size * SMALL)
    gaps = [after.start - glyph.end for glyph, after in pairwise(row)]
    usual = max(median(gaps), 0) if gaps else 0  # letters that are set wide are one word
    cuts = [0, *(at for at, gap in enumerate(gaps, start=1) if gap > usual + CELL * size), len(row)]
    for start, stop in pairwise(cuts):
        piece = row[start:stop]
        yield Segment(_text(piece, base, size, usual), piece[0].start, piece[-1].end, base, size)


def _text(piece: list[Glyph], base: float, size: float, usual: float) -> str:
    text, end = "", piece[0].start
    for high, run in groupby(piece, key=lambda glyph: glyph.size < SMALL * size and base - glyph.y > HIGH * size):
        mark = ""
        for glyph in run:
            apart = glyph.start - end > usual + WORD * size and WORDS.match(text[-1:] + glyph.text)
            if high:
                mark += glyph.text
            else:
                text += " " + glyph.text if apart else glyph.text
            end = glyph.end
        text += raised(mark, text)
    return text


def _ordered(pieces: list[Segment], column: float, depth: int) -> list[tuple[Segment, float]]:
    """Put a column of prose before the one to its right, and name it; what is no column stays row by row."""
    for edge in _edges(pieces) if depth else ():
        for start, stop in _beside(pieces, edge):
            run = pieces[start:stop]
            left, right = (
                [piece for piece in run if piece.start < edge],
                [piece for piece in run if piece.start >= edge],
            )
            if _is_prose(left) and _is_prose(right):
                around = (pieces[:start], column), (left, left[0].start), (right, edge), (pieces[stop:], column)
                return [found for part, name in around for found in _ordered(part, name, depth - 1)]
    return [(piece, column) for piece in pieces]


def _edges(pieces: list[Segment]) -> list[float]:
    """Return where lines begin that are not the first of their rows, the most frequent places first."""
    later = Counter(round(after.start) for piece, after in pairwise(pieces) if piece.start < after.start)
    near = {start: count + later[start - 1] + later[start + 1] for start, count in later.items()}
    return [start - 1.5 for start in sorted(near, key=lambda start: (-near[start], start))[:DEPTH] if near[start] > 1]


def _beside(pieces: list[Segment], edge: float) -> Iterator[tuple[int, int]]:
    """Yield the places of consecutive pieces none of which crosses the edge or stands far below the one before."""
    start = 0
    for at, (piece, after) in enumerate(zip_longest(pieces, pieces[1:])):
        crosses = piece.start < edge < piece.end + piece.size / 2
        if crosses or after is None or after.y - piece.y > APART * max(piece.size, after.size):
            stop = at if crosses else at + 1
            if stop > start:
                yield start, stop
            start = at + 1


def _is_prose(column: list[Segment]) -> bool:
    if len(column) < COLUMN:
        return False
    widths = [piece.end - piece.start for piece in column]
    full = sum(width >= max(widths) * FULL for width in widths) * 2 >= len(widths)
    return full and max(widths) >= NARROW * column[0].size and any(set(piece.text) & {*"，。；、"} for piece in column)
