"""Arithmetic on closed intervals: what follows from the stated numbers, as exactly as they were stated and no more.

Every function takes and returns tables with the columns `low`, `value` and `high`; an open end is NaN there. Sums and
quotients follow the rules of interval arithmetic (R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval
Analysis, SIAM 2009, chapter 2): each end of the result is reached by some numbers that the wording allows.
"""

import numpy as np
import pandas as pd

ENDS = ["low", "value", "high"]
SIDES = ("before", "after")


def index(changes: pd.DataFrame) -> pd.DataFrame:
    """Return index numbers with the base of the comparison as 100.

    index = 100 + change (United Nations, Handbook on index numbers: a relative multiplied by 100).

    Parameters
    ----------
    changes : DataFrame
        Relative changes in % (measure ``change``).

    Returns
    -------
    DataFrame
        low, value, high, same index; no unit. Nothing falls below 0, the whole of what there was.
    """
    return _closed(100 + _low(changes).clip(lower=-100), 100 + changes["value"], 100 + _high(changes))


def earlier(levels: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the earlier value that a level and its change imply.

    earlier = level / (1 + change / 100), least where the level is least and the change greatest.

    Parameters
    ----------
    levels : DataFrame
        Present levels, not negative.
    changes : DataFrame
        Their changes in %, with the same index. A fall of 100% leaves the earlier value open.

    Returns
    -------
    DataFrame
        low, value, high in the unit of `levels`.
    """
    factor = index(changes) / 100
    return ratio(levels, factor)


def later(bases: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return what a base becomes by a change in %: base × (1 + change / 100), in the unit of `bases` (not negative)."""
    factor = index(changes) / 100
    return _closed(bases["low"] * _low(factor), bases["value"] * factor["value"], _high(bases) * _high(factor))


def ratio(over: pd.DataFrame, under: pd.DataFrame) -> pd.DataFrame:
    """Return over / under for quantities of one unit that are not negative; division by 0 leaves the end open."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return _closed(over["low"] / _high(under), over["value"] / under["value"], _high(over) / _low(under))


def each(rows: pd.DataFrame, couples: dict[str, str]) -> pd.DataFrame:
    """Return how many of one thing come on each of another.

    Parameters
    ----------
    rows : DataFrame
        Indicators with their `label`.
    couples : dict
        Family of what is divided → family of what it is divided by. A couple drops out of which either level is
        missing, or whose ratio has an open end.

    Returns
    -------
    DataFrame
        `family` (of what is divided), `over` and `under` (their labels), low, value, high; the unit is that of `over`
        for each one of `under`.
    """
    levels = rows[rows["basis"] == "level"].drop_duplicates("family").set_index("family")
    kept = {over: under for over, under in couples.items() if {over, under} <= set(levels.index)}
    over, under = (levels.loc[list(names)].reset_index(drop=True) for names in (kept, kept.values()))
    return ratio(over, under).assign(family=list(kept), over=over["label"], under=under["label"]).dropna()


def total(parts: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of quantities of one unit, as a table of one row."""
    return _closed(*(pd.Series([ends.sum()]) for ends in (_low(parts), parts["value"], _high(parts))))


def at_most(small: pd.DataFrame, large: pd.DataFrame, tolerance: float = 0) -> pd.Series:
    """Return where some numbers that the wording allows satisfy small ≤ large + tolerance (same index, same unit)."""
    return _low(small) <= _high(large) + tolerance


def pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the before-and-after pairs of a bulletin, in text order.

    Parameters
    ----------
    rows : DataFrame
        Of indicators.csv. The nth ``from`` of an indicator belongs with its nth ``to``.

    Returns
    -------
    DataFrame
        One row per pair: `bulletin`, `indicator`, `section`, `measure`; `before_…` and `after_…` with id, low, value,
        high, unit; `like`: both have the same unit. Working days (工作日) and days (日) are unlike.
    """
    key = ["bulletin", "indicator", "nth"]
    sides = {}
    for side, basis in zip(SIDES, ("from", "to"), strict=True):
        chosen = rows[rows["basis"] == basis]
        chosen = chosen.assign(nth=chosen.groupby(key[:2]).cumcount())
        names = {name: f"{side}_{name}" for name in ["id", *ENDS, "unit"]}
        sides[side] = chosen[[*key, "section", "measure", *names]].rename(columns=names)
    result = sides["before"].merge(sides["after"].drop(columns=["section", "measure"]), on=key).drop(columns="nth")
    return result.assign(like=result["before_unit"] == result["after_unit"])


def speed_up(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return how many times as fast a service became, and which share of the time was saved.

    times = before / after; saved = 100 × (1 − after / before). "10 working days or fewer" after 20 gives at least twice
    as fast (high is open) and 50% saved or more.

    Parameters
    ----------
    pairs : DataFrame
        As from `pairs`.

    Returns
    -------
    DataFrame
        `times_low`, `times_value`, `times_high` (a pure number) and `saved_…` (%), same index. All are NaN where the
        pair is no duration or its units are unlike: 5 working days over 15 days is no quotient; show it as it stands.
    """
    before, after = (pairs[[f"{side}_{end}" for end in ENDS]].set_axis(ENDS, axis="columns") for side in SIDES)
    times, share = ratio(before, after), 100 * ratio(after, before)
    saved = _closed(100 - _high(share), 100 - share["value"], 100 - share["low"])
    result = pd.concat([times.add_prefix("times_"), saved.add_prefix("saved_")], axis="columns")
    return result.where(pairs["like"] & (pairs["measure"] == "duration"))


def _low(table: pd.DataFrame) -> pd.Series:
    return table["low"].fillna(-np.inf)


def _high(table: pd.DataFrame) -> pd.Series:
    return table["high"].fillna(np.inf)


def _closed(low: pd.Series, value: pd.Series, high: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"low": low, "value": value, "high": high}).replace([-np.inf, np.inf], np.nan)
