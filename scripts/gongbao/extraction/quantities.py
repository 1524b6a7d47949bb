"""Text → quantities: every number that counts or measures something, with its unit and its interval.

One regular expression reads the text once: names that hold digits first, so that nothing inside them is
read again, then numbers with what stands around them.
"""

import re

from gongbao import lexicon
from gongbao.data.row import Measure
from gongbao.extraction import numerals, shares
from gongbao.extraction.numerals import Bound, Number
from gongbao.extraction.quantity import CHANGE, Quantity
from gongbao.extraction.sharing import merged, shared
from gongbao.extraction.tokens import EFFECT, TOKEN
from gongbao.extraction.units import BARE, UNITS, Unit, begins_word

__all__ = ["CHANGE", "Quantity", "scan"]

_COMPOUND = re.compile(r"(?<=年)零?[\d一二三四五六七八九十]{1,2}个月|(?<=小时)[\d一二三四五六七八九十]{1,3}分")
NUMERALS = frozenset("〇零一二三四五六七八九十廿卅百千万亿两")
_DIGITS = frozenset("〇零一二三四五六七八九")
_MONEY = [word for word, unit in UNITS.items() if unit.measure is Measure.MONEY]
YUAN = UNITS.get("元", BARE)
SIGNS = "+-−"
_CURRENCY = re.compile(lexicon.any_of(word for word in _MONEY if len(word) > 1 or not word.isalpha()) + "$")
_MAGNITUDE = re.compile(r"(?:(?:[\d.,]+|[一二两三四五六七八九](?:点.+)?)(?P<ten>[百千]?)|[^万亿]+)(?P<large>[万亿]*)")
_NO_CLASSIFIER = frozenset(
    "的了和与及至到为以是在有等之而或按起时点分秒号楼层级版期代届岁度后前中内外上下左右比多余几倍强伏线市区县旗环团井厂厅"
    "折〇零一二三四五六七八九十标行番金银铜红黄绿橙蓝减增升降者人来许整余次岗月年日季周"
)


def scan(text: str) -> list[Quantity]:
    """Return the quantities of a compact text (:class:`gongbao.reading.normal.Compact.plain`), in order.

    A number without a unit of its own takes that of the list it stands in (5.2、3.1个百分点) or is left out.
    """
    found: list[Quantity] = []
    for match in TOKEN.finditer(text):
        if match.lastgroup is None:
            continue
        before, words, bound = match.group("before", "number", "bound")
        bounds = tuple(EFFECT[word] for word in (before, bound) if word)
        if not words:
            found += shares.read(match, text, bounds)
        elif (quantity := _counted(match, text, words, bounds)) is not None:
            found.append(quantity)
    return merged(shared(found, text), text)


def _counted(match: re.Match[str], text: str, words: str, bounds: tuple[Bound, ...]) -> Quantity | None:
    """Read a number with its magnitude, its 余 or 多 and its unit."""
    large, written, listed = match.group("large", "unit", "listed")
    start, large = match.start(), large or ""
    unit, end = _unit(match, text, words, written)
    if _more(match, end, large, written):
        bounds = (*bounds, Bound.MORE)
    if words[0] in NUMERALS and listed is None and not _counts(match, text, unit, end, bounds):
        return None
    if unit is BARE or unit is YUAN:
        unit, start = _currency(text, start, unit, large)
    number = _number(words, large, unit, written or "")
    if number is None:
        return None
    if end < match.start("bound") or (match["bound"] == "内" and unit.measure is Measure.COUNT):  # 2名内勤
        bounds = (EFFECT[match["before"]],) if match["before"] else ()
        end = min(end, match.start("bound"))
    else:
        end = max(end, match.end("bound"))
    power = _power(words + large) if number.exponent > 0 else 0
    return Quantity(start, end, number, bounds, unit, 1, 1, words[0] in SIGNS, power, False, listed is not None)


def _number(words: str, large: str, unit: Unit, written: str) -> Number | None:
    """Return the number that the words state, with its sign and with the half of 两个半月."""
    number = numerals.parse(words.lstrip(SIGNS) + large.strip("个多"))
    if number is None:
        return None
    if words[0] in "-−":
        return number._replace(mantissa=-number.mantissa)
    if "半" in written and unit is not BARE:
        return number.scaled(-1)._replace(mantissa=number.mantissa * 10 + 5, exact=True)
    return number


def _more(match: re.Match[str], end: int, large: str, written: str | None) -> bool:
    """Tell whether 余 or 多 stands at a number: 4200余家, 一万多, 三个多月, 三个多亿."""
    more, more2, late = match.group("more", "more2", "late")
    return bool(more or more2 or (late and end == match.end("late"))) or "多" in large or "多" in (written or "")


def _power(words: str) -> int:
    """Return the power of ten of the one magnitude behind a number (3千, 五十万), 0 where none or several are."""
    match = _MAGNITUDE.fullmatch(words)
    if match is None:
        return 0
    return numerals.TENS.get(match["ten"] or "", 0) + sum(numerals.MAGNITUDES[c] for c in match["large"])


def _unit(match: re.Match[str], text: str, numeral: str, word: str | None) -> tuple[Unit, int]:
    """Return the unit of a number and where it ends; BARE where the characters are part of another word."""
    if not word:
        if match["unknown"] and _plainly_counts(match, text):
            return Unit(match["unknown"], Measure.COUNT, "", True), match.end("unknown")
        return BARE, max(match.end("number"), match.end("more"), match.end("large"), match.end("more2"))
    unit, end = UNITS[word], match.end("unit")
    others, times, late = match.group("others", "times", "late")
    if (others or times) and unit.measure is Measure.COUNT:
        code = unit.code + (others or "") + ("次" if times else "")
        return Unit(code, Measure.COUNT, "", unit.alone), max(match.end("others"), match.end("times"))
    if begins_word(unit, numeral, text, match.start("unit"), end):
        return BARE, match.start("unit")
    if late and unit.measure is not Measure.COUNT:
        return unit, match.end("late")
    return unit, end


def _plainly_counts(match: re.Match[str], text: str) -> bool:
    """Tell whether a character that no table knows is a classifier: 缴获猎枪3挺，"""
    before = text[match.start() - 1 : match.start()]
    if match["number"][0] in NUMERALS or match["unknown"] in _NO_CLASSIFIER:
        return False
    return "\u4e00" <= before <= "\u9fff"


def _currency(text: str, at: int, unit: Unit, large: str) -> tuple[Unit, int]:
    """Return the currency named before an amount (港元150万元), else 元 or what 3.5个亿 counts; ￥ is part of it."""
    word = _CURRENCY.search(text, max(0, at - 4), at)
    if word is None:
        return (YUAN if "个" in large else unit), at
    return UNITS[word[0]], word.start() if not word[0][-1].isalpha() else at


def _counts(match: re.Match[str], text: str, unit: Unit, end: int, bounds: tuple[Bound, ...]) -> bool:
    """Tell whether a Chinese numeral counts something: 二十三名, 三起, 百余人, 连续五年; not 三类, 百家, 十分."""
    words = match["number"]
    if unit is BARE:
        return len(words) > 1 and Bound.MORE in bounds
    if 1 < len(words) < 4 and _DIGITS.issuperset(words):  # 三七节, 八一路
        return False
    if len(words) > 1 or bounds or (unit.alone and words not in "百千万亿〇零"):
        return True
    streak = unit.measure is Measure.DURATION and text.endswith("连续", 0, match.start())
    return streak or _COMPOUND.match(text, end) is not None
