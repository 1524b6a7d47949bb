"""How exactly a number was given: exact, rounded, or with a word that leaves one side open."""

import numpy as np
import pandas as pd

WORDINGS = {
    "exact": ("Given exactly", "精确到个位"),
    "rounded": ("Rounded", "取整"),
    "more": ("“And more” (余, 多)", "“余”“多”"),
    "less": ("“Nearly” (近)", "“近”"),
    "least": ("“At least” (以上, 超)", "“以上”“超”"),
    "most": ("“At most” (以内, 不足)", "“以内”“不足”"),
}


def wording(rows: pd.DataFrame) -> pd.Series:
    """Return how each number was given, a key of `WORDINGS`, read back from its interval.

    Parameters
    ----------
    rows : DataFrame
        `low`, `value`, `high`, as in indicators.csv. A change is taken by its size, so that "fell by nearly a third" is
        ``less`` like "nearly a third".
    """
    low, value, high = _by_size(rows)
    rules = {
        "least": np.isinf(high),
        "most": (low == 0) & (value == high) & (value > 0),
        "exact": low == high,
        "more": low == value,
        "less": high == value,
    }
    return pd.Series(np.select(list(rules.values()), list(rules), "rounded"), index=rows.index)


def width(rows: pd.DataFrame) -> pd.Series:
    """Return the width of each interval in % of its value: 0 for an exact number, infinite where an end is open."""
    low, value, high = _by_size(rows)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (100 * (high - low) / value).where(high > low, 0.0)


def _by_size(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return the ends and the value without their sign; an open end is infinite."""
    falls = rows["value"] < 0
    low, high = rows["low"].fillna(-np.inf), rows["high"].fillna(np.inf)
    return (-high).where(falls, low), rows["value"].abs(), (-low).where(falls, high)
