"""Text → quantities: every number that counts or measures something, with its unit and its interval.

One regular expression reads the text once: names that hold digits first, so that nothing inside them is
read again, then numbers with what stands around them.
"""

import re
from dataclasses import dataclass, replace

from gongbao import lexicon
from gongbao.data.row import Measure
from gongbao.extraction import numerals
from gongbao.extraction.numerals import Bound, Number
from gongbao.extraction.tokens import EFFECT, TOKEN
from gongbao.extraction.units import BARE, MINUTES, UNITS, Unit

_SHARE = re.compile(r"[、,]|和|与|及|以及|至|到|—|——|–|~|～|-")

_COMPOUND = re.compile(r"(?<=年)[\d一二三四五六七八九十]{1,2}个月|(?<=小时)[\d一二三四五六七八九十]{1,3}分")
NUMERALS = frozenset("〇零一二三四五六七八九十廿卅百千万亿两")
PERCENT, PERMILLE = (Unit(sign, Measure.PERCENT, "", False) for sign in "%‰")
_MONEY = [word for word, unit in UNITS.items() if unit.measure is Measure.MONEY]
_CURRENCY = re.compile(lexicon.any_of(word for word in _MONEY if len(word) > 1) + "$")
_ROUNDED = (Measure.PERCENT, Measure.POINTS, Measure.MULTIPLE)  # to the last digit, whole numbers, too
CHANGE = Unit("%", Measure.CHANGE, "", True)


@dataclass(slots=True)
class Quantity:
    """A quantity at ``[start, end)`` of the compact text: ``number * factor / divisor`` in ``unit``.

    ``bounds`` holds the effects of the approximating words around the number.
    """

    start: int
    end: int
    number: Number
    bounds: tuple[Bound, ...]
    unit: Unit
    factor: int = 1
    divisor: int = 1
    signed: bool = False  # written with its sign: -3.2%

    def measured(self) -> tuple[float, float | None, float | None]:
        """Return value, low and high in base units; an open end is None."""
        number, fraction = self.number, self.divisor > 1
        if number.exact is not fraction and self.unit.measure in _ROUNDED:
            number = number._replace(exact=fraction)
        if self.factor > 1:
            number = number._replace(mantissa=number.mantissa * self.factor)
        value = numerals.as_float(number.mantissa, number.exponent) / self.divisor
        if value < 0:  # its size is bounded, then turned: 近-4.2%
            near, far = numerals.interval(number._replace(mantissa=-number.mantissa), self.bounds)
            return value, None if far is None else -far / self.divisor, -near / self.divisor
        low, high = numerals.interval(number, self.bounds)
        return value, low / self.divisor, None if high is None else high / self.divisor


def scan(text: str) -> list[Quantity]:
    """Return the quantities of a compact text (:class:`gongbao.reading.normal.Compact.plain`), in order.

    A number without a unit of its own takes that of the list it stands in (5.2、3.1个百分点) or is left out.
    """
    found = []
    for match in TOKEN.finditer(text):
        if match.lastgroup is not None:
            quantity = _read(match, text)
            if quantity is not None:
                found.append(quantity)
    return _merged(_shared(found, text), text)


def _read(match: re.Match[str], text: str) -> Quantity | None:
    """Turn one match into a quantity, or None where it is no number to code."""
    before, bound = match["before"], match["bound"]
    bounds = [EFFECT[word] for word in (before, bound) if word]
    start, end = match.span()
    if match["number"]:
        return _counted(match, text, bounds)
    if match["parts"]:
        return _fraction(match, tuple(bounds))
    if match["tenths"]:
        tenths = numerals.digit(match["tenths"])
        bounds += [Bound.MORE] if match["tenmore"] else []
        if match["tenth"]:
            more = 5 if match["tenth"] == "半" else numerals.DIGITS[match["tenth"]]
            return Quantity(start, end, Number(tenths * 10 + more, 0, False), tuple(bounds), PERCENT)
        return Quantity(start, end, Number(tenths, 1, False), tuple(bounds), PERCENT)
    if match["fixed"] == "一半":
        return Quantity(start, end, Number(1, 0, True), tuple(bounds), PERCENT, 100, 2)
    return Quantity(start, end, _fixed(match["fixed"]), tuple(bounds), CHANGE)


def _fixed(words: str) -> Number:
    """Return the change in % that 翻番, 翻两番, 翻倍 or 减半 states."""
    if words == "减半":
        return Number(-50, 0, True)
    times = re.search(r"[二两三四2-9](?=番)", words)
    doublings = numerals.digit(times[0]) if times else 1
    return Number((2**doublings - 1) * 100, 0, True)


def _fraction(match: re.Match[str], bounds: tuple[Bound, ...]) -> Quantity | None:
    """Read 百分之…, 千分之… as a percentage, any other fraction as the exact share it names, in %."""
    parts, part = numerals.parse(match["parts"]), numerals.parse(match["part"])
    if parts is None or part is None:
        return None
    whole = parts.mantissa * 10**parts.exponent
    part = part._replace(mantissa=part.mantissa * 10**part.exponent, exponent=0) if part.exponent > 0 else part
    if whole == 100 or whole == 1000:
        return Quantity(*match.span(), part, bounds, PERCENT if whole == 100 else PERMILLE)
    return Quantity(*match.span(), part, bounds, PERCENT, 100, whole) if whole else None


