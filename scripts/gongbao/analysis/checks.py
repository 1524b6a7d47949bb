"""Does a bulletin agree with itself? data/checks.csv says what its text implies; its own rows say the rest."""

from collections.abc import Hashable
from typing import Any, Literal

import pandas as pd

from gongbao.analysis import derive
from gongbao.data.tables import load, read_table

RANGE = 2  # characters between the ends of a range, at most
Kind = Literal["at_most", "equal", "change"]  # of a check that is declared
Rule = Literal["part", "same"]
RULES: dict[Rule, tuple[str, str]] = {
    "part": ("其中各部分不大于整体。", "No part is greater than the whole it is a part of."),
    "same": ("同一指标前后所述一致。", "The same thing said twice is the same."),
}


def run(bulletin: str) -> pd.DataFrame:
    """Work out every check of a bulletin.

    Parameters
    ----------
    bulletin : str
        An id of data/bulletins.csv.

    Returns
    -------
    DataFrame
        One row per check: `id`, `kind`, `statement`, `statement_en`, `comparisons` (how many pairs of intervals were
        held against each other), `holds`, `reason`, `reason_en`. A check that compared nothing does not hold. The
        rules that need no declaration, `part` and `same`, are listed where the bulletin has rows for them.
    """
    rows = load(bulletin).set_index("id", drop=False)
    declared = read_table("checks").query("bulletin == @bulletin")
    results = [_declared(rows, check) for check in declared.to_dict("records")]
    results += [result for kind in RULES if (result := _rule(rows, kind))["comparisons"]]
    columns = ["id", "kind", "statement", "statement_en", "comparisons", "holds", "reason", "reason_en"]
    return pd.DataFrame(results, columns=columns)


def sides(bulletin: str) -> pd.DataFrame:
    """Return what each declared check holds against what.

    Parameters
    ----------
    bulletin : str
        An id of data/bulletins.csv.

    Returns
    -------
    DataFrame
        Two rows per check, left and right: its columns `id`, `kind`, `statement`, `statement_en`; `ids`, the indicators
        that were added up, a list; `unit`, all of them where there are several; low, value, high.
    """
    rows = load(bulletin).set_index("id", drop=False)
    found = []
    for check in read_table("checks").query("bulletin == @bulletin").to_dict("records"):
        kinds: tuple[tuple[str, Kind], ...] = (("left", "equal"), ("right", check["kind"]))
        for side, kind in kinds:
            if set(ids := check[side].split()) <= set(rows.index):
                unit = " ".join(dict.fromkeys(rows.loc[ids if kind != "change" else ids[:1], "unit"]))
                found.append(check | {"ids": ids, "unit": unit} | _sum(kind, rows.loc[ids]).iloc[0].to_dict())
    return pd.DataFrame(found, columns=["id", "kind", "statement", "statement_en", "ids", "unit", *derive.ENDS])


def failures(results: pd.DataFrame) -> pd.DataFrame:
    """Return the checks that do not hold and for which nobody has given a reason."""
    return results[~results["holds"].astype(bool) & (results["reason"] == "")]


def _declared(rows: pd.DataFrame, check: dict[Hashable, Any]) -> dict[Hashable, Any]:
    ids = [check["left"].split(), check["right"].split()]
    known = {*ids[0], *ids[1]} <= set(rows.index)
    holds = known and _agree(check["kind"], rows.loc[ids[0]], rows.loc[ids[1]], check["tolerance"])
    return check | {"comparisons": int(known), "holds": bool(holds)}


def _agree(kind: Kind, left: pd.DataFrame, right: pd.DataFrame, tolerance: float) -> bool:
    left, right = derive.total(left), _sum(kind, right)
    below = bool(derive.at_most(left, right, tolerance).all())
    return below if kind == "at_most" else below and bool(derive.at_most(right, left, tolerance).all())


def _sum(kind: Kind, rows: pd.DataFrame) -> pd.DataFrame:
    """Add up one side of a check; for a change, apply it to its base."""
    if kind == "change":
        return derive.later(*(rows.iloc[[at]].reset_index(drop=True) for at in (0, 1)))
    return derive.total(rows)


def _rule(rows: pd.DataFrame, kind: Rule) -> dict[Hashable, Any]:
    small, large = _parts(rows) if kind == "part" else _twice(rows)
    agree = derive.at_most(small, large)
    if kind == "same":
        agree &= derive.at_most(large, small)
    broken = ", ".join(small["id"][~agree])
    statement, english = (f"{text}{f' ({broken})' if broken else ''}" for text in RULES[kind])
    about: dict[Hashable, Any] = {
        "id": kind,
        "kind": kind,
        "statement": statement,
        "statement_en": english,
        "reason": "",
        "reason_en": "",
    }
    return about | {"comparisons": len(agree), "holds": bool(agree.all())}


def _parts(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    levels = rows[rows["basis"] == "level"]
    parts = levels[levels["parent"].isin(levels.index)]
    whole = levels.loc[parts["parent"]]
    like = (parts["unit"].to_numpy() == whole["unit"].to_numpy()) & (parts["measure"] != "percent").to_numpy()
    return parts[like].reset_index(drop=True), whole[like].reset_index(drop=True)


def _twice(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    key = ["indicator", "unit", "measure", "basis"]
    rows = rows[~(rows["start"] - rows["end"].shift()).between(0, RANGE)]  # 1—2名 is one thing said once
    later = rows[rows.duplicated(key)].reset_index(drop=True)
    first = later[key].merge(rows.drop_duplicates(key), on=key, how="left")
    place = ["pillar", "section"]
    lead, within = (first[place] == "").all(axis=1), (later[place] == first[place]).all(axis=1)
    one = lead | within  # 抓获236名 in another section may be others
    return later[one].reset_index(drop=True), first[one].reset_index(drop=True)
