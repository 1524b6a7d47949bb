"""Rows are proved against their texts, and whatever differs is said."""

import hashlib

import pytest

from gongbao import paths
from gongbao.commands import verify
from gongbao.data import tables
from gongbao.errors import InputError
from gongbao.extraction.extract import extract

TEXT = "一、打击犯罪\n全年破获盗窃案件1284起，同比下降12.4%。\n全年抓获嫌疑人2600余名，走访企业超过300家次。\n"


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A folder with one text, of which data/ has the rows."""
    folder = tmp_path / "sources" / "2023"
    folder.mkdir(parents=True)
    (folder / "any name.txt").write_text(TEXT, encoding="utf-8")
    data = {
        "bulletins": tables.read_table("bulletins").iloc[:1].copy(),
        "indicators": extract(TEXT, "shiqiao-2023"),
    }
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    data["bulletins"].loc[0, ["id", "sha256", "characters"]] = ["shiqiao-2023", digest, len(TEXT)]
    monkeypatch.setattr(verify.tables, "read_table", data.__getitem__)
    monkeypatch.setattr(verify.tables, "load", lambda bulletin=None: data["indicators"])
    return tmp_path / "sources", data


def test_rows_that_stand_in_their_text_are_proved_and_counted(sources, capsys):
    folder, data = sources
    assert verify.run(str(folder)) == 0
    out = capsys.readouterr().out
    assert f"shiqiao-2023: {len(data['indicators'])} rows, {len(TEXT)} characters, no differences" in out
    assert f"compared {len(data['indicators'])} of {len(data['indicators'])} rows" in out


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("value", 1285.0, "001, column value: the text gives 1284.0, the table has 1285.0"),
        ("high", float("nan"), "001, column high"),
        ("start", 3, "001: at 3–"),
        ("surface", "1285起", "stands '1284起', the table has '1285起'"),
        ("indicator", "破案", "001, column indicator"),
        ("id", "shiqiao-2023-009", "shiqiao-2023-009: the text does not give it"),
    ],
)
def test_each_difference_is_named(sources, capsys, column, cell, said):
    folder, data = sources
    data["indicators"].loc[0, column] = cell
    assert verify.run(str(folder)) == 1
    assert said in capsys.readouterr().out


def test_a_row_that_is_missing_is_named(sources, capsys):
    folder, data = sources
    data["indicators"] = data["indicators"].iloc[:-1]
    assert verify.run(str(folder)) == 1
    assert "the text gives it, the table does not" in capsys.readouterr().out


def test_a_wrong_length_is_a_difference(sources, capsys):
    folder, data = sources
    data["bulletins"].loc[0, "characters"] = 7
    assert verify.run(str(folder)) == 1
    assert "data/bulletins.csv says 7" in capsys.readouterr().out


def test_a_text_that_was_changed_is_not_the_text_and_nothing_compared_is_a_failure(sources, capsys):
    folder, _ = sources
    (folder / "2023" / "any name.txt").write_text(TEXT + " ", encoding="utf-8")
    assert verify.run(str(folder)) == 1
    out = capsys.readouterr().out
    assert "no file here has its SHA-256" in out
    assert "nothing was compared" in out


def test_without_a_folder_it_asks_for_one(sources, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "SOURCES", (tmp_path / "absent",))
    for folder in (None, str(tmp_path / "absent"), str(tmp_path / "sources" / "2023" / "any name.txt")):
        with pytest.raises(InputError, match="--sources DIR"):
            verify.run(folder)


def test_the_first_folder_that_exists_is_the_default(sources, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "SOURCES", (tmp_path / "absent", sources[0]))
    assert verify.run() == 0
