"""No row of a text that somebody coded moves unseen."""

import golden
import pytest


@pytest.mark.parametrize("name", golden.names())
def test_the_rows_are_the_golden_ones(name):
    fresh = golden.now(name)
    if fresh is None:
        pytest.skip(f"the text of {name} is copyrighted and not in sources/")
    assert fresh
    assert list(golden.differences(name, golden.kept(name), fresh)) == []


def test_there_are_golden_rows_for_every_coded_text():
    assert sorted(golden.names()) == sorted(path.stem for path in golden.FOLDER.glob("*.csv"))
    assert sum(len(golden.kept(name)) for name in golden.names()) > 3400


def test_a_difference_names_text_row_field_before_and_after():
    before = golden.kept("sample")
    after = [row | {"value": "1"} if number == 3 else row for number, row in enumerate(before)]
    place = f"sample:  · {before[3]['surface']} at {before[3]['start']}"
    assert list(golden.differences("sample", before, after)) == [f"{place}, value: {before[3]['value']!r} → '1'"]
    assert list(golden.differences("sample", before, before[1:])) == [
        f"sample:  · {before[0]['surface']} at {before[0]['start']}: lost, "
        f"{before[0]['indicator']} {before[0]['value']} {before[0]['unit']}"
    ]
    assert list(golden.differences("sample", before, [*before, before[-1]])) == [
        f"sample: {len(before)} rows → {len(before) + 1} rows"
    ]
