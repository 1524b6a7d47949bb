"""The label of a change: that of the level which changed, where the change has no words of its own."""

import re
from collections.abc import Callable

from gongbao.data.row import RELATIVE, STATED, Basis, Measure
from gongbao.extraction import cues
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context, Name
from gongbao.extraction.cues import Cue
from gongbao.extraction.subject import attributes, labels
from gongbao.extraction.subject.counted import noun
from gongbao.extraction.subject.dealt import dealt_out, recent
from gongbao.extraction.subject.lists import shared
from gongbao.extraction.subject.noun_after import noun_behind
from gongbao.extraction.subject.trimming import trimmed

_QUALIFIED = re.compile(r"(?:[扣剔]除.*|按.*|年均|平均.*)?(?P<how>名义|实际)$")
_REACH = 12  # quantities back
_DEAD, _HURT = re.compile(r"(?:死亡|亡人)(?:人数|数)?$"), re.compile(r"(?:受伤|伤人)(?:人数|数)?$")
_KINDS: dict[re.Pattern[str], Callable[[Context, int], object]] = {
    re.compile(r"[起宗件]数"): lambda context, i: context.quantities[i].unit.code in "起宗件" and context.event_of(i),
    re.compile(r"亡人数?|死亡人数|死亡"): lambda context, i: _DEAD.search(context.label(i)),
    re.compile(r"伤人数?|受伤人数|受伤"): lambda context, i: _HURT.search(context.label(i)),
    re.compile(r".{0,4}损失"): lambda context, i: context.label(i).endswith("损失"),
}
_BEYOND = re.compile(r"高于|低于|高出|超出")  # 失业率2.9%，低于控制目标1.6个百分点
_RATES = ("增速", "增幅", "涨幅", "降幅", "跌幅", "升幅", "增长率", "增长速度")
_TURN = re.compile(r"(?:增加|减少|扩大|压减|压缩|削减|精简|增产|减轻|节约|节省|加快|提升|提高|加强)$")
_TOPIC = re.compile(r"(?:诈骗|犯罪|盗窃|违法|案件)$")


def names_of_changes(context: Context, at: int, count: int, cue: Cue, label: str) -> list[Name]:
    """Return the names of the ``count`` changes from ``at`` on, which share the words of one cue."""
    if (how := _QUALIFIED.match(cue.label)) and context.topic is not None:
        turn = "增长" if cue.sign != -1 else "下降"
        levels = (recent(context, at, count) if count > 1 else []) or [context.topic] * count
        return [(f"{context.label(i)}{how['how']}{turn}", i) for i in levels]
    if not label or (_BEYOND.match(label) and context.topic is not None):
        return _without_words(context, at, count)
    if grown := _growth(context, at, label):
        return [grown] * count
    if count > 1 and (dealt := dealt_out(context, at, count, label)):
        return dealt
    items = (shared(label, count) if count > 1 else None) or [label] * count
    if labels.statistic(items[0]) == items[0] and (thing := _thing_above(context, at)):
        return [(thing + item, None) for item in items]
    if count > 1 and (counted := _numbers(context, at, count, label)):
        return counted
    items = [attributes.restored(context, at, item, cue.each) for item in items]
    return [_of_statistic(context, at, item) for item in items]


def _numbers(context: Context, at: int, count: int, label: str) -> list[Name]:
    """批捕402件563人，起诉811件1094人，件数分别下降21.9%、6.4%: the first number of each pair."""
    near = range(max(at - _REACH, 0), at) if label in ("件数", "起数", "人数", "人次") else ()
    units = ("人", "名", "人次") if label[0] == "人" else (label[0],)
    found = [i for i in near if context.quantities[i].unit.code in units and context.relations[i].basis is Basis.LEVEL]
    return [(context.label(i), i) for i in found[-count:]] if len(found) >= count else []


def _of_statistic(context: Context, at: int, item: str) -> Name:
    """火灾12起，死亡3人。与上年相比，起数、亡人分别下降7%、16%: each is of the level that counted it."""
    kind = next((kind for kind in _KINDS if kind.fullmatch(item)), None)
    if kind is None:
        return context.with_thing(item, at), None
    stops = 0
    for i in range(at - 1, max(at - _REACH, 0) - 1, -1):
        stops += context.places[i + 1].link is Link.STOP
        relation = context.relations[i]
        if stops > 1:
            break
        if relation.basis is Basis.LEVEL and _KINDS[kind](context, i):
            event = context.event_of(i) or context.event(i)
            return (event + item if event else context.with_thing(item, at)), i
    return context.with_thing(item, at), None


def _without_words(context: Context, at: int, count: int) -> list[Name]:
    link = context.places[at].link
    if (of := _of_change(context, at)) is not None:
        return [(context.label(of), context.relations[of].parent)] * count
    if count == 1 and (added := _added(context, at)):
        return [(added, None)]
    if context.share is not None and context.quantities[at].unit.measure is Measure.POINTS:
        return [(context.label(context.share), context.share)] * count
    if count > 1 and (dealt := dealt_out(context, at, count, "")):
        return dealt
    levels = recent(context, at, count) if count > 1 and link is not Link.PAUSE else []
    if levels:
        return [(context.label(i), i) for i in levels]
    said = context.said_above(at) if context.topic is None or link is Link.PAUSE else ""
    if said:
        items = shared(said, count) if count > 1 else None
        return [(item, None) for item in items or [said] * count]
    if context.topic is None and at and link is not Link.STOP:
        return [(context.label(at - 1), context.relations[at - 1].parent)] * count
    return [(context.label(context.topic), context.topic)] * count


def _added(context: Context, at: int) -> str:
    """改扩建中学48所，增加1.3万个学位: what grew stands behind its number, where nothing is compared."""
    place = context.places[at]
    turn = _TURN.search(place.lead)
    if turn is None or cues.read(place.lead).bases or context.quantities[at].unit.measure is Measure.MONEY:
        return ""
    if context.quantities[at].unit.measure is Measure.PERCENT and place.tail[:1] == "的":
        return turn[0] + noun(place.tail[1:])  # 压缩6%的行政经费
    what = noun_behind(context, at)
    return turn[0] + what if what else ""


def _of_change(context: Context, at: int) -> int | None:
    """灌溉面积扩大460万亩，平均每年扩大92万亩: an amount of change after another one in the same unit."""
    if not at or context.places[at].link is Link.STOP or context.quantities[at].unit.measure in RELATIVE:
        return None
    last, unit = context.relations[at - 1], context.quantities[at - 1].unit
    return at - 1 if last.basis not in STATED and unit == context.quantities[at].unit else None


def _growth(context: Context, at: int, label: str) -> Name | None:
    """工业投资增长12.7%，增速回落3个百分点: the change that is said to have changed."""
    if label not in _RATES or not at or context.places[at].link is Link.STOP:
        return None
    last = context.relations[at - 1]
    if last.measure is Measure.CHANGE:
        return last.label + label, at - 1
    return (context.label(context.topic) + label, context.topic) if context.topic is not None else None


def _thing_above(context: Context, at: int) -> str:
    """重拳打击电信网络诈骗，…，破案数提高48.3%: a sentence that begins with its theme."""
    place = context.places[at]
    if context.topic is not None or not place.above:
        return ""
    thing = labels.thing(trimmed(place.above[0]))
    return thing if _TOPIC.search(thing) and len(thing) < 12 else ""
