"""Drawing alone: the cells of the notebooks in plain processes, without kernels, pages or comparison.

It is what no way of running them can fall short of, and it shows which step of drawing is worth the next effort.
"""

import contextlib
import io
import json
import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from gongbao.building.runs import size


def seconds(notebooks: list[Path]) -> float:
    """Return how long as many processes as there are cores take to run the cells, the longest notebooks first."""
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool() as workers:
        workers.map(run_cells, sorted(notebooks, key=size, reverse=True), chunksize=1)
        return time.perf_counter() - began


def account(notebooks: list[Path]) -> dict[str, float]:
    """Run the cells in this process and return the seconds of each step of it."""
    spent = defaultdict(float)
    _timed(spent, "imports", __import__)("gongbao.notebook")
    from gongbao.data import tables
    from gongbao.drawing import figure

    figure._settle = _timed(spent, "layout of figures", figure._settle)
    for suffix in ("svg", "pdf", "png"):
        spent[f"saving {suffix}"] = 0.0
    render = figure._render
    figure._render = lambda fig, suffix, words: _timed(spent, f"saving {suffix}", render)(fig, suffix, words)
    tables.read_table = _timed(spent, "reading tables", tables.read_table)
    began = time.perf_counter()
    for notebook in notebooks:
        run_cells(notebook)
    inside = sum(spent.values()) - spent["imports"]
    spent["the rest of the cells"] = time.perf_counter() - began - inside
    return dict(spent)


def run_cells(notebook: Path) -> None:
    """Run the code of a notebook, and show nobody what it prints."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    scope = {"__name__": "__main__"}
    os.chdir(notebook.parent)
    with contextlib.redirect_stdout(io.StringIO()):
        for source in ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"):
            exec(compile(source, str(notebook), "exec"), scope)


def _timed(spent: dict[str, float], name: str, function: Callable) -> Callable:
    def measured(*arguments, **options):
        began = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            spent[name] += time.perf_counter() - began

    return measured
