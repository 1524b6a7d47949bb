"""A label that stands alone: what the clause leaves out is restored from the words places it."""

import re

from gongbao.data.row import Measure
from gongbao.extraction.clauses import Place
from gongbao.extraction.context import Context, Name, Relation
from gongbao.extraction.cues import Cue
from gongbao.extraction.quantities import Quantity
from gongbao.extraction.subject import attributes, changes, levels, parts
from gongbao.extraction.subject.dealt import dealt_out, recent, shares_of
from gongbao.extraction.subject.lists import shared
from gongbao.extraction.subject.trimming import trimmed

_CASES = ("件", "起", "宗", "户", "批", "案")
_MULTIPLE = re.compile(r"(?:是|为|相当于|约为)[^,，]*的?$")


class Namer:
    """Names quantities in order, each from its own words and from the context of those before it."""

    def __init__(self, quantities: list[Quantity], places: list[Place], relations: list[Relation]):
        self.context = Context(quantities, places, relations)
        self.remember = self.context.remember

    def names(self, at: int, end: int, cue: Cue, changed: bool) -> list[Name]:
        """Return the names of the numbers ``at`` … ``end - 1``, which share the words of one cue."""
        context = self.context
        context.begin(at)
        label, count = trimmed(cue.label), end - at
        if self._is_pair(at, count, label):
            name, whole = levels.name_of_level(context, at, cue, label)
            return [(name, whole), (name, parts.whole_of_persons(context, at + 1, whole))]
        if count > 1 and "等" in cue.label:
            label = trimmed(cue.label, shorten=False) if shared(trimmed(cue.label, shorten=False), count) else label
        if changed or cue.to:
            return changes.names_of_changes(context, at, count, cue, label)
        if count > 1 and (dealt := dealt_out(context, at, count, label) or shares_of(context, at, count, cue, label)):
            return dealt
        if count > 1 and (items := attributes.distributed(context, at, count, label) or shared(label, count)):
            return [(attributes.restored(context, at, item), None) for item in items]
        is_multiple = context.quantities[at].unit.measure is Measure.MULTIPLE
        unnamed = not label or (is_multiple and not trimmed(_MULTIPLE.sub("", cue.label)))
        before = recent(context, at, count) if unnamed and count > 1 else []
        if before:
            return [(context.label(i), i) for i in before]
        if is_multiple:
            return [self._multiple(cue)] * count
        return [levels.name_of_level(context, at, cue, label)] * count

    def _is_pair(self, at: int, count: int, label: str) -> bool:
        """批准和决定逮捕2156件3402人: cases and persons of one thing, not two things with a number each."""
        if count != 2 or not label:
            return False
        first, second = self.context.quantities[at : at + 2]
        cases = first.unit.code in _CASES and not self.context.counts_persons(at)
        return cases and first.end == second.start and self.context.counts_persons(at + 1)

    def name_of_pair(self, words: str, at: int) -> Name:
        """Return the name that words give to a before-and-after pair."""
        context = self.context
        context.begin(at)
        label = trimmed(words)
        if label:
            return context.with_thing(attributes.restored(context, at, label), at), None
        return (context.said_above(at) or context.label(context.topic)), context.topic

    def _multiple(self, cue: Cue) -> Name:
        """夜间查处酒驾数是白天的2.6倍; without words of its own, it is said of the level before."""
        label = trimmed(_MULTIPLE.sub("", cue.label))
        return (label, None) if label else (self.context.label(self.context.topic), self.context.topic)
