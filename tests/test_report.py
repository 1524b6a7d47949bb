"""The report does no more than it must, and nothing that happens to it leaves a mess."""

import glob
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from conftest import DRAWING, OPENING, PATIENCE, SAVING, Checkout, alive, wait_for

from gongbao import paths

SLOW = """\
import os, time
with open("pids", "a") as file:
    print(os.getpid(), os.getppid(), file=file, flush=True)
while not os.path.exists("go"):
    time.sleep(0.02)"""
PATIENT = ("--language", "en", "--limit", str(PATIENCE))
HEAVY = {"pandas", "numpy", "matplotlib", "papermill", "nbformat", "jupyter_client", "sphinx", "frictionless"}


def saving(name, text):
    return SAVING.format(name=name, text=text)


@pytest.fixture(scope="session")
def first(shared):
    """A checkout whose two notebooks have been reported."""

    def make(folder):
        one = Checkout(folder).fill()
        for name in ("a", "b"):
            one.write(f"0{'ab'.index(name) + 1}-{name}", saving(name, "first"))
        assert one.run("report")[0] == 0

    return Checkout(shared("first", make))


@pytest.fixture
def reported(first, tmp_path):
    """A copy of that checkout, to be spoiled."""
    return first.copy(tmp_path / "checkout")


def come(checkout, pattern):
    """Return the files that are there now; Path.glob would fail where a folder goes meanwhile."""
    return set(glob.glob(pattern, root_dir=checkout.root))  # noqa: PTH207


def text(path):
    """Return what is in a file, or nothing while it is not there."""
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def published(checkout):
    return checkout.files("figures", "site")


