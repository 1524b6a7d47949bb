"""A text → its indicators: scan once, relate, table."""

import csv
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from gongbao import paths
from gongbao.data.row import Measure, Row
from gongbao.extraction import conditions
from gongbao.extraction.context import Relation
from gongbao.extraction.quantities import Quantity, scan
from gongbao.extraction.relations import relate
from gongbao.reading.headings import sections
from gongbao.reading.normal import Compact

if TYPE_CHECKING:
    import pandas as pd


def extract(text: str, bulletin: str = "") -> "pd.DataFrame":
    """Return the indicators that a bulletin states, in text order.

    Parameters
    ----------
    text : str
        The bulletin as read; `start` and `end` are code-point offsets into it.
    bulletin : str
        Its id, the beginning of every row's id.

    Returns
    -------
    DataFrame
        The columns ``gongbao.data.row.COLUMNS`` (data/README.md describes them); an open interval end is NaN.
    """
    from gongbao.data import tables  # pandas, which `rows` does without

    return tables.frame(rows(text, bulletin))


def rows(text: str, bulletin: str = "") -> list[Row]:
    """Return the same as a list of rows, an open interval end None: quicker for many short texts."""
    compact = Compact(text)
    quantities, places = conditions.stated(compact.plain, scan(compact.plain))
    if not quantities:
        return []
    relations = relate(quantities, places)
    kept = [(at, relation) for at, relation in enumerate(relations) if relation is not None]
    ids: dict[int | None, str] = {
        at: f"{bulletin or 'text'}-{number:03}" for number, (at, _) in enumerate(kept, start=1)
    }
    lines = sections(text)
    begins = [line[0] for line in lines]
    written, families = _written(compact), _families()
    found = []
    for at, relation in kept:
        quantity = quantities[at]
        start, end = compact.span(quantity.start, quantity.end)
        pillar, section = lines[bisect_right(begins, start) - 1][2:]
        label, unit = written(relation.label), _unit(quantity, relation, written)
        value, low, high = _signed(quantity, relation)
        row = Row(
            ids[at], bulletin, start, end, text[start:end], label, value, low, high, unit, relation.measure,
            relation.basis, ids.get(relation.parent, ""), pillar, section, families.get(label, ""),
        )  # fmt: skip
        found.append(row)
    return found


def _unit(quantity: Quantity, relation: Relation, written: Callable[[str], str]) -> str:
    code, measure = quantity.unit.code, quantity.unit.measure
    if measure is Measure.MULTIPLE and relation.measure is Measure.CHANGE:
        return "%"
    return written(code) if len(code) > 1 or code.isalpha() else code


def _signed(quantity: Quantity, relation: Relation) -> tuple[float, float | None, float | None]:
    """Return value, low and high with the sign of the change; a fall turns the interval with it."""
    value, low, high = quantity.measured()
    factor = relation.factor
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
    if compact.text == compact.plain:
        return str
    kept = set(compact.text)
    pairs = {plain: given for plain, given in zip(compact.plain, compact.text, strict=True) if plain != given}
    own = str.maketrans({plain: given for plain, given in pairs.items() if plain not in kept and not plain.isdecimal()})
    return (lambda label: label.translate(own)) if own else str


@cache
def _families() -> dict[str, str]:
    path = paths.DATA / "labels.csv"
    if not path.is_file():  # a wheel installed elsewhere has no data/
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["family"] for row in csv.DictReader(file) if row["kind"] == "indicator"}
