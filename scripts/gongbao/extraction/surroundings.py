"""What the sentence, the paragraph and the headings around a quantity say of its status and of its time."""

import re
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from gongbao import lexicon
from gongbao.extraction import spans, times
from gongbao.extraction.dating import Dating
from gongbao.extraction.quantities import Quantity
from gongbao.extraction.spans import Span
from gongbao.extraction.stance import Section, Stance
from gongbao.extraction.times import Moment, TimeWord

_ROWS = lexicon.rows("status")
_BEGINS = (  # of the words: looked for first, since few places begin one
    "[力拟计规将要承每必原预最现超圆基了已]|争取|主要|调控|控制|发展|奋斗|总体|总投|工作|具体|任务|目标|方案|确保|不得"
    "|应[达在不当]|概算|估算|投[产用运资]|[达建全][产成部]|年初|下达|初步|有望|可望|实际"
)
_PATTERNS = "|".join(f"(?P<c{number}>{row['pattern']})" for number, row in enumerate(_ROWS))
_CUE = re.compile(f"(?={_BEGINS})(?:{_PATTERNS})")
_MARK = re.compile(r"(?P<stop>[。！？!?])|(?P<line>\n)|(?P<open>[(（])|(?P<close>[)）])|《[^《》\n]{0,60}》")
_CLAUSE = re.compile(r"[，,；;。：:！？\n（(]")
_BRACKETS = re.compile(r"[(（)）]")
_MARKS = ",，；;。：:！？\n（("
_ITEM = re.compile(
    r"\s*(?:[-—–·●○■◆▪•*]|[(（]?[\d一二三四五六七八九十]{1,2}[)）、.．](?!\d)|[一二三四五六七八九十]是|第[一二三四五六七八九十])"
)
_GOES_ON = "：:；;"  # what the last line of a lead-in or of an item ends in
_STOP = re.compile(r"[。！？!?\n]")
_OUTCOME = re.compile(r"实际|已完成|最终")
_WHOLE = {
    *("time.year", "time.relative", "time.full-year", "time.past-years", "time.five-year-plan", "time.term"),
}
_LASTING = _WHOLE | {  # what the first sentence of a paragraph says for all of it
    *("time.years", "time.since", "time.next-years", "time.months", "time.half", "time.quarter"),
    *("time.first-months", "time.this-so-far"),
}
_NEAR = 3  # characters: 较2022年同期的70048宗
_REACH = 120  # characters that a clause may be long


class Kind(StrEnum):
    """What a word says of the numbers it governs."""

    AIM = "aim"
    ENSURE = "ensure"  # in a review, what was done
    PLAN = "plan"
    NORM = "norm"  # what shall be kept
    ORIGINAL = "original"  # what had been planned
    FORECAST = "forecast"
    DONE = "done"
    RESUME = "resume"  # ends such a turn: 在去年建成80公里的基础上


# what a word does not overrule: 投产后，预计年产值20亿元; 年初确定的目标为2400人
_YIELDS = {Kind.PLAN: (Kind.FORECAST,), Kind.ORIGINAL: (Kind.AIM, Kind.PLAN)}


class Cue(NamedTuple):
    """A word that governs: its kind, how far it reaches (clause, sentence, list) and where it stands."""

    kind: Kind
    scope: str
    start: int
    id: str


Event = Section | TimeWord | Cue | Quantity


class Surroundings(NamedTuple):
    """What is said around one quantity.

    Attributes
    ----------
    lead, behind : str
        The words of its own clause before it, and what stands behind it, whatever marks are in it.
    cue, listed : Cue or None
        The word that governs its sentence or clause, and the lead-in that governs its list.
    time : TimeWord or None
        The nearest time to the left in its sentence; `span` is what it means, `near` whether it stands in its clause.
    first : Span or None
        The span that the first sentence of its paragraph names.
    point : Span or None
        The last point of time that the paragraph names.
    base : Span or None
        What a comparison right before it names: 去年同期为200件, 较2022年的70048宗.
    section : Section
    now : Moment
    noted : bool
        Whether a note says that amounts are expected ones: （预计数，下同）.
    """

    lead: str
    behind: str
    cue: Cue | None
    listed: Cue | None
    time: TimeWord | None
    span: Span | None
    near: bool
    first: Span | None
    point: Span | None
    base: Span | None
    section: Section
    now: Moment
    noted: bool = False

    @property
    def tail(self) -> str:
        """The words behind it up to the next mark."""
        mark = _CLAUSE.search(self.behind)
        return self.behind[: mark.start()] if mark else self.behind

    @property
    def beside(self) -> bool:
        """Whether an outcome stands beside it in the sentence: 完成增长5%的任务，实际增长5.4%."""
        stop = _STOP.search(self.behind)
        return _OUTCOME.search(self.behind, 0, stop.start() if stop else len(self.behind)) is not None


