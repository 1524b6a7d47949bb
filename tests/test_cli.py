"""The command as a user runs it: a process of its own, its output, its one line of complaint, its exit code."""

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from conftest import PATIENCE

from gongbao import paths
from gongbao.commands.cli import VERBS, main
from gongbao.data import tables
from gongbao.extraction.extract import extract

TEXT = "一、打击犯罪\n全年破获盗窃案件1284起，同比下降12.4%；抓获超过300人。\n"
SAMPLE = paths.DATA / "sample.txt"


def gongbao(*arguments, **options):
    """Run ``gongbao`` in a process; output is bytes."""
    command = [sys.executable, "-m", "gongbao", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=PATIENCE, **options)


@pytest.fixture
def inside(capsysbinary):
    """Run ``gongbao`` in this process, where a test is about files and words and not about processes."""

    def run(*arguments):
        code = main([*map(str, arguments)])
        return subprocess.CompletedProcess(arguments, code, *capsysbinary.readouterr())

    return run


def refused(result):
    """Assert exit code 2 and return the one line that says why."""
    assert result.returncode == 2, result
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("gongbao: ")
    return line


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "Shiqiao 2023.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def wanted(identity):
    return tables.to_format(extract(TEXT, identity), "csv")


def test_extract_prints_rows_as_csv(text):
    result = gongbao("extract", text)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == wanted("shiqiao-2023")
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode())))
    assert list(rows[0]) == tables.COLUMNS
    assert [(row["value"], row["high"]) for row in rows] == [("1284", "1284"), ("-12.4", "-12.35"), ("300", "")]


def test_extract_reads_standard_input():
    result = gongbao("extract", "-", input=TEXT.encode("gb18030"))
    assert (result.returncode, result.stdout) == (0, wanted("stdin"))


@pytest.mark.parametrize("locale", ["C", "zh_CN.GB18030", "C.UTF-8"])
def test_output_is_utf_8_in_any_locale(text, locale):
    environment = os.environ | {"LC_ALL": locale, "PYTHONIOENCODING": "gbk"}
    assert gongbao("extract", text, env=environment).stdout == wanted("shiqiao-2023")


