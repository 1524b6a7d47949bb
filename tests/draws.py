"""Passages drawn at random and coded by somebody who knew only the manual: how well does the extractor read them?

``python tests/draws.py`` prints a line for each draw of tests/draws/, ``--show FIELD,…`` the differences in a field.
A draw holds where a passage stands and what was coded there, never the passage: its texts are read from the sources
(`gongbao.paths.SOURCES`), and a draw of pages that are not there is named and passed over.
"""

import csv
import math
import re
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from gongbao import paths
from gongbao.data.row import Row
from gongbao.extraction.extract import rows

FOLDER = Path(__file__).parent / "draws"
NUMBERS = ("value", "low", "high")
FIELDS = ("value", "low", "high", "unit", "measure", "basis", "parent", "status", "period", "both", "label")
FILLER = re.compile(r"占比|比重|完成|实现|各类|[的数共新“”\"()（）、，,\s]")  # wordings that differ only so are one


class Passage(NamedTuple):
    """A passage of a document, and the rows that were coded in it."""

    document: str
    start: int
    end: int
    coded: list[dict[str, str]]


def passages(file: Path) -> list[Passage]:
    """Return the passages of a draw; one in which nothing was to be coded has no rows."""
    with file.open(encoding="utf-8", newline="") as source:
        lines = list(csv.DictReader(source))
    found = []
    for key, group in groupby(lines, key=lambda row: (row["document"], row["passage_start"], row["passage_end"])):
        found.append(Passage(key[0], int(key[1]), int(key[2]), [row for row in group if row["surface"]]))
    return found


def text_of(passage: Passage) -> str | None:
    """Return the document of a passage, None where it is not at hand."""
    places = [folder / "government" / passage.document for folder in paths.SOURCES]
    place = next((place for place in places if place.is_file()), None)
    return None if place is None else place.read_text(encoding="utf-8")


def score(file: Path) -> tuple[Counter, list[tuple[str, str]]] | None:
    """Return what agrees in a draw, and each difference as (field, words); None where its texts are not at hand."""
    counts, differences = Counter(), []
    for passage in passages(file):
        text = text_of(passage)
        if text is None:
            return None
        found = rows(text, "x")
        begins = {row.id: row.start for row in found}
        _compare(
            passage, [row for row in found if passage.start <= row.start < passage.end], begins, counts, differences
        )
    return counts, differences


def _compare(passage: Passage, found: list[Row], begins: dict[str, int], counts: Counter, differences: list) -> None:
    counts.update(coded=len(passage.coded), found=len(found))
    left = list(found)
    for coded in passage.coded:
        start = passage.start + int(coded["start"])
        own = next((row for row in left if row.start < start + len(coded["surface"]) and start < row.end), None)
        place = f"{passage.document}:{start} {coded['surface']}"
        if own is None:
            differences.append(("missed", f"{place} {coded['label']}"))
            continue
        left.remove(own)
        counts["matched"] += 1
        parent = begins.get(own.parent)
        for field, (agrees, mine) in _fields(coded, own, None if parent is None else parent - passage.start).items():
            counts[field] += agrees
            if not agrees:
                differences.append((field, f"{place} {field}: {mine!r}, coded {coded.get(field, '')!r}"))
    differences += [("too much", f"{passage.document}:{row.start} {row.surface} {row.indicator}") for row in left]


def _fields(coded: dict[str, str], own: Row, parent: int | None) -> dict[str, tuple[bool, object]]:
    """Return for each field whether it is as coded, and what it is."""
    same = {name: (_close(coded[name], getattr(own, name)), getattr(own, name)) for name in NUMBERS}
    for name in ("unit", "measure", "basis", "status", "period"):
        same[name] = (coded[name] == str(getattr(own, name)), str(getattr(own, name)))
    same["parent"] = (coded["parent"] == ("" if parent is None else str(parent)), parent)
    same["both"] = (same["status"][0] and same["period"][0], f"{own.status} {own.period}")
    wordings = [FILLER.sub("", wording) for wording in coded["label"].split("|")]
    same["label"] = (FILLER.sub("", own.indicator) in wordings, own.indicator)
    return same


def _close(coded: str, own: float | None) -> bool:
    if own is None or coded == "":
        return own is None and coded == ""
    return math.isclose(float(coded), own, rel_tol=1e-4, abs_tol=1e-6)


def main(arguments: list[str]) -> int:
    """Print the scores."""
    shown = arguments[arguments.index("--show") + 1].split(",") if "--show" in arguments else []
    for file in sorted(FOLDER.glob("*.csv")):
        result = score(file)
        if result is None:
            print(f"{file.stem}: its texts are not at hand")
            continue
        counts, differences = result
        share = {
            name: counts["matched"] / counts[whole] for name, whole in (("precision", "found"), ("recall", "coded"))
        }
        share |= {field: counts[field] / counts["matched"] for field in FIELDS}
        print(
            f"{file.stem}: {counts['coded']} coded  " + "  ".join(f"{name} {part:.3f}" for name, part in share.items())
        )
        print(*(words for field, words in differences if field in shown), sep="\n", end="\n" if shown else "")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
