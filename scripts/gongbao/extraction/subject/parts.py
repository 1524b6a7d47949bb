"""Parts and their whole: which level a list of parts divides, and how a part is named after it."""

import re

from gongbao.data.row import REACHED, RELATIVE, Measure
from gongbao.extraction.clauses import Link
from gongbao.extraction.context import Context
from gongbao.extraction.cues import Cue
from gongbao.extraction.subject import labels

_OPEN = re.compile(r"(?:的|级|类|领域)$")
_PAPERS = {"本", "枚", "张", "证", "份", "册"}
_KIND = re.compile(r"(?:案|案件|罪|纠纷|事故|违法|类)$")
_LAWS = ("民事", "刑事", "行政", "执行")
_LAW = re.compile(r"民|刑|行政|执行|^[^类]{2}(?:各[类种])?案件$")
_BODY = re.compile(r"[院局庭所队处站部]$")
_CALLS = ("接处警", "接警", "出警")  # have no object that a part could take


def enter_or_leave(context: Context, at: int, label: str) -> None:
    """Enter, keep or leave the list of parts."""
    place = context.places[at]
    if context.whole is not None and not context.is_within(at, context.whole):
        context.whole = None
    if place.closed and context.outer is not None:
        context.whole, context.outer = context.outer, None
    within = place.opened and at and _like(context, at, at - 1)
    if within and context.whole is not None and context.whole == context.relations[at - 1].parent:
        context.whole, context.outer = at - 1, context.whole  # 其中酒驾412起（含醉驾58起）
    elif context.is_part(at) or within:
        context.whole = _whole_of(context, at, label)
    elif context.whole is not None and not _goes_on(context, at, label):
        context.whole = None


def label_of_part(context: Context, label: str, cue: Cue, at: int) -> str:
    """Return the label of a part, with the verb or the thing of its whole."""
    open_ = cue.label.endswith("的")
    whole = context.label(context.whole)
    if context.quantities[at].unit.measure is Measure.PERCENT and label:
        thing = whole if whole.endswith("人数") else labels.thing(whole)
        return f"{label}占{thing}" if cue.share and thing else label
    if open_ and label.startswith("判处"):
        return label
    if label in _LAWS and not _LAW.search(whole):
        return labels.head_verb(whole) + label + labels.thing(whole)  # 法律援助案件12件（民事8件）
    if doer := _doer(context, at, label):
        context.whole = _whole_of(context, at, label)
        return doer + label + labels.thing(context.label(context.whole))
    if whole in _CALLS:
        return label + whole if label == "其他" else label
    bare = labels.ends_in_verb(label) and not context.counts_persons(at)
    if not labels.thing(whole) and _OPEN.search(label):
        return whole + label  # 移送审查起诉12起，其中非法集资类5起
    if not label or open_ or _OPEN.search(label) or bare:
        return label + ("的" if open_ else "") + labels.thing(whole)
    if whole.endswith("案件") and labels.is_verb(label) and label != "执行" and not context.counts_persons(at):
        return label + labels.thing(whole)
    if (labels.has_verb(label) and label != "执行") or labels.statistic(label):
        return label
    if labels.ends_in_verb(whole) and not labels.head_verb(whole):
        return label + whole  # 公益诉讼立案78件（生态环境44件）
    kind = "案件" if whole.endswith("案件") and not _KIND.search(label) else ""
    return labels.head_verb(whole) + label + kind


def _goes_on(context: Context, at: int, label: str) -> bool:
    place = context.places[at]
    if place.link is Link.STOP or (place.closed and not _like(context, at, context.whole)):
        return False
    if place.closed and context.relations[at - 1].parent == context.whole:
        return False
    if place.link is Link.PAUSE and label[-2:] != context.label(at - 1)[-2:]:
        return False
    alike = _like(context, at, at - 1) or _like(context, at, context.whole) or _papers(context, at, at - 1)
    return alike and (place.link is Link.LIST or not labels.head_verb(label) or bool(_doer(context, at, label)))


def _doer(context: Context, at: int, label: str) -> str:
    """其中市中院受理120件，审执结110件: who did the one did the other."""
    last = context.label(at - 1)
    verb = labels.verb_within(last)
    same = labels.head_verb(label) == label and context.relations[at - 1].parent == context.whole
    return last[:verb] if verb > 0 and same and _BODY.search(last[:verb]) else ""


def _papers(context: Context, at: int, other: int) -> bool:
    """普通护照96万本、港澳签注33万枚: papers are counted by several classifiers."""
    return {context.quantities[i].unit.code for i in (at, other)} <= _PAPERS


def _like(context: Context, at: int, other: int | None) -> bool:
    return other is not None and context.quantities[at].unit == context.quantities[other].unit


def _whole_of(context: Context, at: int, label: str) -> int | None:
    """Return the nearest level in the same unit that is no part itself, by its verb where the part has one too."""
    last = next((i for i in range(at - 1, max(0, at - 8), -1) if _is_level(context, i)), None)
    if last is not None and "均" in context.label(last) and _like(context, at, last) and not labels.has_verb(label):
        return None  # 人均可支配收入25735元，其中城镇35720元: a mean has no parts
    near = [
        i
        for i in range(max(0, at - 8), min(at, len(context.relations)))
        if _may_hold(context, i) and context.is_within(at, i)
    ]
    like = [i for i in near if _like(context, at, i)]
    verbs = [i for i in like if (verb := labels.head_verb(context.label(i))) and verb in label]
    for i in [*verbs[::-1], *like[::-1], *near[::-1]]:
        if context.relations[i].parent is None:
            return i
    return None


def whole_of_persons(context: Context, at: int, whole: int | None) -> int | None:
    """其中起诉受贿案件42件57人: the persons are a part of the persons that stand behind the whole's cases."""
    return None if whole is None else _whole_of(context, at, "")


def _is_level(context: Context, at: int) -> bool:
    relation = context.relations[at] if at < len(context.relations) else None
    return relation is not None and relation.basis in REACHED and relation.measure not in RELATIVE


def _may_hold(context: Context, at: int) -> bool:
    relation = context.relations[at]
    return relation.basis in REACHED and relation.measure not in RELATIVE and "均" not in relation.label
