"""conda, Binder, pip and the lock name the same packages."""

import re
import tomllib
from itertools import chain

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gongbao import paths


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def declared(lines):
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}


def test_environment_yml_names_what_pyproject_names(project):
    environment = yaml.safe_load((paths.ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [line for line in environment["dependencies"] if isinstance(line, str)]
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert pip[-1] == "-e ."
    lines = [line for line in conda if line != "pip" and not line.startswith("python=")] + pip[:-1]
    assert declared(lines) == declared(project["dependencies"])


def test_environment_yml_names_a_python_that_the_package_takes(project):
    environment = yaml.safe_load((paths.ROOT / "environment.yml").read_text(encoding="utf-8"))
    (python,) = [line for line in environment["dependencies"] if str(line).startswith("python=")]
    assert Requirement("python" + project["requires-python"]).specifier.contains(python.split("=")[1])


def test_every_declared_package_is_locked_at_a_version_it_allows(project):
    lock = (paths.ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", lock, re.M)}
    lines = chain(project["dependencies"], *project["optional-dependencies"].values())
    wrong = {n: s for n, s in declared(lines).items() if n not in locked or not s.contains(locked[n])}
    assert not wrong


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-bench.txt"])
def test_the_lock_has_hashes_and_no_addresses(name):
    lock = (paths.ROOT / name).read_text(encoding="utf-8")
    assert lock.count("--hash=sha256:") > lock.count("==")
    assert "://" not in lock
    assert "--index" not in lock
