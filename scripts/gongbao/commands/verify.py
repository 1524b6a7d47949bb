"""Does every row stand in its text? The texts are not in the repository; their SHA-256 says which file is which."""

import hashlib
from pathlib import Path

import pandas as pd

from gongbao import paths
from gongbao.data import tables
from gongbao.errors import InputError
from gongbao.extraction.extract import extract
from gongbao.reading import bulletin

SHOWN = 20  # differences that are printed for one bulletin


def run(sources: str | None = None) -> int:
    """Compare data/indicators.csv with the texts, and print what was compared.

    Parameters
    ----------
    sources : str, optional
        The folder that holds the texts; subfolders are searched, too. By default one of `paths.SOURCES`.

    Returns
    -------
    int
        0 where every row stands at its offsets and is extracted again as it is; 1 where one does not, where a text is
        missing, or where there was nothing to compare.
    """
    found = _texts(_folder(sources))
    about = tables.read_table("bulletins")
    results = [_verified(row, found.get(row["sha256"])) for row in about.to_dict("records")]
    compared, wrong = (sum(column) for column in zip(*results, strict=True)) if results else (0, 0)
    if not compared:
        print("nothing was compared: no row of data/indicators.csv has its text in this folder")
        return 1
    print(f"compared {compared} of {len(tables.load())} rows with their texts: {wrong or 'no'} differences")
    return int(bool(wrong) or compared < len(tables.load()))


def differences(rows: pd.DataFrame, text: str, identity: str) -> list[str]:
    """Return in what the rows of a bulletin differ from its text, a line each.

    Parameters
    ----------
    rows : DataFrame
        Of indicators.csv, of one bulletin.
    text : str
        Its text as read.
    identity : str
        Its id.
    """
    again = extract(text, identity).set_index("id")
    rows = rows.set_index("id")
    lost = [f"{row}: the text does not give it" for row in rows.index.difference(again.index)]
    new = [f"{row}: the text gives it, the table does not" for row in again.index.difference(rows.index)]
    return lost + new + _moved(rows, text) + _changed(rows, again)


def _moved(rows: pd.DataFrame, text: str) -> list[str]:
    return [
        f"{row.Index}: at {row.start}–{row.end} stands {text[row.start : row.end]!r}, the table has {row.surface!r}"
        for row in rows.itertuples()
        if text[row.start : row.end] != row.surface
    ]


def _changed(rows: pd.DataFrame, again: pd.DataFrame) -> list[str]:
    common = rows.index.intersection(again.index)
    old, new = (table.loc[common, list(rows)].astype(object) for table in (rows, again))
    differ = (old != new) & ~(old.isna() & new.isna())
    return [
        f"{row}, column {column}: the text gives {new.at[row, column]!r}, the table has {old.at[row, column]!r}"
        for row, column in differ.stack()[lambda cells: cells].index
    ]


def _folder(sources: str | None) -> Path:
    if sources is None:
        known = [folder for folder in paths.SOURCES if folder.is_dir()]
        if not known:
            raise InputError("the texts are not in sources/; give the folder that holds them with --sources DIR")
        return known[0]
    if not Path(sources).is_dir():
        raise InputError(f"{sources}: is no folder; give the folder that holds the texts with --sources DIR")
    return Path(sources)


def _texts(folder: Path) -> dict[str, Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {hashlib.sha256(bulletin.fetch(path)[1]).hexdigest(): path for path in files}


def _verified(about: dict, path: Path | None) -> tuple[int, int]:
    """Print how one bulletin fares; return how many rows were compared, and how many differences there are."""
    identity, rows = about["id"], tables.load(about["id"])
    if path is None:
        print(f"{identity}: no file here has its SHA-256 {about['sha256'][:12]}…; {len(rows)} rows not compared")
        return 0, 0
    text = bulletin.read(path).text
    found = differences(rows, text, identity)
    if len(text) != about["characters"]:
        found.insert(0, f"the text has {len(text)} characters, data/bulletins.csv says {about['characters']}")
    print(f"{identity}: {len(rows)} rows, {len(text)} characters, {len(found) or 'no'} differences")
    for line in found[:SHOWN]:
        print(f"  {line}")
    if len(found) > SHOWN:
        print(f"  … and {len(found) - SHOWN} more")
    return len(rows), len(found)
