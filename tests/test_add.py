"""A bulletin of another city joins the data, whole or not at all."""

import shutil
from pathlib import Path

import pytest

from gongbao import paths
from gongbao.building import install
from gongbao.commands import add
from gongbao.data import tables
from gongbao.errors import InputError
from gongbao.extraction import extract, families

CORPUS = Path(__file__).parent / "corpus"
COURT, POLICE = CORPUS / "yuanzhou-court-2020.txt", CORPUS / "xinhe-police-2020.txt"
ABOUT = {"id": "yuanzhou-court-2020", "title": "工作报告", "region": "元洲", "period_start": None, "period_end": None}


@pytest.fixture
def data(tmp_path, monkeypatch):
    shutil.copytree(paths.DATA, tmp_path / "data")
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    families.forget()
    yield tmp_path / "data"
    families.forget()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_any_bulletin_joins_and_its_rows_are_the_extractor_s(data, file, capsys):
    before = tables.load()
    add.add(str(file), ABOUT | {"id": file.stem})
    about = tables.read_table("bulletins").set_index("id").loc[file.stem]
    rows = tables.load(file.stem, status=None)
    assert tables.to_format(rows, "csv") == tables.to_format(extract.extract(_text(file), file.stem), "csv")
    assert about["characters"] == len(_text(file))
    assert f"{len(rows)} rows added" in capsys.readouterr().out
    others = tables.load()
    assert tables.to_format(others[others["bulletin"] != file.stem], "csv") == tables.to_format(before, "csv")


def _text(file):
    return file.read_bytes().decode()


def test_new_names_wait_in_labels_csv_for_a_translation_and_known_ones_stay(data):
    before = tables.read_table("labels")
    add.add(str(COURT), ABOUT)
    labels, rows = tables.read_table("labels"), tables.load(ABOUT["id"])
    assert set(rows["indicator"]) | set(rows["pillar"]) | set(rows["section"]) <= {*labels["label"], ""}
    assert labels.iloc[: len(before)].equals(before)
    fresh = labels.iloc[len(before) :]
    assert len(fresh) > 10
    assert set(fresh["english"]) == set(fresh["family"]) == {""}
    assert set(fresh["kind"]) == {"indicator", "pillar", "section"}


def test_a_translation_that_was_filled_in_reaches_the_rows_when_read_anew(data):
    add.add(str(COURT), ABOUT)
    label = tables.load(ABOUT["id"])["indicator"].iloc[0]
    labels = tables.read_table("labels")
    labels.loc[labels["label"] == label, "family"] = "court.cases"
    tables.write_table("labels", labels)
    families.forget()
    add.add(str(COURT), {"id": ABOUT["id"]}, replace=True)
    assert tables.load(ABOUT["id"])["family"].iloc[0] == "court.cases"


def test_a_family_given_since_reaches_every_bulletin(data, tmp_path):
    add.add(str(COURT), ABOUT)
    labels = tables.read_table("labels")
    labels.loc[labels["label"] == tables.load(ABOUT["id"])["indicator"].iloc[0], "family"] = "court.cases"
    tables.write_table("labels", labels)
    (tmp_path / "other.txt").write_text("全年侦破命案3起。", encoding="utf-8")
    add.add(str(tmp_path / "other.txt"), {"id": "other-2021", "title": "另一份"})
    assert tables.load(ABOUT["id"])["family"].iloc[0] == "court.cases"


def test_replacing_keeps_what_is_not_given_and_changes_what_is(data):
    add.add(str(COURT), ABOUT)
    add.add(str(POLICE), {"id": ABOUT["id"], "region": "新河", "title": None}, replace=True)
    about = tables.read_table("bulletins").set_index("id").loc[ABOUT["id"]]
    assert (about["title"], about["region"], about["characters"]) == ("工作报告", "新河", len(_text(POLICE)))
    assert len(tables.load(ABOUT["id"])) == len(extract.rows(_text(POLICE)))


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"id": "Yuanzhou 2020"}, "--id: expected text of the form"),
        ({"title": None}, "--title: expected text"),
        ({"period_start": "2020"}, "--period-start: expected a date such as 2023-12-31"),
        ({"period_end": "2020-02-30"}, "--period-end: expected a date"),
        ({"period_start": "2020-12-31", "period_end": "2020-01-01"}, "--period-end: 2020-01-01 is before"),
        ({"url": "example.org"}, "--url: expected text of the form https"),
        ({"title_en": "bad \udcff"}, "--title-en: expected text in UTF-8"),
    ],
)
def test_a_description_that_the_schema_does_not_take_names_its_flag(data, about, said):
    before = contents(data)
    with pytest.raises(InputError) as caught:
        add.add(str(COURT), ABOUT | about)
    assert str(caught.value).startswith(said)
    assert contents(data) == before


def test_an_id_or_a_text_that_is_there_is_refused_with_what_to_do(data):
    add.add(str(COURT), ABOUT)
    before = contents(data)
    with pytest.raises(InputError, match="is in data/ already; choose another, or say --replace"):
        add.add(str(POLICE), ABOUT)
    with pytest.raises(InputError, match=r"as yuanzhou-court-2020; say --id yuanzhou-court-2020 --replace"):
        add.add(str(COURT), ABOUT | {"id": "other"})
    with pytest.raises(InputError, match="nothing can be replaced"):
        add.add(str(POLICE), ABOUT | {"id": "other"}, replace=True)
    assert contents(data) == before


def test_a_text_without_a_quantity_is_no_bulletin(data, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("百日行动成效明显，居全省前列。", encoding="utf-8")
    before = contents(data)
    with pytest.raises(InputError, match="states no quantity"):
        add.add(str(file), ABOUT)
    assert contents(data) == before


def test_where_one_table_cannot_be_written_none_is(data, monkeypatch):
    before = contents(data)
    rename = Path.replace

    def full(path, target):
        if Path(target).name == "bulletins.csv":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left on device"):
        add.add(str(COURT), ABOUT)
    assert contents(data) == before


def test_a_title_of_two_lines_becomes_one(data):
    add.add(str(COURT), ABOUT | {"title": "工作\n报告\t（摘要） "})
    assert tables.read_table("bulletins").set_index("id").loc[ABOUT["id"], "title"] == "工作 报告 （摘要）"


def test_two_at_once_do_not_undo_each_other(data):
    (data.parent / ".cache").mkdir()
    before = contents(data)
    with (
        install.locked(data.parent / ".cache" / "add.lock", data),
        pytest.raises(InputError, match="another bulletin is being added"),
    ):
        add.add(str(COURT), ABOUT)
    assert contents(data) == before
    add.add(str(COURT), ABOUT)
    add.add(str(POLICE), ABOUT | {"id": "xinhe-police-2020"})
    assert {ABOUT["id"], "xinhe-police-2020"} < set(tables.read_table("bulletins")["id"])
