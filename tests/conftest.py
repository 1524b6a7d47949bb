"""What tests share: a checkout of their own with notebooks of their own, and the command as a user runs it."""

import os
import shutil
import signal
import subprocess
import sys

import nbformat
import pytest
from hypothesis import settings

from gongbao import paths

settings.register_profile("gongbao", deadline=None)  # a busy machine is no failure
settings.load_profile("gongbao")

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell runs the tests in the background
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


class Checkout:
    """A copy of the package and the data with notebooks of its own."""

    def __init__(self, root):
        self.root = root

    def fill(self):
        """Copy the package and the data, with the quick pages."""
        unseen = shutil.ignore_patterns("__pycache__")
        for folder in ("scripts", "data"):
            shutil.copytree(paths.ROOT / folder, self.root / folder, ignore=unseen)
        for name in ("requirements.txt", "LICENSE"):
            shutil.copy(paths.ROOT / name, self.root / name)
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
        said, complained = process.communicate(timeout=120)
        return process.returncode, said, complained

    def files(self, *folders):
        """Return the contents of all files below folders of this checkout."""
        found = [path for folder in folders for path in (self.root / folder).rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def checkout(tmp_path):
    """A checkout without notebooks."""
    return Checkout(tmp_path / "checkout").fill()


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """The report of the real notebooks, made once; what an earlier report ran and is fresh is not run again."""
    output = tmp_path_factory.mktemp("book")
    if (paths.ROOT / ".cache" / "runs").exists():
        shutil.copytree(paths.ROOT / ".cache" / "runs", output / ".cache" / "runs")
    command = [sys.executable, "-m", "gongbao", "report", "--output", str(output)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return output
