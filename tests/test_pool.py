"""Runs begin in the order that leaves no core idle."""

import os

from gongbao.building import kernels, pool
from gongbao.building.runs import Run


def test_the_longest_notebook_begins_first(tmp_path, monkeypatch):
    names = {"short": 10, "long": 1000, "middle": 100}
    for name, size in names.items():
        (tmp_path / f"{name}.ipynb").write_bytes(b" " * size)
    begun = []
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setattr(kernels, "start_template", lambda: None)
    monkeypatch.setattr(pool, "execute", lambda run, *_: begun.append(run.notebook.stem))
    runs = [Run(tmp_path / f"{name}.ipynb", {"bulletin": "b", "language": "en"}, {}) for name in names]
    assert len(list(pool.results(runs, tmp_path, 1))) == 3
    assert begun == ["long", "middle", "short"]
