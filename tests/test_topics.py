"""Rows without a family code are found by the words of their label."""

import pytest

from gongbao import rules
from gongbao.topics import is_counted, is_time, topic


@pytest.mark.parametrize(
    ("label", "expected"),
    [("破获电信网络诈骗案件", "fraud"), ("破获盗窃案件", "crime"), ("接報火災", "fire"), ("植树造林", "")],
)
def test_the_narrowest_topic_wins(label, expected):
    assert topic(label) == expected


def test_the_clause_of_each_word_holds_it():
    rows = rules.rows("topics")
    assert len(rows) > 40
    assert all(row["word"] in row["clause"] for row in rows)


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
