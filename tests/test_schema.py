"""data/datapackage.json is sound, speaks both languages, and a table is held against it once."""

import re

import pytest
from frictionless import Package

from gongbao import paths
from gongbao.data import schema
from gongbao.errors import InputError

RESOURCES = schema.package()["resources"]
FIELDS = [(resource["name"], field) for resource in RESOURCES for field in resource["schema"]["fields"]]


def test_the_data_package_and_all_its_tables_are_valid_keys_between_tables_included():
    report = Package(paths.DATA / "datapackage.json").validate()
    assert report.stats["tasks"] == len(RESOURCES) == 5
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


def test_it_names_every_table_of_data_and_no_other():
    assert sorted(resource["path"] for resource in RESOURCES) == sorted(path.name for path in paths.DATA.glob("*.csv"))


@pytest.mark.parametrize(
    "thing", [schema.package(), *RESOURCES, *(field for _, field in FIELDS)], ids=lambda t: t["name"]
)
def test_whatever_is_said_in_one_language_is_said_in_the_other(thing):
    for key in ("title", "description"):
        assert thing[key]
    for key in ("title", "description", "warning", "unit"):
        assert (key in thing) == (f"{key}_zh" in thing)
        assert re.match("[a-z]", thing.get(key, "text"), re.I)
        assert re.search("[\u4e00-\u9fff]", thing.get(f"{key}_zh", "文"))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"type": "number", "constraints": {"required": True, "minimum": 0}}, "a number of at least 0"),
        ({"type": "string", "constraints": {"enum": ["a", "b"]}}, "one of a, b, or nothing"),
        ({"type": "date"}, "a date such as 2023-12-31, or nothing"),
        ({"type": "string", "constraints": {"required": True, "unique": True}}, "text that no other row has"),
    ],
)
def test_what_a_cell_may_hold_in_words(field, words):
    assert schema.expected(field) == words


def test_bytes_that_passed_once_are_not_checked_again_and_others_are(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    data = (paths.DATA / "labels.csv").read_bytes()
    schema.check("labels", data)
    with monkeypatch.context() as context:
        context.setattr(schema, "flaw", lambda *_: pytest.fail("was checked twice"))
        schema.check("labels", data)
    with pytest.raises(InputError, match="row 2, column kind"):
        schema.check("labels", data.replace(b",indicator,", b",indicators,", 1))


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(paths, "ROOT", tmp_path / "file")
    schema.check("labels", (paths.DATA / "labels.csv").read_bytes())


@pytest.mark.parametrize("content", [None, b"{", b"\xff"])
def test_a_missing_or_damaged_description_is_one_line(tmp_path, monkeypatch, content):
    monkeypatch.setattr(paths, "DATA", tmp_path)
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)
    schema.package.cache_clear()
    try:
        with pytest.raises(InputError, match=r"datapackage.json: (is missing|cannot be read)"):
            schema.package()
    finally:
        schema.package.cache_clear()
