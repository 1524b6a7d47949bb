"""The extractor's own rows for every coded text, the first bulletin and the sample, kept in tests/golden/.

``python tests/golden.py`` names what differs by text, row and field; with ``--update`` it writes the rows anew. A text
that is copyrighted is compared where it is at hand (`gongbao.paths.SOURCES`), and its rows stay as they are elsewhere.
"""

import csv
import hashlib
import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gongbao import files, paths
from gongbao.commands import score
from gongbao.data.row import COLUMNS
from gongbao.extraction import spans
from gongbao.extraction.extract import rows

HERE = Path(__file__).parent
FOLDER = HERE / "golden"
CODED = ("cases", "corpus", "unseen")
HEADER = ["text", *COLUMNS[2:]]  # a row is known by its text and its place; ids follow from these


class Text(NamedTuple):
    """A text, what it is called, the time it reports on and the day of its publication where these are given."""

    name: str
    words: str
    about: str = ""
    published: str = ""


@cache
def names() -> list[str]:
    """Return the names of what is kept: one for each file of coded texts, for each bulletin of data/, the sample."""
    coded = [f"{place}-{file.stem}" for place in CODED for file in score.coded(HERE / place)]
    return [*coded, "sample", *_bulletins()]


def kept(name: str) -> list[dict[str, str]]:
    """Return the rows that are committed, each a dict of text."""
    path = FOLDER / f"{name}.csv"
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode()))) if path.is_file() else []


def now(name: str) -> list[dict[str, str]] | None:
    """Return the rows that the extractor gives, as `kept` does; None where the text is not here."""
    found = texts(name)
    return None if found is None else [row for text in found for row in _rows(text)]


def differences(name: str, before: list[dict[str, str]], after: list[dict[str, str]]) -> Iterator[str]:
    """Yield a line for each field that differs: text, row, field, before → after; for each row lost or new."""
    old, new = ({(row["text"], row["start"], row["end"]): row for row in rows} for rows in (before, after))
    for key in sorted({**old, **new}, key=lambda key: (key[0], int(key[1]), int(key[2]))):
        mine, other = old.get(key), new.get(key)
        place = f"{name}: {key[0][:40]} · {(mine or other)['surface']} at {key[1]}"
        if mine is None or other is None:
            what, row = ("lost", mine) if other is None else ("new", other)
            yield f"{place}: {what}, {row['indicator']} {row['value']} {row['unit']}"
            continue
        for field in dict.fromkeys([*mine, *other]):
            if mine.get(field) != other.get(field):
                yield f"{place}, {field}: {mine.get(field)!r} → {other.get(field)!r}"
    if not old.keys() ^ new.keys() and len(before) != len(after):
        yield f"{name}: {len(before)} rows → {len(after)} rows"


def main(arguments: list[str]) -> int:
    """Print what differs, write it where ``--update`` is given; return 1 where something differs and stays so."""
    found = {name: fresh for name in names() if (fresh := now(name)) is not None}
    lines = [line for name, fresh in found.items() for line in differences(name, kept(name), fresh)]
    stale = sorted({path.stem for path in FOLDER.glob("*.csv")} - {*names()})
    print(*lines, *(f"{name}: is no text any more" for name in stale), sep="\n", end="\n" if lines or stale else "")
    print(f"{sum(map(len, found.values()))} rows of {len(found)} files: {len(lines) or 'no'} differences")
    if "--update" not in arguments:
        return int(bool(lines or stale))
    FOLDER.mkdir(exist_ok=True)
    files.replace({FOLDER / f"{name}.csv": _csv(fresh) for name, fresh in found.items()})
    for name in stale:
        (FOLDER / f"{name}.csv").unlink()
    return 0


def _rows(text: Text) -> Iterator[dict[str, str]]:
    for row in rows(text.words, "x", text.about, text.published):
        cells = {name: _cell(cell) for name, cell in row._asdict().items()}
        yield {"text": text.name} | {name: cells[name] for name in COLUMNS[2:]}


def _cell(cell: object) -> str:
    return "" if cell is None else repr(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)


def texts(name: str) -> list[Text] | None:
    """Return what a file holds: for sentences each with itself as its name, else one text without a name."""
    place, _, stem = name.partition("-")
    if place in CODED:
        found = [Text(text, text, *score.time_of(coded)) for text, coded in score.texts(HERE / place / f"{stem}.csv")]
        return found if len(found) > 1 else [text._replace(name="") for text in found]
    if name == "sample":
        return [Text("", (paths.DATA / "sample.txt").read_bytes().decode())]
    about = _bulletins()[name]
    path = _here().get(about["sha256"])
    time = spans.between(about["period_start"], about["period_end"]), about["published"]
    return None if path is None else [Text("", path.read_bytes().decode("utf-8-sig"), *time)]


@cache
def _bulletins() -> dict[str, dict[str, str]]:
    with (paths.DATA / "bulletins.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def _here() -> dict[str, Path]:
    """Return the texts that are at hand, by the digest of their bytes."""
    found = [path for folder in paths.SOURCES for path in folder.glob("*.txt")]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in found}


def _csv(table: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue().encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
