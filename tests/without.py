"""The extractor as it would be without some rows of the lexicon: does the clause of a row need the row?

A row is taken out by importing the extraction anew with shorter tables. Rows that cannot touch each other's clauses are
taken out together: none of their words or patterns is found in the clause of another.
"""

import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple

import gongbao.extraction.extract
from gongbao import lexicon
from gongbao.data.row import Row
from gongbao.reading.normal import Compact

TABLES = (
    *("approximators", "attributes", "comparisons", "compounds", "directions", "edges", "ends", "frames", "leads"),
    *("names", "nominals", "stances", "statistics", "status", "subjects", "synonyms", "units", "verbs"),
)
_PACKAGE = "gongbao.extraction"


class Rule(NamedTuple):
    """A row of a table: its word or pattern, the clause that asked for it and what the clause gives."""

    table: str
    word: str
    clause: str
    gives: str
    pattern: bool

    def __str__(self) -> str:
        return f"{self.table}: {self.word} ({self.clause})"

    def found_in(self, text: str) -> bool:
        """Tell whether the word or pattern may act on a compact text; {verb} stands for any text."""
        if not self.pattern:
            return self.word in text
        return re.search(self.word.replace("{verb}", "").replace("{long verb}", ""), text, re.MULTILINE) is not None


@cache
def rules() -> list[Rule]:
    """Return the rows of all tables that the extraction reads."""
    return [_rule(table, row) for table in TABLES for row in lexicon.rows(table)]


def given(fields: str, found: list[Row]) -> str:
    """Write the fields that a text like ``value=-12; basis=yoy`` names as an extractor's rows have them.

    Each is of the last row; ``rows`` is their number.
    """
    names = [field.partition("=")[0] for field in fields.split("; ")]
    return "; ".join(
        f"{name}={_cell(len(found) if name == 'rows' else getattr(found[-1], name) if found else '')}" for name in names
    )


def without(taken: Iterable[Rule]) -> Callable[[str], list[Row]]:
    """Return the extractor's ``rows`` as it is when some rows of the lexicon are not there."""
    gone = {(rule.table, rule.word) for rule in taken}
    return extractor(lambda table, row: (table, _rule(table, row).word) not in gone and row)


def extractor(edit: Callable[[str, dict[str, str]], dict[str, str] | bool]) -> Callable[[str], list[Row]]:
    """Return the extractor's ``rows`` with every row of the lexicon as ``edit`` returns it; False takes it out."""
    read, package = lexicon.rows, gongbao.extraction
    mine = _unloaded()
    lexicon.rows = lambda table: list(filter(None, (edit(table, row) for row in read(table))))
    try:
        return import_module(f"{_PACKAGE}.extract").rows
    finally:
        lexicon.rows = read
        _unloaded()
        sys.modules.update(mine)
        gongbao.extraction = package


@cache
def groups() -> list[list[Rule]]:
    """Return all rules in few groups, of which none is found in the clause of another of its group."""
    every = rules()
    texts = [Compact(rule.clause).plain for rule in every]
    near = [{j for j, text in enumerate(texts) if rule.found_in(text)} for rule in every]
    for i, met in enumerate(list(map(set, near))):
        for j in met:
            near[j].add(i)
    found: list[set[int]] = []
    for i in sorted(range(len(every)), key=lambda i: -len(near[i])):
        free = next((group for group in found if not group & near[i]), None)
        if free is None:
            found.append(free := set())
        free.add(i)
    return [[every[i] for i in sorted(group)] for group in found]


def _rule(table: str, row: dict[str, str]) -> Rule:
    word = next(name for name in ("pattern", "verb", "unit", "word") if name in row)
    return Rule(table, row[word], row["clause"], row["gives"], word == "pattern")


def _unloaded() -> dict:
    """Take the modules of the extraction out of those that are loaded, and return them."""
    names = [name for name in sys.modules if name == _PACKAGE or name.startswith(f"{_PACKAGE}.")]
    return {name: sys.modules.pop(name) for name in names}


def _cell(value: object) -> str:
    return "open" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)
