"""Rows without a family code are found by the words of their label."""

import re

import pytest

from gongbao import lexicon
from gongbao.analysis import topics
from gongbao.analysis.topics import is_counted, is_time, topic
from gongbao.extraction import extract


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("破获电信网络诈骗案件", "fraud"),
        ("破获盗窃案件", "crime"),
        ("接報火災", "fire"),
        ("剧毒化学品购买许可", "service"),
        ("植树造林", ""),
    ],
)
def test_the_narrowest_topic_wins(label, expected):
    assert topic(label) == expected


@pytest.mark.parametrize(
    ("label", "heading", "expected"),
    [
        ("解决难题", "优化营商环境", "business.problems_resolved"),
        ("事故死亡人数", "缓堵保畅护安", "traffic.deaths"),
        ("事故死亡人数", "生产安全", "safety"),
        ("下发预警指令", "合力反诈防骗", "fraud"),
        ("查处酒驾", "合力反诈防骗", "traffic"),
        ("抓获嫌疑人", "合力反诈防骗", "fraud"),
        ("抓获嫌疑人", "", "crime"),
        ("植树造林", "", ""),
    ],
)
def test_a_label_that_says_nothing_goes_by_its_heading(label, heading, expected):
    assert topic(label, heading) == expected


ROWS = lexicon.rows("topics")
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["clause"])


def label_and_heading(row):
    heading, _, clause = row["clause"].rpartition("：")
    return extract.extract(clause)["indicator"][0], heading


@pytest.fixture
def known(monkeypatch):
    """Let the topics know other rows than those of the lexicon."""

    def know(rows):
        patterns = [row | {"pattern": re.compile(row["pattern"])} for row in rows]
        monkeypatch.setattr(topics, "_rows", lambda: patterns)
        topics._first.cache_clear()

    yield know
    topics._first.cache_clear()


@each_row
def test_the_label_of_each_clause_has_its_topic(row):
    assert topic(*label_and_heading(row)) == row["topic"]


@each_row
def test_the_label_of_each_clause_has_it_by_its_row_alone(row, known):
    known([other for other in ROWS if other != row])
    assert topic(*label_and_heading(row)) != row["topic"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["weak"]], ids=lambda row: row["clause"])
def test_a_weak_row_gives_way_to_a_heading_and_another_does_not(row, known):
    label, _ = label_and_heading(row)
    assert topic(label, "打击诈骗") == "fraud"
    known([other | {"weak": ""} if other == row else other for other in ROWS])
    assert topic(label, "打击诈骗") == row["topic"]


@pytest.mark.parametrize(
    ("label", "time", "counted"),
    [
        ("车检平均耗时", True, False),
        ("平均接聽時間", True, False),
        ("群众损失金额", False, False),
        ("破案率", False, False),
        ("刑事警情", False, True),
        ("死亡人数", False, True),
    ],
)
def test_what_comes_in_whole_things(label, time, counted):
    assert (is_time(label), is_counted(label)) == (time, counted)
