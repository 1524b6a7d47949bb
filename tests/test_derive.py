"""Interval arithmetic: whatever the wordings allow lies in the result, and nothing is claimed beyond them."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongbao.analysis import derive


def table(*intervals):
    return pd.DataFrame(intervals, columns=["low", "value", "high"], dtype=float)


@st.composite
def intervals(draw, lowest=0.0, highest=1e9):
    """Draw an interval, perhaps open above, its value, and another number that the wording allows."""
    numbers = st.floats(lowest, highest, allow_nan=False, width=32)
    low, value, inside, high = sorted(draw(st.tuples(numbers, numbers, numbers, numbers)))
    if draw(st.booleans()):
        value, inside = inside, value
    return table((low, value, math.nan if draw(st.booleans()) else high)), inside


def holds(result, number):
    """Whether a number lies in the one interval of a result, give or take the rounding of floats."""
    (low, _, high) = result.loc[0, ["low", "value", "high"]].astype(float)
    slack = 1e-9 * max(1, abs(number))
    return (math.isnan(low) or low - slack <= number) and (math.isnan(high) or number <= high + slack)


@given(intervals(-100, 1000))
def test_an_index_number_holds_every_change_that_the_wording_allows(case):
    changes, change = case
    result = derive.index(changes)
    assert holds(result, 100 + change)
    assert holds(result, result.at[0, "value"])


@given(intervals(0), intervals(-99, 1000))
@settings(max_examples=300)
def test_an_implied_earlier_value_holds_every_level_and_change(levels, changes):
    result = derive.earlier(levels[0], changes[0])
    assert holds(result, levels[1] / (1 + changes[1] / 100))
    assert holds(result, result.at[0, "value"])


@given(intervals(0), intervals(-100, 1000))
def test_a_later_value_holds_every_base_and_change(bases, changes):
    result = derive.later(bases[0], changes[0])
    assert holds(result, bases[1] * (1 + changes[1] / 100))


@given(intervals(0), intervals(-99, 1000))
def test_later_undoes_earlier(levels, changes):
    back = derive.later(derive.earlier(levels[0], changes[0]), changes[0])
    assert holds(back, levels[1])


@given(intervals(0, 1e6), intervals(0, 1e6))
def test_a_ratio_holds_every_quotient(over, under):
    assume(under[1] > 0)
    assert holds(derive.ratio(over[0], under[0]), over[1] / under[1])


@given(st.lists(intervals(-1e6, 1e6), min_size=1, max_size=5))
def test_a_total_holds_every_sum(cases):
    result = derive.total(pd.concat([case for case, _ in cases], ignore_index=True))
    assert holds(result, math.fsum(inside for _, inside in cases))
    assert math.isnan(result.at[0, "high"]) == any(math.isnan(case.at[0, "high"]) for case, _ in cases)


@given(intervals(), intervals(), st.floats(0, 10))
def test_what_can_be_no_more_is_found_to_be_so(small, large, tolerance):
    if small[1] <= large[1] + tolerance:
        assert derive.at_most(small[0], large[0], tolerance).all()


def test_the_numbers_of_the_handbook():
    changes = table((-12.45, -12.4, -12.35), (216.5, 217, 217.5), (20, 20, math.nan))
    assert derive.index(changes).to_numpy()[:2] == pytest.approx(np.array([(87.55, 87.6, 87.65), (316.5, 317, 317.5)]))
    levels = table((95, 100, 105), (90, 100, 110), (60, 60, 60))
    implied = derive.earlier(levels, changes)
    assert implied.to_numpy()[0] == pytest.approx((95 / 0.8765, 100 / 0.876, 105 / 0.8755))
    assert implied.loc[2, ["value", "high"]].tolist() == [50, 50]
    assert implied.at[2, "low"] == 0  # a growth without an upper bound may have begun at nothing


def test_a_fall_of_all_leaves_the_earlier_value_open():
    implied = derive.earlier(table((3, 3, 3)), table((-100, -100, -100)))
    assert implied.isna().all(axis=None)


def test_an_index_number_does_not_fall_below_nothing():
    assert derive.index(table((-100.5, -100, -99.5))).at[0, "low"] == 0


def test_more_than_the_whole_is_no_part():
    assert not derive.at_most(table((11, 11, 11)), table((10, 10, 10))).all()
    assert derive.at_most(table((11, 11, 11)), table((10, 10, 10)), 1).all()
    assert derive.at_most(table((11, 11, 11)), table((10, 10, math.nan))).all()


def side(identity, basis, value, high=None, unit="日", indicator="制发", measure="duration"):
    low = 0 if high is not None else value
    return {
        "id": identity, "bulletin": "a-2023", "indicator": indicator, "section": "", "measure": measure,
        "basis": basis, "low": low, "value": value, "high": value if high is None else high, "unit": unit,
    }  # fmt: skip


def test_pairs_belong_together_by_name_and_order():
    rows = pd.DataFrame(
        [side("1", "from", 20), side("2", "to", 10), side("3", "from", 15), side("4", "to", 5, unit="工作日"),
         side("5", "level", 7), side("6", "from", 9, indicator="补换")]
    )  # fmt: skip
    pairs = derive.pairs(rows)
    assert pairs[["before_id", "after_id"]].to_numpy().tolist() == [["1", "2"], ["3", "4"]]
    assert pairs["like"].tolist() == [True, False]


def test_a_speed_up_keeps_the_reserve_and_unlike_units_give_none():
    rows = pd.DataFrame(
        [side("1", "from", 20), side("2", "to", 10, high=10), side("3", "from", 15), side("4", "to", 5, unit="工作日")]
    )
    result = derive.speed_up(derive.pairs(rows))
    assert result.loc[0, ["times_low", "times_value"]].tolist() == [2, 2]
    assert math.isnan(result.at[0, "times_high"])  # ten days or fewer: perhaps none at all
    assert result.loc[0, ["saved_low", "saved_value", "saved_high"]].tolist() == [50, 50, 100]
    assert result.loc[1].isna().all()


def test_a_count_has_no_speed():
    rows = pd.DataFrame([side("1", "from", 20, measure="count"), side("2", "to", 10, measure="count")])
    assert derive.speed_up(derive.pairs(rows)).isna().all(axis=None)


def test_a_bulletin_without_pairs_gives_an_empty_table():
    pairs = derive.pairs(pd.DataFrame([side("5", "level", 7)]))
    assert len(pairs) == len(derive.speed_up(pairs)) == 0


def level(family, value, low=None, high=None, basis="level"):
    ends = {"low": value if low is None else low, "value": value, "high": value if high is None else high}
    return {"family": family, "label": family.upper(), "basis": basis} | ends


def test_how_many_on_each_carries_both_intervals():
    rows = pd.DataFrame([level("visits", 150, 145, 155), level("requests", 10, 10, 20)])
    (result,) = derive.each(rows, {"visits": "requests"}).to_dict("records")
    assert (result["over"], result["under"]) == ("VISITS", "REQUESTS")
    assert (result["low"], result["value"], result["high"]) == (145 / 20, 15, 155 / 10)


@pytest.mark.parametrize("other", [level("requests", 12.5, basis="yoy"), level("requests", 0), level("others", 3)])
def test_without_a_level_or_with_an_open_end_there_is_no_each(other):
    assert derive.each(pd.DataFrame([level("visits", 150), other]), {"visits": "requests"}).empty
