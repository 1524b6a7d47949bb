"""Types hold where data become rows: mypy is quiet there, and it would not be with a mistyped word."""

import subprocess
import sys

import pytest

from gongbao import paths

PLACE = """\
from gongbao.data.row import Basis, Measure, Row
from gongbao.extraction.clauses import Link, Place
from gongbao.extraction.cues import Frame
from gongbao.extraction.numerals import Bound


def check(place: Place, row: Row, frame: Frame, bound: Bound) -> bool:
    return {}
"""


def mypy(*arguments):
    command = [sys.executable, "-m", "mypy", "--config-file", str(paths.ROOT / "pyproject.toml"), *arguments]
    return subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return ["--cache-dir", str(tmp_path_factory.mktemp("mypy"))]


@pytest.fixture(scope="module")
def checked(cache):
    return mypy(*cache)


def test_the_packages_that_pyproject_lists_are_clean(checked):
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("place.link is Link.PAUSE", "place.link is Link.PAUSES"),
        ("row.measure is Measure.COUNT", "row.measure is Measure.COUNTS"),
        ("row.measure == Measure.COUNT", "row.measure == 'counts'"),
        ("row.basis == Basis.LEVEL", "row.basis == Basis.LEVELS"),
        ("frame is Frame.SHARE", "frame is Frame.SHARED"),
        ("bound is Bound.NEAR", "bound is Bound.NEARLY"),
        ("row.surface == ''", "row.surfaces == ''"),
    ],
)
def test_a_mistyped_word_is_an_error(checked, cache, tmp_path, right, wrong):
    codes = {}
    for expression in (right, wrong):
        file = tmp_path / "case.py"
        file.write_text(PLACE.format(expression), encoding="utf-8")
        codes[expression] = mypy(*cache, str(file)).returncode
    assert codes == {right: 0, wrong: 1}
