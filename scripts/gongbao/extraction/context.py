"""What has been said before a quantity, from which its label restores what its own words leave out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongbao.data.row import REACHED, RELATIVE, STATED, Basis, Measure, Versus
from gongbao.extraction import cues
from gongbao.extraction.clauses import BREAKS, Link, Place
from gongbao.extraction.quantities import Quantity
from gongbao.extraction.subject import labels
from gongbao.extraction.subject.trimming import trimmed

_PART = re.compile(r"^(?:其中|当中|包括|包含|内含|含)(?:有|的)?(?![量金氧税义])")
_EVENT = re.compile(r"(?:事故|火灾|火警|案件|案|意外|警情)$")
_PERSONS = ("人", "名", "人次")
_ASIDE = re.compile(r"(?:位居|位列|名列|[居列排].{0,4}(?:前列|首位|第[一二三四五六七八九十]))|(?:表示|介绍|指出|透露)$")
_RANKED = re.compile(  # 实际利用外资连续五年保持全国第一，去年达218.9亿美元
    r"(?:连续.{1,4}年)?(?:保持|稳居|位居|位列|名列|居|列|排名?)[^，]{0,6}(?:第[一二三四五六七八九十\d]+位?|首位|前列)$"
)
_PAST = re.compile(r"(?:去年|上年)(?:同期)?[为是有]?$")
AMOUNTS = (Measure.COUNT, Measure.MONEY, Measure.PHYSICAL)
_REACH = 6  # quantities back

Name = tuple[str, int | None]  # a label, and the position of the quantity that it is part of or changes


@dataclass(slots=True)
class Relation:
    """What one quantity states.

    Attributes
    ----------
    label : str
        What is counted, in the characters that rules are matched on.
    measure, basis : Measure, Basis or Versus
        As coded.
    factor : int
        What the number is multiplied by: 1, -1 for a fall, 100 for a multiple that states a change.
    parent : int or None
        Position of the quantity that this one is a part of, or changes.
    """

    label: str
    measure: Measure
    basis: Basis | Versus = Basis.LEVEL
    factor: int = 1
    parent: int | None = None


@dataclass(slots=True)
class Context:
    """The quantities of a text, where they stand, and what is remembered of those that have been related.

    Attributes
    ----------
    quantities, places, relations : list
        The reader's own lists: what has been related so far is read from them.
    topic : int or None
        The level that a change without words of its own speaks of.
    whole : int or None
        The level whose parts are being named.
    outer : int or None
        The whole to come back to where a bracket divides one of its parts.
    bracketed : int or None
        The topic to come back to behind a bracket: 84起(日均2.8起)，较上月减少12起.
    share : int or None
        The share of the topic that a change in points speaks of: 占38%，提高2个百分点.
    pending : str
        What stood behind the last number and names the next: 办理签证邀请.
    carried : int or None
        The quantity that the same is said of across a 、: 为12家企业协调解决运输、用工难题20个.
    deed_to : str
        What a clause without a number says is being dealt with: 严惩电信网络诈骗犯罪，批捕12人，起诉34人.
    nouns : list of int
        The list of numbers named by the noun behind them: 93家企业、214处加油站.
    """

    quantities: list[Quantity]
    places: list[Place]
    relations: list[Relation]
    topic: int | None = None
    whole: int | None = None
    outer: int | None = None
    bracketed: int | None = None
    share: int | None = None
    pending: str = ""
    carried: int | None = None
    deed_to: str = ""
    nouns: list[int] = field(default_factory=list)

    def begin(self, at: int) -> None:
        """Forget what a full stop, the end of a bracket or a mark before the quantity ends."""
        place = self.places[at]
        if place.closed and (self.whole is not None or self.bracketed is not None):
            self.topic = self.bracketed if self.whole is None else self.whole
            self.bracketed = None
        if place.opened and not place.closed and self.bracketed is None:
            self.bracketed = self.topic
        if place.link is Link.STOP:
            self.nouns = []
            if not self.is_part(at):
                self.topic = self.whole = self.outer = self.bracketed = self.share = None
        if place.link in BREAKS:
            self.deed_to = ""
        if place.link is not Link.SAME and self.carried != at:
            self.pending = ""

    def remember(self, at: int) -> None:
        """Note what has been related at a place, for what follows."""
        if self.relations[at].basis not in REACHED or self.is_past(at):
            return
        if self._is_of_topic(at):
            self.share = at
        else:
            self.topic, self.share = at, None

    def _is_of_topic(self, at: int) -> bool:
        """Tell whether a percentage is a share of the amount before it, which a change behind it is of."""
        relation = self.relations[at]
        if self.topic is None or self.places[at].link is Link.STOP:
            return False
        if relation.measure is Measure.MULTIPLE:
            return relation.parent is not None
        if relation.measure is not Measure.PERCENT:
            return False
        amount = self.relations[self.topic]
        return amount.measure in AMOUNTS and relation.label != amount.label and relation.label.startswith(amount.label)

    def is_past(self, at: int) -> bool:
        """Tell whether a level is that of the year before: 受理97件，去年同期为197件."""
        place = self.places[at]
        if not place.lead and place.link is Link.LIST and at:
            return self.is_past(at - 1)
        return "年" in place.lead and _PAST.search(place.lead) is not None

    def label(self, at: int | None) -> str:
        """Return the label of a quantity that has been related, or ''."""
        return "" if at is None else self.relations[at].label

    def is_part(self, at: int) -> bool:
        """Tell whether the words before a quantity begin a list of parts."""
        place = self.places[at]
        begun = place.lead[:12]
        if "其中" in begun or "当中" in begun or _PART.match(begun):
            return True
        return bool(place.above) and any(map(_PART.match, place.above))

    def counts_persons(self, at: int) -> bool:
        """Tell whether a quantity is a number of persons."""
        return self.quantities[at].unit.code in _PERSONS

    def is_within(self, part: int, whole: int) -> bool:
        """Tell whether a number may be a part of another: of its kind, and not greater."""
        of, own = self.quantities[whole], self.quantities[part]
        if own.unit.measure in RELATIVE:
            return True
        alike = own.unit.measure is of.unit.measure and self.counts_persons(part) == self.counts_persons(whole)
        high, value = of.measured()[2], own.measured()[0]
        return alike and (high is None or value <= high)

    def may_be_part(self, at: int, parent: int) -> bool:
        """Tell whether what one number states may be a part, or a change, of what another does."""
        relation = self.relations[at]
        return relation.basis not in STATED or relation.measure in RELATIVE or self.is_within(at, parent)

    def said_above(self, at: int) -> str:
        """Return what the clause before this one speaks of: 涉黑警情下降明显，同比减少逾五成."""
        for clause in reversed(self.places[at].above):
            if clause and not cues.is_comparison(clause) and not _ASIDE.search(clause):
                words = cues.read(_RANKED.sub("", clause)).label
                turned = cues.without_direction(words)
                return trimmed(turned[0] if turned and not words.endswith(turned[0]) else words)
        return ""

    def with_thing(self, label: str, at: int) -> str:
        """Restore what a bare statistic is of: 火灾起数减少42起，亡人数减少3人; 发生火灾12起，死亡3人."""
        if labels.statistic(label) != label or label.endswith("率"):
            return label
        return self.event(at) + label

    def earlier(self, at: int) -> Iterator[int]:
        """Yield the positions of the quantities before one in its sentence, the nearest first."""
        for i in range(at - 1, max(at - _REACH, 0) - 1, -1):
            if self.places[i + 1].link is Link.STOP:
                return
            yield i

    def event(self, at: int) -> str:
        """Return the event (火灾, 交通事故) that the sentence counts before a quantity, or ''."""
        return next(filter(None, map(self.event_of, self.earlier(at))), "")

    def event_of(self, at: int) -> str:
        """Return the event that the label of a quantity is about, or ''."""
        label = self.relations[at].label.partition("占")[0]
        thing = labels.thing(label.removesuffix(labels.statistic(label)))
        return thing if _EVENT.search(thing) else ""

    def nearest_like(self, at: int, named: bool = False) -> int | None:
        """Return the nearest level of the sentence in the unit of a quantity; with `named`, one of a thing."""
        for i in self.earlier(at):
            level = self.relations[i].basis in REACHED
            if level and self.quantities[i].unit == self.quantities[at].unit and not (named and self._is_deed(i)):
                return i
        return None

    def _is_deed(self, at: int) -> bool:
        """Tell whether a label names no thing: 每天新增, 责令限期整改."""
        thing = labels.thing(self.relations[at].label)
        return not thing or labels.is_verb(thing) or labels.ends_in_verb(thing)
