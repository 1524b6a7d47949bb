"""The label of a level: from the words before the number, from the noun behind it, or from both sides."""

import re

from gongbao.data.row import STATED, Measure
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context, Name
from gongbao.extraction.cues import Cue
from gongbao.extraction.subject import ellipsis, labels, noun_after, parts, phrases

_DEED_IN_TIME = re.compile(r"(?:左右)?(?:的?时间)?(?:内|里)?(?P<deed>[^的年月日].{3,})")


def name_of_level(context: Context, at: int, cue: Cue, label: str) -> Name:
    """Return the name of one level from the words of its cue and what has been said before."""
    if turned := phrases.name_by_phrase(context, at, cue, label):
        return turned
    open_ = cue.label.endswith("的")
    label, noun = noun_after.label_with_noun(context, at, cue, label)
    parts.enter_or_leave(context, at, label)
    if context.whole is not None:
        return parts.label_of_part(context, label, cue, at), context.whole
    if not noun or label.startswith("来自"):
        label = ellipsis.restored(context, at, label, cue.each)
    if cue.share and label and context.quantities[at].unit.measure is Measure.PERCENT:
        return _share(context, at, label, open_), None
    return label or _unnamed(context, at), None


def _unnamed(context: Context, at: int) -> str:
    """城镇化率提高1.5个百分点，达到54%; 用3年时间补齐短板: of the change before it, or of what is done in that time."""
    place = context.places[at]
    last = context.relations[at - 1] if at and place.link is Link.COMMA and not place.above else None
    if last and last.basis not in STATED:
        return last.label
    if context.quantities[at].unit.measure is Measure.DURATION and (deed := _DEED_IN_TIME.match(place.tail)):
        return deed["deed"]
    return context.said_above(at) or context.label(context.topic)


def _share(context: Context, at: int, label: str, open_: bool) -> str:
    """夜间事故占12%; 电动自行车火灾12起，室内充电引发的占一成."""
    if not open_:
        return label + "占比"
    if labels.head_verb(label) or not at or context.places[at].link is Link.STOP:
        return label
    return labels.qualified(label, labels.thing(context.label(at - 1).partition("占")[0]))
