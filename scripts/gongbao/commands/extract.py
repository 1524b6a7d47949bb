"""Many documents: each extracted by itself, so that one that cannot be read does not stop the others."""

import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from gongbao import files, paths
from gongbao.data import formats
from gongbao.data.row import COLUMNS, Row
from gongbao.errors import InputError, complain, remark, unknown
from gongbao.extraction import spans
from gongbao.extraction.extract import explained, rows
from gongbao.extraction.unread import unread
from gongbao.reading import bulletin
from gongbao.reading.bulletin import Bulletin

Read = TypeVar("Read")
LINES = ("jsonl", "ndjson")  # what a file of JSON lines may end in
SHOWN = 5  # of the numbers that became no row


class Given(NamedTuple):
    """What the user says of all documents: the time they report on, the day of publication; '' where the text tells."""

    about: str = ""
    published: str = ""


UNKNOWN = Given()


def run(
    sources: list[str],
    output: str | None = None,
    form: str | None = None,
    each_line: bool = False,
    given: Given = UNKNOWN,
    explain: bool = False,
    bom: bool = False,
    strict: bool = False,
) -> int:
    """Extract documents and write their rows, and say what was left.

    Returns 2 where one could not be read, 1 where something was left and `strict` asks for it, else 0.

    Parameters
    ----------
    sources : list of str
        Files, or ``-`` for standard input.
    output : str, optional
        The file to write, in place of standard output.
    form : str, optional
        One of `formats.FORMATS`; by default what `output` ends in, else csv.
    each_line : bool
        Whether each line is a bulletin of its own.
    given : Given
        The time that all documents report on, and the day of their publication.
    explain : bool
        Whether to print, in place of rows, each row in a line with the rules that decided what it says.
    bom : bool
        Whether CSV begins with a byte order mark, by which Excel knows that it is UTF-8.
    strict : bool
        Whether what was left is a failure.
    """
    spans.check(*given)
    form = _form(sources, output, form, each_line)
    if bom and (form != "csv" or explain):
        raise InputError(f"--bom is for CSV, which Excel opens; {'an explanation' if explain else form} needs none")
    if explain:
        return _explain(sources, output, given)
    left: list[str] = []
    if each_line:
        taken: set[str] = set()
        errors: list[InputError] = []
        chunks = chain.from_iterable([*_readable(lambda source: lines(source, taken, given), sources, errors)])
    else:
        found, errors = extract(sources, given, left)
        chunks = iter([BOM_UTF8 * bom + _written(found, form)])
    if len(errors) < len(sources):
        files.deliver(chunks, output)
    for error in errors:
        complain(error)
    for words in left:
        remark(words)
    return 2 if errors else int(strict and bool(left))


def extract(
    sources: Iterable[str], given: Given = UNKNOWN, left: list[str] | None = None
) -> tuple[list[Row], list[InputError]]:
    """Extract every document that can be read.

    Parameters
    ----------
    sources : iterable of str
        Files, or ``-`` for standard input.
    given : Given
        The time that all documents report on, and the day of their publication.
    left : list of str, optional
        Where what was left is put, a line each.

    Returns
    -------
    rows : list of Row
        In the order of the sources. A document that data/bulletins.csv knows by its
        SHA-256 has its id from there, any other the slug of its file name; the second of one id becomes ``id-2``, the
        third ``id-3``.
    errors : list of InputError
        One for each document that could not be read.
    """
    listed, taken = _listed(), set[str]()
    found: list[Row] = []
    errors: list[InputError] = []
    for document in _readable(bulletin.read, sources, errors):
        own = rows(document.text, _unique(_identity(document, listed), taken), *given)
        found += own
        if left is not None:
            left += _left(document, own)
    return found, errors


def lines(source: str, taken: set[str] | None = None, given: Given = UNKNOWN) -> Iterator[bytes]:
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
    numbered = enumerate((line.removesuffix("\r") for line in found), start=1)
    return (formats.to_json(COLUMNS, rows(line, f"{identity}-{number}", *given)) for number, line in numbered)


def _explain(sources: list[str], output: str | None, given: Given) -> int:
    errors: list[InputError] = []
    told = []
    for document in _readable(bulletin.read, sources, errors):
        for row, trace in explained(document.text, document.id, *given):
            what = f"{row.id}\t{row.surface}\t{row.indicator}\t{row.basis}\t{row.status}\t{row.period}"
            told.append(f"{what}\t{' '.join(trace)}\n".encode())
    files.deliver(told, output)
    for error in errors:
        complain(error)
    return 2 if errors else 0


def _left(document: Bulletin, found: list[Row]) -> Iterator[str]:
    """Yield what a reader should look at: pages that could not be read, numbers that became no row."""
    yield from (f"{document.name}: {line}" for line in document.left)
    numbers = unread(document.text, found)
    if numbers:
        named = ", ".join(numbers[:SHOWN]) + " …" * (len(numbers) > SHOWN)
        count = f"{len(numbers)} ({named})"
        yield f"{document.name}: numbers that became no row, though a classifier seems to follow: {count}"


def _written(found: list[Row], form: str) -> bytes:
    if form == "csv":
        return formats.to_csv(COLUMNS, found)
    if form == "json":
        return formats.to_json(COLUMNS, found)
    from gongbao.data import tables  # pandas, which only Parquet needs

    return tables.to_format(tables.frame(found), form)


def _readable(read: Callable[[str], Read], sources: Iterable[str], errors: list[InputError]) -> Iterator[Read]:
    """Yield what each source gives that can be read; put what is wrong with the others into `errors`."""
    for source in sources:
        try:
            yield read(source)
        except InputError as error:
            errors.append(error)


def _form(sources: list[str], output: str | None, form: str | None, each_line: bool) -> str:
    """Return the format to write, and refuse what would surprise."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    told = form or not suffix or suffix in (*formats.FORMATS, *LINES * each_line)
    form = form or (suffix if suffix in formats.FORMATS else "json" if each_line else "csv")
    if form not in formats.FORMATS:
        raise unknown("format", form, formats.FORMATS)
    if each_line and form != "json":
        raise InputError(f"--lines gives one JSON array per line, which {form} cannot hold; say --format json")
    if form == "parquet" and not output and sys.stdout.isatty():
        raise InputError("parquet is no text for a terminal; give --output FILE")
    if output and Path(output).resolve() in [Path(source).resolve() for source in sources]:
        raise InputError(f"{output}: is an input, too, and would be lost; choose another --output")
    if not told:
        raise InputError(f"{output}: {suffix} is not written; end it in {', '.join(formats.FORMATS)}, or say --format")
    return form


def _listed() -> bytes:
    path = paths.DATA / "bulletins.csv"
    return path.read_bytes() if path.is_file() else b""  # a wheel has no data; extraction needs none


def _identity(document: Bulletin, listed: bytes) -> str:
    """Return a document's id; the table is held against its schema only where it names the document's digest."""
    if document.sha256.encode() not in listed:
        return document.id
    from gongbao.data.schema import cells

    return next((row["id"] for row in cells("bulletins") if row["sha256"] == document.sha256), document.id)


def _unique(identity: str, taken: set[str]) -> str:
    number, free = 1, identity
    while free in taken:
        number += 1
        free = f"{identity}-{number}"
    taken.add(free)
    return free
