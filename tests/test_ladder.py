"""Where labels go: apart, in order, at round numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.drawing import ladder
from gongbao.drawing.style import ACCENT, FAINT


def interval(low, high):
    return pd.DataFrame({"low": [low], "value": [low], "high": [high]})


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 5)), min_size=1, max_size=12))
def test_spread_keeps_the_order_and_leaves_room(labels):
    places, sizes = map(np.array, zip(*labels, strict=True))
    moved = ladder.spread(places, sizes)
    order = np.argsort(places, kind="stable")
    gaps = (sizes[order][1:] + sizes[order][:-1]) / 2
    assert (np.diff(moved[order]) >= gaps * 0.9 - 1e-6).all()


def test_spread_leaves_alone_what_is_apart():
    assert list(ladder.spread([1, 9, 5], [2, 2, 2])) == [1, 9, 5]


@pytest.mark.parametrize(("low", "high"), [(60, 317), (78, 135), (11, 26000), (0.02, 40), (95, 96), (1, 1e6)])
def test_ticks_are_round_and_enough(low, high):
    ticks = ladder.ticks(interval(low, high))
    seen = [tick for tick in ticks if low <= tick <= high]
    assert ticks == sorted(ticks)
    assert 2 <= len(seen) <= 8


@pytest.mark.parametrize("low", [0, -3, np.nan])
def test_no_ticks_where_a_logarithm_has_no_place(low):
    assert ladder.ticks(interval(low, 10)) == []


def test_ticks_of_an_open_interval_reach_its_value():
    open_end = pd.DataFrame({"low": [10.0], "value": [5000.0], "high": [np.nan]})
    assert max(ladder.ticks(open_end)) >= 1000


def test_only_rows_with_an_accent_carry_it():
    assert ladder.colours(pd.DataFrame({"accent": [True, False]}), FAINT) == [ACCENT, FAINT]
    assert ladder.colours(pd.DataFrame({"value": [1, 2]}), FAINT) == [FAINT, FAINT]


def test_a_label_of_two_lines_takes_one_line_more():
    assert ladder.height("a\nb") - ladder.height("a") == pytest.approx(ladder.LINE)
