"""Classifiers and units: what each is called in the data, and the measure it belongs to."""

from typing import NamedTuple

from gongbao import lexicon
from gongbao.data.row import Measure

MINUTES = {"年": 525600, "月": 43200, "周": 10080, "日": 1440, "小时": 60, "分钟": 1, "分": 1, "秒": 1 / 60}


class Unit(NamedTuple):
    """A unit: its code in the data, its measure, and the characters that, next to it, make it part of another word."""

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
