"""A text → its rows: frames, each rendered once."""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from gongbao.data.row import Measure, Row
from gongbao.extraction import spans
from gongbao.extraction.families import family
from gongbao.extraction.frames import Frame, frames
from gongbao.reading.headings import sections
from gongbao.reading.normal import Compact

if TYPE_CHECKING:
    import pandas as pd


def extract(text: str, bulletin: str = "", about: str | None = None, published: str | None = None) -> "pd.DataFrame":
    """Return the numbers that a bulletin states, in text order.

    Parameters
    ----------
    text : str
        The bulletin as read; `start` and `end` are code-point offsets into it.
    bulletin : str
        Its id, the beginning of every row's id.
    about : str, optional
        The time it reports on in ISO 8601: ``2023``, ``2018/2022``. By default what its headings and title say.
    published : str, optional
        The day of its publication: ``2024-01-29``. By default what its first lines say.

    Returns
    -------
    DataFrame
        The columns ``gongbao.data.row.COLUMNS`` (data/README.md describes them); an open interval end is NaN.

    Raises
    ------
    InputError
        Where `about` or `published` is no such time.
    """
    from gongbao.data import tables  # pandas, which `rows` does without

    return tables.frame(rows(text, bulletin, about or "", published or ""))


def explain(text: str, bulletin: str = "", about: str | None = None, published: str | None = None) -> "pd.DataFrame":
    """Return what `extract` does, with one column more: `rules`, the ids of the rules that decided what a row says."""
    from gongbao.data import tables

    found = explained(text, bulletin, about or "", published or "")
    return tables.frame([row for row, _ in found]).assign(rules=[" ".join(trace) for _, trace in found])


def rows(text: str, bulletin: str = "", about: str = "", published: str = "") -> list[Row]:
    """Return the same as a list of rows, an open interval end None: quicker for many short texts."""
    return [row for row, _ in explained(text, bulletin, about, published)]


def explained(text: str, bulletin: str = "", about: str = "", published: str = "") -> list[tuple[Row, tuple[str, ...]]]:
    """Return each row with the ids of the rules that decided what it says."""
    spans.check(about, published)
    compact = Compact(text)
    found = frames(compact.plain, about, published)
    if not found:
        return []
    ids = [f"{bulletin or 'text'}-{number:03}" for number in range(1, len(found) + 1)]
    lines, written = sections(text), _written(compact)
    begins, rendered = [line[0] for line in lines], []
    for at, frame in enumerate(found):
        quantity, relation = frame.quantity, frame.relation
        start, end = compact.span(quantity.start, quantity.end)
        pillar, section = lines[bisect_right(begins, start) - 1][2:]
        label, (value, low, high) = written(relation.label), _signed(frame)
        parent = "" if relation.parent is None else ids[relation.parent]
        row = Row(
            ids[at], bulletin, start, end, text[start:end], label, value, low, high, _unit(frame, written),
            relation.measure, relation.basis, parent, pillar, section, family(label, relation.measure),
            frame.status, frame.period,
        )  # fmt: skip
        rendered.append((row, frame.trace))
    return rendered


def _unit(frame: Frame, written: Callable[[str], str]) -> str:
    unit = frame.quantity.unit
    if unit.measure is Measure.MULTIPLE and frame.relation.measure is Measure.CHANGE:
        return "%"
    return written(unit.code) if len(unit.code) > 1 or unit.code.isalpha() else unit.code


def _signed(frame: Frame) -> tuple[float, float | None, float | None]:
    """Return value, low and high with the sign of the change; a fall turns the interval with it."""
    value, low, high = frame.quantity.measured()
    factor = frame.relation.factor
    stated = round(value * factor, 6) + 0.0  # never a negative zero
    if low == value == high:
        return stated, stated, stated
    if factor < 0:
        low, high = high, low
    return stated, _turned(low, factor), _turned(high, factor)


def _turned(end: float | None, factor: int) -> float | None:
    return None if end is None else round(end * factor, 6) + 0.0


def _written(compact: Compact) -> Callable[[str], str]:
    """Return the way back from simplified characters to those of the text."""
    given = compact.variants()
    if not given:
        return str
    other = re.compile(f"[{re.escape(''.join(map(chr, given)))}]")  # most labels hold none: five times as quick
    return lambda label: label.translate(given) if other.search(label) else label