@dataclass(slots=True)
class _State:
    """What governs at a place of the text; a new sentence, a new line or a bracket changes it."""

    cue: Cue | None = None
    listed: Cue | None = None
    time: TimeWord | None = None
    span: Span | None = None
    first: Span | None = None
    point: Span | None = None
    base: tuple[int, Span | None] = (0, None)
    opening: bool = True  # no number of the paragraph has been met before this sentence
    counted: bool = False  # one has been met in it

    def copy(self) -> "_State":
        """Return a state that is like it and goes on by itself."""
        return _State(
            self.cue, self.listed, self.time, self.span, self.first, self.point, self.base, self.opening, self.counted
        )


def around(text: str, quantities: list[Quantity], sections: list[Section], dating: Dating) -> list[Surroundings]:
    """Return the surroundings of each quantity of a compact text, in order.

    Parameters
    ----------
    text : str
        The compact text, in which the sections stand, too.
    quantities : list of Quantity
    sections : list of Section
        The first of them begins at 0.
    dating : Dating
        When the text was written, and of when.
    """
    walk = _Walk(text, dating)
    events: list[tuple[int, int, Event]] = [
        *((section.start, 0, section) for section in sections),
        *((word.start, 1, word) for word in times.find(text)),
        *((match.start(), 2, _cue(match)) for match in _CUE.finditer(text)),
        *((quantity.start, 3, quantity) for quantity in quantities),
    ]
    events.sort(key=itemgetter(0, 1))
    return [seen for place, _, event in events if (seen := walk.meet(place, event)) is not None]


def _cue(match: re.Match[str]) -> Cue:
    row = _ROWS[int((match.lastgroup or "c0")[1:])]
    return Cue(Kind(row["kind"]), row["scope"], match.start(), f"status.{row['kind']}: {match[0]}")


