"""A bulletin of your own: its rows, its description and its labels go into data/ together, or none does."""

from datetime import date

import pandas as pd

from gongbao import paths
from gongbao.building import install
from gongbao.data import schema, tables
from gongbao.data.row import Measure
from gongbao.errors import InputError, remark
from gongbao.extraction import families, spans
from gongbao.extraction.extract import extract
from gongbao.reading import bulletin

KINDS = ("indicator", "pillar", "section")  # of names that labels.csv translates


def add(file: str, about: dict[str, str | None], replace: bool = False) -> None:
    """Extract a document and put it into bulletins.csv, indicators.csv and labels.csv.

    Parameters
    ----------
    file : str
        The document; it is read, not copied.
    about : dict
        Columns of bulletins.csv, `id` and `title` among them; None for what is not known, or for what stays as it is.
    replace : bool
        Whether the id is one that data/ has already, whose text is to be read anew.

    Raises
    ------
    InputError
        An id or a text that data/ has already, a cell that the schema does not take, a document that cannot be read or
        states no quantity. Nothing is changed then.
    """
    document = bulletin.read(file)
    for line in document.left:
        remark(f"{file}: {line}")
    cache = paths.ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with install.locked(cache / "add.lock", paths.DATA, "another bulletin is being added; wait for it"):
        row = _described(tables.read_table("bulletins"), about, document, replace)
        time = spans.between(row["period_start"], row["period_end"])
        rows = extract(document.text, row["id"], time, row["published"])
        if rows.empty:
            raise InputError(f"{file}: states no quantity, so there is nothing to add; is it a bulletin?")
        labels = _put(rows, row)
    kept, waiting = "the text" if file == "-" else file, int((labels["english"] == "").sum())
    done = f"{len(rows)} rows {'replaced' if replace else 'added'}"
    print(f"{about['id']}: {done}; keep {kept}, with which `gongbao verify` proves them")
    if waiting:
        print(f"{waiting} names in data/labels.csv have no English yet; until then pages show them in Chinese")


def _put(rows: pd.DataFrame, row: dict) -> pd.DataFrame:
    """Write the rows of a bulletin, its own row and the labels that are new; return the labels."""
    labels = _labelled(rows)
    indicators = _with(tables.read_table("indicators"), rows, "bulletin", ["bulletin", "start"])
    families.forget()  # a code may have been given since, to rows of any bulletin
    told = zip(indicators["indicator"], indicators["measure"], strict=True)
    named = [families.family(label, Measure(measure)) for label, measure in told]
    indicators["family"] = pd.Series(named, indicators.index, "str")
    # the description comes last: until it is there, nobody looks for the rows
    tables.write_tables(
        {
            "labels": labels,
            "indicators": indicators,
            "bulletins": _with(tables.read_table("bulletins"), pd.DataFrame([row]), "id", ["id"]),
        }
    )
    return labels


def _described(bulletins: pd.DataFrame, about: dict, document: bulletin.Bulletin, replace: bool) -> dict:
    """Return the bulletin's row, checked."""
    mine = bulletins["id"] == about["id"]
    same = bulletins[(bulletins["sha256"] == document.sha256) & ~mine]
    if mine.any() and not replace:
        raise InputError(f"--id {about['id']}: is in data/ already; choose another, or say --replace to read it anew")
    if replace and not mine.any():
        raise InputError(f"--id {about['id']}: is not in data/, so nothing can be replaced; leave out --replace")
    if not same.empty:
        raise InputError(
            f"the text is in data/ already, as {same['id'].iloc[0]}; say --id {same['id'].iloc[0]} --replace"
        )
    before = bulletins[mine].to_dict("records")[0] if replace else dict.fromkeys(bulletins, "")
    given = {name: _cell(name, value) for name, value in about.items() if value is not None}
    row = before | given | {"sha256": document.sha256, "characters": len(document.text)}
    _check(row)
    return row


def _cell(name: str, value: str) -> str:
    """Return a value of the command line in one line, and refuse bytes that are no UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InputError(
            f"--{name.replace('_', '-')}: expected text in UTF-8, found {value!r}; nothing was added"
        ) from None
    return " ".join(value.split())


def _check(row: dict) -> None:
    found = schema.flaw("bulletins", tables.to_format(pd.DataFrame([row]), "csv"))
    if found:
        raise InputError(f"--{found[1].replace('_', '-')}: {found[2]}; nothing was added")
    start, end = row["period_start"], row["period_end"]
    if start and end and date.fromisoformat(end) < date.fromisoformat(start):
        raise InputError(f"--period-end: {end} is before --period-start {start}; nothing was added")


def _with(table: pd.DataFrame, rows: pd.DataFrame, key: str, order: list[str]) -> pd.DataFrame:
    others = table[~table[key].isin(rows[key])]
    return pd.concat([others, rows[list(table)]], ignore_index=True).sort_values(order, kind="stable")


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    """Return labels.csv with a line for each name that is new, its translation left open."""
    labels = tables.read_table("labels")
    kinds = [
        rows[kind].drop_duplicates().to_frame("label").assign(kind=kind) for kind in ("indicator", "pillar", "section")
    ]
    names = pd.concat(kinds).drop_duplicates("label")
    fresh = names[(names["label"] != "") & ~names["label"].isin(labels["label"])]
    return pd.concat([labels, fresh], ignore_index=True).fillna("")
