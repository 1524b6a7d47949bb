"""Quantities in their clause → what each counts, how it is meant, and which other quantity it belongs to."""

import re
from dataclasses import dataclass, replace

from gongbao import cues
from gongbao.clauses import Place
from gongbao.cues import Cue
from gongbao.naming import Namer
from gongbao.quantities import CHANGE, Quantity
from gongbao.trimming import trimmed

_RANGE = re.compile(r"至|到|—|——|–|~|～|-")
_YEAR = re.compile(
    r"(?:\d{1,2}月份?|(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})年|上年|去年|今年|当年|目前|现在)的?$"
)


@dataclass(slots=True)
class Relation:
    """What one quantity states.

    Attributes
    ----------
    label : str
        What is counted, in the characters that rules are matched on.
    measure, basis : str
        As coded (coding manual, §4 and §5).
    factor : int
        What the number is multiplied by: 1, -1 for a fall, 100 for a multiple that states a change.
    parent : int or None
        Position of the quantity that this one is a part of, or changes.
    """

    label: str
    measure: str
    basis: str = "level"
    factor: int = 1
    parent: int | None = None


def relate(quantities: list[Quantity], around: list[Place]) -> list[Relation | None]:
    """Return what each quantity states, in order; None for one that speaks of what is yet to come.

    Parameters
    ----------
    quantities, around : lists of Quantity and Place
        As :func:`gongbao.conditions.without` returns them.
    """
    reader = _Reader(quantities, around)
    at = 0
    while at < len(quantities):
        at = reader.take(at)
    return [None if place.planned else found for place, found in zip(around, reader.relations, strict=True)]


