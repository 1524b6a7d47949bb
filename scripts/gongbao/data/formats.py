"""Rows as CSV and JSON, with the standard library alone: what only extracts waits for no pandas."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence

FORMATS = ("csv", "json", "parquet")
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")  # what a spreadsheet would run
QUANTITY = re.compile(r"[+\-＋－]\d[\w.,%‰]*")  # what it shows as it is: -3.2%


def to_csv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as CSV under a heading; a text that a spreadsheet would run gets one apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(cell, row) for row in rows)
    return out.getvalue().encode()


def to_json(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as one line, an array of records; an open or missing number is null."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False).encode() + b"\n"


def cell(content: object) -> object:
    """Return what stands in CSV for the content of a cell."""
    if isinstance(content, float):
        return "" if content != content else repr(content).removesuffix(".0")
    if isinstance(content, str) and FORMULA.match(content) and not QUANTITY.fullmatch(content):
        return f"'{content}"
    return content


def bare(content: str) -> str:
    """Take off the apostrophe that `cell` put in front."""
    return content[1:] if content.startswith("'") and FORMULA.match(content) else content
