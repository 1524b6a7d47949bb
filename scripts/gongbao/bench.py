"""How long the build takes beside the usual tools, on the same notebooks, and where its time goes.

The usual way is three passes over each notebook: papermill runs it, nbconvert makes the page, nbval runs it again and
compares. The build does the three in one. Both are timed in turns, so that a busy machine slows down both.
"""

import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from gongbao import kernels, pace, report
from gongbao.runs import Run, plan

TURNS = 3


def run() -> int:
    """Measure, print what was measured, return 0."""
    runs = [run for run in plan() if not run.injected]
    print(f"{len(runs)} notebooks, {os.cpu_count()} cores, seconds of wall clock")
    with tempfile.TemporaryDirectory(prefix="gongbao-") as scratch:
        passes, turns = _in_turns(runs, Path(scratch))
        usual, ours = sum(passes.values()), statistics.median(turns)
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in passes.items())
        print(f"{usual:8.1f}  papermill, nbconvert, nbval, notebook by notebook ({parts})")
        print(f"{ours:8.1f}  gongbao: run, pages, comparison (median of {', '.join(f'{turn:.1f}' for turn in turns)})")
        print(f"{usual / ours:8.1f}  times faster")
        _account(runs, Path(scratch))
    return pace.run()


def once(folder: str) -> None:
    """Do for the notebooks' own defaults what the three passes do: run, make pages, compare with what is stored."""
    from gongbao import check

    first = next(run for run in plan() if not run.injected).parameters
    code = report.build(bulletin=first["bulletin"], language=first["language"], output=folder, force=True)
    results = Path(folder) / ".cache" / "runs"
    runs = [run for run in plan() if not run.injected]
    made = check.made_by(runs, results)
    check.compare({name: content for name, content in made.items() if name.startswith("notebooks/")})
    sys.exit(code)


def _in_turns(runs: list[Run], scratch: Path) -> tuple[dict[str, float], list[float]]:
    """Time the usual passes over a part of the notebooks, then ours over all, until the usual ones are through."""
    passes, turns = defaultdict(float), []
    for turn in range(TURNS):
        for run in runs[turn::TURNS]:
            for name, command in _usual(run.notebook, scratch).items():
                passes[name] += _seconds(command, run.notebook.parent, scratch)
        folder = str(scratch / f"ours-{turn}")
        turns.append(
            _seconds([sys.executable, "-c", f"from gongbao.bench import once; once({folder!r})"], scratch, scratch)
        )
    return passes, turns


def _usual(notebook: Path, scratch: Path) -> dict[str, list[str]]:
    executed = str(scratch / notebook.name)
    nbval = ["pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--nbval", str(notebook)]
    commands = {
        "papermill": ["papermill", "--no-progress-bar", str(notebook), executed],
        "nbconvert": ["jupyter", "nbconvert", "--to", "html", executed],
        "nbval": nbval,
    }
    return {name: [sys.executable, "-m", *command] for name, command in commands.items()}


def _seconds(command: list[str], cwd: Path, scratch: Path) -> float:
    env = os.environ | {
        "GONGBAO_OUTPUT": str(scratch / "usual"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    env.pop("JUPYTER_DEFAULT_PROVISIONER_NAME", None)
    began = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def _account(runs: list[Run], scratch: Path) -> None:
    """Print where our time goes, in seconds of one core."""
    kernels.start_template()
    from gongbao import pool

    began = time.perf_counter()
    results = list(pool.results(runs, scratch / "account", report.LIMIT))
    spent = time.perf_counter() - began
    command = [sys.executable, "-c", "from gongbao.bench import alone; alone()"]
    env = os.environ | kernels.FIXED | {"GONGBAO_OUTPUT": str(scratch / "alone")}
    alone = json.loads(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    floor = (sum(alone.values()) - alone["imports"]) / os.cpu_count()
    print(f"{spent:8.1f}  of it running the notebooks; drawing alone, on as many cores, needs {floor:.1f}")
    print("Where running goes, seconds of one core:")
    for name, seconds in alone.items():
        print(f"{seconds:8.1f}  {name}")
    print(f"{sum(result.seconds - result.cells for result in results):8.1f}  kernels started and ended, messages")


def alone() -> None:
    """Run the cells of all notebooks in this process, without kernels, and print what took how long, as JSON."""
    spent = defaultdict(float)
    _timed(spent, "imports", __import__)("gongbao.notebook")
    from gongbao import figure, tables

    figure._settle = _timed(spent, "layout of figures", figure._settle)
    for suffix in ("svg", "pdf", "png"):
        spent[f"saving {suffix}"] = 0.0
    render = figure._render
    figure._render = lambda fig, suffix, words: _timed(spent, f"saving {suffix}", render)(fig, suffix, words)
    tables.read_table = _timed(spent, "reading tables", tables.read_table)
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        for run in (run for run in plan() if not run.injected):
            _cells(run.notebook)
    inside = sum(spent.values()) - spent["imports"]
    spent["the rest of the cells"] = time.perf_counter() - began - inside
    print(json.dumps(spent))


def _cells(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    scope = {"__name__": "__main__"}
    os.chdir(notebook.parent)
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
