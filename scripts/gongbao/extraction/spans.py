"""Spans of time as ISO 8601 writes them: 2023, 2018/2022, 2023-01/2023-06, 2023-12-31, ../2019."""

import re
from typing import NamedTuple

from gongbao.errors import InputError

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # without `calendar`, which is slow to load
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Span(NamedTuple):
    """A time between two dates of any precision, both within; ``..`` is a start that nobody named."""

    start: str
    end: str

    def __str__(self) -> str:
        """Return the span as the column `period` holds it; one without an end is empty."""
        return self.end if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def first(self) -> int:
        """The year in which it begins; that of its end where no start is named."""
        return int((self.end if self.start == ".." else self.start)[:4])

    @property
    def last(self) -> int:
        """The year in which it ends."""
        return int(self.end[:4])

    def year_before(self) -> "Span":
        """Return the same time of the year before."""
        return Span(*(end if end == ".." else f"{int(end[:4]) - 1:04}{end[4:]}" for end in self))

    def around(self) -> "Span":
        """Return the month of a day, the year of its last day."""
        month = self.end[:4] if self.end.endswith("-12-31") else self.end[:7]
        return Span(month, month)

    @property
    def is_point(self) -> bool:
        """Whether it is a day."""
        return self.start == self.end and len(self.end) == 10

    @property
    def is_long(self) -> bool:
        """Whether it is longer than a year."""
        return self.first < self.last


def between(first: str, last: str) -> str:
    """Return the span from one day to another as `parse` reads it: whole years and months by their names.

    Parameters
    ----------
    first, last : str
        Days in ISO 8601; '' where one is not known, and then there is no span.
    """
    if not first or not last:
        return ""
    whole_years = first.endswith("-01-01") and last.endswith("-12-31")
    whole_months = first.endswith("-01") and last == day(int(last[:4]), int(last[5:7]), 31).end
    size = 4 if whole_years else 7 if whole_months else 10
    return str(Span(first[:size], last[:size]))


def check(about: str, published: str) -> None:
    """Raise InputError where a time that somebody gave is none."""
    if about and parse(about) is None:
        raise InputError(f"about {about!r} is no time; give a year, 2023, or a span, 2018/2022 or 2023-01/2023-06")
    day = parse(published) if published else None
    if published and not (day and day.is_point):
        raise InputError(f"published {published!r} is no day; give it as 2024-01-29")


def year(number: int) -> Span:
    """Return a year."""
    return Span(f"{number:04}", f"{number:04}")


def years(first: int, last: int) -> Span:
    """Return the years from one to another."""
    return Span(f"{first:04}", f"{last:04}")


def months(of: int, first: int, to: int, last: int) -> Span:
    """Return the months from the first of a year to the last of a year."""
    return Span(f"{of:04}-{first:02}", f"{to:04}-{last:02}")


def day(of: int, month: int, number: int) -> Span:
    """Return a day, or the last one of its month where `number` is past it."""
    leap = of % 4 == 0 and (of % 100 != 0 or of % 400 == 0)
    ends = 29 if month == 2 and leap else _DAYS[month - 1]
    date = f"{of:04}-{month:02}-{min(number, ends):02}"
    return Span(date, date)


def parse(text: str) -> Span | None:
    """Return the span that ISO 8601 writes so, None where it is none."""
    start, _, end = text.partition("/")
    end = end or start
    if not _DATE.fullmatch(end) or not (start == ".." or _DATE.fullmatch(start)):
        return None
    return Span(start, end)
