"""Classifiers and units: what each is called in the data, and the measure it belongs to."""

from typing import NamedTuple

from gongbao import lexicon

MINUTES = {"年": 525600, "月": 43200, "周": 10080, "日": 1440, "小时": 60, "分钟": 1, "分": 1, "秒": 1 / 60}


class Unit(NamedTuple):
    """A unit: its code in the data, its measure, and the characters that, next to it, make it part of another word."""

    code: str
    measure: str
    not_before: str
    alone: bool  # counts after a single Chinese numeral too: 三起, but not 三类


UNITS = {
    row["unit"]: Unit(row["code"], row["measure"], row["not_before"], row["alone"] == "yes")
    for row in lexicon.rows("units")
}
PATTERN = lexicon.any_of(UNITS)
BARE = Unit("", "count", "", False)