def test_what_the_output_s_encoding_lacks_is_escaped():
    result = gongbao("--help", env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(b"usage: gongbao VERB \\u2026")


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_extract_writes_each_format_to_a_file_as_to_the_terminal(inside, text, tmp_path, form):
    out = tmp_path / "rows"
    result = inside("extract", text, "--output", out, "--format", form)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert out.read_bytes() == gongbao("extract", text, "--format", form).stdout
    read = {"csv": pd.read_csv, "json": pd.read_json, "parquet": pd.read_parquet}[form]
    table = read(out)
    assert list(table) == tables.COLUMNS
    assert table["value"].tolist() == [1284, -12.4, 300]
    assert pd.isna(table["high"].iloc[2])


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no /dev/stdout")
def test_a_device_is_written_to(text):
    result = gongbao("extract", text, "--output", "/dev/stdout")
    assert (result.returncode, result.stdout) == (0, wanted("shiqiao-2023"))


def test_the_suffix_of_the_output_chooses_the_format(inside, text, tmp_path):
    inside("extract", text, "--output", tmp_path / "rows.JSON")
    assert json.loads((tmp_path / "rows.JSON").read_text(encoding="utf-8"))[0]["value"] == 1284


@pytest.mark.parametrize("name", ["rows.xlsx", "rows.jsonl", "rows.tsv", "rows.csv.gz", "rows.db", "rows.CVS"])
def test_a_suffix_that_is_not_written_is_refused(text, tmp_path, name):
    said = refused(gongbao("extract", text, "--output", tmp_path / name))
    assert f"{name.rsplit('.')[-1].lower()} is not written; end it in csv, json, parquet, or say --format" in said
    assert not (tmp_path / name).exists()


def test_lines_of_json_may_say_so(text, tmp_path):
    assert gongbao("extract", "--lines", text, "--output", tmp_path / "rows.jsonl").returncode == 0
    lines = (tmp_path / "rows.jsonl").read_bytes().splitlines()
    assert [row["value"] for line in lines for row in json.loads(line)] == [1284, -12.4, 300]


def test_csv_for_excel_begins_with_a_byte_order_mark(text, tmp_path):
    assert gongbao("extract", text, "--bom").stdout == b"\xef\xbb\xbf" + wanted("shiqiao-2023")
    assert "--bom is for CSV" in refused(gongbao("extract", text, "--bom", "--format", "json"))


def test_what_became_no_row_is_said(text, tmp_path):
    (tmp_path / "left.txt").write_text("向社会捐赠锦旗3面，栽下12垧草，十二届会议，第3面，破案9起。", encoding="utf-8")
    result = gongbao("extract", tmp_path / "left.txt", text)
    assert result.returncode == 0
    said = "left.txt: numbers that became no row, though a classifier seems to follow: 1 (12垧)\n"
    assert result.stderr.decode().endswith(said)
    assert gongbao("extract", tmp_path / "left.txt", "--strict").returncode == 1
    strict = gongbao("extract", text, "--strict")
    assert (strict.returncode, strict.stderr) == (0, b"")


def test_parquet_is_not_thrown_at_a_terminal(text):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "gongbao", "extract", str(text), "--format", "parquet"]
    result = subprocess.run(command, stdout=follower, stderr=subprocess.PIPE, timeout=PATIENCE)
    os.close(leader)
    os.close(follower)
    assert "give --output FILE" in refused(result)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(inside, text, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = inside("extract", tmp_path / "absent.txt", text, picture)
    assert result.returncode == 2
    assert result.stdout == wanted("shiqiao-2023")
    absent, binary = result.stderr.decode().splitlines()
    assert "absent.txt: cannot be read (No such file or directory)" in absent
    assert "picture.png: is a picture" in binary


def test_where_nothing_could_be_read_nothing_is_written(inside, tmp_path):
    out = tmp_path / "rows.csv"
    out.write_bytes(b"before")
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert "holds no text" in refused(inside("extract", empty, "--output", out))
    assert out.read_bytes() == b"before"


def test_an_output_that_cannot_be_written_is_one_line_and_leaves_nothing(inside, text, tmp_path):
    before = sorted(tmp_path.iterdir())
    for out in (tmp_path / "absent" / "rows.csv", text / "rows.csv", tmp_path):
        assert "cannot be written" in refused(inside("extract", text, "--output", out))
    assert sorted(tmp_path.iterdir()) == before


def test_an_input_is_never_overwritten(inside, text):
    assert "is an input, too" in refused(inside("extract", text, "--output", text))
    assert text.read_text(encoding="utf-8") == TEXT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to stand for a full disk")
@pytest.mark.parametrize("arguments", [["extract", SAMPLE], ["--help"]])
def test_a_full_disk_is_one_line(arguments):
    command = [sys.executable, "-m", "gongbao", *map(str, arguments)]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE)
    assert "No space left on device" in refused(result)


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell here to close a stream")
def test_a_closed_stream_is_one_line_and_rows_are_never_lost_in_silence(text, tmp_path):
    shell = ["sh", "-c", '"$0" -m gongbao "$@"', sys.executable, "extract"]
    for arguments, closing in (([text], " >&-"), (["-"], " <&-")):
        command = [*shell[:2], shell[2] + closing, *shell[3:], *map(str, arguments)]
        line = refused(subprocess.run(command, capture_output=True, timeout=PATIENCE))
        assert "standard output: is closed" in line or "standard input: cannot be read (it is closed)" in line
    out = tmp_path / "rows.csv"
    command = [*shell[:2], shell[2] + " >&-", *shell[3:], str(text), "--output", str(out)]
    assert subprocess.run(command, capture_output=True, timeout=PATIENCE).returncode == 0
    assert out.read_bytes() == wanted("shiqiao-2023")


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    many = tmp_path / "many.txt"
    many.write_text(TEXT * 3000, encoding="utf-8")
    for extra in ([], ["--lines"]):
        command = [sys.executable, "-m", "gongbao", "extract", str(many), *extra]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=PATIENCE) == 0


