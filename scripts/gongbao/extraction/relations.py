"""Quantities in their clause → what each counts, how it is meant, and which other quantity it belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from gongbao.data.row import RELATIVE, STATED, Basis, Measure, Versus
from gongbao.extraction import cues
from gongbao.extraction.clauses import BREAKS, Link, Place
from gongbao.extraction.context import Name, Relation
from gongbao.extraction.cues import Cue
from gongbao.extraction.naming import Namer
from gongbao.extraction.pairs import Pairs
from gongbao.extraction.quantities import CHANGE, Quantity
from gongbao.extraction.subject.sound import sound
from gongbao.extraction.subject.trimming import trimmed

_UNCOMPARED = (*STATED, Basis.UNSTATED)


def relate(quantities: list[Quantity], places: list[Place]) -> list[Relation]:
    """Return what each quantity states, in order.

    Parameters
    ----------
    quantities, places : lists of Quantity and Place
        As :func:`gongbao.extraction.conditions.stated` returns them.
    """
    reader = _Reader(quantities, places)
    at = 0
    while at < len(quantities):
        at = reader.relate_next(at)
    for at, relation in enumerate(reader.relations):
        relation.label = sound(relation.label) or reader.said_before(at)
        if relation.parent is not None and not reader.namer.context.may_be_part(at, relation.parent):
            relation.parent = None
    return reader.relations


class _Reader:
    """Reads the quantities of a text in order; remembers which comparison governs the sentence."""

    def __init__(self, quantities: list[Quantity], places: list[Place]):
        self.quantities, self.places = quantities, places
        self.relations: list[Relation] = []
        self.governing: list[Basis | Versus] = []  # the comparison that stands as a clause of its own: 与上年相比，…
        self.namer = Namer(quantities, places, self.relations)
        self.pairs = Pairs(quantities, places, self.relations, self.namer)

    def said_before(self, at: int) -> str:
        """Return the label of the number before, for one that has no words: 增长5%、力争6%."""
        return "" if not at or self.places[at].link in BREAKS else self.relations[at - 1].label

    def relate_next(self, at: int) -> int:
        """Relate the quantity at a place and those that share its words; return the place of the next."""
        place = self.places[at]
        self._govern(place)
        if (after := self.pairs.relate_pair(at)) is not None:
            return after
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
        if place.link in BREAKS:
            self.governing = []
        for clause in place.above:
            self.governing = cues.is_comparison(clause) or self.governing

    def _end(self, at: int) -> int:
        """Return the end of the list of bare numbers that begins here: 分别下降3.4%、5.6%."""
        end = at + 1
        while end < len(self.places) and self.places[end].link is Link.LIST and not self.places[end - 1].tail:
            own = cues.read(self.places[end].lead)
            if own.label or own.share or self.places[end].opened or self._turns(at, end, own):
                break
            end += 1
        return end

    def _turns(self, at: int, end: int, own: Cue) -> bool:
        """Tell whether a number says how an amount before it changed: 309家、增长25%."""
        amount = self.quantities[end - 1].unit.measure not in RELATIVE and cues.read(self.places[at].lead).sign is None
        return amount and own.sign is not None and self.quantities[end].unit.measure in RELATIVE

    def _signs(self, cue: Cue, at: int, end: int) -> list[int | None]:
        """Return up or down for each number of a list; one without a word of its own follows the one before."""
        signs = [cue.sign]
        for place in self.places[at + 1 : end]:
            own = cues.read(place.lead).sign
            signs.append(signs[-1] if own is None else own)
        return signs

    def _bases(self, cue: Cue, at: int, end: int) -> Sequence[Basis | Versus | None]:
        """Return the comparison of each number of a list, None where none is stated or governs."""
        count = end - at
        stated = cue.bases or [b for c in self.places[at].above[-1:] for b in cues.read(c).bases if not cue.label]
        if count > 1 and len(stated) == count:
            return stated
        if stated:
            return stated[-1:] * count
        return [self._inherited(cue, at)] * count

    def _inherited(self, cue: Cue, at: int) -> Basis | Versus | None:
        if self.governing:
            return self.governing[-1]
        last = self.relations[-1] if self.relations else None
        link = self.places[at].link
        if last is None or last.measure is Measure.MULTIPLE or last.basis in _UNCOMPARED or link in BREAKS:
            return None
        bare = cue.label.endswith(("名义", "实际")) or cue.label.startswith("其中") or not trimmed(cue.label)
        return last.basis if link is Link.LIST or bare else None

    def _turned(self, cue: Cue, at: int) -> Cue:
        """Find the word of direction of a percentage further from it: 缩短耗时50%."""
        quantity = self.quantities[at]
        if cue.sign is not None or cue.to or quantity.unit.measure is not Measure.PERCENT or quantity.signed:
            return cue
        if cues.is_share(self.places[at].lead):
            return cue
        turned = cues.without_direction(cue.label) if self.places[at].lead.endswith(cue.label) else None
        return cue if turned is None else replace(cue, label=turned[0], sign=turned[1])

    def _changes(self, cue: Cue, at: int, sign: int | None) -> bool:
        """Tell whether a number says how much something changed."""
        quantity = self.quantities[at]
        measure = quantity.unit.measure
        if cue.to and quantity.unit is not CHANGE:
            return False
        if quantity.unit is CHANGE or measure is Measure.POINTS:
            return True
        if quantity.signed:
            return bool(cue.bases) or sign is not None or self._beside(at)
        if sign is None and measure is Measure.PERCENT:
            return bool(cue.bases) and not cue.share
        return bool(sign)

    def _beside(self, at: int) -> bool:
        """Tell whether a number with a sign stands beside the one that it changes: 412宗，下降3.1%（-13宗）."""
        place = self.places[at]
        return at > 0 and not place.lead and (place.opened or place.link in (Link.SAME, Link.LIST, Link.COMMA))

    def _add(
        self, at: int, cue: Cue, name: Name, sign: int | None, basis: Basis | Versus | None, changes: bool
    ) -> None:
        quantity = self.quantities[at]
        measure, factor = quantity.unit.measure, 1
        if changes:
            sign = cue.sign if sign is None else sign
            factor = 1 if quantity.unit is CHANGE or quantity.signed or not sign else sign
            if measure is Measure.MULTIPLE:
                factor *= 100
            measure = Measure.CHANGE if measure in (Measure.PERCENT, Measure.MULTIPLE) else measure
            basis = basis or Basis.UNSTATED
        else:
            basis = Basis.TO if cue.to else self._base_of_multiple(at) or Basis.LEVEL
        self.relations.append(Relation(name[0], measure, basis, factor, name[1]))
        self.namer.remember(at)

    def _base_of_multiple(self, at: int) -> Basis | Versus | None:
        """Return the time that a multiple is one of; in a list, that of the multiple before."""
        if self.quantities[at].unit.measure is not Measure.MULTIPLE:
            return None
        if self.places[at].link is Link.LIST and not self.places[at].lead and self.relations:
            last = self.relations[-1]
            return last.basis if last.measure is Measure.MULTIPLE and last.basis not in STATED else None
        return cues.base_of_multiple(self.places[at].lead)

    def _base(self, at: int, words: str, bases: list[Basis | Versus]) -> int:
        """较2022年的70048宗上升28.9%: the number that the next one is compared with."""
        label, _ = self.namer.name_of_pair(words, at)
        self.relations.append(Relation(label, self.quantities[at].unit.measure))
        self.governing = bases
        if trimmed(words):
            self.namer.remember(at)
        return at + 1
