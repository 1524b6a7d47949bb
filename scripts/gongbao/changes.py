"""The label of a change: that of the level which changed, where the change has no words of its own."""

import re

from gongbao import attributes, labels
from gongbao.context import Context, Name
from gongbao.cues import Cue
from gongbao.sharing import shared
from gongbao.trimming import trimmed

_QUALIFIED = re.compile(r"^(?:.*)(?:名义|实际)$")
_BEYOND = re.compile(r"高于|低于|高出|超出")  # 失业率2.9%，低于控制目标1.6个百分点
_TOPIC = re.compile(r"(?:诈骗|犯罪|盗窃|违法|案件)$")


def names(context: Context, at: int, count: int, cue: Cue, label: str) -> list[Name]:
    """Return the names of the ``count`` changes from ``at`` on, which share the words of one cue."""
    if not label or (_BEYOND.match(label) and context.topic is not None):
        return _without_words(context, at, count)
    if _QUALIFIED.match(label) and context.topic is not None:
        turn = "增长" if cue.sign != -1 else "下降"
        return [(f"{context.label(context.topic)}{label[-2:]}{turn}", context.topic)] * count
    items = (shared(label, count) if count > 1 else None) or [label] * count
    if labels.statistic(items[0]) == items[0] and (thing := _thing_above(context, at)):
        return [(thing + item, None) for item in items]
    items = [attributes.restored(context, at, item, cue.each) for item in items]
    return [(context.with_thing(item, at), None) for item in items]


def recent(context: Context, at: int, count: int) -> list[int]:
    """Return the last levels of the sentence, as many as there are numbers to share among them."""
    found = []
    for i in range(at - 1, -1, -1):
        if context.relations[i].basis == "level":
            found.append(i)
        if len(found) == count or context.places[i].link == "stop":
            break
    return found[::-1] if len(found) == count and context.places[at].link != "stop" else []


def _without_words(context: Context, at: int, count: int) -> list[Name]:
    link = context.places[at].link
    levels = recent(context, at, count) if count > 1 and link != "pause" else []
    if levels:
        return [(context.label(i), i) for i in levels]
    said = context.said_above(at) if context.topic is None or link == "pause" else ""
    if said:
        items = shared(said, count) if count > 1 else None
        return [(item, None) for item in items or [said] * count]
    if context.topic is None and at and link != "stop":
        return [(context.label(at - 1), context.relations[at - 1].parent)] * count
    return [(context.label(context.topic), context.topic)] * count


def _thing_above(context: Context, at: int) -> str:
    """重拳打击电信网络诈骗，…，破案数提高48.3%: a sentence that begins with its theme."""
    place = context.places[at]
    if context.topic is not None or not place.above:
        return ""
    thing = labels.thing(trimmed(place.above[0]))
    return thing if _TOPIC.search(thing) and len(thing) < 12 else ""
