"""The documents beside the checkout, each standing for a kind, give the rows that a person read in them."""

import json

import pytest

from gongbao import paths
from gongbao.errors import InputError
from gongbao.extraction.extract import rows
from gongbao.reading.bulletin import read

FOLDER = paths.ROOT.parent / "shared" / "cases" / "files"
EXPECTED = json.loads((FOLDER / "expect.json").read_text(encoding="utf-8")) if FOLDER.is_dir() else {}


@pytest.mark.parametrize("name", [*EXPECTED] or [None])
def test_a_document_gives_the_rows_that_stand_in_it(name):
    if name is None:
        pytest.skip(f"the documents are not in {FOLDER}")
    expected = EXPECTED[name]
    if expected.get("refused"):
        with pytest.raises(InputError, match=r"^\S+: is an RTF; save it as docx$"):
            read(FOLDER / name)
        return
    found = rows(read(FOLDER / name).text)
    assert [row.value for row in found] == [value for _, value, _, _ in expected["rows"]]
    assert [row.unit.replace("²", "2") for row in found] == [unit for _, _, unit, _ in expected["rows"]]
    assert [str(row.basis) for row in found] == [
        basis or str(row.basis) for row, (_, _, _, basis) in zip(found, expected["rows"], strict=True)
    ]
    for row, place in zip(found, expected.get("place", []), strict=False):
        assert all(one.endswith(other) for one, other in zip((row.pillar, row.section), place, strict=True))
    assert [row.indicator for row in found] == expected.get("labels", [row.indicator for row in found])
