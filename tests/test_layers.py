"""Imports go one way, as pyproject.toml says; each of its contracts can break."""

import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from gongbao import paths

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(root):
    """Return the exit code of ``lint-imports`` for the package in a checkout, and what it said."""
    variables = os.environ | {"PYTHONPATH": str(root / "scripts"), "COLUMNS": "200"}
    command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def test_every_import_goes_the_way_of_the_data():
    code, said = lint(paths.ROOT)
    assert code == 0, said
    assert "Contracts: 4 kept, 0 broken." in said


def test_architecture_md_has_the_layers_in_their_order():
    linter = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    wanted = [name for layer in linter["contracts"][0]["layers"][1:] for name in layer.split(" | ")]
    lines = (paths.ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("| layer |")[1].split("\n\n")[0]
    said = [name for line in lines.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    assert said == wanted


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("extraction/units.py", "from gongbao.drawing import style", "Extraction knows no figures"),
        ("extraction/units.py", "import matplotlib", "Extraction knows no figures"),
        ("reading/headings.py", "from gongbao.analysis import derive", "Extraction knows no figures"),
        ("drawing/boxes.py", "from gongbao.extraction import units", "Drawing and pages know no text"),
        ("pages/webtables.py", "from gongbao.reading import bulletin", "Drawing and pages know no text"),
        ("analysis/derive.py", "from gongbao.drawing import style", "The way of the data"),
        ("data/schema.py", "from gongbao.reading import bulletin", "The way of the data"),
        ("lexicon/__init__.py", "from gongbao.language import words", "The way of the data"),
        ("building/pool.py", "def late():\n    from gongbao.commands import score", "The way of the data"),
        ("panel/__init__.py", "from gongbao import paths", "The way of the data"),  # a package that nobody placed
        ("extraction/units.py", "from gongbao.extraction import tokens", "No modules of a package"),  # a circle
    ],
)
def test_an_import_the_other_way_breaks_its_contract(tmp_path, module, line, contract):
    package = tmp_path / "scripts" / "gongbao"
    shutil.copytree(paths.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(paths.ROOT / "pyproject.toml", tmp_path)
    (package / module).parent.mkdir(exist_ok=True)
    with (package / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    code, said = lint(tmp_path)
    assert code == 1
    assert [name for name in said.splitlines() if name.startswith(contract) and " BROKEN" in name], said
