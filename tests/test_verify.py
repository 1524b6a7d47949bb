"""Rows are proved against their texts, and whatever differs is said."""

import hashlib

import pandas as pd
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
        "indicators": extract(TEXT, "shiqiao-2023", "2023", "2024-01-29"),
    }
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    data["bulletins"].loc[0, ["id", "sha256", "characters"]] = ["shiqiao-2023", digest, len(TEXT)]

    def load(bulletin=None, status="reported"):
        rows = data["indicators"]
        return rows if bulletin is None else rows[rows["bulletin"] == bulletin]

    monkeypatch.setattr(verify.tables, "read_table", data.__getitem__)
    monkeypatch.setattr(verify.tables, "load", load)
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


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_a_text_that_was_changed_is_not_the_text_and_what_was_not_checked_is_said(sources, capsys, strict, code):
    folder, data = sources
    (folder / "2023" / "any name.txt").write_text(TEXT + " ", encoding="utf-8")
    assert verify.run(str(folder), strict) == code
    said, whole = capsys.readouterr().out.splitlines()
    digest = data["bulletins"]["sha256"][0][:12]
    assert (
        f"shiqiao-2023: its 4 rows were not checked, for no file in {folder} has the SHA-256 {digest}… of its text"
        in said
    )
    assert whole == "compared none of 4 rows with their texts"


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_a_clone_without_texts_is_no_failure_unless_all_must_be_checked(sources, monkeypatch, capsys, strict, code):
    monkeypatch.setattr(paths, "SOURCES", (sources[0] / "absent",))
    assert verify.run(strict=strict) == code
    said, whole = capsys.readouterr().out.splitlines()
    assert said == (
        "shiqiao-2023: its 4 rows were not checked, for its text is not here; "
        "give the folder that holds it with --sources DIR"
    )
    assert whole == "compared none of 4 rows with their texts"


@pytest.mark.parametrize("strict", [False, True])
def test_a_difference_fails_whether_or_not_another_text_is_missing(sources, capsys, strict):
    folder, data = sources
    other = data["bulletins"].assign(id="cangyu-2024", sha256="0" * 64)
    data["bulletins"] = pd.concat([data["bulletins"], other], ignore_index=True)
    extra = data["indicators"].assign(bulletin="cangyu-2024")
    data["indicators"] = pd.concat([data["indicators"], extra], ignore_index=True)
    assert verify.run(str(folder), strict) == int(strict)
    assert "cangyu-2024: its 4 rows were not checked" in capsys.readouterr().out
    data["indicators"].loc[0, "value"] = 1285.0
    assert verify.run(str(folder), strict) == 1
    assert "compared 4 of 8 rows with their texts: 1 differences" in capsys.readouterr().out


def test_with_every_text_at_hand_strict_is_content(sources):
    assert verify.run(str(sources[0]), strict=True) == 0


def test_rows_of_no_known_bulletin_are_a_difference(sources, capsys):
    folder, data = sources
    extra = data["indicators"].assign(bulletin="lost-2024")
    data["indicators"] = pd.concat([data["indicators"], extra], ignore_index=True)
    assert verify.run(str(folder)) == 1
    assert "lost-2024: not in data/bulletins.csv" in capsys.readouterr().out


def test_a_folder_that_is_named_must_exist(sources, tmp_path):
    for folder in (tmp_path / "absent", tmp_path / "sources" / "2023" / "any name.txt"):
        with pytest.raises(InputError, match=r"is no folder; .* --sources DIR"):
            verify.run(str(folder))


def test_the_first_folder_that_exists_is_the_default(sources, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "SOURCES", (tmp_path / "absent", sources[0]))
    assert verify.run() == 0
