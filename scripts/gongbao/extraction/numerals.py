"""A number expression, and the interval of what its writer can have meant."""

import re
from enum import StrEnum
from typing import NamedTuple

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "半": 0}
TENS = {"十": 1, "百": 2, "千": 3}
SCORES = {"廿": 2, "卅": 3}
MAGNITUDES = {"万": 4, "亿": 8}
LONGEST = 30  # characters; a longer run of numerals is no number that anybody reports

_ARABIC = re.compile(r"([\d,，]+)(?:\.(\d+))?([十百千]?)([万亿]*)")


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
    return _arabic(text) if text[0].isdecimal() else _chinese(text)


def _arabic(text: str) -> Number | None:
    """Sum the parts of a number in Arabic digits (3万5千 has two); the last part says how precise it is."""
    total, exponent, exact, decimal, position = 0, 0, False, False, 0
    while position < len(text):
        match = _ARABIC.match(text, position)
        if match is None:
            return None
        whole, fraction, small, large = match.groups()
        power = TENS.get(small, 0) + sum(MAGNITUDES[c] for c in large)
        fraction = fraction or ""
        last = power - len(fraction)
        value = int(whole.replace(",", "").replace("，", "") + fraction)
        common = min(exponent, last) if position else last
        total = total * 10 ** (exponent - common) + value * 10 ** (last - common)
        exponent, exact, decimal = common, last == 0 and not power, bool(fraction)
        position = match.end()
    return Number(total, exponent, exact and exponent == 0, decimal)


def _chinese(text: str) -> Number | None:
    """Read a Chinese numeral, digit by digit (二〇二三) or with its magnitudes (两千三百, 十五点三)."""
    whole, _, fraction = text.partition("点")
    total = section = digit = 0
    last = 0  # power of ten of the last stated digit within its section
    large = 0  # the magnitude that closed the last section
    for character in whole:
        if character in DIGITS:
            digit, last = DIGITS[character] + (digit * 10 if last == 0 and digit else 0), 0
        elif character in SCORES:
            last, section, digit = 1, section + SCORES[character] * 10, 0
        elif character in TENS:
            last = TENS[character]
            section += (digit or 1) * 10**last
            digit = 0
        else:
            large = MAGNITUDES[character]
            section = (section + digit) or (0 if total else 1)
            total = (total + section) * 10**large if large == 8 else total + section * 10**large
            section = digit = 0
            last = large
    value = total + section + digit
    if fraction:
        digits = "".join(str(DIGITS.get(c, "")) for c in fraction)
        return Number(int(f"{value}{digits}"), -len(digits), False, True)
    if last and value and not value % 10**last:
        return Number(value // 10**last, last, whole[-1] not in MAGNITUDES)
    return Number(value, 0, True)


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
    The unit of 余, 近 and 约 is that of the last significant digit: 2600余 lies in [2600, 2700].
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
            low = max(low, as_float(mantissa - 1, exponent))
        if bound is Bound.ABOUT:
            low, high = max(low, as_float(mantissa * 10 - 5, exponent - 1)), as_float(mantissa * 10 + 5, exponent - 1)
        if bound in (Bound.UNDER, Bound.NEAR):
            high = value
        if bound is Bound.MORE:
            high = as_float(mantissa + 1, exponent)
    return low, high
