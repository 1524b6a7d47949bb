"""Numbers that are a share or a change by their very wording: 百分之三, 三分之一, 1/3, 四成, 半数, 翻番."""

import re
import unicodedata
from collections.abc import Callable

from gongbao import lexicon
from gongbao.extraction import numerals
from gongbao.extraction.numerals import Bound, Number
from gongbao.extraction.quantity import CHANGE, PERCENT, PERMILLE, Quantity
from gongbao.extraction.tokens import EFFECT, RANGE
from gongbao.extraction.units import PATTERN

_SECOND = re.compile(  # 百分之三到五
    rf"(?:{RANGE})(?P<part>\d{{1,4}}+(?:\.\d++)?|[一二两三四五六七八九十百]{{1,6}}+(?:点[〇零一二三四五六七八九]{{1,9}}+)?)"
    rf"(?![\d.点万亿%‰]|分之|成|{PATTERN})(?:左右)?"
)
_OPEN = [word for word, effect in EFFECT.items() if effect in (Bound.OVER, Bound.UNDER) and len(word) > 1]
_DETACHED = re.compile(rf"({lexicon.any_of(_OPEN)})[^，,。；;：:、\d]{{1,10}}的$")  # 不足三年前的一半


def read(match: re.Match[str], text: str, bounds: tuple[Bound, ...]) -> list[Quantity]:
    """Return the shares that a match of the token expression states: one, or the two ends of a range."""
    kind = next(kind for kind in _READERS if match[kind])
    word = _DETACHED.search(text, max(0, match.start() - 16), match.start())
    if word and kind != "fixed" and not match["before"]:
        bounds = (*bounds, EFFECT[word[1]])
    found = [_READERS[kind](match, bounds)]
    second = _SECOND.match(text, match.end()) if kind == "parts" else None
    if second and (part := numerals.parse(second["part"])):
        about = (Bound.ABOUT,) if second[0].endswith("左右") else ()
        found.append(_part(second.start("part"), second.end(), match["parts"], part, about))
    return [quantity for quantity in found if quantity]


def _parts(match: re.Match[str], bounds: tuple[Bound, ...]) -> Quantity | None:
    """Read 百分之…, 千分之… as a percentage, any other fraction as the exact share it names, in %."""
    part = numerals.parse(match["part"])
    if part is None:
        return None
    return _part(*match.span(), match["parts"], part, (*bounds, Bound.MORE) if match["partmore"] else bounds)


def _part(start: int, end: int, parts: str, part: Number, bounds: tuple[Bound, ...]) -> Quantity | None:
    of = numerals.parse(parts)
    whole = of.mantissa * 10**of.exponent if of else 0
    part = part._replace(mantissa=part.mantissa * 10**part.exponent, exponent=0) if part.exponent > 0 else part
    if whole in (100, 1000):
        return Quantity(start, end, part, bounds, PERCENT if whole == 100 else PERMILLE)
    return Quantity(start, end, part, bounds, PERCENT, 100, whole) if whole else None


def _slash(match: re.Match[str], bounds: tuple[Bound, ...]) -> Quantity | None:
    """Read 1/3; what is no proper fraction is none."""
    over, under = int(match["over"]), int(match["under"])
    return Quantity(*match.span(), Number(over, 0, True), bounds, PERCENT, 100, under) if over < under else None


def _glyph(match: re.Match[str], bounds: tuple[Bound, ...]) -> Quantity | None:
    over, _, under = unicodedata.normalize("NFKC", match["glyph"]).partition("⁄")
    return Quantity(*match.span(), Number(int(over), 0, True), bounds, PERCENT, 100, int(under)) if under else None


def _tenths(match: re.Match[str], bounds: tuple[Bound, ...]) -> Quantity:
    """Read 四成, 四成三, 4成3, 三成半, 三成多."""
    tenths, tenth = numerals.digit(match["tenths"]), match["tenth"]
    bounds = (*bounds, Bound.MORE) if match["tenmore"] else bounds
    if not tenth:
        return Quantity(*match.span(), Number(tenths, 1, False), bounds, PERCENT, power=1)
    more = 5 if tenth == "半" else numerals.digit(tenth)
    return Quantity(*match.span(), Number(tenths * 10 + more, 0, False), bounds, PERCENT)


def _half(match: re.Match[str], bounds: tuple[Bound, ...]) -> Quantity:
    return Quantity(*match.span(), Number(1, 0, True), bounds, PERCENT, 100, 2)


def _fixed(match: re.Match[str], bounds: tuple[Bound, ...]) -> Quantity:
    """Return the change in % that 翻番, 翻两番, 翻倍 or 减半 states."""
    words = match["fixed"]
    times = re.search(r"[二两三四2-9](?=番)", words)
    doublings = numerals.digit(times[0]) if times else 1
    change = -50 if words == "减半" else (2**doublings - 1) * 100
    return Quantity(*match.span(), Number(change, 0, True), bounds, CHANGE)


_READERS: dict[str, Callable[[re.Match[str], tuple[Bound, ...]], Quantity | None]] = {
    "parts": _parts, "over": _slash, "glyph": _glyph, "tenths": _tenths, "half": _half, "fixed": _fixed,
}  # fmt: skip