def spent():
    """Return the seconds that the processors have worked for processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_runs_each_once_then_only_what_changed(checkout):
    checkout.write("01-a", "print(1)", saving("a", "first"))
    checkout.write("02-b", saving("b", "first"), "1 + 1")
    code, said, complained = checkout.run("report")
    assert (code, complained) == (0, "")
    assert said.startswith("4 of 4 runs in ")
    assert "4 figures in" in said
    assert set(published(checkout)) == {
        *(f"figures/qingdao-2023/{language}/{name}.svg" for language in ("en", "zh") for name in "ab"),
        "site/index.html",
    }

    before = spent()
    code, said, _ = checkout.run("report")
    assert spent() - before < 2
    assert said.startswith("Up to date: 4 figures")

    checkout.write("02-b", saving("b", "second"), "1 + 1")
    assert checkout.run("report")[1].startswith("2 of 4 runs in ")
    assert published(checkout)["figures/qingdao-2023/zh/b.svg"] == b"<svg>second</svg>"

    (checkout.root / "figures" / "qingdao-2023" / "en" / "a.svg").unlink()
    assert checkout.run("report")[0] == 0
    assert published(checkout)["figures/qingdao-2023/en/a.svg"] == b"<svg>first</svg>"


def test_finds_out_that_nothing_changed_without_importing_anything_heavy(reported):
    asking = f"import sys; from gongbao.commands.cli import main; main(['report']); print({HEAVY} & set(sys.modules))"
    variables = os.environ | {"PYTHONPATH": str(reported.root / "scripts"), "GONGBAO_OUTPUT": ""}
    said = subprocess.run([sys.executable, "-c", asking], env=variables, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("Up to date")
    assert said.stdout.splitlines()[-1] == "set()"


def test_a_figure_that_no_notebook_draws_goes_and_the_reader_s_own_file_stays(reported):
    folder = reported.root / "figures" / "qingdao-2023" / "en"
    (folder / "own.svg").write_text("mine")
    (reported.root / "notebooks" / "02-b.ipynb").unlink()
    assert reported.run("report")[1].startswith("Up to date: 2 figures") is False  # the pages are new
    assert sorted(path.name for path in folder.iterdir()) == ["a.svg", "own.svg"]


def test_two_notebooks_may_not_draw_the_same_figure(checkout):
    checkout.write("01-a", saving("same", "first"))
    checkout.write("02-b", saving("same", "second"))
    code, _, complained = checkout.run("report")
    assert code == 2
    assert "same.svg: two notebooks draw it, 01-a and 02-b" in complained


def test_others_finish_where_one_fails_hangs_or_dies_and_the_summary_says_so(checkout):
    checkout.write("01-good", saving("good", "first"))
    checkout.write("02-fails", saving("fails", "half"), "rows = {}\nrows['missing']")
    checkout.write("03-hangs", f"import time\ntime.sleep({PATIENCE})")
    checkout.write("04-dies", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    code, said, complained = checkout.run("report", "--limit", "8", "--language", "en")
    assert code == 1
    assert said.startswith("1 of 4 runs in ")
    lines = sorted(complained.splitlines())
    kept = checkout.root / ".cache" / "failed" / "qingdao-2023" / "en"
    assert lines == [
        f"Failed: {name} (qingdao-2023, en), {what}; kept as {kept / name / 'notebook.ipynb'}"
        for name, what in (
            ("02-fails", "cell 3 (rows = {}): KeyError: 'missing'"),
            ("03-hangs", "cell 2 (import time): TimeoutError: took more than 8 s"),
            ("04-dies", "cell 2 (import os, signal): DeadKernelError: the kernel died"),
        )
    ]
    assert "KeyError" in (kept / "02-fails" / "notebook.ipynb").read_text(encoding="utf-8")
    assert [name for name in published(checkout) if name.endswith(".svg")] == ["figures/qingdao-2023/en/good.svg"]

    checkout.write("02-fails", saving("fails", "whole"))
    assert checkout.run("report", "--language", "en", "--notebook", "02-fails")[0] == 0
    assert not (kept / "02-fails").exists()
    assert published(checkout)["figures/qingdao-2023/en/fails.svg"] == b"<svg>whole</svg>"


def test_a_notebook_that_fails_now_leaves_its_figures_of_before(reported):
    before = published(reported)
    reported.write("01-a", saving("a", "second"), "1 / 0")
    assert reported.run("report")[0] == 1
    assert published(reported) == before


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_leaves_the_report_before_and_no_kernel_and_the_next_one_goes_on(reported, signum):
    before = published(reported)
    reported.write("01-a", saving("a", "second"))
    reported.write("02-b", saving("b", "second"), SLOW)
    process = reported.start("report", *PATIENT)
    done, pids = reported.root / ".cache/runs/qingdao-2023/en/01-a/out", reported.root / "notebooks" / "pids"
    wait_for(lambda: "second" in text(done / "figures/qingdao-2023/en/a.svg"), "the first run")
    wait_for(pids.exists, "the second run")
    process.send_signal(signum)
    _, complained = process.communicate(timeout=PATIENCE)
    assert process.returncode == (130 if signum != signal.SIGKILL else -signum)
    assert "Traceback" not in complained
    assert published(reported) == before
    for pid in pids.read_text().split():
        wait_for(lambda pid=pid: not alive(pid), f"process {pid} is still there")
    if signum != signal.SIGKILL:
        assert "Interrupted" in complained
        assert not (reported.root / ".cache" / "scratch").exists()

    reported.write("02-b", saving("b", "second"))
    assert reported.run("report", "--language", "en")[1].startswith("1 of 2 runs in ")
    assert {data for name, data in published(reported).items() if "/en/" in name} == {b"<svg>second</svg>"}


MOMENTS = {
    "it begins": ".cache/scratch",
    "a cell has saved its file": ".cache/scratch/*/*/*/out/figures/*/*/f0.svg",
    "all cells have": ".cache/scratch/*/*/*/out/figures/*/*/f7.svg",
    "the run is whole": ".cache/runs/*/*/01-a.before",
    "its figures are written beside the old ones": "figures/*/*/.gongbao-*",
}


def test_killed_at_any_moment_every_file_is_whole_and_the_next_report_completes(checkout):
    texts = {word: f"{word} " * 20000 for word in ("first", "second")}

    def write(word):
        cells = [saving(f"f{number}", "{}").replace('"<svg>{}</svg>"', f'"{word} " * 20000') for number in range(8)]
        checkout.write("01-a", *cells)

    def drawn():
        return {data.decode() for name, data in published(checkout).items() if name.endswith(".svg")}

    write("first")
    assert checkout.run("report", "--language", "en")[0] == 0
    write("second")
    ends = []
    for pattern in MOMENTS.values():
        process = checkout.start("report", "--language", "en")
        wait_for(lambda: process.poll() is not None or come(checkout, pattern), pattern, often=0.001)  # noqa: B023
        process.kill()
        process.communicate(timeout=PATIENCE)
        ends.append(process.returncode)
        assert drawn() <= set(texts.values())
        assert (checkout.root / "site" / "index.html").read_text() == "01-a"
    assert ends[:2] == [-signal.SIGKILL] * 2  # later moments are short: one that is missed ends whole
    assert checkout.run("report", "--language", "en")[0] == 0
    assert drawn() == {texts["second"]}
    assert not [name for name in published(checkout) if "/." in name]


@pytest.fixture(scope="session")
def booked(shared):
    """A checkout with one report that has made its real pages."""

    def make(folder):
        one, pages = Checkout(folder).fill(), Path("scripts", "gongbao", "pages", "site.py")
        shutil.copy(paths.ROOT / pages, one.root / pages)
        one.write("01-values", OPENING, DRAWING)
        code, _, complained = one.run("report")
        assert (code, complained) == (0, "")

    return Checkout(shared("booked", make))


def at_work(root):
    """Return the processes that have a folder on their command line."""
    lines = {path.parent.name: path for path in Path("/proc").glob("[0-9]*/cmdline")}
    return [pid for pid, path in lines.items() if alive(pid) and os.fsencode(root) in path.read_bytes()]


def test_killed_while_the_real_pages_are_made_the_pages_before_stay_and_the_next_report_completes(booked, tmp_path):
    one = booked.copy(tmp_path / "checkout")
    before = one.files("site")
    assert len(before) > 50
    one.write("01-values", OPENING, DRAWING.replace("Nine values.", "Nine other values."))
    for signum, sign in ((signal.SIGKILL, "en/_static"), (signal.SIGTERM, "zh/index.html"), (signal.SIGKILL, "fonts")):
        _end_at(one, signum, sign)
        assert one.files("site") == before
        wait_for(lambda: not at_work(one.root), "a stray process")
        assert signum == signal.SIGKILL or not list(one.root.glob(".gongbao-site-*"))

    code, said, complained = one.run("report")
    assert (code, complained) == (0, "")
    assert said.startswith("0 of 2 runs in ")
    assert not list(one.root.glob(".gongbao-site-*"))
    assert "Nine other values." in one.files("site")["site/en/qingdao-2023/01-values.html"].decode()


def _end_at(checkout, signum, sign):
    """End a report as soon as its new pages have come to a file."""
    pattern = f".gongbao-site-*/{sign}"
    left = come(checkout, pattern)
    process = checkout.start("report")
    wait_for(lambda: process.poll() is not None or come(checkout, pattern) - left, sign)
    process.send_signal(signum)
    _, complained = process.communicate(timeout=PATIENCE)
    assert process.returncode == (130 if signum != signal.SIGKILL else -signum), complained


@pytest.fixture
def disk(tmp_path):
    """A file system of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def moved(checkout, disk):
    """Put what a report has made onto a disk."""
    for folder in (".cache", "figures", "site"):
        shutil.move(checkout.root / folder, disk / folder)
    return [*disk.rglob("*.*")]


