"""A digest changes with whatever a result depends on, and with nothing else."""

import json

import pytest

from gongbao import paths
from gongbao.building import freshness
from gongbao.building.runs import Run


@pytest.fixture
def run(unbuilt, monkeypatch):
    """A run in a checkout of its own."""
    monkeypatch.setattr(paths, "ROOT", unbuilt.root)
    monkeypatch.setattr(paths, "PACKAGE", unbuilt.root / "scripts" / "gongbao")
    monkeypatch.setattr(paths, "DATA", unbuilt.root / "data")
    unbuilt.write("01-a", "1 + 1")
    return Run(unbuilt.root / "notebooks" / "01-a.ipynb", {"bulletin": "qingdao-2023", "language": "en"}, {})


def digest(run):
    return freshness.of_run(run, freshness.surroundings())


@pytest.mark.parametrize(
    "name",
    [
        "scripts/gongbao/drawing/style.py",
        "scripts/gongbao/drawing/publication.mplstyle",
        "scripts/gongbao/lexicon/units.csv",
        "data/indicators.csv",
        "requirements.txt",
    ],
)
def test_changes_with_every_file_a_result_depends_on(run, unbuilt, name):
    before = digest(run)
    assert digest(run) == before
    path = unbuilt.root / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert digest(run) != before


def test_changes_with_the_parameters_and_the_cells_but_not_with_the_outputs(run):
    before = digest(run)
    assert digest(Run(run.notebook, run.parameters | {"language": "zh"}, {})) != before
    notebook = json.loads(run.notebook.read_text())
    notebook["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["2"]}]
    notebook["cells"][2]["execution_count"] = 2
    run.notebook.write_text(json.dumps(notebook))
    assert digest(run) == before
    notebook["cells"][2]["source"] = "1 + 2"
    run.notebook.write_text(json.dumps(notebook))
    assert digest(run) != before


def test_changes_with_what_is_installed(run, tmp_path, monkeypatch):
    site = tmp_path / "site-packages"
    (site / "matplotlib-3.10.9.dist-info").mkdir(parents=True)
    monkeypatch.setattr(freshness.sysconfig, "get_path", lambda name: str(site))
    before = digest(run)
    (site / "matplotlib-3.10.9.dist-info").rename(site / "matplotlib-3.10.10.dist-info")
    assert digest(run) != before
