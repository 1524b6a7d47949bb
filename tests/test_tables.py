"""Rows come back from every format as they went in; a damaged table says where."""

import io
import json
import shutil

import golden
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao import paths
from gongbao.data import formats
from gongbao.data.row import Basis, Measure, Row
from gongbao.data.tables import COLUMNS, frame, load, read_table, to_format, write_tables
from gongbao.errors import InputError
from gongbao.extraction.extract import rows

ROW = Row(
    "a-001", "a", 3, 6, "12起", "破案", 12.0, 12.0, None, "起", "count", "level", "", "甲", "", "", "reported", "2023"
)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of data/ that a test may damage."""
    shutil.copytree(paths.DATA, tmp_path / "data")
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    return tmp_path / "data"


def test_the_columns_are_those_that_the_data_package_describes():
    from gongbao.data.schema import schema

    assert [field["name"] for field in schema("indicators")["fields"]] == COLUMNS


def test_a_frame_has_the_same_types_with_rows_and_without():
    full, empty = frame([ROW]), frame([])
    assert list(full) == list(empty) == COLUMNS
    assert full.dtypes.astype(str).to_dict() == empty.dtypes.astype(str).to_dict()
    assert (str(full["start"].dtype), str(full["value"].dtype)) == ("int64", "float64")
    assert pd.isna(full.at[0, "high"])


def test_csv_leaves_an_open_end_empty_and_writes_whole_numbers_without_a_point():
    head, line = to_format(frame([ROW]), "csv").decode().splitlines()
    assert head == ",".join(COLUMNS)
    assert line == "a-001,a,3,6,12起,破案,12,12,,起,count,level,,甲,,,reported,2023"


def test_json_is_an_array_of_records_with_null_for_an_open_end():
    (record,) = json.loads(to_format(frame([ROW]), "json"))
    assert list(record) == COLUMNS
    assert (record["value"], record["high"], record["start"]) == (12, None, 3)
    assert to_format(frame([]), "json") == b"[]\n"


def by_pandas(rows, form):
    """Write rows as pandas does: what the standard library has to write, byte by byte."""
    table = frame(rows)
    if form == "json":
        records = table.astype(object).where(table.notna(), None).to_dict("records")
        return json.dumps(records, ensure_ascii=False).encode() + b"\n"
    cells = {name: column.map(formats.cell).astype(object) for name, column in table.items()}
    return pd.DataFrame(cells, columns=table.columns).to_csv(index=False, lineterminator="\n").encode()


def written(rows):
    return {"csv": formats.to_csv(COLUMNS, rows), "json": formats.to_json(COLUMNS, rows)}


@pytest.mark.parametrize("name", golden.names())
def test_rows_of_a_coded_text_are_written_as_pandas_writes_them(name):
    found = [row for text in golden.texts(name) or () for row in rows(text.words, name)]
    for form, data in written(found).items():
        assert data == by_pandas(found, form) == to_format(frame(found), form)


WORDS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(["=1+1", "-3.2%", 'a,"b', "一\n二", "\r"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
ENDS = st.none() | NUMBERS
ROWS = st.builds(
    Row, *[WORDS] * 2, *[st.integers(0, 2**40)] * 2, *[WORDS] * 2, NUMBERS, ENDS, ENDS, WORDS,
    st.sampled_from(Measure), st.sampled_from([*Basis, "vs 2019"]), *[WORDS] * 4,
)  # fmt: skip


@given(st.lists(ROWS, max_size=3))
@settings(max_examples=150, deadline=None)
def test_any_rows_are_written_as_pandas_writes_them(found):
    for form, data in written(found).items():
        assert data == by_pandas(found, form) == to_format(frame(found), form)


def test_parquet_comes_back_equal():
    table = frame([ROW, ROW])
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(to_format(table, "parquet"))), table, check_dtype=False)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12))
@settings(max_examples=300, deadline=None)
def test_a_text_is_no_formula_in_a_spreadsheet_and_comes_back_as_it_was(text):
    cell = formats.cell(text)
    assert formats.bare(cell) == text
    assert cell == text or cell == f"'{text}"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@SUM(A1)", "-x", "\t=1", "＝1", "'=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert formats.cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.2%", "+5.1个百分点", "破案", "'引'", "", "12"])
def test_a_quantity_stays_as_it_is(text):
    assert formats.cell(text) == text


def test_a_name_that_looks_like_a_formula_is_stored_safely_and_read_as_it_was(data):
    labels = read_table("labels")
    labels.loc[0, "english"] = "=1+1"
    write_tables({"labels": labels})
    assert b",'=1+1," in (data / "labels.csv").read_bytes()
    assert read_table("labels").equals(labels)


@pytest.mark.parametrize("name", ["bulletins", "indicators", "labels", "programmes", "checks"])
def test_every_table_is_written_as_it_is_read(name):
    assert to_format(read_table(name), "csv") == (paths.DATA / f"{name}.csv").read_bytes()


def test_load_takes_one_bulletin_or_all():
    everything, bulletins = load(), read_table("bulletins")["id"]
    assert list(everything) == COLUMNS
    parts = [load(bulletin) for bulletin in bulletins]
    assert [set(part["bulletin"]) for part in parts] == [{bulletin} for bulletin in bulletins]
    assert sum(map(len, parts)) == len(everything) > 0


def test_load_suggests_the_nearest_bulletin():
    known = read_table("bulletins")["id"][0]
    with pytest.raises(InputError, match=f"did you mean {known}"):
        load(known[:-1])


def test_without_data_load_says_so_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    with pytest.raises(InputError, match="keeps its data in a checkout, not in a wheel"):
        load()


def damage(path, row, column, cell):
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.loc[row - 2, column] = cell
    table.to_csv(path, index=False)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("value", "many", "a number"),
        ("value", "", "a number"),
        ("start", "3.5", "a whole number"),
        ("start", "-1", "of at least 0"),
        ("measure", "counts", "one of count, money"),
        ("basis", "vs 23", "level|yoy"),
        ("id", "qingdao", "text of the form"),
        ("family", "Fraud", "text of the form"),
        ("surface", "", "text"),
    ],
)
def test_a_damaged_cell_is_named_by_row_and_column_with_what_was_expected(data, column, cell, expected):
    damage(data / "indicators.csv", 7, column, cell)
    with pytest.raises(InputError) as caught:
        load()
    message = str(caught.value)
    assert f"data/indicators.csv, row 7, column {column}: expected" in message
    assert expected in message
    assert repr(cell) in message
    assert "\n" not in message


def test_an_id_that_stands_twice_is_named(data):
    damage(data / "indicators.csv", 7, "id", read_table("indicators")["id"][0])
    with pytest.raises(InputError, match=r"row 7, column id.*no other row has"):
        load()


def test_a_heading_that_is_wrong_or_missing_is_named(data):
    path = data / "indicators.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("surface", "wording", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"indicators.csv, row 1.*surface"):
        load()


def test_a_line_cut_short_is_named(data):
    path = data / "indicators.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] = ",".join(lines[4].split(",")[:6])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"indicators.csv, row 5"):
        load()


def test_bytes_that_are_no_text_are_refused(data):
    (data / "indicators.csv").write_bytes(b"\xff\xfe\x00\x01" * 40)
    with pytest.raises(InputError, match=r"data/indicators.csv"):
        load()


def test_of_several_tables_all_are_written_or_none(data):
    bulletins, labels = read_table("bulletins"), read_table("labels")
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    with pytest.raises(InputError, match="column kind"):
        write_tables({"bulletins": bulletins.assign(region="x"), "labels": labels.assign(kind="x")})
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    write_tables({"bulletins": bulletins.assign(region="x"), "labels": labels.iloc[::-1]})
    assert set(read_table("bulletins")["region"]) == {"x"}
    assert list(read_table("labels")["label"]) == list(labels["label"])[::-1]