def test_a_full_disk_is_one_line_and_leaves_the_report_before(reported, disk):
    files = [path for path in moved(reported, disk) if path.is_file() and ".cache" not in path.parts]
    before = {path: path.read_bytes() for path in files}
    assert before
    reported.write("01-a", saving("a", "second").replace('second</svg>")', 'second</svg>" + "x" * 2_000_000)'))
    code, said, complained = reported.run("report", "--output", disk)
    assert (code, said) == (2, "")
    assert re.fullmatch(r"gongbao: .*No space left on device.*the report is as it was\n", complained)
    now = {path: path.read_bytes() for path in disk.rglob("*.*") if path.is_file() and ".cache" not in path.parts}
    assert now == before
    reported.write("01-a", saving("a", "third"))
    assert reported.run("report", "--output", disk)[0] == 0


def test_a_read_only_disk_is_one_line(reported, disk):
    assert moved(reported, disk)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    code, said, complained = reported.run("report", "--output", disk, "--force")
    assert (code, said) == (2, "")
    assert re.fullmatch(r"gongbao: .*Read-only file system.*the report is as it was\n", complained)


def test_a_read_only_folder_is_one_line(unbuilt):
    unbuilt.write("01-a", saving("a", "first"))
    place = unbuilt.root / "output"
    place.mkdir()
    place.chmod(0o555)
    if os.access(place, os.W_OK):
        place.rmdir()
        place.write_text("a file where a folder should be")  # nobody forbids root to write, but this stops it, too
    code, said, complained = unbuilt.run("report", "--output", place)
    assert (code, said) == (2, "")
    assert re.fullmatch(r"gongbao: .*output.*cannot be used.*\n", complained)


