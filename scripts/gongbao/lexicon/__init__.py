"""The lexicon: every rule that grows is a row of lexicon/*.csv, with the clause that asked for it."""

import csv
import re
from collections.abc import Iterable

from gongbao.paths import LEXICON


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``lexicon/<name>.csv`` in file order, each a dict of its columns."""
    with (LEXICON / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    return [dict(zip(head, line, strict=True)) for line in lines]


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first, by their common beginnings."""
    known = set(words)
    return f"(?:{_branches(known)})" if known else "(?!)"  # of no words at all: matches nothing


def _branches(words: set[str]) -> str:
    """Write words as a tree; what ends in one of several characters as a set of these, which compiles faster."""
    below: dict[str, set[str]] = {}
    for word in words - {""}:
        below.setdefault(word[0], set()).add(word[1:])
    leaves = "".join(sorted(first for first, rest in below.items() if rest == {""}))
    parts = [re.escape(first) + _branches(rest) for first, rest in sorted(below.items()) if rest != {""}]
    parts += [f"[{re.escape(leaves)}]" if len(leaves) > 1 else re.escape(leaves)] if leaves else []
    if "" not in words:
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{'|'.join(parts)})?" if parts else ""
