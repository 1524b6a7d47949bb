"""Years and small numbers as texts of every decade write them: 2023, 二〇二三, “十四五”, 五年."""

import re

from gongbao.extraction import numerals, spans
from gongbao.extraction.spans import Span

YEAR = r"(?:(?:19|20)\d\d|[一二][〇零○Oo一二三四五六七八九]{3})"
PLAN = r"(?:十[一二三四五]?|[一二三六七八九])[·\-—、]?五"
COUNT = r"(?:[两二三四五六七八九十]{1,2}|(?<!\d)\d{1,2})"
_DIGITS = {"○": 0, "O": 0, "o": 0} | numerals.DIGITS
_FIRST = {"一": 1953, "二": 1958, "三": 1966}  # from the fourth on, every five years


def year(words: str) -> int:
    """Return the year that four digits name, Arabic or Chinese."""
    return int("".join(str(_DIGITS.get(character, character)) for character in words))


def plan(words: str) -> Span:
    """Return the years of a five-year plan by its short name: 十四五 is 2021/2025."""
    number = re.sub(r"[·\-—、]?五$", "", words)
    first = _FIRST.get(number) or 1971 + 5 * (count(number) - 4)
    return spans.years(first, first + 4)


def count(words: str) -> int:
    """Return a small whole number."""
    parsed = numerals.parse(words) if words else None
    return parsed.mantissa * 10**parsed.exponent if parsed else 0


def all_in(text: str) -> list[int]:
    """Return the years that a text names, in order."""
    return [year(words) for words in re.findall(rf"{YEAR}(?=年|\b)", text)]
