"""Numbers that another number explains: ends of a range, a change said twice, the value before and the one reached."""

import re

from gongbao.data.row import RELATIVE, STATED, Basis, Measure
from gongbao.extraction import cues
from gongbao.extraction.clauses import BREAKS, Link, Place
from gongbao.extraction.context import Relation
from gongbao.extraction.cues import Cue
from gongbao.extraction.naming import Namer
from gongbao.extraction.quantities import Quantity

_RANGE = re.compile(r"至|到|—|——|–|~|～|-")
_YEAR = re.compile(rf"{cues.TIME}$")


class Pairs:
    """Relates such numbers; the lists are the reader's own, to which what is related is added."""

    def __init__(self, quantities: list[Quantity], places: list[Place], relations: list[Relation], namer: Namer):
        self.quantities, self.places, self.relations, self.namer = quantities, places, relations, namer

    def relate_pair(self, at: int) -> int | None:
        """Relate the quantity at a place, with those it stands in pair with; return the place of the next, or None."""
        place = self.places[at]
        if at and _RANGE.fullmatch(place.lead) and (place.link is Link.SAME or self._changed_last(place)):
            return self._range(at)
        if at and self._restates(at):
            return self._restated(at)
        return self._from_to(at) if self._is_from(at) else None

    def _changed_last(self, place: Place) -> bool:
        """Tell whether the quantity before is a change in the same sentence."""
        return place.link not in BREAKS and self.relations[-1].basis not in STATED

    def _restates(self, at: int) -> bool:
        """Tell whether a percentage says the change before it in other words: 减少274人（18%）, 增加563宗即1.8%."""
        place, percent = self.places[at], self.quantities[at].unit.measure is Measure.PERCENT
        bare = (not place.lead and place.opened) or place.lead in ("即", "或")
        return bare and percent and self._changed_last(place)

    def _restated(self, at: int) -> int:
        last = self.relations[-1]
        sign = -1 if last.factor < 0 else 1
        self.relations.append(Relation(last.label, Measure.CHANGE, last.basis, sign, last.parent))
        return at + 1

    def _range(self, at: int) -> int:
        """300元至800元: the second end is stated of the same thing as the first."""
        first, quantity = self.relations[-1], self.quantities[at]
        if self._reaches(at):
            self.relations.append(Relation(first.label, quantity.unit.measure, Basis.TO))
            return at + 1
        measure, factor = quantity.unit.measure, first.factor
        if first.measure is Measure.CHANGE:  # 升幅介乎一成至1.4倍
            factor = (1 if factor >= 0 else -1) * (100 if measure is Measure.MULTIPLE else 1)
            measure = first.measure
        self.relations.append(Relation(first.label, measure, first.basis, factor, first.parent))
        return at + 1

    def _reaches(self, at: int) -> bool:
        """Tell whether what looks like the end of a range is the level reached: 下跌8.2%至1700宗."""
        first, last, quantity = self.relations[-1], self.quantities[at - 1], self.quantities[at]
        if not self._changed_last(self.places[at]) or last.borrows or self.places[at].lead not in ("至", "到"):
            return False  # 缩短20至30天, 下降10%~15%
        if quantity.unit != last.unit:
            return not (first.measure is Measure.CHANGE and quantity.unit.measure in RELATIVE)
        if first.measure in (Measure.COUNT, Measure.MONEY):  # 减少569宗，至4084宗
            return True
        return first.factor < 0 and quantity.measured()[0] <= last.measured()[0]

    def _is_from(self, at: int) -> bool:
        """Tell whether 由 or 从 stands before this number and what was reached comes next."""
        reached = self._after(at)
        if cues.origin(self.places[at].lead) is None or reached == len(self.places):
            return False
        return self.places[reached].link not in BREAKS and self._reached(reached).to

    def _after(self, at: int) -> int:
        """Return the place of the next quantity that is not the second end of a range: 由7至10日缩短为1日."""
        ranged = at + 2 < len(self.places) and _RANGE.fullmatch(self.places[at + 1].lead)
        return at + 2 if ranged and self._reached(at + 2).to else at + 1

    def _reached(self, at: int) -> Cue:
        return cues.read(_YEAR.sub("", self.places[at].lead), paired=True)

    def _from_to(self, at: int) -> int:
        name, parent = self.namer.name_of_pair(cues.origin(self.places[at].lead) or "", at)
        reached = self._after(at)
        for i in range(at, reached + 1):
            basis = Basis.FROM if i < reached else Basis.TO
            self.relations.append(Relation(name, self.quantities[i].unit.measure, basis, 1, parent))
            self.namer.remember(i)
        return reached + 1
