"""The programmes that a bulletin describes: what each is, what is known of it, what is promised for the next year."""

import pandas as pd

from gongbao.data.tables import read_table
from gongbao.errors import InputError

EVIDENCE = {
    "compared": ("With a comparison", "有对比"),
    "counted": ("With numbers only", "仅有数字"),
    "named": ("Named only", "仅有名称"),
}
COMMITMENTS = {
    "stated": ("Promised by name", "明确承诺"),
    "indirect": ("Covered by something wider", "间接涉及"),
    "none": ("Not mentioned", "未提及"),
}
COMPARED = {"yoy", "mom", "unstated", "from", "to"}  # bases that hold a number against an earlier one


def of(rows: pd.DataFrame, bulletin: str, language: str) -> pd.DataFrame:
    """Return a bulletin's programmes in one language, in text order.

    Parameters
    ----------
    rows : DataFrame
        The bulletin's indicators with `label`, `text` and `place`, as a notebook has them.
    bulletin, language : str

    Returns
    -------
    DataFrame
        One row per programme: `id`, `label`, `about`, `figures` (its indicators in words), `needed` (what an evaluation
        would have to know), `promise`, `commitment` (a key of `COMMITMENTS`), `place`, and `evidence`: ``compared``
        (a number held against an earlier one), ``counted`` (numbers, none compared) or ``named`` (no number).

    Raises
    ------
    InputError
        A programme names an indicator that the bulletin does not have.
    """
    ending = "_en" if language == "en" else ""
    table = read_table("programmes").query("bulletin == @bulletin").reset_index(drop=True)
    ids = [cell.split() for cell in table["indicators"]]
    for name, chosen in zip(table["id"], ids, strict=True):
        if unknown := sorted(set(chosen) - set(rows["id"])):
            raise InputError(f"data/programmes.csv, {bulletin} {name}: {unknown[0]} is no row of data/indicators.csv")
    found = [rows[rows["id"].isin(chosen)] for chosen in ids]
    names = {name: table[f"{column}{ending}"] for name, column in COLUMNS.items()}
    return table[["id", "part", "commitment"]].assign(
        **names,
        place=_places(table, language),
        figures=[_figures(chosen, language) for chosen in found],
        indicators=pd.Series([list(chosen["id"]) for chosen in found], dtype=object),
        evidence=[_evidence(chosen) for chosen in found],
    )


COLUMNS = {"label": "name", "about": "description", "needed": "data_needed", "promise": "commitment_text"}
PARTS = {"lead": ("Opening paragraph", "导语"), "outlook": ("Outlook for the next year", "来年展望"), "body": ("", "")}


def _places(table: pd.DataFrame, language: str) -> list[str]:
    """Name where each stands: its section, else its part of the bulletin."""
    english = read_table("labels").set_index("label")["english"].to_dict() if language == "en" else {}
    parts = [PARTS[part][language != "en"] for part in table["part"]]
    return [english.get(section) or section or part for section, part in zip(table["section"], parts, strict=True)]


def _figures(rows: pd.DataFrame, language: str) -> str:
    colon, stop = (": ", "; ") if language == "en" else ("：", "；")
    return stop.join(f"{row.label}{colon}{row.text}" for row in rows.itertuples())


def _evidence(rows: pd.DataFrame) -> str:
    compared = rows["basis"].isin(COMPARED) | rows["basis"].str.startswith("vs ")
    return "compared" if compared.any() else "named" if rows.empty else "counted"