def _counted(match: re.Match[str], text: str, bounds: list[Bound]) -> Quantity | None:
    """Read a number with its magnitude, its 余 or 多 and its unit."""
    words, large = match["number"], match["large"] or ""
    unit, end = _unit(match, text)
    if match["more"] or match["more2"] or (match["late"] and end == match.end("late")) or "多" in (match["unit"] or ""):
        bounds.append(Bound.MORE)
    if words[0] in NUMERALS and not _counts(words, unit, bounds) and not _COMPOUND.match(text, end):
        return None
    unit = _currency(text, match.start(), unit)
    sign, words = ("", words) if words[0] not in "+-−" else (words[0], words[1:])
    number = numerals.parse(words + large) if not match["more"] else numerals.parse(words)
    if number is None:
        return None
    if sign and sign != "+":
        number = number._replace(mantissa=-number.mantissa)
    if "半" in (match["unit"] or "") and unit is not BARE:  # 两个半月
        number = number.scaled(-1)._replace(mantissa=number.mantissa * 10 + 5, exact=True)
    if match["more"] and large:
        number = number.scaled(sum(numerals.MAGNITUDES[c] for c in large))
    if end < match.start("bound"):
        bounds = [EFFECT[match["before"]]] if match["before"] else []
    else:
        end = match.end()
    return Quantity(match.start(), end, number, tuple(bounds), unit, signed=bool(sign))


def _unit(match: re.Match[str], text: str) -> tuple[Unit, int]:
    """Return the unit of a number and where it ends; BARE where the characters are part of another word."""
    word = match["unit"]
    if not word:
        return BARE, max(match.end(name) for name in ("number", "more", "large", "more2"))
    unit, end = UNITS[word], match.end("unit")
    if unit.measure is Measure.COUNT and (match["others"] or match["times"]):
        code = unit.code + (match["others"] or "") + ("次" if match["times"] else "")
        return Unit(code, Measure.COUNT, "", unit.alone), max(match.end("others"), match.end("times"))
    if text[end : end + 1] and text[end] in unit.not_before:
        return BARE, match.start("unit")
    if match["late"] and unit.measure is not Measure.COUNT:
        return unit, match.end("late")
    return unit, end


def _currency(text: str, at: int, unit: Unit) -> Unit:
    """Return the currency named before an amount (港元150万元), else the unit as written."""
    word = _CURRENCY.search(text, max(0, at - 4), at) if unit is BARE or unit.code == "元" else None
    return UNITS[word[0]] if word else unit


def _counts(words: str, unit: Unit, bounds: list[Bound]) -> bool:
    """Tell whether a Chinese numeral counts something: 二十三名, 三起, 百余人; not 三类, 百家, 十分."""
    if unit is BARE:
        return len(words) > 1 and Bound.MORE in bounds
    if len(words) == 1:
        return (unit.alone and words not in "百千万亿〇零") or bool(bounds)
    return True


def _shared(found: list[Quantity], text: str) -> list[Quantity]:
    """Give the numbers of a list the unit that stands after its last one; drop those left without any."""
    kept: list[Quantity] = []
    for quantity in reversed(found):
        if quantity.unit is BARE:
            follower = kept[-1] if kept else None
            if follower is not None and _SHARE.fullmatch(text, quantity.end, follower.start):
                quantity.unit = follower.unit
                if quantity.unit is BARE:
                    continue
            elif not _stands_alone(quantity, text):
                continue
        kept.append(quantity)
    kept.reverse()
    return kept


def _stands_alone(quantity: Quantity, text: str) -> bool:
    """Tell whether a number without unit is a quantity all the same: 粉丝突破100万, 惠及3000余群众, 指数为98.5."""
    return bool(quantity.bounds) or quantity.number.exponent > 0


def _merged(found: list[Quantity], text: str) -> list[Quantity]:
    """Join the parts of a compound duration (4小时15分) into one quantity in its largest unit."""
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        if last is None or last.end != quantity.start:
            merged.append(quantity)
            continue
        _minutes(last, quantity)
        if _smaller(quantity.unit, last.unit):
            ratio = round(MINUTES[last.unit.code] / MINUTES[quantity.unit.code])
            total = last.number.mantissa * ratio // last.divisor + quantity.number.mantissa
            merged[-1] = replace(
                last, end=quantity.end, number=Number(total, 0, True), bounds=last.bounds + quantity.bounds,
                divisor=ratio,
            )  # fmt: skip
        else:
            merged.append(quantity)
    return merged


def _minutes(last: Quantity, quantity: Quantity) -> None:
    """Take 分 for minutes beside hours or seconds: 4小时15分, 8分30秒; alone it is a point."""
    if last.unit.code == "分" and quantity.unit.code == "秒":
        last.unit = UNITS["分钟"]
    if quantity.unit.code == "分" and last.unit.measure is Measure.DURATION:
        quantity.unit = UNITS["分钟"]


def _smaller(unit: Unit, than: Unit) -> bool:
    return (
        than.measure == unit.measure is Measure.DURATION
        and unit.code in MINUTES
        and MINUTES[unit.code] < MINUTES.get(than.code, 0)
    )
