"""The cases that are given beside the checkout: each kind of number is read as its case says."""

import json

import pytest

from gongbao import paths
from gongbao.extraction.extract import rows

FOLDER = paths.SOURCES[-1].parent / "cases"
FIELDS = ("value", "low", "high", "unit", "measure", "basis")
WRONG = {  # by the coding manual, with its reason
    "滿意度比上年提高0.6個(gè)百分點(diǎn)。": "unit: the unit is coded as written (§3), 百分點, as in the coded texts",
}


def given():
    """Return each case with the name of its file."""
    files = [FOLDER / f"{name}.jsonl" for name in ("gov", "police", "bugs")]
    if not all(file.is_file() for file in files):
        reason = "the cases are not beside the checkout"
        return [pytest.param(None, None, marks=pytest.mark.skip(reason=reason))]
    lines = [(file.stem, json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(name, case, id=f"{name}-{case['tag']}-{number}") for number, (name, case) in enumerate(lines)]


def overlap(row, expected):
    return row.start < expected["end"] and expected["start"] < row.end


def faults(row, expected, text):
    """Yield what a row says otherwise than its case."""
    for field in FIELDS:
        want = expected.get(field)
        want = "level" if (field, want) == ("basis", "") else want
        have = getattr(row, field)
        same = have == pytest.approx(want, rel=1e-6) if isinstance(want, (int, float)) else have == want
        if want is not None and not same and not WRONG.get(text, "").startswith(field):
            yield f"{row.surface}: {field} {have}, not {want}"
    if expected.get("high_open") and row.high is not None:
        yield f"{row.surface}: high {row.high}, not open"
    if (row.start, row.end) != (expected["start"], expected["end"]):
        yield f"{row.surface}, not {expected['surface']}"


@pytest.mark.parametrize(("name", "case"), given())
def test_a_kind_of_number_is_read_as_its_case_says(name, case):
    text = case["text"]
    found = rows(text, "x", case.get("about") or "", case.get("published") or "")
    for expected in case["expect"]:
        match = next((row for row in found if overlap(row, expected)), None)
        assert match is not None, f"missed {expected['surface']}"
        assert list(faults(match, expected, text)) == []
    known = [*case["expect"], *case.get("accept", [])]
    others = [row for row in found if not any(overlap(row, each) for each in known)]
    assert [row.surface for row in others if name != "gov" or row.status == "reported"] == []
