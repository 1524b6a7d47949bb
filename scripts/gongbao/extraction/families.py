"""The family of a label: an indicator of another bulletin that says the same, by its deed and its thing."""

import csv
import re
from functools import cache, lru_cache
from typing import NamedTuple

from gongbao import lexicon, paths
from gongbao.data.row import Measure
from gongbao.extraction.subject.labels import VERBS

_FILLERS = re.compile(r"全部|各类|[的了数共\s“”‘’\"'()（）《》]")
_SAID = {_FILLERS.sub("", row["word"]): _FILLERS.sub("", row["for"]) for row in lexicon.rows("synonyms")}
_SYNONYM = re.compile(lexicon.any_of(_SAID))
_VERB = re.compile(VERBS)


class Slots(NamedTuple):
    """What a label says, whatever the order of its words.

    Attributes
    ----------
    deeds : frozenset of str
        What was done: 侦破.
    thing : str
        What it was done to, or what is counted: 刑事案件.
    """

    deeds: frozenset[str]
    thing: str


@lru_cache(maxsize=8192)
def _plain(label: str) -> str:
    """Return a label without fillers, in the words that stand for all that mean the same."""
    return _SYNONYM.sub(lambda match: _SAID[match[0]], _FILLERS.sub("", label))


def slots(plain: str) -> Slots:
    """Return the deeds and the thing of such a label."""
    return Slots(frozenset(_VERB.findall(plain)), _VERB.sub("", plain))


def family(label: str, measure: Measure) -> str:
    """Return the family of a label, '' where it has none.

    Parameters
    ----------
    label : str
        As in data/labels.csv, or another wording of the same.
    measure : Measure
        A time (居民身份证制发由30日缩短为20日) and a number (制发居民身份证12张) are no one family.
    """
    exact, alike = _families()
    if label in exact or not _letters().issuperset(label):
        return exact.get(label, "")  # most labels
    plain = _plain(label)
    if frozenset(plain) not in _characters():
        return ""
    return alike.get((slots(plain), measure is Measure.DURATION), "")


def forget() -> None:
    """Ask data/ anew: its labels have changed."""
    for known in (_families, _letters, _characters):
        known.cache_clear()


@cache
def _families() -> tuple[dict[str, str], dict[tuple[Slots, bool], str]]:
    """Return the families of data/ by label, and by slots and whether they are times."""
    labels, rows = _read("labels"), _read("indicators")
    exact = {row["label"]: row["family"] for row in labels if row["kind"] == "indicator"}
    times = {row["indicator"] for row in rows if row["measure"] == Measure.DURATION}
    return exact, {(slots(_plain(label)), label in times): named for label, named in exact.items()}


@cache
def _letters() -> frozenset[str]:
    """Return all characters of the labels that have a family, and of what may be said for their words."""
    said = "".join(row["word"] for row in lexicon.rows("synonyms"))
    return frozenset("".join(_families()[0])).union(said, "全部各类的了数共“”‘’\"'()（）《》")


@cache
def _characters() -> set[frozenset[str]]:
    """Return the characters of each label that has a family, in any order."""
    return {frozenset(_plain(label)) for label in _families()[0]}


def _read(name: str) -> list[dict[str, str]]:
    path = paths.DATA / f"{name}.csv"
    if not path.is_file():  # a wheel installed elsewhere has no data/
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
