"""Many documents: each extracted by itself, so that one that cannot be read does not stop the others."""

import json
from collections.abc import Iterable, Iterator

from gongbao import bulletin, paths
from gongbao.errors import InputError
from gongbao.indicators import rows
from gongbao.schema import cells
from gongbao.tables import COLUMNS


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
    for source in sources:
        try:
            document = bulletin.read(source)
        except InputError as error:
            errors.append(error)
            continue
        found += rows(document.text, _unique(known.get(document.sha256, document.id), taken))
    return found, errors


def lines(source: str) -> Iterator[bytes]:
    """Extract each line of a text file as a bulletin of its own, with ``<slug>-<line number>`` as id.

    Parameters
    ----------
    source : str
        A file, or ``-`` for standard input; a line ends at a line feed.

    Yields
    ------
    bytes
        For each line one line of JSON, an array of records; an open end of an interval is null.
    """
    name, data = bulletin.fetch(source)
    if not data:
        raise InputError(f"{name}: is empty; give a text with one bulletin per line")
    identity = bulletin.identity(source)
    for number, line in enumerate(bulletin.decode(data, name).removesuffix("\n").split("\n"), start=1):
        records = [
            dict(zip(COLUMNS, row, strict=True)) for row in rows(line.removesuffix("\r"), f"{identity}-{number}")
        ]
        yield json.dumps(records, ensure_ascii=False).encode() + b"\n"


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
