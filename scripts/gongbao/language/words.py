"""Numbers and quantities in words, as each of the two languages writes them: 2.6万起, 26,000 cases."""

import csv
from collections.abc import Mapping
from functools import cache
from math import ceil, floor, isclose, isnan, log10
from typing import Any

from gongbao import lexicon
from gongbao.paths import LEXICON

LANGUAGES = ("en", "zh")
MINUS = "−"
SCALES = {"en": ((1e9, " billion", 4), (1e6, " million", 4)), "zh": ((1e8, "亿", 4), (1e4, "万", 2))}
FEW = 4  # decimals that a bulletin may state
MEASURES = {
    "count": ("Counts", "计数"),
    "money": ("Sums of money", "金额"),
    "duration": ("Times and time limits", "时间、时限"),
    "physical": ("Lengths, masses, areas", "长度、重量、面积"),
    "percent": ("Shares and rates", "占比、比率"),
    "change": ("Changes in %", "增减百分比"),
    "points": ("Changes in percentage points", "增减百分点"),
    "multiple": ("Multiples", "倍数"),
}
STATUSES = {"reported": ("fact", "事实"), "estimate": ("estimate", "预计"), "target": ("plan", "计划")}
BASES = {
    "level": ("amount", "数量"),
    "yoy": ("the year before", "上年"),
    "mom": ("the period before", "上期"),
    "unstated": ("not stated", "未写明"),
    "from": ("before", "原先"),
    "to": ("after", "如今"),
}


def number(value: float, language: str) -> str:
    """Write a number.

    Parameters
    ----------
    value : float
    language : str
        ``en`` groups thousands and names millions (26,000; 3.185 million), ``zh`` names 万 and 亿 (2.6万; 15.5亿).

    Returns
    -------
    str
        With a real minus sign. A number is not shortened: 3,185,432 gets no word, 98.305 keeps its decimals. Only
        one that no bulletin would state, such as a quotient, is rounded: to two decimals, or four after the word.
    """
    size, sign = abs(value), MINUS if value < 0 else ""
    for scale, word, places in SCALES[language]:
        short = round(size / scale, places)
        if size >= scale and (isclose(short * scale, size, rel_tol=1e-12) or (size % 1 and size >= 1e6)):
            return f"{sign}{_decimals(short, places)}{word}"
    return sign + _decimals(size, 2, grouped=language == "en")


def span(low: float, high: float, language: str) -> str:
    """Write the interval of a quotient, rounded outwards, with the decimals that its width asks for: 74–151, 8.4–9."""
    if not high > low:
        return number(low, language)
    scale = 10 ** max(0, ceil(-log10(high - low)))
    return interval(floor(low * scale + 1e-6) / scale, ceil(high * scale - 1e-6) / scale, language)


def quantity(row: Mapping[str, Any], language: str) -> str:
    """Write a row's value with its unit and with the writer's own reserve, read back from the interval.

    Parameters
    ----------
    row : mapping
        `value`, `low`, `high`, `unit` and `measure`, as in indicators.csv.
    language : str

    Returns
    -------
    str
        1390余家, 不超过10个工作日, −11.2%; over 1,390 establishments, at most 10 working days, −11.2%.
    """
    if row["measure"] in ("change", "points", "percent"):
        return _hedge(row, language).format(_signed(row, language))
    text = _with_unit(row["value"], row["unit"], language)
    return _reserve(row, language).format(text if language == "en" else _join(row, language))


def interval(low: float, high: float, language: str) -> str:
    """Write an interval: 150,500–151,500; 15.05万–15.15万; an open end as ≥."""
    if isnan(high):
        return f"≥ {number(low, language)}"
    to = "–" if low >= 0 else {"en": " to ", "zh": "至"}[language]  # a dash before a minus reads as two minuses
    return number(low, language) if low == high else f"{number(low, language)}{to}{number(high, language)}"


def many(count: int, noun: str) -> str:
    """Count a thing in English: 1 number, 9 numbers."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def unit_name(unit: str, language: str) -> str:
    """Return a unit as an axis names it: 起, 元; cases, CNY; an English unit without a word of its own is empty."""
    if language == "zh" or unit == "%":
        return {"日": "日（天）"}.get(unit, _currencies().get(unit, unit))
    return "CNY" if unit == "元" else _words("unit_words").get(unit, ("", ""))[1]


def unit_title(unit: str, language: str) -> str:
    """Return a unit as the heading of what is counted in it: 单位：处; Counted in 处 (places)."""
    if language == "zh":
        return f"单位：{unit}"
    name = unit_name(unit, language) or "a measure word"
    return f"In {unit}" if name == unit else f"Counted in {unit} ({name})"


def column_name(column: str, language: str) -> str:
    """Return the heading of a column in a notebook's table; one that lexicon/column_names.csv lacks keeps its name."""
    return _words("column_names").get(column, (column, column))[LANGUAGES.index(language)]


