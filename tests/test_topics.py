"""Rows without a family code are found by the words of their label."""

import pytest

from gongbao import rules
from gongbao.topics import topic


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
