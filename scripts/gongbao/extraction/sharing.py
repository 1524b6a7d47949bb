"""What numbers that stand together have in common: the unit and magnitude of a list, the parts of a duration."""

import re
from dataclasses import replace

from gongbao.data.row import Measure
from gongbao.extraction.numerals import Number, as_float
from gongbao.extraction.quantity import Quantity
from gongbao.extraction.tokens import RANGE
from gongbao.extraction.units import BARE, MINUTES, UNITS, Unit

_LIST = re.compile(rf"[、,]|和|与|及|以及|(?P<range>{RANGE})")
_PERSONS = re.compile(
    r"[一-龥]{0,8}?(?:(?P<household>[农牧渔商住用]户|[困脱].户|家庭(?!农场))|人口|人民|群众|[居村市农渔牧]民|[职员]工|工人|人员|学生|师生"
    r"|儿童|[子儿妇]女|青年|老年?人|党员|干部|旅客|游客)"
)
_PERSON, _HOUSEHOLD = Unit("人", Measure.COUNT, "", True), Unit("户", Measure.COUNT, "", True)
_FARTHEST = 300  # times: of 6500、1.2万户 the first is no 65,000,000


def shared(found: list[Quantity], text: str) -> list[Quantity]:
    """Give the numbers of a list the unit that stands after its last one; drop those left without any."""
    kept: list[Quantity] = []
    for quantity in reversed(found):
        if quantity.unit is BARE:
            follower = kept[-1] if kept else None
            link = _LIST.fullmatch(text, quantity.end, follower.start) if follower else None
            if follower is not None and link and not (follower.unit is BARE and quantity.needs):
                _borrow(quantity, follower, link["range"] is not None)
                if quantity.unit is BARE:
                    continue
            elif quantity.needs or not _stands_alone(quantity):
                continue
            else:
                quantity.unit = _counted(quantity, text)
        kept.append(quantity)
    kept.reverse()
    return kept


def _borrow(quantity: Quantity, follower: Quantity, ranged: bool) -> None:
    """Take the unit of the next number, and its magnitude where the two then make sense: 2.3、1.9万起, 3到5万元."""
    quantity.unit, quantity.borrows = follower.unit, True
    power = (
        follower.power if not quantity.power else follower.power // 4 * 4 if quantity.power < 4 else 0
    )  # 三百至五百万
    scaled = quantity.number.scaled(power)
    ratio = as_float(scaled.mantissa, scaled.exponent) / (follower.measured()[0] or 1)
    if power and ratio <= (1 if ranged else _FARTHEST):
        quantity.number, quantity.power = scaled, follower.power


def _stands_alone(quantity: Quantity) -> bool:
    """Tell whether a number without unit is a quantity all the same: 粉丝突破100万, 惠及3000余群众, 指数为98.5."""
    return bool(quantity.bounds) or quantity.number.exponent > 0


def _counted(quantity: Quantity, text: str) -> Unit:
    """Return the unit of what a number without a classifier counts, where that is people or households: 4万居民."""
    noun = _PERSONS.match(text, quantity.end)
    return (_HOUSEHOLD if noun["household"] else _PERSON) if noun else BARE


def merged(found: list[Quantity], text: str) -> list[Quantity]:
    """Join the parts of a compound duration (4小时15分, 11年零9个月) into one quantity in its largest unit."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if last is None or text[last.end : quantity.start] not in ("", "零", "又"):
            joined.append(quantity)
            continue
        _minutes(last, quantity)
        ratio = _ratio(last.unit, quantity.unit)
        if 0 <= quantity.measured()[0] < ratio:
            total = round(last.measured()[0] * ratio) + quantity.number.mantissa * 10**quantity.number.exponent
            joined[-1] = replace(
                last, end=quantity.end, number=Number(total, 0, True), bounds=last.bounds + quantity.bounds,
                divisor=ratio,
            )  # fmt: skip
        else:
            joined.append(quantity)
    return joined


def _minutes(last: Quantity, quantity: Quantity) -> None:
    """Take 分 for minutes beside hours or seconds: 4小时15分, 8分30秒; alone it is a point."""
    if last.unit.code == "分" and quantity.unit.code == "秒":
        last.unit = UNITS["分钟"]
    if quantity.unit.code == "分" and last.unit.measure is Measure.DURATION:
        quantity.unit = UNITS["分钟"]


def _ratio(unit: Unit, part: Unit) -> int:
    """Return how many of the one unit of time make the other, 0 where they are none."""
    if unit.measure == part.measure == Measure.DURATION and part.code in MINUTES:
        return round(MINUTES.get(unit.code, 0) / MINUTES[part.code])
    return 0