def test_lines_are_bulletins_of_their_own(inside, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("破案120起\n\n百日行动\n超过300起\n", encoding="utf-8")
    result = inside("extract", "--lines", path, "--format", "json")
    assert (result.returncode, result.stderr) == (0, b"")
    rows = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert [[row["value"] for row in line] for line in rows] == [[120], [], [], [300]]
    assert (list(rows[0][0]), rows[3][0]["high"]) == (tables.COLUMNS, None)
    for other in (["--format", "csv"], ["--output", tmp_path / "rows.csv"]):
        assert "say --format json" in refused(inside("extract", "--lines", path, *other))
    assert not (tmp_path / "rows.csv").exists()


def test_a_list_that_cannot_be_read_does_not_stop_the_others(inside, text, tmp_path):
    (tmp_path / "empty.txt").touch()
    out = tmp_path / "rows.json"
    result = inside("extract", "--lines", tmp_path / "empty.txt", text, tmp_path / "absent.txt", text, "--output", out)
    assert result.returncode == 2
    assert [line.split(b": ")[2] for line in result.stderr.splitlines()] == [
        b"is empty; give a text with one bulletin per line",
        b"cannot be read (No such file or directory); give a txt, html, pdf or docx file",
    ]
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["bulletin"] for line in lines for row in line[:1]] == ["shiqiao-2023-2", "shiqiao-2023-2-2"]
    out.unlink()
    refused(inside("extract", "--lines", tmp_path / "absent.txt", "--output", out))
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "a verb is missing: extract, verify"),
        (["extrct"], "did you mean extract?"),
        (["--output"], "is unknown"),
        (["extract"], "required: FILE"),
        (["extract", "a.txt", "--format", "jsn"], "did you mean json?"),
        (["extract", "a.txt", "--what"], "unrecognized arguments: --what"),
        (["extract", "a\nb.txt"], "a b.txt: cannot be read"),
        (["verify", "--sources", "absent"], "absent: is no folder"),
        (["add", "a.txt"], "required: --id"),
        (["report", "--bulletin", "qingdao-2032"], "did you mean qingdao-2023?"),
        (["report", "--bulletin", "../../etc"], "is unknown"),
        (["report", "--language", "fr"], "is unknown"),
        (["report", "--notebook", "99-nothing"], "is unknown"),
        (["report", "--limit", "soon"], "--limit: soon is no time; give seconds, such as 60"),
        (["report", "--limit", "-3"], "--limit: -3 is no time"),
        (["report", "--limit", "nan"], "--limit: nan is no time"),
        (["report", "-p", "top"], "expected 2 arguments"),
        (["report", "-p", "no_such", "3"], "is unknown"),
    ],
)
def test_bad_usage_is_one_line(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGBAO_OUTPUT", str(tmp_path))
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert list(tmp_path.rglob("*")) == []


def test_a_mistyped_verb_ends_a_process_without_a_traceback():
    assert "did you mean extract?" in refused(gongbao("extrct"))


def test_help_names_every_verb_and_what_it_does():
    result = gongbao("--help")
    assert result.returncode == 0
    for name, verb in VERBS.items():
        assert f"{name:<10}{verb.__doc__}" in result.stdout.decode()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert VERBS[verb].__doc__.split()[0] in capsys.readouterr().out


HEAVY = "{'pandas', 'numpy', 'pyarrow', 'matplotlib', 'frictionless', 'trafilatura', 'pdfminer', 'lxml'}"


@pytest.mark.parametrize("arguments", [[], [SAMPLE], [SAMPLE, "--format", "json"], [SAMPLE, "--lines"]])
def test_to_import_the_package_and_to_extract_a_text_is_light(arguments, tmp_path):
    asked = ["extract", *map(str, arguments), "--output", str(tmp_path / "rows")] if arguments else ["--help"]
    code = f"import sys, gongbao; from gongbao.commands.cli import main; main({asked})\n"
    code += f"print(sorted({HEAVY} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).splitlines()[-1] == "[]"
    assert (tmp_path / "rows").exists() is bool(arguments)


def test_the_version_is_that_of_the_project(capsys):
    import gongbao as package

    wanted = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"gongbao {wanted}\n"
    assert package.__version__ == wanted


def test_the_package_gives_extract_and_load():
    import gongbao as package

    assert package.extract(TEXT)["value"].tolist() == [1284, -12.4, 300]
    assert tables.to_format(package.load(), "csv") == (paths.DATA / "indicators.csv").read_bytes()
    with pytest.raises(AttributeError, match="extrct"):
        package.extrct  # noqa: B018


@pytest.fixture
def own(unbuilt):
    """How to run the command in a checkout that a test may change."""
    return {"cwd": unbuilt.root, "env": os.environ | {"PYTHONPATH": str(unbuilt.root / "scripts")}}


def test_a_bulletin_of_another_city_is_added_proved_and_known_by_its_text(own, text):
    about = ["--id", "shiqiao-2023", "--title", "工作公报", "--region", "石桥", "--period-start", "2023-01-01"]
    result = gongbao("add", text, *about, **own)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"shiqiao-2023: 3 rows added" in result.stdout
    data = own["cwd"] / "data"
    assert wanted("shiqiao-2023").decode().split("\n", 1)[1] in (data / "indicators.csv").read_text(encoding="utf-8")
    assert "石桥" in (data / "bulletins.csv").read_text(encoding="utf-8")
    shutil.move(text, text.with_name("moved.txt"))
    assert b"shiqiao-2023-001" in gongbao("extract", text.with_name("moved.txt"), **own).stdout
    proved = gongbao("verify", "--sources", text.parent, **own).stdout.decode()
    assert "shiqiao-2023: 3 rows, " in proved
    assert "is in data/ already" in refused(gongbao("add", text.with_name("moved.txt"), *about, **own))


def test_a_clone_without_the_texts_says_what_it_cannot_prove(own):
    for arguments, code in ((["verify"], 0), (["verify", "--strict"], 1)):
        result = gongbao(*arguments, **own)
        assert (result.returncode, result.stderr) == (code, b"")
        assert "rows were not checked, for its text is not here" in result.stdout.decode()
    assert "absent: is no folder" in refused(gongbao("verify", "--strict", "--sources", "absent", **own))


def test_a_damaged_table_is_one_line_that_names_the_place(own):
    path = own["cwd"] / "data" / "indicators.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(",count,", ",counts,").replace(",change,", ",counts,")
    path.write_text("\n".join(lines), encoding="utf-8")
    line = refused(gongbao("verify", "--sources", own["cwd"], **own))
    assert "data/indicators.csv, row 4, column measure: expected one of count" in line
    assert "found 'counts'" in line


def test_a_package_without_its_data_extracts_and_says_what_it_cannot(own, text):
    shutil.rmtree(own["cwd"] / "data")
    result = gongbao("extract", text, **own)
    assert (result.returncode, result.stdout) == (0, wanted("shiqiao-2023"))
    for arguments in (["verify", "--sources", "."], ["add", text, "--id", "a", "--title", "b"], ["codebook"]):
        assert "keeps its data in a checkout, not in a wheel" in refused(gongbao(*arguments, **own))


def test_anyone_can_try_it_on_the_sample():
    result = gongbao("extract", SAMPLE)
    assert result.returncode == 0
    assert len(result.stdout.decode().splitlines()) > 20
