"""The smallest base is small enough and no smaller one fits: checked by trying all."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao import bases


def change(low, high):
    return pd.DataFrame({"id": ["a"], "low": [low], "high": [high]})


@pytest.mark.parametrize(("low", "high", "least"), [(216.5, 217.5, 6), (-40.5, -39.5, 5), (-10.55, -10.45, 19)])
def test_known_changes(low, high, least):
    assert bases.smallest(change(low, high)).tolist() == [least]


@settings(max_examples=60, deadline=None)
@given(st.integers(-999, 3000), st.sampled_from([0.05, 0.5]))
def test_every_pair_gives_the_change_and_no_smaller_base_has_one(tenths, half):
    low, high = tenths / 10 - half, tenths / 10 + half
    least = int(bases.smallest(change(low, high)).iloc[0])
    fits = bases.fits(change(low, high), least + 30)
    assert fits["base"].min() == least
    growth = 100 * (fits["now"] / fits["base"] - 1)
    assert growth.between(low - 1e-6, high + 1e-6).all()
    for base in range(1, least):
        first = math.ceil(round(base * (100 + low) / 100, 9))
        assert first > base * (100 + high) / 100 + 1e-9


def test_what_was_not_rounded_or_is_open_has_no_smallest_base():
    ends = pd.DataFrame({"id": ["a", "b"], "low": [-100 / 3, 20], "high": [-100 / 3, math.nan]})
    assert bases.smallest(ends).isna().all()
    assert bases.fits(ends, 100).empty


def test_no_changes_no_bases():
    none = change(1, 2).iloc[:0]
    assert bases.smallest(none).empty
    assert list(bases.fits(none, 10).columns) == ["id", "base", "now"]
