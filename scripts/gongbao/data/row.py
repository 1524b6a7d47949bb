"""What one row of indicators.csv holds, a field for each column: one number of a bulletin."""

from enum import StrEnum
from typing import NamedTuple, NewType


class Measure(StrEnum):
    """What sort of number it is (coding manual, §4)."""

    COUNT = "count"
    MONEY = "money"
    DURATION = "duration"
    PHYSICAL = "physical"
    PERCENT = "percent"
    CHANGE = "change"
    POINTS = "points"
    MULTIPLE = "multiple"


class Basis(StrEnum):
    """An amount, an end of a before-and-after pair, or what a change is measured from (coding manual, §5)."""

    LEVEL = "level"
    FROM = "from"
    TO = "to"
    YOY = "yoy"
    MOM = "mom"
    UNSTATED = "unstated"


class Status(StrEnum):
    """What the text says of the number (coding manual, §8)."""

    REPORTED = "reported"  # it happened, it stands
    ESTIMATE = "estimate"  # forecast for a time that was running
    TARGET = "target"  # it shall be


Versus = NewType("Versus", str)  # a change on a year that is named: vs 2019
RELATIVE = (Measure.PERCENT, Measure.POINTS, Measure.CHANGE, Measure.MULTIPLE)  # says nothing without what it is of
STATED = (Basis.LEVEL, Basis.FROM, Basis.TO)  # of an amount, not of a change
REACHED = (Basis.LEVEL, Basis.TO)  # as it is now


class Row(NamedTuple):
    """One number that a bulletin states; data/README.md describes the columns.

    An open end of the interval is None; a text that is not there is ''.
    """

    id: str
    bulletin: str
    start: int
    end: int
    surface: str
    indicator: str
    value: float
    low: float | None
    high: float | None
    unit: str
    measure: Measure
    basis: Basis | Versus
    parent: str
    pillar: str
    section: str
    family: str
    status: Status
    period: str


COLUMNS = list(Row._fields)