def basis_name(basis: str, language: str) -> str:
    """Return what a number was compared with, in words; a basis such as ``vs 2019`` names its year."""
    year = basis.removeprefix("vs ")
    return BASES.get(basis, (year, f"{year}年"))[LANGUAGES.index(language)]


def status_name(status: str, language: str) -> str:
    """Return in a word whether a number is a fact, an estimate or a plan."""
    return STATUSES[status][LANGUAGES.index(language)]


def sort_name(basis: str, language: str) -> str:
    """Return what sort of number a basis makes: an amount, an end of a pair, a change on something."""
    name = basis_name(basis, language)
    if basis in ("level", "from", "to"):
        return name
    if basis == "unstated":
        return "change, since when not stated" if language == "en" else "增减，未写明与何时相比"
    return f"change on {name}" if language == "en" else f"较{name}增减"


def measure_name(measure: str, language: str) -> str:
    """Return the name of a measure of the coding manual: Counts, 计数."""
    return MEASURES[measure][LANGUAGES.index(language)]


def _decimals(value: float, places: int, grouped: bool = False) -> str:
    """Write a number with all its decimals where these are few, or else so many."""
    places = FEW if abs(value - round(value, FEW)) < 1e-9 else places
    text = f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".")


def _signed(row: Mapping[str, Any], language: str) -> str:
    unit = {"百分点": " percentage points"}.get(row["unit"], row["unit"]) if language == "en" else row["unit"]
    plus = "+" if row["value"] > 0 and row["measure"] != "percent" else ""
    return f"{plus}{MINUS if row['value'] < 0 else ''}{_decimals(abs(row['value']), 1, grouped=language == 'en')}{unit}"


def _reserve(row: Mapping[str, Any], language: str) -> str:
    """Return the pattern that says how the number was hedged: 余, 近, 以上 or 以内 leave different intervals."""
    low, value, high = row["low"], row["value"], row["high"]
    if isnan(high):
        return "at least {}" if language == "en" else "{}以上"
    if low == 0 < value == high:
        return "at most {}" if language == "en" else "不超过{}"
    if low < value == high:
        return "nearly {}" if language == "en" else "近{}"
    if low == value < high:
        return "over {}" if language == "en" else "{}"  # 余 stands inside the number
    return "{}"


def _hedge(row: Mapping[str, Any], language: str) -> str:
    """Return the pattern of a hedged percentage, by its size: a fall of nearly 30% is nearly −30%."""
    low, value, high = (row[end] for end in ("low", "value", "high"))
    if value < 0:
        low, value, high = -high, -value, -low
    if low < value < high:
        decimals = f"{value:.4f}".rstrip("0").partition(".")[2]
        round_figure = high - low > 1.01 * 10.0 ** -len(decimals)
        return {"en": "about {}", "zh": "约{}"}[language] if round_figure else "{}"
    more = language == "zh" and low == value < high  # 七成多
    return "{}多" if more else _reserve({"low": low, "value": value, "high": high}, language)


def _join(row: Mapping[str, Any], language: str) -> str:
    """Write a Chinese quantity; 余 follows the magnitude and precedes the unit, 工作日 wants 个."""
    more = "余" if row["low"] == row["value"] < row["high"] else ""
    unit = ({"工作日": "个工作日", "月": "个月"} | _currencies()).get(row["unit"], row["unit"])
    return f"{number(row['value'], language)}{more}{unit}"


def _with_unit(value: float, unit: str, language: str) -> str:
    one, many = _words("unit_words").get(unit, ("", ""))
    if unit == "元":
        return f"CNY {number(value, language)}"
    return f"{number(value, language)} {one if value == 1 else many}".strip()


@cache
def _currencies() -> dict[str, str]:
    """Return the Chinese name of each currency code, the first that lexicon/units.csv has for it: USD is 美元."""
    return {row["code"]: row["unit"] for row in reversed(lexicon.rows("units")) if row["measure"] == "money"}


@cache
def _words(table: str) -> dict[str, tuple[str, str]]:
    """Return a table of the lexicon that gives a key two words each."""
    with (LEXICON / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {key: (one, other) for key, one, other in list(csv.reader(file))[1:]}
