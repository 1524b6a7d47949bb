"""A percentage without its base: which whole numbers could stand behind it, and how few they could be.

A change that was rounded fits only some pairs of whole numbers: +217% fits 6 → 19, and nothing smaller. This says how
small a base may be, never how large it is. A half is rounded away from zero, as 四舍五入 does: −11.25% is printed as
−11.3%, so that the outer end of an interval is not in it.
"""

import numpy as np
import pandas as pd


def smallest(changes: pd.DataFrame) -> pd.Series:
    """Return the smallest base of whole things that each change can have.

    Parameters
    ----------
    changes : DataFrame
        `low` and `high`, in %.

    Returns
    -------
    Series
        Same index. Missing where an end is open or where nothing was rounded (a fraction such as a third).
    """
    ends = zip(changes["low"], changes["high"], strict=True)
    return pd.Series([_smallest(low, high) for low, high in ends], changes.index, float)


def fits(changes: pd.DataFrame, largest: int) -> pd.DataFrame:
    """Return the pairs of whole numbers that each change can stand for.

    Parameters
    ----------
    changes : DataFrame
        `id`, `low` and `high`, in %.
    largest : int
        The greatest base to look at.

    Returns
    -------
    DataFrame
        `id`, `base` and `now`, in their order; a change that fits no base so small has no row.
    """
    named = zip(changes["id"], changes["low"], changes["high"], strict=True)
    found = [_pairs(low, high, largest).assign(id=name) for name, low, high in named if low < high]
    return pd.concat([pd.DataFrame({"id": [], "base": [], "now": []}), *found], ignore_index=True)[
        ["id", "base", "now"]
    ]


def _smallest(low: float, high: float) -> float:
    if not high > low:
        return np.nan
    enough = int(100 / (high - low)) + 1  # from here on the band is wider than 1 and holds a whole number
    return float(_pairs(low, high, enough)["base"].iloc[0])


def _pairs(low: float, high: float, largest: int) -> pd.DataFrame:
    base = np.arange(1, largest + 1)
    inner = 1e-6  # of a percent: how far the outer end is moved in
    low, high = low + inner * (low < 0), high - inner * (high > 0)
    first, last = (np.round(base * (100 + end) / 100, 9) for end in (low, high))
    many = np.clip(np.floor(last) - np.ceil(first) + 1, 0, None).astype(int)
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return pd.DataFrame({"base": np.repeat(base, many), "now": np.repeat(np.ceil(first).astype(int), many) + within})
