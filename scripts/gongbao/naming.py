"""A label that stands alone: what the clause leaves out is restored from the words around it."""

import re

from gongbao import cues, labels
from gongbao.clauses import Place
from gongbao.cues import Cue
from gongbao.quantities import Quantity

_PART = re.compile(r"^(?:其中|当中|包括|包含|内含|含)(?:有|的)?(?![量金氧税义])")
_INNER = re.compile(r"其中|当中")
_QUALIFIED = re.compile(r"^(?:.*)(?:名义|实际)$")
_ABOUT = re.compile(r"^涉及")
_OPEN = re.compile(r"(?:的|级|类|领域)$")
_MULTIPLE = re.compile(r"(?:是|为|相当于|约为)[^,，]*的?$")
_EVENT = re.compile(r"(?:事故|火灾|火警|案件|案|意外|警情)$")
_MEANS = ("日均", "月均", "年均", "人均", "户均")
_SHORT = re.compile(r"[^\s的等多次、“”()（）]{1,4}")
_SEIZED = ("缴获", "查扣", "扣押", "收缴", "追回", "检获", "购置")
_WORTH = re.compile(r"(?:价值|案值|市值|金额|涉案)")
_TOPIC = re.compile(r"(?:诈骗|犯罪|盗窃|违法|案件)$")
_CAUSED = ("完成", "给予", "实现")

_LIKE = ("percent", "points", "change", "multiple")

Name = tuple[str, int | None]  # a label, and the position of the quantity that it is part of or changes


