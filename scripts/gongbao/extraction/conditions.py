"""Numbers that only say which things are counted: 20年以上命案11起, 72小时内破案率95%, 一次死亡3人以上事故2起."""

import re

from gongbao.data.row import RELATIVE, Measure
from gongbao.extraction import clauses, cues
from gongbao.extraction.clauses import Link, Place
from gongbao.extraction.numerals import Bound
from gongbao.extraction.quantities import Quantity

_BOUND = re.compile(r"(?:以[上下内]|之内|[^国省县市境局院]内)$")
_NOUN = re.compile(r"^(?!办结|完成|送达|到位|到账|的?(?:左右|。))[^\s]")
_ONE_EVENT = re.compile(r"(?:一次|单次|每次)[^,，]{0,6}$")
_SIZE = re.compile(r"[高长宽深重]?的(?:共?有|共)?$")
_SUM = re.compile(r"(?:总|合计|共计|累计|共|投资|金额|资金|总[额值价]|价值)(?:约|达|超|近)?$")  # 总投资96亿元的27个项目
_HELD = re.compile(r"[驾工党军教账库学]龄$")  # 驾龄3-10年驾驶人
_TAKES = re.compile(r"(?:用|时|时间|时长|需|仅|约|为|达|[至到])$")
_OF = re.compile(r"的[\u4e00-\u9fff]{2}")
_AIM = re.compile(r"的[^，,。、]{0,4}(?:目标|标准|要求|红线)")  # 低于2‰的控制目标
_BEFORE = re.compile(r"过|超|逾|不足|不到|不超|[高低多少]于")
_RANGE = re.compile(r"[至到—–~～-]+")
_ITEM = re.compile(r"、[^，,。；;、\d]{1,12}")
_THINGS = ("个", "家", "户", "座", "所", "项", "只", "支", "条", "类", "种")
_METRIC = re.compile(r"(?!总|合计|共)(?:(?:城市|企业|街道|[县市区镇乡村])[(（）)、县市区的]*[一-龥]{0,6}|[一-龥]{0,4})")


def stated(text: str, quantities: list[Quantity]) -> tuple[list[Quantity], list[Place]]:
    """Return the quantities that state something, and their places, where a condition is words like any other.

    Parameters
    ----------
    text : str
        A compact text (:class:`gongbao.reading.normal.Compact.plain`).
    quantities : list of Quantity
        As found in it.
    """
    places = clauses.places_of(text, quantities)
    which = [at > 0 and _says_which(quantities[at], places[at], quantities[at - 1]) for at in range(len(places))]
    linked = [place.link is Link.SAME and not says for place, says in zip(places[1:], which[1:], strict=True)]
    dropped = [
        says or _restricts(text[quantity.start : quantity.end], quantity, place, joined)
        for quantity, place, says, joined in zip(quantities, places, which, [*linked, False], strict=False)
    ]
    for at in range(len(dropped) - 2, -1, -1):
        if _both_bounds(text, quantities[at], quantities[at + 1]):
            dropped[at] = dropped[at + 1] = True
        elif _bounds_next(text, quantities[at], quantities[at + 1]):
            dropped[at] = True
        elif _same_condition(text, quantities[at], quantities[at + 1]):
            dropped[at] = dropped[at + 1]
        elif (dropped[at + 1] or (dropped[at] and quantities[at].borrows)) and _RANGE.fullmatch(
            text, quantities[at].end, quantities[at + 1].start
        ):
            dropped[at] = dropped[at + 1] = True
    kept = [quantity for quantity, drop in zip(quantities, dropped, strict=True) if not drop]
    return kept, clauses.places_without(text, quantities, places, dropped)


def _restricts(surface: str, quantity: Quantity, place: Place, joined: bool) -> bool:
    """Tell whether a number with a noun behind it bounds what that noun means."""
    if _AIM.match(place.tail) and (_BEFORE.match(surface) or _BOUND.search(surface)):
        return True
    if quantity.unit.measure in RELATIVE or not _NOUN.match(place.tail):
        return False
    if joined and quantity.unit.measure is not Measure.COUNT and _SIZE.match(place.tail):
        return quantity.unit.measure is not Measure.MONEY or not _SUM.search(place.lead)
    if quantity.unit.measure is Measure.DURATION and _HELD.search(place.lead):
        return True
    bounded = _BOUND.search(surface) or (joined and _BEFORE.match(surface))
    hours = quantity.unit.code in ("小时", "分钟")
    if not bounded and not hours:
        return False
    cue = cues.read(place.lead)
    if cues.origin(place.lead) is not None or cue.to or cue.bases or cue.sign is not None:
        return False
    if not bounded:
        return not cue.label or (joined and not _TAKES.search(place.lead))
    if quantity.unit.code == "次" and place.link is Link.SAME:  # 312名司机3次以上被查
        return True
    duration = quantity.unit.measure is Measure.DURATION
    return joined or duration or bool(_OF.match(place.tail)) or bool(_ONE_EVENT.search(place.lead))


def _says_which(quantity: Quantity, place: Place, last: Quantity) -> bool:
    """Tell whether a bound says which of the things counted before are meant: 15个投资超百亿元项目."""
    if last.unit.code not in _THINGS or quantity.unit.code == last.unit.code or quantity.bounds[:1] != (Bound.OVER,):
        return False
    if quantity.unit.measure in RELATIVE:
        return False
    together = place.link is Link.SAME or (place.link is Link.LIST and quantity.start == last.end)
    return together and _METRIC.fullmatch(place.lead) is not None


def _same_condition(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell whether two bounds in one unit are items of a list of conditions: 贪污5万元以上、受贿3万元以上案件9件."""
    if first.unit != second.unit or not first.bounds or not _ITEM.fullmatch(text, first.end, second.start):
        return False
    return all(_BOUND.search(text[quantity.start : quantity.end]) for quantity in (first, second))


def _both_bounds(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell whether two numbers are the ends of one condition: 三年以上七年以下有期徒刑, 一千元以上二千元以下罚款."""
    ends = (text[quantity.start : quantity.end] for quantity in (first, second))
    return first.end == second.start and all(map(_BOUND.search, ends))


def _bounds_next(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell whether a time says which things are counted right behind it: 潜逃20年以上3名."""
    if first.end != second.start or first.unit.measure is not Measure.DURATION:
        return False
    return second.unit.measure is Measure.COUNT and _BOUND.search(text[first.start : first.end]) is not None
