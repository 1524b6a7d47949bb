"""What tests share: a checkout of their own with notebooks of their own, and the command as a user runs it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from hypothesis import settings

from gongbao import paths
from gongbao.building.report import check_tables

settings.register_profile("gongbao", deadline=None)  # a busy machine is no failure
settings.load_profile("gongbao")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every command that a test starts would compile the package anew
sys.dont_write_bytecode = False

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell runs the tests in the background
HERE = {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "0"}  # what no byte of a report may show
PATIENCE = 600  # seconds after which nobody comes any more, however busy the machine; who waits goes on at once
PARAMETERS = 'bulletin = "qingdao-2023"  # an id of data/bulletins.csv\nlanguage = "en"  # en or zh'
OPENING = "from gongbao.notebook import open_notebook\nnb = open_notebook(bulletin, language)"
DRAWING = """\
from gongbao.drawing import style
fig = style.canvas(89, 40)
fig.add_subplot().plot(nb.rows["value"].head(9))
words = {"title": "数 values", "caption": "Nine values.", "alt": "A line."}
nb.show(fig, "values", nb.rows[["id", "value"]], words, words)"""
SAVING = """\
from gongbao import paths
folder = paths.output() / "figures" / bulletin / language
folder.mkdir(parents=True, exist_ok=True)
(folder / "{name}.svg").write_text("<svg>{text}</svg>")
print("{text}")"""
PAGES = '''\
"""A quick stand-in for the pages, where a test is about the runs."""


def build(results, figures, target):
    target.mkdir(exist_ok=True)
    names = sorted(path.parent.name for path in results.glob("*/*/*/notebook.ipynb"))
    (target / "index.html").write_text("\\n".join(names))
'''


def wait_for(condition, what, often=0.02):
    """Return as soon as a condition holds."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(often)


def alive(pid):
    """Return whether a process is there and at work."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def takes_time_in_its_length(work):
    """Return whether eight times the length takes about eight times the work; a quadratic scan takes sixty-four.

    What counts is this process's own time on a processor and the best of several tries: a busy machine only adds to it.
    """

    def seconds(length):
        begin = time.process_time()
        work(length)
        return time.process_time() - begin

    short = min(seconds(5_000) for _ in range(3))
    return any(seconds(40_000) < 8 * short * 3 + 0.05 for _ in range(5))


def pytest_unconfigure():
    """Let nothing interrupt the end of a worker, which xdist hurries where the machine is busy."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Checkout:
    """A copy of the package and the data with notebooks of its own."""

    def __init__(self, root):
        self.root = root

    def fill(self):
        """Copy the package, as compiled, and the data, with the quick pages."""
        passing = shutil.ignore_patterns("*.pyc.*")  # what another process is compiling
        for folder in ("scripts", "data"):
            shutil.copytree(paths.ROOT / folder, self.root / folder, ignore=passing)
        for name in ("requirements.txt", "LICENSE"):
            shutil.copy(paths.ROOT / name, self.root / name)
        check_tables()  # the marks that they are whole go along
        shutil.copytree(paths.ROOT / ".cache" / "checked", self.root / ".cache" / "checked")
        (self.root / "scripts" / "gongbao" / "pages" / "site.py").write_text(PAGES)
        (self.root / "notebooks").mkdir()
        return self

    def copy(self, root):
        """Return a copy of this checkout, with all that was made in it."""
        shutil.copytree(self.root, root)
        return Checkout(root)

    def write(self, name, *sources):
        """Write a notebook: its parameters, then a cell for each source."""
        first = nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
        cells = [nbformat.v4.new_markdown_cell("# What?"), first, *map(nbformat.v4.new_code_cell, sources)]
        spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
        nbformat.write(notebook, self.root / "notebooks" / f"{name}.ipynb")

    def start(self, *arguments, **options):
        """Start the command in this checkout."""
        unset = ("GONGBAO_OUTPUT", "PYTHONDONTWRITEBYTECODE")
        variables = {name: value for name, value in os.environ.items() if name not in unset}
        variables |= {"PYTHONPATH": str(self.root / "scripts")} | options.pop("env", {})
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
        command = [sys.executable, "-m", *(arguments if arguments[0] == "pytest" else ("gongbao", *arguments))]
        return subprocess.Popen(command, cwd=self.root, env=variables, **pipes)

    def run(self, *arguments, **options):
        """Run the command; return its exit code, what it said and what it complained of."""
        process = self.start(*arguments, **options)
        said, complained = process.communicate(timeout=PATIENCE)
        return process.returncode, said, complained

    def files(self, *folders):
        """Return the contents of all files below folders of this checkout."""
        found = [path for folder in folders for path in (self.root / folder).rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@contextlib.contextmanager
def alone(file):
    """Wait until no other process holds a lock on a file, and hold it."""
    import fcntl

    with file.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """Make a folder that all workers look at: the first to ask for a name makes it, the others wait."""
    root = tmp_path_factory.getbasetemp()
    hold = contextlib.nullcontext if worker_id == "master" else alone
    root = root if worker_id == "master" else root.parent

    def folder(name, make):
        place, whole = root / name, root / f"{name}.whole"
        with hold(root / f"{name}.lock"):
            if not whole.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                make(place)
                whole.touch()
        return place

    return folder


@pytest.fixture
def unbuilt(tmp_path):
    """A checkout without notebooks, to look at."""
    return Checkout(tmp_path / "checkout").fill()


@pytest.fixture
def checkout(unbuilt):
    """A checkout without notebooks, to build in."""
    return unbuilt


@pytest.fixture(scope="session")
def book(shared):
    """The report of the real notebooks, made once; what an earlier report ran and is fresh is not run again."""

    def make(output):
        if (paths.ROOT / ".cache" / "runs").exists():
            shutil.copytree(paths.ROOT / ".cache" / "runs", output / ".cache" / "runs")
        command = [sys.executable, "-m", "gongbao", "report", "--output", str(output)]
        done = subprocess.run(command, env=os.environ | HERE, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr

    return shared("book", make)
