"""A number expression, and the interval of what its writer can have meant."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "半": 0}
TENS = {"十": 1, "百": 2, "千": 3}
SCORES = {"廿": 2, "卅": 3}
MAGNITUDES = {"万": 4, "亿": 8}
LONGEST = 30  # characters; a longer run of numerals is no number that anybody reports

_PLAIN = re.compile(r"(\d[\d,]*)(?:\.(\d+))?([十百千]?[万亿]*)")
_PART = re.compile(
    r"(?P<digits>\d[\d,]*)(?:\.(?P<decimals>\d+))?|(?P<han>[〇零一二三四五六七八九两]+)"
    r"|点(?P<fraction>[〇零一二三四五六七八九]+)|(?P<score>[廿卅])|(?P<ten>[十百千])|(?P<large>[万亿])"
)


class Bound(StrEnum):
    """What an approximating word does to the interval of a number: an effect of lexicon/approximators.csv."""

    MORE = "more"  # 余
    NEAR = "near"  # 近
    OVER = "over"  # 超
    UNDER = "under"  # 不足
    ABOUT = "about"  # 约


class Number(NamedTuple):
    """A decimal number as stated: ``mantissa * 10**exponent``, its last stated digit at ``exponent``.

    ``exact`` is true for a whole number written out to its units; ``decimal`` where a decimal point
    was written, so that trailing zeros are digits meant.
    """

    mantissa: int
    exponent: int
    exact: bool
    decimal: bool = False

    def scaled(self, power: int) -> "Number":
        """Return the number times ``10**power``; a magnitude that was written makes it a rounded one."""
        return self._replace(exponent=self.exponent + power, exact=self.exact and power == 0)


def parse(text: str) -> Number | None:
    """Return the number that an Arabic, Chinese or mixed expression states, or None where it states none.

    Parameters
    ----------
    text : str
        A numeral without white space, approximators or unit: ``1,284``, ``31.6万``, ``1亿2300万``, ``两千三百``.
    """
    if len(text) > LONGEST:
        return None
    if text.isdecimal() and text.isascii():
        return Number(int(text), 0, True)
    if text == "半":
        return Number(5, -1, True)
    if plain := _PLAIN.fullmatch(text):
        return _plain(plain[1].replace(",", ""), plain[2] or "", plain[3])
    reading = _Reading(text)
    return reading.number() if reading.whole else None


def _plain(whole: str, decimals: str, magnitudes: str) -> Number:
    """Read digits with one run of magnitudes behind them, as most numbers are written: 31.6万."""
    power = _power(magnitudes) if magnitudes else 0
    return Number(int(whole + decimals), power - len(decimals), not (decimals or magnitudes), bool(decimals))


@cache
def _power(magnitudes: str) -> int:
    return sum(TENS.get(c, 0) or MAGNITUDES[c] for c in magnitudes)


class _Reading:
    """A numeral read part by part: 3千6百, 1亿2300万, 两千三百, 十五点三, 三万五千万 (35,000 times 万).

    Amounts are integers, in units of the last decimal place that is written.
    """

    def __init__(self, text: str):
        self.total = self.section = 0  # what 万 or 亿 has closed, and what stands behind it
        self.digit: int | None = None  # the digits that no 十, 百, 千 has multiplied yet
        self.closed = 0  # the magnitude that closed the total
        self.last = 0  # power of ten of the last stated digit
        self.rounded = False  # a magnitude was written behind it
        self.places = max(
            (len(places) for places in re.findall(r"(?<=[.点])[\d〇零一二三四五六七八九]+", text)), default=0
        )
        position = 0
        while (match := _PART.match(text, position)) and match.lastgroup:
            getattr(self, f"_{match.lastgroup}")(match[match.lastgroup], match)
            position = match.end()
        self.whole = position == len(text)

    def number(self) -> Number:
        """Return what has been read."""
        value = self.total + self.section + (self.digit or 0)
        exponent = self.last if value and not value % 10 ** (self.last + self.places) else -self.places
        exact = not self.places and not self.rounded
        return Number(value // 10 ** (exponent + self.places), exponent, exact, bool(self.places))

    def _digits(self, words: str, match: re.Match[str]) -> None:
        self._decimals(match["decimals"] or "", match)

    def _decimals(self, words: str, match: re.Match[str]) -> None:
        self.section += self.digit or 0
        self.digit = int(match["digits"].replace(",", "") + words) * 10 ** (self.places - len(words))
        self.last, self.rounded = -len(words), False

    def _han(self, words: str, match: re.Match[str]) -> None:
        self.digit = int("".join(str(DIGITS[c]) for c in words)) * 10**self.places
        self.last, self.rounded = 0, False

    def _fraction(self, words: str, match: re.Match[str]) -> None:
        self.section += self.digit or 0
        self._han(words, match)
        self.digit = (self.digit or 0) // 10 ** len(words)
        self.last = -len(words)

    def _score(self, words: str, match: re.Match[str]) -> None:
        self.section += SCORES[words] * 10 ** (1 + self.places)
        self.last = 1

    def _ten(self, words: str, match: re.Match[str]) -> None:
        arabic = match.string[match.start() - 1 : match.start()].isdecimal()
        self.last, self.rounded = TENS[words] + min(self.last, 0), arabic
        self.section += (self.digit or 10**self.places) * 10 ** TENS[words]
        self.digit = None

    def _large(self, words: str, match: re.Match[str]) -> None:
        power, section = MAGNITUDES[words], self.section + (self.digit or 0)
        if self.closed <= power and self.total < 10 ** (power + 4 + self.places):  # 1万2千亿, 三万五千万
            self.total = (self.total + section or 10**self.places) * 10**power
        else:
            self.total += section * 10**power
        self.last = power + (self.last if self.rounded or self.last < 0 else 0)
        self.section, self.digit, self.closed, self.rounded = 0, None, power, True


def digit(character: str) -> int:
    """Return the value of one digit, Arabic or Chinese."""
    return DIGITS[character] if character in DIGITS else int(character)


def as_float(mantissa: int, exponent: int) -> float:
    """Return ``mantissa * 10**exponent``, rounded once."""
    return float(mantissa * 10**exponent) if exponent >= 0 else mantissa / 10**-exponent


def interval(number: Number, bounds: tuple[Bound, ...]) -> tuple[float, float | None]:
    """Return the closed interval (low, high) of what can have been meant; an open end is None.

    Parameters
    ----------
    number : Number
        The number as stated.
    bounds : tuple of Bound
        The effects of the approximating words around it. Without any, a number that is not exact is taken as rounded to
        its last stated digit. With several, each narrows the interval.

    Notes
    -----
    The unit of 余, 近 and 约 is that of the last significant digit: 2600余 lies in [2600, 2700]; where 近 would so
    reach 0 (近100), its interval is the last tenth.
    """
    mantissa, exponent = number.mantissa, number.exponent
    if not bounds:
        if number.exact:
            value = as_float(mantissa, exponent)
            return value, value
        return as_float(mantissa * 10 - 5, exponent - 1), as_float(mantissa * 10 + 5, exponent - 1)
    if not number.decimal:
        while mantissa and mantissa % 10 == 0:
            mantissa, exponent = mantissa // 10, exponent + 1
    value, low = as_float(mantissa, exponent), 0.0
    high: float | None = None
    for bound in bounds:
        if bound in (Bound.OVER, Bound.MORE):
            low = max(low, value)
        if bound is Bound.NEAR:
            low = max(low, as_float(mantissa - 1, exponent) or value * 0.9)
        if bound is Bound.ABOUT:
            low, high = max(low, as_float(mantissa * 10 - 5, exponent - 1)), as_float(mantissa * 10 + 5, exponent - 1)
        if bound in (Bound.UNDER, Bound.NEAR):
            high = value
        if bound is Bound.MORE:
            high = as_float(mantissa + 1, exponent)
    return low, high
