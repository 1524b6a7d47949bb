"""The score counts what it compared, and falls when one field is wrong."""

import pytest

from gongbao.commands import score
from gongbao.errors import InputError

HEADER = "text,surface,indicator,value,low,high,unit,measure,basis,parent\n"
CLAUSE = "刑事警情同比下降12.4%。"
RIGHT = f"{CLAUSE},12.4%,刑事警情,-12.4,-12.45,-12.35,%,change,yoy,\n"


def coded(tmp_path, rows):
    file = tmp_path / "coded.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return score.score(file)


def test_a_right_row_counts_in_every_field(tmp_path):
    counts, differences = coded(tmp_path, RIGHT)
    assert counts["expected"] == counts["found"] == counts["matched"] == counts["value"] == counts["basis"] == 1
    assert differences == []


@pytest.mark.parametrize(("field", "wrong"), [("value", "12.4"), ("low", "-12.4"), ("unit", "‰"), ("basis", "mom")])
def test_a_wrong_field_is_counted_and_named(tmp_path, field, wrong):
    cells = dict(zip(HEADER.strip().split(","), RIGHT.strip().split(","), strict=True)) | {field: wrong}
    counts, differences = coded(tmp_path, ",".join(cells.values()) + "\n")
    assert counts["matched"] == 1
    assert counts[field] == 0
    assert any(field in line for line in differences)


def test_what_is_missed_and_what_is_too_much_is_named(tmp_path):
    counts, differences = coded(tmp_path, f"{CLAUSE},,,,,,,,,\n")
    assert counts["expected"] == 0
    assert counts["found"] == 1
    assert "too much 12.4%" in differences[0]


def test_a_folder_without_coded_texts_is_one_line(tmp_path):
    with pytest.raises(InputError, match="no coded text"):
        score.run([str(tmp_path)])


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + f"{CLAUSE},99%,,1,1,1,%,change,yoy,\n").encode(),
        (HEADER + f"{CLAUSE},12.4%,,one,1,1,%,change,yoy,\n").encode(),
        (HEADER + RIGHT).encode("gb18030"),
        HEADER.encode(),
        b"text,value\n" + CLAUSE.encode() + b",1\n",
        b"id,start\nx,y\n",
        b"",
        bytes(range(256)),
    ],
)
def test_what_is_no_hand_coding_is_one_line_that_names_the_file(tmp_path, data):
    (tmp_path / "coded.csv").write_bytes(data)
    (tmp_path / "coded.txt").write_text(CLAUSE, encoding="utf-8")
    with pytest.raises(InputError, match=r"coded\.csv: is no hand coding") as caught:
        score.run([str(tmp_path / "coded.csv")])
    assert "\n" not in str(caught.value)


def test_a_coding_that_a_spreadsheet_saved_with_a_mark_in_front_is_read(tmp_path):
    (tmp_path / "coded.csv").write_text(HEADER + RIGHT, encoding="utf-8-sig")
    assert score.score(*score.coded(tmp_path / "coded.csv"))[0]["matched"] == 1


def test_a_coding_without_its_text_is_one_line(tmp_path):
    (tmp_path / "coded.csv").write_text("id,start,surface\n", encoding="utf-8")
    with pytest.raises(InputError, match="no coded text"):
        score.run([str(tmp_path / "coded.csv")])
