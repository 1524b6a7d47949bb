"""Parts and their whole: which level a list of parts divides, and how a part is named after it."""

import re

from gongbao import labels
from gongbao.context import Context

_OPEN = re.compile(r"(?:的|级|类|领域)$")
_LIKE = ("percent", "points", "change", "multiple")


def follow(context: Context, at: int, label: str) -> None:
    """Enter, keep or leave the list of parts."""
    if context.is_part(at) or (context.places[at].opened and at and _like(context, at, at - 1)):
        context.whole = _whole_of(context, at, label)
    elif context.whole is not None and not _goes_on(context, at, label):
        context.whole = None


def name(context: Context, label: str, open_: bool, at: int) -> str:
    """Return the label of a part, with the verb or the thing of its whole."""
    whole = context.label(context.whole)
    bare = labels.ends_in_verb(label) and not context.counts_persons(at)
    if not label or open_ or _OPEN.search(label) or bare:
        return label + ("的" if open_ else "") + labels.thing(whole)
    if labels.has_verb(label) or labels.statistic(label):
        return label
    return labels.head_verb(whole) + label


def _goes_on(context: Context, at: int, label: str) -> bool:
    place = context.places[at]
    if place.closed or place.link == "stop":
        return False
    if place.link == "pause" and label[-2:] != context.label(at - 1)[-2:]:
        return False
    alike = _like(context, at, at - 1) or _like(context, at, context.whole)
    return alike and (place.link == "list" or not labels.head_verb(label))


def _like(context: Context, at: int, other: int) -> bool:
    return context.quantities[at].unit == context.quantities[other].unit


def _whole_of(context: Context, at: int, label: str) -> int | None:
    """Return the nearest level in the same unit that is no part itself, by its verb where the part has one too."""
    near = [i for i in range(max(0, at - 8), at) if _may_hold(context, i)]
    like = [i for i in near if _like(context, at, i)]
    verbs = [i for i in like if (verb := labels.head_verb(context.label(i))) and verb in label]
    for i in [*verbs[::-1], *like[::-1], *near[::-1]]:
        if context.relations[i].parent is None:
            return i
    return None


def _may_hold(context: Context, at: int) -> bool:
    relation = context.relations[at]
    return relation.basis in ("level", "to") and relation.measure not in _LIKE and "均" not in relation.label
