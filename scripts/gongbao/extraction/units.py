"""Classifiers and units: what each is called in the data, and the measure it belongs to."""

import re
from typing import NamedTuple

from gongbao import lexicon
from gongbao.data.row import Measure

MINUTES = {"年": 525600, "月": 43200, "周": 10080, "日": 1440, "小时": 60, "分钟": 1, "分": 1, "秒": 1 / 60}


class Unit(NamedTuple):
    """A unit: its code in the data, its measure, and the characters that may make it part of another word."""

    code: str
    measure: Measure
    not_before: str
    alone: bool  # counts after a single Chinese numeral too: 三起, but not 三类


UNITS = {
    row["unit"]: Unit(row["code"], Measure(row["measure"]), row["not_before"], row["alone"] == "yes")
    for row in lexicon.rows("units")
}
PATTERN = lexicon.any_of(UNITS)
BARE = Unit("", Measure.COUNT, "", False)

_COMPOUND = re.compile("|".join(row["pattern"] for row in lexicon.rows("compounds")))
_TURN = re.compile(lexicon.any_of(row["word"] for row in lexicon.rows("directions") if len(row["word"]) > 1))
_UNCOUNTED = frozenset("零〇百千万亿")


def begins_word(unit: Unit, numeral: str, text: str, start: int, end: int) -> bool:
    """Tell whether what looks like a unit at ``[start, end)`` is the beginning of another word.

    Behind digits a classifier is one, whatever follows (12个案件, 36家中小企业), but for the words that a number stands
    before without any (6部门). Behind 一 and a bare magnitude (统一发放, 百亿项目), and where a unit measures
    (3年内, 3升级), one character more decides; a word of direction never does (128天下降).
    """
    if unit.measure is Measure.COUNT and _COMPOUND.match(text, start):
        return True
    if text[end : end + 1] not in unit.not_before or end == len(text) or _TURN.match(text, end):
        return False
    return unit.measure is not Measure.COUNT or numeral == "一" or _UNCOUNTED.issuperset(numeral)