class _Reader:
    """Reads the quantities of a text in order; remembers which comparison governs the sentence."""

    def __init__(self, quantities: list[Quantity], around: list[Place]):
        self.quantities, self.places = quantities, around
        self.relations: list[Relation] = []
        self.governing: list[str] = []  # the comparison that stands as a clause of its own: 与上年相比，…
        self.namer = Namer(quantities, around, self.relations)

    def take(self, at: int) -> int:
        """Relate the quantity at a place and those that share its words; return the place of the next."""
        place = self.places[at]
        self._govern(place)
        if at and _RANGE.fullmatch(place.lead) and (place.link == "same" or self._changed_last(place)):
            return self._range(at)
        if at and self._restates(at):
            return self._restated(at)
        if self._is_from(at):
            return self._pair(at)
        if (base := cues.base(place.lead)) is not None:
            return self._base(at, *base)
        cue = self._turned(cues.read(place.lead), at)
        end = self._end(at)
        signs, each = self._signs(cue, at, end), self._bases(cue, at, end)
        changed = [self._changes(cue, i, sign) for i, sign in zip(range(at, end), signs, strict=True)]
        names = self.namer.names(at, end, cue, changed[0])
        for i in range(at, end):
            self._add(i, cue, names[i - at], signs[i - at], each[i - at], changed[i - at])
        return end

    def _govern(self, place: Place) -> None:
        if place.link in ("stop", "pause"):
            self.governing = []
        for clause in place.above:
            self.governing = cues.is_comparison(clause) or self.governing

    def _end(self, at: int) -> int:
        """Return the end of the list of bare numbers that begins here: 分别下降3.4%、5.6%."""
        end = at + 1
        while end < len(self.places) and self.places[end].link == "list" and not self.places[end - 1].tail:
            own = cues.read(self.places[end].lead)
            if own.label or own.share or self.places[end].opened:
                break
            end += 1
        return end

    def _signs(self, cue: Cue, at: int, end: int) -> list[int | None]:
        """Return up or down for each number of a list; one without a word of its own follows the one before."""
        signs = [cue.sign]
        for place in self.places[at + 1 : end]:
            own = cues.read(place.lead).sign
            signs.append(signs[-1] if own is None else own)
        return signs

    def _bases(self, cue: Cue, at: int, end: int) -> list[str]:
        """Return the comparison of each number of a list, '' where none is stated or governs."""
        count = end - at
        stated = cue.bases or [b for c in self.places[at].above[-1:] for b in cues.read(c).bases if not cue.label]
        if count > 1 and len(stated) == count:
            return stated
        if stated:
            return stated[-1:] * count
        return [self._inherited(cue, at)] * count

    def _inherited(self, cue: Cue, at: int) -> str:
        if self.governing:
            return self.governing[-1]
        place, last = self.places[at], self.relations[-1] if self.relations else None
        bare = cue.label.endswith(("名义", "实际")) or not trimmed(cue.label)
        same = place.link == "list" or (place.link in ("comma", "same") and bare)
        compared = last is not None and last.basis not in ("level", "from", "to", "unstated")
        return last.basis if same and compared else ""

    def _turned(self, cue: Cue, at: int) -> Cue:
        """Find the word of direction of a percentage further from it: 缩短耗时50%."""
        quantity = self.quantities[at]
        if cue.sign is not None or cue.to or quantity.unit.measure != "percent" or quantity.signed:
            return cue
        turned = cues.turned(cue.label) if self.places[at].lead.endswith(cue.label) else None
        return cue if turned is None else replace(cue, label=turned[0], sign=turned[1])

    def _changes(self, cue: Cue, at: int, sign: int | None) -> bool:
        """Tell whether a number says how much something changed."""
        quantity = self.quantities[at]
        if cue.to and quantity.unit is not CHANGE:
            return False
        if quantity.unit is CHANGE or quantity.unit.measure == "points":
            return True
        if quantity.signed:
            return bool(cue.bases) or sign is not None
        if quantity.unit.measure == "percent" and sign is None:
            return bool(cue.bases) and not cue.share
        return bool(sign)

    def _add(self, at: int, cue: Cue, name: tuple[str, int | None], sign: int | None, basis: str, changes: bool):
        quantity = self.quantities[at]
        measure, factor = quantity.unit.measure, 1
        if changes:
            sign = cue.sign if sign is None else sign
            factor = 1 if quantity.unit is CHANGE or quantity.signed or not sign else sign
            if measure == "multiple":
                factor *= 100
            measure = "change" if measure in ("percent", "multiple") else measure
            basis = basis or "unstated"
        else:
            basis = "to" if cue.to else "level"
        self.relations.append(Relation(name[0], measure, basis, factor, name[1]))
        self.namer.remember(at)

    def _changed_last(self, place: Place) -> bool:
        """Tell whether the quantity before is a change in the same sentence."""
        return place.link not in ("stop", "pause") and self.relations[-1].basis not in ("level", "from", "to")

    def _restates(self, at: int) -> bool:
        """Tell whether a percentage says the change before it in other words: 减少274人（18%）, 增加563宗即1.8%."""
        place, percent = self.places[at], self.quantities[at].unit.measure == "percent"
        bare = (not place.lead and place.opened) or place.lead in ("即", "或")
        return bare and percent and self._changed_last(place)

    def _restated(self, at: int) -> int:
        last = self.relations[-1]
        sign = -1 if last.factor < 0 else 1
        self.relations.append(Relation(last.label, "change", last.basis, sign, last.parent))
        return at + 1

    def _base(self, at: int, words: str, bases: list[str]) -> int:
        """较2022年的70048宗上升28.9%: the number that the next one is compared with."""
        label, _ = self.namer.name_of(words, at)
        self.relations.append(Relation(label, self.quantities[at].unit.measure))
        self.governing = bases
        if trimmed(words):
            self.namer.remember(at)
        return at + 1

    def _range(self, at: int) -> int:
        """300元至800元: the second end is stated of the same thing as the first."""
        first, quantity, place = self.relations[-1], self.quantities[at], self.places[at]
        counted = self._changed_last(place) and first.measure in ("count", "money")  # 减少569宗，至4084宗
        if counted or first.factor < 0 or quantity.unit != self.quantities[at - 1].unit:  # 下跌8.2%至1700宗
            self.relations.append(Relation(first.label, quantity.unit.measure, "to"))
            return at + 1
        measure = first.measure if first.measure == "change" else quantity.unit.measure
        self.relations.append(Relation(first.label, measure, first.basis, first.factor, first.parent))
        return at + 1

    def _is_from(self, at: int) -> bool:
        """Tell whether 由 or 从 stands before this number and what was reached comes next."""
        reached = self._after(at)
        if cues.origin(self.places[at].lead) is None or reached == len(self.places):
            return False
        return self.places[reached].link in ("same", "list", "comma") and self._reached(reached).to

    def _after(self, at: int) -> int:
        """Return the place of the next quantity that is not the second end of a range: 由7至10日缩短为1日."""
        ranged = at + 2 < len(self.places) and _RANGE.fullmatch(self.places[at + 1].lead)
        return at + 2 if ranged and self._reached(at + 2).to else at + 1

    def _reached(self, at: int) -> Cue:
        return cues.read(_YEAR.sub("", self.places[at].lead), paired=True)

    def _pair(self, at: int) -> int:
        name, parent = self.namer.name_of(cues.origin(self.places[at].lead), at)
        reached = self._after(at)
        for i in range(at, reached + 1):
            basis = "from" if i < reached else "to"
            self.relations.append(Relation(name, self.quantities[i].unit.measure, basis, 1, parent))
            self.namer.remember(i)
        return reached + 1
