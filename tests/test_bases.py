"""The smallest base is small enough and no smaller one fits: checked by trying all."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.analysis import bases


def change(low, high):
    return pd.DataFrame({"id": ["a"], "low": [low], "high": [high]})


@pytest.mark.parametrize(
    ("low", "high", "least"), [(216.5, 217.5, 6), (-40.5, -39.5, 5), (-10.55, -10.45, 19), (-11.25, -11.15, 89)]
)
def test_known_changes(low, high, least):
    assert bases.smallest(change(low, high)).tolist() == [least]


def printed(base, now, half):
    """Return the change in % as print rounds it: to a tenth or a whole, a half away from zero."""
    growth, step = Fraction(100 * (now - base), base), Fraction(2 * half).limit_denominator(10)
    size = math.floor(abs(growth) / step + Fraction(1, 2)) * step
    return size if growth >= 0 else -size


@settings(max_examples=60, deadline=None)
@given(st.integers(-99, 300), st.sampled_from([0.05, 0.5]))
def test_every_pair_gives_the_change_and_no_smaller_base_has_one(percent, half):
    tenths = 10 * percent if half == 0.5 else 3 * percent
    low, high = tenths / 10 - half, tenths / 10 + half
    least = int(bases.smallest(change(low, high)).iloc[0])
    fits = bases.fits(change(low, high), least + 30)
    assert fits["base"].min() == least
    pairs = set(zip(fits["base"], fits["now"], strict=True))
    for base in range(1, least + 30):
        around = range(max(0, base * (100 + tenths // 10 - 2) // 100), base * (100 + tenths // 10 + 3) // 100 + 2)
        assert {(base, now) for now in around if printed(base, now, half) == Fraction(tenths, 10)} == {
            pair for pair in pairs if pair[0] == base
        }


def test_what_was_not_rounded_or_is_open_has_no_smallest_base():
    ends = pd.DataFrame({"id": ["a", "b"], "low": [-100 / 3, 20], "high": [-100 / 3, math.nan]})
    assert bases.smallest(ends).isna().all()
    assert bases.fits(ends, 100).empty


def test_no_changes_no_bases():
    none = change(1, 2).iloc[:0]
    assert bases.smallest(none).empty
    assert list(bases.fits(none, 10).columns) == ["id", "base", "now"]