def test_a_file_that_may_not_grow_is_one_line_and_leaves_the_report_before(reported):
    before = published(reported)
    reported.write("01-a", saving("a", "second").replace('second</svg>")', 'second</svg>" + "x" * 2_000_000)'))
    limit = 1_000_000
    small = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))}
    code, said, complained = reported.run("report", **small)
    assert (code, said) == (2, "")
    assert re.fullmatch(r"gongbao: .*File too large.*the report is as it was\n", complained)
    assert published(reported) == before


def test_of_two_reports_at_once_the_second_is_refused_and_the_first_completes(checkout):
    checkout.write("01-a", saving("a", "first"), SLOW)
    first = checkout.start("report", *PATIENT)
    wait_for((checkout.root / "notebooks" / "pids").exists, "the first report")
    code, said, complained = checkout.run("report")
    assert (code, said) == (2, "")
    assert complained.endswith("another report is being made here; wait for it or choose an --output\n")
    (checkout.root / "notebooks" / "go").touch()
    said, complained = first.communicate(timeout=PATIENCE)
    assert (first.returncode, complained) == (0, "")
    assert "figures/qingdao-2023/en/a.svg" in published(checkout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--bulletin", "qingdao-2032"], "bulletin 'qingdao-2032' is unknown; did you mean qingdao-2023?"),
        (["--bulletin", "../../escape"], "bulletin '../../escape' is unknown; known: qingdao-2023"),
        (["--language", "../zh"], "language '../zh' is unknown; known: en, zh"),
        (["--notebook", "01-b"], "notebook '01-b' is unknown; did you mean 01-a?"),
        (["-p", "langage", "zh"], "parameter of notebook 01-a 'langage' is unknown; did you mean language?"),
        (["-p", "top", "many"], "parameter top of notebook 01-a is 'many'; expected int, for example 5"),
    ],
)
def test_a_wrong_argument_is_one_line_and_changes_nothing(unbuilt, arguments, message):
    unbuilt.write("01-a", saving("a", "first"))
    notebook = unbuilt.root / "notebooks" / "01-a.ipynb"
    notebook.write_text(notebook.read_text().replace("# en or zh", "# en or zh\\ntop = 5  # how many"))
    before = unbuilt.files("data", "notebooks")
    assert unbuilt.run("report", *arguments) == (2, "", f"gongbao: {message}\n")
    assert unbuilt.files("data", "notebooks") == before
    assert not published(unbuilt)
    assert not (unbuilt.root / ".cache" / "runs").exists()


def test_a_damaged_table_is_one_line_and_nothing_runs(unbuilt):
    unbuilt.write("01-a", saving("a", "first"))
    table = unbuilt.root / "data" / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",26000,", ",many,", 1), encoding="utf-8")
    code, said, complained = unbuilt.run("report")
    assert (code, said) == (2, "")
    assert "data/indicators.csv, row 2, column value: expected a number" in complained
    assert not published(unbuilt)


def test_the_bar_names_what_runs_on_a_terminal(checkout):
    checkout.write("01-slow", "import time\ntime.sleep(0.5)")
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 100))
    process = checkout.start("report", "--language", "en", stderr=slave)
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 4096):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    process.communicate(timeout=PATIENCE)
    assert "01-slow (qingdao-2023, en)" in shown.decode()
    assert "0/1" in shown.decode()


STRANGE = 'import os, time\nprint(set("gongbao"), time.tzname, os.environ["LC_ALL"], sorted(os.environ) == 0)'


def test_two_builds_under_different_circumstances_give_the_same_bytes(checkout, tmp_path):
    other = Checkout(tmp_path / "另一个 {place}").fill()
    begun = []
    for number, one in enumerate((checkout, other)):
        one.write("01-values", STRANGE, OPENING, DRAWING, "nb.table(nb.rows.head(3), ['id'], 'Three', '三')")
        home = tmp_path / f"home{number}"
        home.mkdir()
        env = {"HOME": str(home), "PYTHONHASHSEED": str(number + 1), "TZ": ("Asia/Shanghai", "America/Lima")[number]}
        env |= {"LC_ALL": ("zh_CN.UTF-8", "C")[number], "LANG": ("zh_CN.UTF-8", "C")[number]}
        env |= {"XDG_CACHE_HOME": str(home), "XDG_CONFIG_HOME": str(home), "MPLCONFIGDIR": str(home / "mpl")}
        begun.append(one.start("report", env=env))
    for process in begun:
        _, complained = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, complained
    first, second = (one.files("figures", ".cache/runs") for one in (checkout, other))
    assert {name.rsplit(".", 1)[1] for name in first if "figures/" in name} == {"svg", "csv", "pdf", "png"}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
