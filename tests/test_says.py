"""What a row says of its number: fact or plan, of when. Every rule does what its clause asks for."""

import pytest

from gongbao import extract, lexicon
from gongbao.errors import InputError
from gongbao.extraction import period, status, times
from gongbao.extraction.extract import explained

ABOUT, PUBLISHED = "2023", "2024-01-20"
UNDATED = ("time.since",)
CUES = lexicon.rows("status")


def last(text):
    return explained(text, "x", ABOUT, PUBLISHED)[-1]


@pytest.mark.parametrize("rule", [*status.RULES, *period.RULES], ids=lambda rule: rule.id)
def test_a_rule_gives_what_its_clause_asks_for(rule):
    column, _, value = rule.gives.partition("=")
    decided = [row for row, trace in explained(rule.clause, "x", ABOUT, PUBLISHED) if rule.id in trace]
    assert [str(getattr(row, column)) for row in decided[-1:]] == [value]


@pytest.mark.parametrize("rule", times.RULES, ids=lambda rule: rule.id)
def test_a_time_is_read_by_its_rule(rule):
    row, trace = last(rule.clause)
    assert row.period == rule.gives
    assert rule.id in trace or rule.id == "time.same-period"


@pytest.mark.parametrize("row", CUES, ids=lambda row: row["pattern"][:24])
def test_a_word_governs_its_clause(row):
    stated, trace = last(row["clause"])
    assert f"status={stated.status}" == row["gives"]
    assert any(step.startswith(f"status.{row['kind']}: ") for step in trace) or row["kind"] == "resume"


def test_ids_of_rules_are_unique():
    ids = [rule.id for rule in (*status.RULES, *period.RULES, *times.RULES)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("about", "published"), [("last year", None), ("2023-13-40x", None), (None, "January")])
def test_a_time_that_is_none_is_one_line(about, published):
    with pytest.raises(InputError, match=r"(about|published) .* is no (time|day); give"):
        extract("破案12起。", about=about, published=published)


def test_the_year_is_told_by_headings_date_and_title():
    def first(text):
        return extract(text)["period"].iloc[0]

    assert first("一、2021年工作回顾\n破案12起。") == "2021"
    assert first("某市政府工作报告\n——2020年1月8日在某市人民代表大会上\n各位代表：\n过去一年，破案12起。") == "2019"
    assert first("2024年政府工作报告\n各位代表：\n全年破案12起。") == "2023"
    assert first("某市2022年国民经济和社会发展统计公报\n全年破案12起。") == "2022"
    assert first("破案12起。") == ""
