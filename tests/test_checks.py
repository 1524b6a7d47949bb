"""A bulletin held against itself: what agrees, what does not, and what was never compared."""

import math

import pandas as pd
import pytest

from gongbao.analysis import checks
from gongbao.data.tables import COLUMNS

INDICATOR = dict(
    zip(
        COLUMNS,
        ["", "a", 0, 1, "", "破案", 0.0, 0.0, 0.0, "起", "count", "level", *[""] * 4, "reported", "2023"],
        strict=True,
    )
)


def row(identity, value, low=None, high=None, **cells):
    ends = {"value": value, "low": value if low is None else low, "high": value if high is None else high}
    return INDICATOR | {"id": identity, "indicator": f"指标{identity}"} | ends | cells


def check(kind, left, right, tolerance=0.0, reason=""):
    words = {"statement": "因为", "statement_en": "because", "reason": reason, "reason_en": reason}
    return {"bulletin": "a", "id": "C01", "kind": kind, "left": left, "right": right, "tolerance": tolerance} | words


@pytest.fixture
def run(monkeypatch):
    def run(rows, *declared):
        monkeypatch.setattr(checks, "load", lambda _: pd.DataFrame(rows, columns=COLUMNS))
        columns = list(check("", "", ""))
        monkeypatch.setattr(checks, "read_table", lambda _: pd.DataFrame(declared, columns=columns))
        return checks.run("a")

    return run


ROWS = [
    row("1", 100, 95, 105),
    row("2", 60),
    row("3", 46),
    row("4", 80, 80, math.nan),
    row("5", 25, 24.5, 25.5, unit="%", measure="change", basis="yoy"),
]


@pytest.mark.parametrize(
    ("kind", "left", "right", "tolerance", "holds"),
    [
        ("at_most", "2", "1", 0, True),
        ("at_most", "1", "2", 0, False),
        ("at_most", "1", "4", 0, True),  # "more than 80" may be 105
        ("at_most", "2 3", "1", 0, False),
        ("at_most", "2 3", "1", 1, True),
        ("equal", "2 3", "1", 0, False),
        ("equal", "2 3", "1", 1, True),
        ("equal", "2", "3", 0, False),
        ("change", "1", "4 5", 0, True),  # 80 or more, and a quarter on top
        ("change", "2", "3 5", 0, False),  # 46 and a quarter on top is 57.5
        ("change", "2", "3 5", 2.5, True),
    ],
)
def test_a_declared_check_is_worked_out_on_the_intervals(run, kind, left, right, tolerance, holds):
    (result,) = run(ROWS, check(kind, left, right, tolerance)).to_dict("records")
    assert (result["comparisons"], result["holds"]) == (1, holds)


def test_a_check_on_a_row_that_is_not_there_compares_nothing_and_does_not_hold(run):
    results = run(ROWS, check("at_most", "2", "99"))
    assert results[["comparisons", "holds"]].to_numpy().tolist() == [[0, False]]
    assert len(checks.failures(results)) == 1


def test_a_broken_check_with_a_reason_is_no_failure(run):
    assert checks.failures(run(ROWS, check("at_most", "1", "2", reason="口径不同"))).empty
    assert len(checks.failures(run(ROWS, check("at_most", "1", "2")))) == 1


def test_a_part_that_is_greater_than_its_whole_is_named(run):
    parts = [row("6", 99, parent="1"), row("7", 61, parent="2")]
    (result,) = run([*ROWS, *parts]).to_dict("records")
    assert (result["id"], result["comparisons"], result["holds"]) == ("part", 2, False)
    assert "7" in result["statement_en"]
    assert "6" not in result["statement_en"]


def test_shares_changes_and_unlike_units_are_no_parts(run):
    others = [
        row("6", 99, parent="2", unit="人"),
        row("7", 99, parent="2", unit="%", measure="percent"),
        row("8", 99, parent="2", basis="yoy", unit="%", measure="change"),
    ]
    assert run([*ROWS, *others]).empty


def test_the_same_thing_said_twice_is_the_same(run):
    again = {"indicator": "指标1"}
    (result,) = run([*ROWS, row("6", 104, **again)]).to_dict("records")
    assert (result["id"], result["comparisons"], result["holds"]) == ("same", 1, True)
    (result,) = run([*ROWS, row("6", 106, **again)]).to_dict("records")
    assert not result["holds"]
    assert "6" in result["statement"]
    assert run([*ROWS, row("6", 106, start=2, end=3, **again)]).empty  # 25—106: the ends of a range


def test_what_two_sections_call_alike_may_be_two_things(run):
    inside, other = ({"indicator": "抓获嫌疑人", "section": name} for name in ("打击刑事犯罪", "打击诈骗"))
    assert run([row("1", 236, **inside), row("2", 3120, start=90, end=95, **other)]).empty
    (result,) = run([row("1", 236, **inside), row("2", 240, start=90, end=95, **inside)]).to_dict("records")
    assert not result["holds"], "one section speaks of one thing"
    lead = {"indicator": "抓获嫌疑人", "section": ""}
    (result,) = run([row("1", 236, **lead), row("2", 3120, start=90, end=95, **other)]).to_dict("records")
    assert not result["holds"], "a summary at the head speaks of all that follows"


def test_a_bulletin_that_implies_nothing_has_no_checks(run):
    results = run(ROWS)
    assert results.empty
    assert checks.failures(results).empty


def test_each_side_of_a_check_is_its_sum_and_of_a_change_what_the_base_became(run):
    run(ROWS, check("at_most", "2 3", "1"))
    left, right = checks.sides("a").to_dict("records")
    assert left["unit"] == right["unit"] != ""  # what a figure may draw on one scale
    assert (left["ids"], left["value"], right["ids"]) == (["2", "3"], 106, ["1"])
    assert (right["low"], right["value"], right["high"]) == (95, 100, 105)
    run(ROWS, check("change", "2", "3 5"))
    assert checks.sides("a")["value"].tolist() == [60, 57.5]


def test_a_side_whose_indicators_are_missing_is_left_out(run):
    run(ROWS, check("at_most", "2", "99"))
    assert checks.sides("a")["ids"].tolist() == [["2"]]
    run(ROWS)
    assert checks.sides("a").empty
