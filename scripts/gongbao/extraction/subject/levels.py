"""The label of a level: from the words before the number, from the noun behind it, or from both sides."""

from gongbao.data.row import Measure
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context, Name
from gongbao.extraction.cues import Cue
from gongbao.extraction.subject import ellipsis, labels, noun_after, parts, phrases


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
    return label or context.said_above(at) or context.label(context.topic), None


def _share(context: Context, at: int, label: str, open_: bool) -> str:
    """夜间事故占12%; 电动自行车火灾12起，室内充电引发的占一成."""
    if not open_:
        return label + "占比"
    if labels.head_verb(label) or not at or context.places[at].link is Link.STOP:
        return label
    return labels.qualified(label, labels.thing(context.label(at - 1).partition("占")[0]))
