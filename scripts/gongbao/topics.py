"""What a label is about, by the words in it: lets a topical notebook find the rows of a bulletin nobody has coded."""

from functools import cache

from gongbao import rules
from gongbao.compact import Compact

TIMES = ("耗时", "用时", "时长", "时间", "时限")
UNCOUNTED = ("额", "款", "资金", "资产", "损失", "率", "比例", "占比")


def topic(label: str) -> str:
    """Return the topic of a label, the beginning of a family code (``fraud``), or '' where no word of it is known.

    The first word of lexicon/topics.csv that the label holds decides: the narrower topics stand first.
    """
    plain = Compact(label).plain  # 騙案 is 骗案
    return next((topic for word, topic in _words() if word in plain), "")


def is_time(label: str) -> bool:
    """Say whether what a label names is a time: 车检平均耗时."""
    plain = Compact(label).plain
    return any(word in plain for word in TIMES)


def is_counted(label: str) -> bool:
    """Say whether what a label names comes in whole things: neither a time, nor money, nor a rate."""
    plain = Compact(label).plain
    return not any(word in plain for word in (*TIMES, *UNCOUNTED))


@cache
def _words() -> list[tuple[str, str]]:
    return [(row["word"], row["topic"]) for row in rules.rows("topics")]
