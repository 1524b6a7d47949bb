"""The wheel holds the whole package and nothing else, and works where there is no checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from gongbao import paths


def build(checkout, target):
    """Return the wheel that is built from a checkout without a network."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", target, checkout], check=True, timeout=300)
    (wheel,) = target.glob("gongbao-*.whl")
    return wheel


def copy(target):
    """Copy what a wheel is made of, so that nothing is built inside the checkout."""
    unseen = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(paths.ROOT / "scripts", target / "scripts", ignore=unseen)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(paths.ROOT / name, target)
    return target


def contents(wheel):
    """Return the names of what a wheel installs, without its metadata."""
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def expected():
    """Return what stands in the package: its modules, its tables, its style."""
    files = [path for path in paths.PACKAGE.rglob("*") if path.is_file() and path.parent.name != "__pycache__"]
    return {path.relative_to(paths.PACKAGE.parent).as_posix() for path in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(copy(tmp_path_factory.mktemp("checkout")), tmp_path_factory.mktemp("wheel"))


def test_it_holds_every_module_and_table_and_nothing_else(wheel):
    assert contents(wheel) == expected()
    assert {name.split("/")[1] for name in contents(wheel) if name.endswith(".csv")} == {"lexicon"}


def test_a_package_that_is_not_taken_along_is_missed(tmp_path):
    checkout = copy(tmp_path / "checkout")
    (checkout / "scripts" / "gongbao" / "extraction" / "subject" / "__init__.py").unlink()
    project = checkout / "pyproject.toml"
    declared = project.read_text(encoding="utf-8").replace('"gongbao.lexicon" = ["*.csv"]', "")
    project.write_text(
        declared.replace('["scripts"]\ninclude', '["scripts"]\nnamespaces = false\ninclude'), encoding="utf-8"
    )
    missing = expected() - contents(build(checkout, tmp_path))
    assert {name.rsplit("/", 1)[0] for name in missing} == {"gongbao/extraction/subject", "gongbao/lexicon"}


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory):
    """A fresh environment with gongbao from the wheel; what gongbao needs is lent by the environment of the tests."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    packages = place(folder, "purelib")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", packages]
    subprocess.run([*command, wheel], check=True, timeout=300)
    # a folder that a .pth file names comes last, and its own .pth files, the checkout's among them, are not read
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def place(folder, what):
    """Return where an environment in a folder has its packages or its scripts."""
    return Path(sysconfig.get_path(what, "venv", {"base": str(folder), "platbase": str(folder)}))


def run(environment, folder, *arguments):
    """Run the Python of an environment, which knows nothing of the checkout; return what it printed."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GONGBAO"))}
    command = [place(environment, "scripts") / "python", *arguments]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=True, timeout=120)
    return done.stdout.decode()


def test_it_extracts_away_from_the_checkout(clean, tmp_path):
    origin = run(clean, tmp_path, "-c", "import gongbao.extraction.subject as at; print(at.__file__)")
    assert Path(origin).is_relative_to(clean)
    (tmp_path / "a.txt").write_text("全年破获盗窃案件1284起，同比下降12.4%。", encoding="utf-8")
    rows = run(clean, tmp_path, "-m", "gongbao", "extract", "a.txt").splitlines()
    assert [line.split(",")[4:7] for line in rows[1:]] == [
        ["1284起", "破获盗窃案件", "1284"],
        ["12.4%", "破获盗窃案件", "-12.4"],
    ]
