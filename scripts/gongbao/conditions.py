"""Numbers that only say which things are counted: 20年以上命案11起, 72小时内破案率95%, 一次死亡3人以上事故2起."""

import re

from gongbao import cues
from gongbao.clauses import Place, places
from gongbao.quantities import Quantity

_BOUND = re.compile(r"(?:以[上下内]|之内|[^国省县市境局院]内)$")
_NOUN = re.compile(r"^(?!办结|完成|送达|到|的?(?:左右|。))[^\s]")
_ONE_EVENT = re.compile(r"(?:一次|单次|每次)[^,，]{0,6}$")
_OF = re.compile(r"的[\u4e00-\u9fff]{2}")
_RELATIVE = ("percent", "points", "change", "multiple")


def without(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities that state something; a condition becomes words of the number that it belongs to.

    Parameters
    ----------
    text : str
        A compact text (:class:`gongbao.compact.Compact.plain`).
    quantities : list of Quantity
        As found in it.
    """
    if not quantities:
        return []
    around = places(text, quantities)
    linked = [place.link == "same" for place in around[1:]] + [False]
    return [
        quantity
        for quantity, place, joined in zip(quantities, around, linked, strict=True)
        if not _restricts(text[quantity.start : quantity.end], quantity, place, joined)
    ]


def _restricts(surface: str, quantity: Quantity, place: Place, joined: bool) -> bool:
    """Tell whether a number with a noun behind it bounds what that noun means."""
    if quantity.unit.measure in _RELATIVE or not _NOUN.match(place.tail):
        return False
    cue = cues.read(place.lead)
    if cue.to or cue.bases or cue.sign is not None:
        return False
    duration = quantity.unit.measure == "duration"
    if not _BOUND.search(surface):
        return duration and not cue.label.strip() and quantity.unit.code in ("小时", "分钟")
    return joined or duration or bool(_OF.match(place.tail)) or bool(_ONE_EVENT.search(place.lead))
