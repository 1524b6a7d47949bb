"""Does every row stand in its text? The texts are not in the repository; their SHA-256 says which file is which."""

import hashlib
from pathlib import Path

import pandas as pd

from gongbao import paths
from gongbao.data import tables
from gongbao.errors import InputError
from gongbao.extraction import spans
from gongbao.extraction.extract import extract
from gongbao.reading import bulletin

SHOWN = 20  # differences that are printed for one bulletin


def run(sources: str | None = None, strict: bool = False) -> int:
    """Compare data/indicators.csv with the texts; print what was compared and what could not be.

    Parameters
    ----------
    sources : str, optional
        The folder that holds the texts; subfolders are searched, too. By default one of `paths.SOURCES`.
    strict : bool
        Whether a row that could not be checked counts as a difference.

    Returns
    -------
    int
        0 where every row whose text is at hand stands at its offsets and is extracted again as it is; 1 where one does
        not or, with `strict`, where a text is missing.

    Raises
    ------
    InputError
        Where `sources` is no folder.
    """
    folder = _folder(sources)
    found = _texts(folder)
    rows, about = tables.load(status=None), tables.read_table("bulletins")
    results = [_verified(row, found.get(row["sha256"]), folder) for row in about.to_dict("records")]
    compared, wrong = (sum(column) for column in zip(*results, strict=True)) if results else (0, 0)
    strays = rows[~rows["bulletin"].isin(about["id"])]
    if len(strays):
        print(f"{', '.join(strays['bulletin'].unique())}: not in data/bulletins.csv, but data/indicators.csv has rows")
    said = f": {wrong or 'no'} differences" if compared else ""
    print(f"compared {compared or 'none'} of {len(rows)} rows with their texts{said}")
    return int(bool(wrong) or len(strays) > 0 or (strict and compared < len(rows)))


def differences(rows: pd.DataFrame, text: str, about: dict) -> list[str]:
    """Return in what the rows of a bulletin differ from its text, a line each.

    Parameters
    ----------
    rows : DataFrame
        Of indicators.csv, of one bulletin.
    text : str
        Its text as read.
    about : dict
        Its row of bulletins.csv: `id`, and `period_start`, `period_end` and `published`, by which it is read.
    """
    time = spans.between(about["period_start"], about["period_end"])
    again = extract(text, about["id"], time, about["published"]).set_index("id")
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


def _folder(sources: str | None) -> Path | None:
    if sources is None:
        return next((folder for folder in paths.SOURCES if folder.is_dir()), None)
    if not Path(sources).is_dir():
        raise InputError(f"{sources}: is no folder; give the folder that holds the texts with --sources DIR")
    return Path(sources)


def _texts(folder: Path | None) -> dict[str, Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    return {hashlib.sha256(bulletin.fetch(path)[1]).hexdigest(): path for path in files}


def _missing(digest: str, folder: Path | None) -> str:
    if folder:
        return f"no file in {folder} has the SHA-256 {digest[:12]}… of its text"
    return "its text is not here; give the folder that holds it with --sources DIR"


def _verified(about: dict, path: Path | None, folder: Path | None) -> tuple[int, int]:
    """Print how one bulletin fares; return how many rows were compared, and how many differences there are."""
    identity, rows = about["id"], tables.load(about["id"], status=None)
    if path is None:
        print(f"{identity}: its {len(rows)} rows were not checked, for {_missing(about['sha256'], folder)}")
        return 0, 0
    text = bulletin.read(path).text
    found = differences(rows, text, about)
    if len(text) != about["characters"]:
        found.insert(0, f"the text has {len(text)} characters, data/bulletins.csv says {about['characters']}")
    print(f"{identity}: {len(rows)} rows, {len(text)} characters, {len(found) or 'no'} differences")
    for line in found[:SHOWN]:
        print(f"  {line}")
    if len(found) > SHOWN:
        print(f"  … and {len(found) - SHOWN} more")
    return len(rows), len(found)
