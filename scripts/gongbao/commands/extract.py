"""Many documents: each extracted by itself, so that one that cannot be read does not stop the others."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from gongbao import files, paths
from gongbao.data.schema import cells
from gongbao.data.tables import COLUMNS, FORMATS, frame, to_format
from gongbao.errors import InputError, complain, unknown
from gongbao.extraction.extract import rows
from gongbao.reading import bulletin


def run(sources: list[str], output: str | None = None, form: str | None = None, each_line: bool = False) -> int:
    """Extract documents and write their rows; return 2 where one could not be read, else 0.

    Parameters
    ----------
    sources : list of str
        Files, or ``-`` for standard input.
    output : str, optional
        The file to write, in place of standard output.
    form : str, optional
        One of `tables.FORMATS`; by default what `output` ends in, else csv.
    each_line : bool
        Whether each line is a bulletin of its own.
    """
    form = _form(sources, output, form, each_line)
    if each_line:
        taken, errors = set(), []
        chunks = chain.from_iterable([*_readable(lambda source: lines(source, taken), sources, errors)])
    else:
        rows, errors = extract(sources)
        chunks = [to_format(frame(rows), form)]
    if len(errors) < len(sources):
        files.deliver(chunks, output)
    for error in errors:
        complain(error)
    return 2 if errors else 0


def extract(sources: Iterable[str]) -> tuple[list[tuple], list[InputError]]:
    """Extract every document that can be read.

    Parameters
    ----------
    sources : iterable of str
        Files, or ``-`` for standard input.

    Returns
    -------
    rows : list of tuple
        In the order of the sources and the columns `tables.COLUMNS`. A document that data/bulletins.csv knows by its
        SHA-256 has its id from there, any other the slug of its file name; the second of one id becomes ``id-2``, the
        third ``id-3``.
    errors : list of InputError
        One for each document that could not be read.
    """
    known, taken = _known(), set()
    found, errors = [], []
    for document in _readable(bulletin.read, sources, errors):
        found += rows(document.text, _unique(known.get(document.sha256, document.id), taken))
    return found, errors


def lines(source: str, taken: set[str] | None = None) -> Iterator[bytes]:
    """Extract each line of a text file as a bulletin of its own, with ``<slug>-<line number>`` as id.

    Parameters
    ----------
    source : str
        A file, or ``-`` for standard input; a line ends at a line feed.
    taken : set of str, optional
        The slugs that other files have already; this file's is put there.

    Returns
    -------
    iterator of bytes
        For each line one line of JSON, an array of records; an open end of an interval is null.
    """
    name, data = bulletin.fetch(source)
    if not data:
        raise InputError(f"{name}: is empty; give a text with one bulletin per line")
    found = bulletin.decode(data, name).removesuffix("\n").split("\n")
    identity = _unique(bulletin.identity(source), set() if taken is None else taken)
    return (_records(line.removesuffix("\r"), f"{identity}-{number}") for number, line in enumerate(found, start=1))


def _records(line: str, identity: str) -> bytes:
    records = [dict(zip(COLUMNS, row, strict=True)) for row in rows(line, identity)]
    return json.dumps(records, ensure_ascii=False).encode() + b"\n"


def _readable(read: Callable[[str], Any], sources: Iterable[str], errors: list[InputError]) -> Iterator[Any]:
    """Yield what each source gives that can be read; put what is wrong with the others into `errors`."""
    for source in sources:
        try:
            yield read(source)
        except InputError as error:
            errors.append(error)


def _form(sources: list[str], output: str | None, form: str | None, each_line: bool) -> str:
    """Return the format to write, and refuse what would surprise."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    form = form or (suffix if suffix in FORMATS else "json" if each_line else "csv")
    if form not in FORMATS:
        raise unknown("format", form, FORMATS)
    if each_line and form != "json":
        raise InputError(f"--lines gives one JSON array per line, which {form} cannot hold; say --format json")
    if form == "parquet" and not output and sys.stdout.isatty():
        raise InputError("parquet is no text for a terminal; give --output FILE")
    if output and Path(output).resolve() in [Path(source).resolve() for source in sources]:
        raise InputError(f"{output}: is an input, too, and would be lost; choose another --output")
    return form


def _known() -> dict[str, str]:
    if not paths.DATA.is_dir():  # a wheel has no data; extraction needs none
        return {}
    return {row["sha256"]: row["id"] for row in cells("bulletins")}


def _unique(identity: str, taken: set[str]) -> str:
    number, free = 1, identity
    while free in taken:
        number += 1
        free = f"{identity}-{number}"
    taken.add(free)
    return free
