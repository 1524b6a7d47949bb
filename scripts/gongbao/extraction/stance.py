"""Does a section of a text look back or ahead, and at which time? Its headings tell."""

import re
from enum import StrEnum
from typing import NamedTuple

from gongbao import lexicon
from gongbao.extraction import spans, years
from gongbao.extraction.dating import Dating
from gongbao.extraction.spans import Span
from gongbao.reading.outline import Heading


class Stance(StrEnum):
    """What a section speaks of: what was (review), what shall be (plan), or what no heading tells (none)."""

    REVIEW = "review"
    PLAN = "plan"
    NONE = "none"


class Section(NamedTuple):
    """What stands below a heading: where it begins in the text as read, its stance and its time."""

    start: int
    stance: Stance
    span: Span | None
    mixed: bool = False  # 过去五年和2023年工作回顾: of a year and of a span; paragraphs say of which


_CUES = [(Stance(row["stance"]), re.compile(row["pattern"])) for row in lexicon.rows("stances")]
_AHEAD = re.compile(rf"(?:今后|未来)(?:的)?(?P<years>{years.COUNT})年")
_BACK = re.compile(
    rf"(?:过去|这|近)的?(?P<years>{years.COUNT})年|(?P<years2>{years.COUNT})年(?:来|间|的?工作|.{{0,4}}回顾)|[本这上]届政府"
)
_PLAN = re.compile(rf"[“\"]?({years.PLAN})[”\"]?(?:时期|期间|规划|发展|的|主要|末|经济|工作|和|及|目标|”)")
_TERM = 5  # years of a government


def sections(headings: list[Heading], dating: Dating) -> list[Section]:
    """Return the sections of a text in order; the first begins at 0 and has no heading.

    A heading that tells nothing keeps the stance of the last one of its rank or a higher one.
    """
    found, open_ = [Section(0, Stance.NONE, None)], [(-1, Section(0, Stance.NONE, None))]
    for heading in headings:
        below = [entry for entry in open_ if entry[0] <= heading.rank]
        stance, span = _told(heading.text, dating)
        known, mixed = stance is not Stance.NONE, stance is Stance.REVIEW and _is_mixed(heading.text)
        section = Section(heading.end, stance, span, mixed) if known else below[-1][1]._replace(start=heading.end)
        open_ = [entry for entry in below if entry[0] < heading.rank] + [(heading.rank, section)]
        found.append(section)
    return found


def _told(words: str, dating: Dating) -> tuple[Stance, Span | None]:
    """Return what a heading says; a year that is over (2016年主要工作) tells as well as a word."""
    stances = [stance for stance, pattern in _CUES if pattern.search(words)]
    named = years.all_in(words)
    if not stances and named and "工作" in words and dating.last:
        stances = [Stance.PLAN if named[-1] > dating.last else Stance.REVIEW]
    if Stance.REVIEW in stances and Stance.PLAN in stances:
        ahead = dating.last is not None and bool(named) and named[0] > dating.last
        stances = [Stance.PLAN] if ahead else [Stance.REVIEW]
    if not stances:
        return Stance.NONE, None
    return stances[0], _planned(words, named, dating) if stances[0] is Stance.PLAN else _reviewed(words, named, dating)


def _planned(words: str, named: list[int], dating: Dating) -> Span | None:
    later = [year for year in named if dating.last is None or year > dating.last]
    five = _PLAN.search(words)
    if five and ((span := years.plan(five[1])).last > (dating.last or 0)):
        return span
    if later:
        return spans.year(later[0])
    ahead = _AHEAD.search(words)
    if ahead and dating.last:
        return spans.years(dating.last + 1, dating.last + years.count(ahead["years"]))
    return spans.year(dating.last + 1) if dating.last else None


def _is_mixed(words: str) -> bool:
    return bool(years.all_in(words)) and bool(_PLAN.search(words) or _BACK.search(words))


def _reviewed(words: str, named: list[int], dating: Dating) -> Span | None:
    """Return the time of a review, of two that it names the first."""
    five, back = _PLAN.search(words), _BACK.search(words)
    long = five or back
    year = re.search(years.YEAR, words)
    if year and not (long and long.start() < year.start()):
        return spans.year(named[-1]) if named else dating.own
    if five:
        return years.plan(five[1])
    if back and dating.last:
        count = years.count(back["years"] or back["years2"] or "") or _TERM
        return spans.years(dating.last - count + 1, dating.last)
    return dating.own
