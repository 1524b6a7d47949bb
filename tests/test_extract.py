"""Many documents: ids stay apart, and one that cannot be read stops no other."""

import hashlib
import json
from pathlib import Path

import pytest

from gongbao import paths
from gongbao.commands import extract
from gongbao.data import schema
from gongbao.errors import InputError
from gongbao.extraction.extract import rows

TEXT = "全年破获盗窃案件120起。\n全年查处违法行为超过300起。\n"


def ids(found):
    return [row.id for row in found]


@pytest.fixture
def write(tmp_path):
    def write(name, text=TEXT):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_documents_of_one_name_get_ids_that_stay_apart(write):
    files = [write("a/Shiqiao.txt"), write("b/shiqiao.txt"), write("c/shiqiao-2.txt"), write("d/公报.txt")]
    found, errors = extract.extract(files)
    assert not errors
    wanted = [f"{name}-{n}" for name in ("shiqiao", "shiqiao-2", "shiqiao-2-2", "text-1d65") for n in ("001", "002")]
    assert ids(found) == wanted
    assert [row.bulletin for row in found] == [name.rsplit("-", 1)[0] for name in wanted]


def test_what_cannot_be_read_is_told_and_the_others_are_done(write, tmp_path):
    found, errors = extract.extract([str(tmp_path / "absent.txt"), write("a.txt"), write("empty.txt", "")])
    assert ids(found) == ["a-001", "a-002"]
    assert [str(error).split(":")[0] for error in errors] == [str(tmp_path / n) for n in ("absent.txt", "empty.txt")]


def test_a_text_that_the_data_know_by_its_digest_has_its_id_from_there(write, tmp_path, monkeypatch):
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    table = write("data/bulletins.csv", f"id,sha256\nshiqiao-2023,{digest}\n")
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.setattr(schema, "check", lambda name, data: held.append((name, data)))
    held = []
    assert ids(extract.extract([write("other.txt", TEXT + "完。")])[0])[0] == "other-001"
    assert held == []  # a table that says nothing of the text need not be held against its schema
    assert ids(extract.extract([write("renamed.txt")])[0])[0] == "shiqiao-2023-001"
    assert held == [("bulletins", Path(table).read_bytes())]


def test_without_data_extraction_still_works(write, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "DATA", tmp_path / "absent")
    assert ids(extract.extract([write("a.txt")])[0]) == ["a-001", "a-002"]


def test_each_line_is_a_bulletin_of_its_own(write):
    lines = ["破案120起", "", "超过300起\r", "百日行动", "近3000名群众"]
    output = [json.loads(line) for line in extract.lines(write("a.txt", "\n".join(lines) + "\n"))]
    assert [len(records) for records in output] == [1, 0, 1, 0, 1]
    assert output[2][0]["high"] is None
    for number, (line, records) in enumerate(zip(lines, output, strict=True), start=1):
        assert records == [row._asdict() for row in rows(line, f"a-{number}")]


def test_other_line_ends_than_a_line_feed_end_no_line(write):
    assert len(list(extract.lines(write("a.txt", "破案1起\u2028破案2起\x0c破案3起\x85破案4起\n\n")))) == 2


def test_a_file_without_a_byte_is_no_list_of_bulletins(write):
    with pytest.raises(InputError, match="is empty"):
        list(extract.lines(write("a.txt", "")))
