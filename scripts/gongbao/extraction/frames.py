"""A text → its frames: scan, find the clause, relate, then ask the surroundings for status and period."""

from typing import NamedTuple

from gongbao.data.row import Basis, Measure, Status
from gongbao.extraction import conditions, period, stance, status
from gongbao.extraction.context import Relation
from gongbao.extraction.dating import dated
from gongbao.extraction.quantities import Quantity, scan
from gongbao.extraction.relations import relate
from gongbao.extraction.surroundings import around
from gongbao.reading.outline import outline


class Frame(NamedTuple):
    """What the text says with one number.

    Attributes
    ----------
    quantity : Quantity
        The number, its unit and its place in the text.
    relation : Relation
        What it counts, how it is meant, and which frame it belongs to.
    status : Status
    period : str
        In ISO 8601, '' where none can be told.
    trace : tuple of str
        The rules that decided, in order.
    """

    quantity: Quantity
    relation: Relation
    status: Status
    period: str
    trace: tuple[str, ...]


def frames(text: str, about: str = "", published: str = "") -> list[Frame]:
    """Return the frames of a text, in order.

    Parameters
    ----------
    text : str
        A compact text (:class:`gongbao.reading.normal.Compact.plain`).
    about, published : str
        The time it reports on and the day of its publication in ISO 8601, '' where only the text tells.
    """
    quantities, places = conditions.stated(text, scan(text))
    relations = relate(quantities, places)
    headings = outline(text)
    dating = dated(text, headings, about, published)
    said = around(text, quantities, stance.sections(headings, dating), dating)
    found = []
    for quantity, relation, seen in zip(quantities, relations, said, strict=True):
        is_start, is_amount = relation.basis is Basis.FROM, relation.measure is not Measure.COUNT
        decided, by = status.status(status.Facts(seen, is_start, is_amount))
        when, told = period.period(period.Facts(seen, decided, relation.basis, relation.measure))
        found.append(Frame(quantity, relation, decided, when, (*by, *told)))
    return found
