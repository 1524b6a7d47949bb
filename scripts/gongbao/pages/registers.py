"""The two registers: a row for every indicator and every programme, with the figures that rest on it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from gongbao.data import tables
from gongbao.errors import InputError
from gongbao.language.words import interval, quantity


def indicators(rows: pd.DataFrame, figures: Iterable[dict], root: Path, language: str) -> list[dict]:
    """Return what the register shows of each indicator.

    Parameters
    ----------
    rows : DataFrame
        Rows of indicators.csv.
    figures : iterable of dict
        As `Page.figures` has them.
    root : Path
        The folder that holds figures/.
    language : str

    Returns
    -------
    list of dict
        The columns of the row and `label`, `text`, `interval`, `place`, `basis_key`, `year`, `uses` (figures).
    """
    english, users = _english(language), _users(rows, list(figures), root)
    return [
        row
        | {
            "label": english.get(row["indicator"]) or row["indicator"],
            "text": quantity(row, language),
            "interval": interval(row["low"], row["high"], language),
            "place": english.get(row["section"]) or row["section"] or english.get(row["pillar"]) or row["pillar"],
            "basis_key": row["basis"].partition(" ")[0],
            "year": row["basis"].partition(" ")[2],
            "uses": users[row["id"]],
        }
        for row in rows.to_dict("records")
    ]


def programmes(rows: list[dict], bulletins: Iterable[str], language: str) -> list[dict]:
    """Return what the register shows of each programme of these bulletins.

    Parameters
    ----------
    rows : list of dict
        The register of indicators.
    bulletins : iterable of str
    language : str

    Returns
    -------
    list of dict
        The columns of programmes.csv in the language, `place`, and under `numbers` the rows of its indicators.
    """
    english, known, wanted = _english(language), {row["id"]: row for row in rows}, set(bulletins)
    found = [row for row in tables.read_table("programmes").to_dict("records") if row["bulletin"] in wanted]
    suffix = "_en" if language == "en" else ""
    return [
        row
        | {key: row[f"{key}{suffix}"] for key in ("description", "data_needed", "commitment_text")}
        | {"label": row[f"name{suffix}"] or row["name"]}
        | {"place": english.get(row["section"]) or row["section"]}
        | {"numbers": [known[one] for one in row["indicators"].split() if one in known]}
        for row in found
    ]


def _english(language: str) -> dict[str, str]:
    """Return label → English; nothing for the language that needs none."""
    return tables.read_table("labels").set_index("label")["english"].to_dict() if language == "en" else {}


def _users(rows: pd.DataFrame, figures: list[dict], root: Path) -> dict[str, list[dict]]:
    """Return id → the figures whose plotted rows name it, by its id or else by its label."""
    users = {one: [] for one in rows["id"]}
    for figure in figures:
        bulletin = figure["page"].bulletin
        cells = _cells(root / figure["files"]["csv"])
        ids = set(re.findall(rf"\b{re.escape(bulletin)}-\d{{3,}}\b", " ".join(cells)))
        mine = rows[rows["bulletin"] == bulletin]
        if not ids:
            ids = set(mine["id"][mine["indicator"].isin(cells)])
        for one in ids & users.keys():
            users[one].append(figure)
    return users


def _cells(path: Path) -> set[str]:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except FileNotFoundError:
        raise InputError(f"{path}: is missing; make it with: gongbao report --force") from None
    except pd.errors.EmptyDataError:
        return set()
    return set(table.to_numpy().ravel())