class _Walk:
    """A walk through the text from mark to mark, with what governs where it has come to."""

    def __init__(self, text: str, dating: Dating):
        self.text, self.dating = text, dating
        self.place, self.state = 0, _State()
        self.outer: list[_State] = []
        self.section, self.now = Section(0, Stance.NONE, None), Moment(None, None, dating)
        self.noted = False

    def meet(self, place: int, event: Event) -> Surroundings | None:
        """Go on to a place and take in what stands there; return the surroundings of a quantity."""
        if place > self.place:
            self._go_on(place)
        if isinstance(event, Quantity):
            return self._seen(event)
        if isinstance(event, TimeWord):
            self._tell_time(event)
        elif isinstance(event, Cue):
            self._govern(event)
        else:
            self._enter(event)
        return None

    def _go_on(self, place: int) -> None:
        """Meet the marks on the way: a bracket puts aside what governs, a stop and the end of a line end it."""
        before, self.place = self.place, place
        if _BRACKETS.search(self.text, before, place) is None and self.text.find("\n", before, place) < 0:
            if _STOP.search(self.text, before, place):
                self._end_sentence()
            return
        for mark in _MARK.finditer(self.text, before, place):
            if mark.lastgroup == "stop":
                self._end_sentence()
            elif mark.lastgroup == "line":
                self._end_line(mark.start())
            elif mark.lastgroup == "open":
                self.outer.append(self.state.copy())
            elif mark.lastgroup == "close" and self.outer:
                self.state = self.outer.pop()

    def _enter(self, section: Section) -> None:
        """今年 below a heading of a plan is the year of the plan, whatever the calendar says."""
        self.section, this = section, self.dating.this_year
        planned = section.span.first if section.stance is Stance.PLAN and section.span else None
        full = planned or (section.span.last if section.stance is Stance.REVIEW and section.span else self.dating.last)
        if section.stance is Stance.NONE and self.noted:
            self.noted = False
        self.now = Moment(planned or this, full, self.dating)

    def _end_sentence(self) -> None:
        state, self.outer = self.state, []
        if state.counted or state.time or state.cue or state.base[0]:
            opening = state.opening and not state.counted
            self.state = _State(listed=state.listed, first=state.first, point=state.point, opening=opening)

    def _end_line(self, place: int) -> None:
        """Close a paragraph; a list goes on over its items."""
        state, self.outer = self.state, []
        announced = self.text[place - 1 : place] in _GOES_ON
        item = _ITEM.match(self.text, place + 1) is not None
        listed = state.listed if announced or item else None
        self.state = _State(listed=listed, first=state.first if item else None)

    def _tell_time(self, word: TimeWord) -> None:
        """A time governs what follows; one that is over turns a plan, and one to come ends such a turn."""
        state, span, last = self.state, word.span(self.now), self.dating.last
        if word.is_base or word.rule.id == "time.same-period":
            full = spans.year(self.now.full) if self.now.full else None
            before = state.span or state.first or full
            state.base = (word.end, span or (before and before.year_before()))
            return
        state.time, state.span = word, span
        if state.opening and not state.counted and not state.first and word.rule.id in _LASTING:
            state.first = span
            if self.section.mixed and word.rule.id in _WHOLE:
                self.section = self.section._replace(span=span)
        if span and span.is_point:
            state.point = span
        planned = self.section.stance is Stance.PLAN or state.listed is not None
        over = (span is not None and last is not None and span.last <= last) or word.rule.id == "time.now"
        if word.match[0][0] == "前" and word.rule.id == "time.past-years":
            over = False  # 前三年每年脱贫12万人: of a plan, its first years
        if planned and over:
            state.cue = Cue(Kind.DONE, "sentence", word.start, "status.over-in-a-plan")
        elif state.cue and state.cue.kind is Kind.DONE:
            state.cue = None

    def _govern(self, cue: Cue) -> None:
        state = self.state
        if cue.scope == "list":
            leads = self.text[cue.start : cue.start + 40].find("：") >= 0 or state.opening
            state.listed = cue if leads else state.listed
        if cue.kind is Kind.RESUME:
            state.cue = state.time = state.span = None
            state.first = None if state.opening else state.first
        elif state.cue and cue.kind in _YIELDS.get(state.cue.kind, ()) and self._in_reach(state.cue, cue):
            state.cue = state.cue._replace(scope=cue.scope)
        else:
            state.cue = cue

    def _in_reach(self, cue: Cue, later: Cue) -> bool:
        return cue.scope != "clause" or _CLAUSE.search(self.text, cue.start, later.start) is None

    def _seen(self, quantity: Quantity) -> Surroundings:
        text, state = self.text, self.state
        state.counted = True
        low = max(0, quantity.start - _REACH)
        begin = max(low, *(text.rfind(mark, low, quantity.start) + 1 for mark in _MARKS))
        near = begin <= state.base[0] and state.base[0] >= quantity.start - _NEAR
        return Surroundings(
            lead=text[begin : quantity.start],
            behind=text[quantity.end : quantity.end + _REACH],
            cue=state.cue if state.cue and (state.cue.scope != "clause" or state.cue.start >= begin) else None,
            listed=state.listed,
            time=state.time,
            span=state.span,
            near=bool(state.time and state.time.start >= begin),
            first=state.first,
            point=state.point,
            base=state.base[1] if near else None,
            section=self.section,
            now=self.now,
            noted=self._noted(text[quantity.end : quantity.end + 12]),
        )

    def _noted(self, behind: str) -> bool:
        """Tell whether an amount is an expected one by the note behind it, or by one before that was said to go on."""
        expected = behind[:1] in ("(", "（") and "预计数" in behind
        self.noted = self.noted or (expected and "下同" in behind)
        return expected or self.noted
