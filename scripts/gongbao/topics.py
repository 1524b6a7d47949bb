"""What a label is about, by the words in it: lets a topical notebook find the rows of a bulletin nobody has coded."""

import re
from functools import cache

from gongbao import rules
from gongbao.compact import Compact

TIMES = ("耗时", "用时", "时长", "时间", "时限")
UNCOUNTED = ("额", "款", "资金", "资产", "损失", "率", "比例", "占比")


def topic(label: str, heading: str = "") -> str:
    """Return the topic of a label, a family code or the beginning of one (``fraud``), or '' where nothing is known.

    The first pattern of lexicon/topics.csv that the label holds decides: the narrower topics stand first. A label
    without any goes by the heading above it: 解决难题 under 优化营商环境.
    """
    plain = Compact(label).plain  # 騙案 is 骗案
    return _first(plain) or (_first(f"{Compact(heading).plain}：{plain}") if heading else "")


def is_time(label: str) -> bool:
    """Say whether what a label names is a time: 车检平均耗时."""
    plain = Compact(label).plain
    return any(word in plain for word in TIMES)


def is_counted(label: str) -> bool:
    """Say whether what a label names comes in whole things: neither a time, nor money, nor a rate."""
    plain = Compact(label).plain
    return not any(word in plain for word in (*TIMES, *UNCOUNTED))


@cache
def _first(text: str) -> str:
    return next((topic for pattern, topic in _patterns() if pattern.search(text)), "")


@cache
def _patterns() -> list[tuple[re.Pattern, str]]:
    return [(re.compile(row["pattern"]), row["topic"]) for row in rules.rows("topics")]
