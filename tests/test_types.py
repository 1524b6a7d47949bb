"""Types hold where data become rows: mypy is quiet there, and it would not be with a mistyped word."""

import re
import subprocess
import sys

import pytest

from gongbao import paths

WORDS = {
    "place.link is Link.PAUSE": "place.link is Link.PAUSES",
    "row.measure is Measure.COUNT": "row.measure is Measure.COUNTS",
    "row.basis == Basis.LEVEL": "row.basis == Basis.LEVELS",
    "frame is Frame.SHARE": "frame is Frame.SHARED",
    "bound is Bound.NEAR": "bound is Bound.NEARLY",
    "row.surface": "row.surfaces",
    "check(place, row, frame, bound)": "check(place, row, frame, 'near')",
}
CASES = """\
from gongbao.data.row import Basis, Measure, Row
from gongbao.extraction.clauses import Link, Place
from gongbao.extraction.cues import Frame
from gongbao.extraction.numerals import Bound


def check(place: Place, row: Row, frame: Frame, bound: Bound) -> None:
    """


@pytest.fixture(scope="module")
def mypy():
    """Return what mypy says, with the cache that all its runs share."""
    command = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml"]

    def run(*arguments):
        return subprocess.run([*command, *arguments], cwd=paths.ROOT, capture_output=True, text=True).stdout

    return run


def test_the_packages_that_pyproject_lists_are_clean(mypy):
    assert mypy().startswith("Success: no issues found in ")


def test_a_mistyped_word_is_an_error(mypy, tmp_path):
    file = tmp_path / "case.py"
    file.write_text(CASES + "\n    ".join([*WORDS, *WORDS.values()]) + "\n", encoding="utf-8")
    found = [int(line) for line in re.findall(r"case\.py:(\d+): error:", mypy(str(file)))]
    wrong = CASES.count("\n") + len(WORDS) + 1
    assert found == [*range(wrong, wrong + len(WORDS))]


def test_no_link_measure_or_basis_is_compared_as_plain_text():
    compared = re.compile(r"\b(?:link|measure|basis|bound) (?:[!=]=|(?:not )?in) [(\[]?[\"']")  # mypy takes any text
    for file in sorted((paths.PACKAGE / "extraction").rglob("*.py")):
        assert compared.findall(file.read_text(encoding="utf-8")) == [], file
