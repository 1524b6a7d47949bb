"""The lexicon: every rule that grows is a row of lexicon/*.csv, with the clause that asked for it."""

import csv
import re
from collections.abc import Iterable

from gongbao.paths import LEXICON


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``lexicon/<name>.csv`` in file order, each a dict of its columns."""
    with (LEXICON / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first, by their common beginnings."""
    branches: dict[str, set[str]] = {}
    whole = False
    for word in words:
        if word:
            branches.setdefault(word[0], set()).add(word[1:])
        else:
            whole = True
    if not branches:
        return "" if whole else "(?!)"  # of no words at all: matches nothing
    parts = [re.escape(first) + any_of(rest) for first, rest in sorted(branches.items())]
    return f"(?:{'|'.join(parts)}){'?' if whole else ''}"
