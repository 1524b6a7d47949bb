"""Rows to DataFrame, CSV, JSON and Parquet; the tables of data/, checked against their schema."""

import io
from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from gongbao import files, paths
from gongbao.data import formats
from gongbao.data.row import COLUMNS, Row, Status
from gongbao.data.schema import check, content, schema
from gongbao.errors import unknown

TYPES = {
    **dict.fromkeys(("id", "bulletin"), "str"),
    **dict.fromkeys(("start", "end"), "int64"),
    **dict.fromkeys(("surface", "indicator"), "str"),
    **dict.fromkeys(("value", "low", "high"), "float64"),
    **dict.fromkeys(("unit", "measure", "basis", "parent", "pillar", "section", "family", "status", "period"), "str"),
}
NUMBERS = {"integer": "int64", "number": "float64"}  # of a schema; every other type stays text, dates as ISO 8601


def load(bulletin: str | None = None, status: str | None = "reported") -> pd.DataFrame:
    """Return the rows of one bulletin, or of all, from data/indicators.csv.

    Parameters
    ----------
    bulletin : str, optional
        An id of data/bulletins.csv.
    status : str or None
        ``reported`` (facts), ``estimate`` or ``target``; None for all of them.

    Returns
    -------
    DataFrame
        The columns `COLUMNS` (data/README.md describes them), sorted by bulletin and place in the text.

    Raises
    ------
    InputError
        Where the bulletin or the status is unknown, or a table is missing or damaged.
    """
    rows = read_table("indicators")
    if status is not None:
        if status not in list(Status):
            raise unknown("status", status, list(Status))
        rows = rows[rows["status"] == status].reset_index(drop=True)
    if bulletin is None:
        return rows
    known = list(read_table("bulletins")["id"])
    if bulletin not in known:
        raise unknown("bulletin", bulletin, known)
    return rows[rows["bulletin"] == bulletin].reset_index(drop=True)


def frame(rows: Sequence[Row]) -> pd.DataFrame:
    """Return extracted rows as a DataFrame of the columns `COLUMNS`; an open interval end is NaN."""
    columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
    return pd.DataFrame(
        {name: pd.Series(cells, dtype=TYPES[name]) for name, cells in zip(COLUMNS, columns, strict=True)}
    )


def read_table(name: str) -> pd.DataFrame:
    """Return a table of data/: whole numbers int64, numbers float64 (empty is NaN), the rest str (empty is '').

    Parameters
    ----------
    name : str
        bulletins, indicators, labels, programmes or checks.

    Raises
    ------
    InputError
        Where the file is missing, or a cell is not what its schema expects.
    """
    table = pd.read_csv(io.BytesIO(content(name)), dtype=str, keep_default_na=False)
    for field in schema(name)["fields"]:
        column, dtype = table[field["name"]], NUMBERS.get(field["type"])
        table[field["name"]] = pd.to_numeric(column).astype(dtype) if dtype else column.map(formats.bare).astype("str")
    return table


def write_table(name: str, table: pd.DataFrame) -> None:
    """Check a table against its schema, then put it in place of data/<name>.csv in one step."""
    write_tables({name: table})


def write_tables(tables: dict[str, pd.DataFrame]) -> None:
    """Check several tables, then put all of them in place, or none."""
    contents = {name: to_format(table, "csv") for name, table in tables.items()}
    for name, data in contents.items():
        check(name, data)
    files.replace({paths.DATA / f"{name}.csv": data for name, data in contents.items()})


def to_format(table: pd.DataFrame, form: str) -> bytes:
    """Return a table as ``csv``, ``json`` (an array of records, an empty number is null) or ``parquet``.

    In CSV a text that a spreadsheet would run as a formula gets one apostrophe in front; `read_table` takes it off.
    """
    if form == "parquet":
        return table.to_parquet(index=False)
    columns = [str(name) for name in table]
    if form == "json":
        return formats.to_json(columns, (record.values() for record in records(table)))
    return formats.to_csv(columns, table.itertuples(index=False, name=None))


def records(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Return the rows as dicts that JSON can hold: an open or missing number is None."""
    return table.astype(object).where(table.notna(), None).to_dict("records")
