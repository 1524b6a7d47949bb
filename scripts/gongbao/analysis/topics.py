"""What a label is about, by the words in it: lets a topical notebook find the rows of a bulletin nobody has coded."""

import re
from functools import cache
from typing import Any

from gongbao import lexicon
from gongbao.reading.normal import Compact

TIMES = ("耗时", "用时", "时长", "时间", "时限")
UNCOUNTED = ("额", "款", "资金", "资产", "损失", "率", "比例", "占比")


def topic(label: str, *headings: str) -> str:
    """Return the topic of a label, a family code or the beginning of one (``fraud``), or '' where nothing is known.

    The first pattern of lexicon/topics.csv that the label holds decides: the narrower topics stand first. A label
    without any goes by the headings above it, the nearest first: 解决难题 under 优化营商环境. So does one that holds
    only a weak one: 抓获嫌疑人 under 打击诈骗 is about fraud.

    Parameters
    ----------
    label : str
    headings : str
        The section, then the pillar; empty ones are passed over.
    """
    plain = Compact(label).plain  # 騙案 is 骗案
    above = (_first(f"{Compact(heading).plain}：{plain}") for heading in headings if heading)
    return _first(plain, weak=False) or next(filter(None, above), "") or _first(plain)


def is_time(label: str) -> bool:
    """Say whether what a label names is a time: 车检平均耗时."""
    plain = Compact(label).plain
    return any(word in plain for word in TIMES)


def is_counted(label: str) -> bool:
    """Say whether what a label names comes in whole things: neither a time, nor money, nor a rate."""
    plain = Compact(label).plain
    return not any(word in plain for word in (*TIMES, *UNCOUNTED))


@cache
def _first(text: str, weak: bool = True) -> str:
    """Return the topic of the first pattern in a text, the weak ones taken in or left out."""
    fit = (row["topic"] for row in _rows() if (weak or not row["weak"]) and row["pattern"].search(text))
    return next(fit, "")


@cache
def _rows() -> list[dict[str, Any]]:
    return [row | {"pattern": re.compile(row["pattern"])} for row in lexicon.rows("topics")]
