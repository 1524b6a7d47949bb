"""Which time does a bulletin report on, and when was it written? As given, or as its headings, date and title say."""

import re
from dataclasses import dataclass

from gongbao.extraction import spans, years
from gongbao.extraction.spans import Span
from gongbao.reading.outline import Heading

HEAD = 500  # characters: where a date, a title and a speaker stand
_DATE = re.compile(rf"({years.YEAR})年([\d一二三四五六七八九十]{{1,3}})月([\d一二三四五六七八九十]{{1,3}})[日号]")
_BULLETIN = re.compile(rf"({years.YEAR})年.{{0,30}}?(?:统计公报|工作总结|工作情况|白皮书)")
_REPORT = re.compile(rf"({years.YEAR})年.{{0,12}}?工作报告")
_REVIEW = re.compile(r"回顾|总结|完成情况|执行情况|成就")
_PLAN = re.compile(r"安排|任务|部署|总体要求|重点")
_OPENING = re.compile(rf"(?<![到至])({years.YEAR})年(?:[，,]|全[市省区县国年]|以来|度)")
_LONG_LINE = 80  # characters: a date in running text is not the day of writing
_UNTIL = {
    True: 9,
    False: 3,
}  # month: what is published up to it is about the year before; a report to a congress, later


@dataclass(frozen=True, slots=True)
class Dating:
    """When a bulletin was written, and of when.

    Attributes
    ----------
    own : Span or None
        The time it reports on; None where nothing tells.
    published : str
        The day of its publication in ISO 8601, or ''.
    """

    own: Span | None = None
    published: str = ""

    @property
    def last(self) -> int | None:
        """The last year that it reports on."""
        return self.own.last if self.own else None

    @property
    def this_year(self) -> int | None:
        """The year that a writer calls 今年: that of the publication, else the one after the year reported on."""
        if self.published:
            return int(self.published[:4])
        return self.last + 1 if self.last else None


def dated(text: str, headings: list[Heading], about: str = "", published: str = "") -> Dating:
    """Return when a bulletin was written, and of when.

    Parameters
    ----------
    text : str
        Its text, simplified.
    headings : list of Heading
        Those of the text.
    about, published : str
        What is known from elsewhere, in ISO 8601; '' where nothing is.
    """
    head = "\n".join(line for line in text[:HEAD].split("\n") if len(line) < _LONG_LINE)
    published = published or _day(head)
    own = spans.parse(about) or _reviewed(headings) or _titled(head, published) or _planned(headings) or _opened(text)
    return Dating(own, published)


def _day(head: str) -> str:
    match = _DATE.search(head)
    if match is None:
        return ""
    of, month, number = years.year(match[1]), years.count(match[2]), years.count(match[3])
    return spans.day(of, month, number).end if 1 <= month <= 12 and number else ""


def _reviewed(headings: list[Heading]) -> Span | None:
    """Return the year that the first heading of a review names: 2023年工作回顾."""
    for heading in headings:
        named = years.all_in(heading.text)
        if named and _REVIEW.search(heading.text):
            return spans.year(named[-1])
    return None


def _planned(headings: list[Heading]) -> Span | None:
    """Return the year before the first one that a heading of a plan names: 2024年工作安排."""
    named = next((years.all_in(heading.text) for heading in headings if _PLAN.search(heading.text)), [])
    return spans.year(named[0] - 1) if named else None


def _opened(text: str) -> Span | None:
    """Return the year that the first sentences speak of: 2023年，全市公安机关…"""
    opening = _OPENING.search(text, 0, HEAD)
    return spans.year(years.year(opening[1])) if opening else None


def _titled(head: str, published: str) -> Span | None:
    """Return the year that a title names, or the one that a report of this day is about."""
    if bulletin := _BULLETIN.search(head):
        return spans.year(years.year(bulletin[1]))
    if published:
        before = int(published[5:7]) <= _UNTIL["工作报告" in head]
        return spans.year(int(published[:4]) - before)
    report = _REPORT.search(head)
    return spans.year(years.year(report[1]) - 1) if report else None