class Namer:
    """Names quantities in order; remembers the last level, the whole that parts are named of, and what is left over.

    `quantities`, `places` and `relations` are the reader's own lists: what has been related so far is read from them.
    """

    def __init__(self, quantities: list[Quantity], around: list[Place], relations: list):
        self.quantities, self.places, self.relations = quantities, around, relations
        self.topic: int | None = None  # the level that a change without words of its own speaks of
        self.whole: int | None = None  # the level whose parts are being named
        self.left = ""  # what stood behind the last number and names the next: 办理签证邀请
        self.nouns: list[int] = []  # the list of numbers named by the noun behind them: 93家企业、214处加油站

    def names(self, at: int, end: int, cue: Cue, changes: bool) -> list[Name]:
        """Return the names of the numbers ``at`` … ``end - 1``, which share the words of one cue."""
        self._begin(at)
        label, count = labels.trimmed(cue.label), end - at
        if changes or cue.to:
            return self._changed(at, count, cue, label)
        if count > 1 and (items := labels.shared(label, count)):
            return [(item, None) for item in items]
        if self.quantities[at].unit.measure == "multiple":
            return [self._multiple(cue)] * count
        recent = self._recent(at, count) if not label and count > 1 else []
        if recent:
            return [(self.relations[i].label, i) for i in recent]
        name = self._level(at, cue, label)
        return [name] * count

    def _multiple(self, cue: Cue) -> Name:
        """夜间查处酒驾数是白天的2.6倍; without words of its own, it is said of the level before."""
        label = labels.trimmed(_MULTIPLE.sub("", cue.label))
        return label or self._label(self.topic), None

    def name_of(self, words: str, at: int) -> Name:
        """Return the name that words give to a before-and-after pair."""
        self._begin(at)
        label = labels.trimmed(words)
        if label:
            return self._with_thing(label, at), None
        return (self._said_above(at) or self._label(self.topic)), self.topic

    def remember(self, at: int) -> None:
        """Note what has been related at a place, for what follows."""
        relation = self.relations[at]
        if relation.basis in ("level", "to"):
            self.topic = at

    def _begin(self, at: int) -> None:
        place = self.places[at]
        if place.closed and self.whole is not None:
            self.topic = self.whole
        if place.link == "stop":
            self.nouns = []
            if not self._is_part(place):
                self.topic = self.whole = None
        if place.link != "same":
            self.left = ""

    def _label(self, at: int | None) -> str:
        return "" if at is None else self.relations[at].label

    # --- changes

    def _changed(self, at: int, count: int, cue: Cue, label: str) -> list[Name]:
        if not label:
            return self._changed_without_words(at, count)
        if _QUALIFIED.match(label) and self.topic is not None:
            turn = "增长" if cue.sign != -1 else "下降"
            return [(f"{self._label(self.topic)}{label[-2:]}{turn}", self.topic)] * count
        items = (labels.shared(label, count) if count > 1 else None) or [label] * count
        if labels.statistic(items[0]) == items[0] and (thing := self._thing_above(at)):
            return [(thing + item, None) for item in items]
        return [(self._with_thing(item, at), None) for item in items]

    def _thing_above(self, at: int) -> str:
        """重拳打击电信网络诈骗，…，破案数提高48.3%: a sentence that begins with its theme."""
        place = self.places[at]
        if self.topic is not None or not place.above:
            return ""
        thing = labels.thing(labels.trimmed(place.above[0]))
        return thing if _TOPIC.search(thing) and len(thing) < 12 else ""

    def _changed_without_words(self, at: int, count: int) -> list[Name]:
        recent = self._recent(at, count) if count > 1 and self.places[at].link != "pause" else []
        if recent:
            return [(self.relations[i].label, i) for i in recent]
        said = self._said_above(at) if self.topic is None or self.places[at].link == "pause" else ""
        if said:
            items = labels.shared(said, count) if count > 1 else None
            return [(item, None) for item in items or [said] * count]
        if self.topic is None and at and self.places[at].link != "stop":
            return [(self.relations[at - 1].label, self.relations[at - 1].parent)] * count
        return [(self._label(self.topic), self.topic)] * count

    def _recent(self, at: int, count: int) -> list[int]:
        """Return the last levels of the sentence, as many as there are numbers to share among them."""
        found = []
        for i in range(at - 1, -1, -1):
            if self.relations[i].basis == "level":
                found.append(i)
            if len(found) == count or self.places[i].link == "stop":
                break
        return found[::-1] if len(found) == count and self.places[at].link != "stop" else []

    def _said_above(self, at: int) -> str:
        """Return what the clause before this one speaks of: 涉黑警情下降明显，同比减少逾五成."""
        for clause in reversed(self.places[at].above):
            if clause and not cues.is_comparison(clause):
                words = cues.read(clause).label
                turned = cues.turned(words)
                return labels.trimmed(turned[0] if turned and not words.endswith(turned[0]) else words)
        return ""

    def _with_thing(self, label: str, at: int) -> str:
        """Restore what a bare statistic is of: 火灾起数减少42起，亡人数减少3人; 发生火灾12起，死亡3人."""
        if not at or self.places[at].link == "stop" or labels.statistic(label) != label:
            return label
        last = self.relations[at - 1].label
        own = labels.statistic(last)
        if own and own != last and _EVENT.search(last.removesuffix(own)):
            return last.removesuffix(own) + label
        thing = labels.thing(last)
        return thing + label if _EVENT.search(thing) and not label.endswith("率") else label

    # --- levels

    def _level(self, at: int, cue: Cue, label: str) -> Name:
        place = self.places[at]
        part = self._is_part(place)
        if cue.label.startswith("占") and at and place.link != "stop":
            return self.relations[at - 1].label + cue.label.removesuffix("的"), None
        if cue.share and not label and at and place.link != "stop":
            return self.relations[at - 1].label + "占比", None
        label, noun = self._from_tail(at, cue, label)
        self._follow_whole(at, part, label)
        if self.whole is not None:
            return self._part_label(label, cue.label.endswith("的"), at), self.whole
        if not noun:
            label = self._restored(at, label)
        if label in _MEANS and self.topic is not None and place.link != "stop":
            label += self._label(self.topic)
        return label or self._said_above(at) or self._label(self.topic), None

    def _is_part(self, place: Place) -> bool:
        return bool(_PART.match(place.lead) or _INNER.search(place.lead[:12]) or any(map(_PART.match, place.above)))

    def _from_tail(self, at: int, cue: Cue, label: str) -> tuple[str, bool]:
        """Take the noun behind the number where the words before it name nothing, or only what was done to it."""
        place = self.places[at]
        if self.left and place.link == "same":
            label, self.left = self.left, ""
            return label, True
        if place.link == "same" and self.nouns == [at - 1] and place.tail and place.lead == self._label(at - 1):
            return self._counted_twice(at), True
        bare = not label or labels.is_preposition(cue.label)
        verb = "" if bare or labels.head_verb(label) != label else label
        if not bare and not verb and (split := labels.done(label)):
            label, verb = split[::-1] if place.tail else ("", "")
            label = label if verb else labels.trimmed("".join(split[::-1]))
            verb = label if place.tail else ""
        if not place.tail or not (bare or verb):
            return self._continued(at, label), False
        noun, self.left = labels.counted(place.rest)
        if not verb and place.link == "list" and self.nouns:
            verb = labels.head_verb(self._label(self.nouns[-1]))
            self._share_said(self.left)
        self.nouns = [*self.nouns, at] if place.link == "list" else [at]
        return self._counted(verb, noun), True

    def _counted(self, verb: str, noun: str) -> str:
        """建成12个中心; 推动12个小区安装充电桩; 完成12家企业改制."""
        if not verb:
            return labels.of(self.left, noun)
        if not self.left:
            return verb + noun
        if labels.head_verb(self.left) == self.left and verb not in _CAUSED:
            noun, self.left = noun + self.left, ""
            return verb + noun
        return labels.of(verb + self.left if verb in _CAUSED else self.left, noun)

    def _counted_twice(self, at: int) -> str:
        """103项业务15类材料免于提交: the second noun has it said of it, the first is that of which it is said."""
        noun, said = labels.counted(self.places[at].rest)
        if said:
            self.relations[at - 1].label = labels.of(noun + said, self._label(at - 1))
        return labels.of(said, noun)

    def _continued(self, at: int, label: str) -> str:
        """Take the noun behind the number that ends a label: 出台护航发展32条措施."""
        tail = self.places[at].tail
        if label.endswith("级") and tail:
            self._share_noun(at, tail)
            return label + tail
        plain = self.quantities[at].unit.measure == "count" and labels.head_verb(label)
        return label + tail if plain and _SHORT.fullmatch(tail) and not labels.has_verb(tail) else label

    def _share_said(self, said: str) -> None:
        """对93家企业、214处加油站开展检查: what is said of the last noun of a list is said of all."""
        for i in self.nouns:
            if said and "的" not in self.relations[i].label:
                self.relations[i].label = labels.of(said, self.relations[i].label)

    def _restored(self, at: int, label: str) -> str:
        """Restore the verb of a list's head, the object of a bare verb, or what a detail is a detail of."""
        place = self.places[at]
        if not at or place.link == "stop" or not label:
            return label
        near = at - 1 if self.topic is None else self.topic
        last, unit = self.relations[near].label, self.quantities[at].unit
        like = unit == self.quantities[near].unit
        if _ABOUT.match(label) and labels.head_verb(last):
            return last + label
        if labels.statistic(label) == label:
            return self._with_thing(label, at)
        if like and not self._persons(at) and (labels.head_verb(label) == label or len(label) == 1):
            return label + labels.thing(last)
        if unit.measure in ("percent", "points") or labels.head_verb(label) or labels.statistic(label):
            return self._with_thing(label, at)
        verb = labels.head_verb(last)
        goes_on = like or (verb in _SEIZED and not _WORTH.search(label))
        if place.link == "list" or (
            place.link == "comma" and goes_on and not labels.has_verb(label) and not place.above[1:]
        ):
            return verb + label
        return label

    def _share_noun(self, at: int, noun: str) -> None:
        """市级103项、区级97项、镇级117项清单: the noun of the last of a list is that of all."""
        for i in range(at - 1, -1, -1):
            if self.places[i + 1].link != "list" or not self.relations[i].label.endswith("级"):
                break
            self.relations[i].label += noun

    # --- parts

    def _follow_whole(self, at: int, part: bool, label: str) -> None:
        """Enter, keep or leave the list of parts."""
        place = self.places[at]
        if part or (place.opened and at and self.quantities[at].unit == self.quantities[at - 1].unit):
            self.whole = self._whole_of(at, label)
        elif self.whole is not None and not self._goes_on(at, label):
            self.whole = None

    def _goes_on(self, at: int, label: str) -> bool:
        place = self.places[at]
        if place.closed or place.link == "stop":
            return False
        if place.link == "pause" and label[-2:] != self.relations[at - 1].label[-2:]:
            return False
        alike = self.quantities[at].unit == self.quantities[at - 1].unit or self._same_as_whole(at)
        return alike and (place.link == "list" or not labels.head_verb(label))

    def _same_as_whole(self, at: int) -> bool:
        return self.quantities[at].unit == self.quantities[self.whole].unit

    def _whole_of(self, at: int, label: str) -> int | None:
        """Return the nearest level in the same unit that is no part itself, by its verb where the part has one too."""
        near = [i for i in range(max(0, at - 8), at) if self._may_hold(i)]
        like = [i for i in near if self.quantities[i].unit == self.quantities[at].unit]
        verbs = [i for i in like if (verb := labels.head_verb(self._label(i))) and verb in label]
        for i in [*verbs[::-1], *like[::-1], *near[::-1]]:
            if self.relations[i].parent is None:
                return i
        return None

    def _persons(self, at: int) -> bool:
        return self.quantities[at].unit.code in ("人", "名", "人次")

    def _may_hold(self, at: int) -> bool:
        relation = self.relations[at]
        return relation.basis in ("level", "to") and relation.measure not in _LIKE and "均" not in relation.label

    def _part_label(self, label: str, open_: bool, at: int) -> str:
        whole = self._label(self.whole)
        if not label or open_ or _OPEN.search(label) or (labels.ends_in_verb(label) and not self._persons(at)):
            return label + ("的" if open_ else "") + labels.thing(whole)
        if labels.has_verb(label) or labels.statistic(label):
            return label
        return labels.head_verb(whole) + label
