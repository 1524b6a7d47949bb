"""How long the build takes beside the usual tools, on the same notebooks, and where its time goes.

The usual way is three passes over each notebook: papermill runs it, nbconvert makes the page, nbval runs it again and
compares. The build does the three in one, and what it does besides stays in its time: the pages of the tables in both
languages, the index for searching. What is compared is timed in turns, so that a busy machine slows down both.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from gongbao.building import kernels, report
from gongbao.building.runs import Run, plan

TURNS = 3


def run() -> int:
    """Measure, print what was measured, return 0."""
    runs = _runs()
    print(f"{len(runs)} notebooks, {os.cpu_count()} cores, seconds of wall clock")
    with tempfile.TemporaryDirectory(prefix="gongbao-") as scratch:
        passes, turns = _in_turns(runs, Path(scratch))
        usual, ours = sum(passes.values()), statistics.median(turns)
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in passes.items())
        print(f"{usual:8.1f}  papermill, nbconvert, nbval, notebook by notebook ({parts})")
        print(f"{ours:8.1f}  gongbao: run, pages, comparison (median of {', '.join(f'{turn:.1f}' for turn in turns)})")
        print(f"{usual / ours:8.1f}  times faster")
        _account(Path(scratch))
    from gongbao.commands import (
        bench_extraction,  # here, because it imports pandas: our side of the race above imports that for itself
    )

    return bench_extraction.run()


def once(folder: str) -> None:
    """Do for the notebooks' own defaults what the three passes do: run, make pages, compare with what is stored."""
    from gongbao.building import check

    runs = _runs()
    first, results = runs[0].parameters, Path(folder) / ".cache" / "runs"
    code = report.build(bulletin=first["bulletin"], language=first["language"], output=folder, force=True)
    made = check.made_by(runs, results)
    check.compare({name: content for name, content in made.items() if name.startswith("notebooks/")})
    sys.exit(code)


def running(folder: str) -> None:
    """Run the notebooks in kernels; print the seconds that it took, and those of them that are not the cells'."""
    began = time.perf_counter()
    kernels.start_template()
    from gongbao.building import pool

    results = list(pool.results(_runs(), Path(folder), report.LIMIT))
    spent = time.perf_counter() - began
    print(json.dumps([spent, sum(result.seconds - result.cells for result in results)]))


def drawing() -> None:
    """Run their cells in as many plain processes as there are cores; print the seconds that it took."""
    from gongbao.commands import bench_cells

    print(json.dumps(bench_cells.seconds([run.notebook for run in _runs()])))


def steps() -> None:
    """Run their cells in this process; print the seconds of each step."""
    from gongbao.commands import bench_cells

    print(json.dumps(bench_cells.account([run.notebook for run in _runs()])))


def _runs() -> list[Run]:
    return [run for run in plan() if not run.injected]


def _in_turns(runs: list[Run], scratch: Path) -> tuple[dict[str, float], list[float]]:
    """Time the usual passes over a part of the notebooks, then ours over all, until the usual ones are through."""
    passes, turns = defaultdict(float), []
    for turn in range(TURNS):
        for run in runs[turn::TURNS]:
            for name, command in _usual(run.notebook, scratch).items():
                passes[name] += _seconds(command, run.notebook.parent, scratch)
        turns.append(_seconds(_ours(f"once({str(scratch / f'ours-{turn}')!r})"), scratch, scratch))
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


def _ours(call: str) -> list[str]:
    return [sys.executable, "-c", f"from gongbao.commands.bench import *; {call}"]


def _seconds(command: list[str], cwd: Path, scratch: Path) -> float:
    env = os.environ | {
        "GONGBAO_OUTPUT": str(scratch / "usual"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    env.pop("JUPYTER_DEFAULT_PROVISIONER_NAME", None)
    began = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def _account(scratch: Path) -> None:
    """Print how running compares with drawing bench_cells, and where it goes.

    Drawing alone is measured as running is, from the start of its processes to the end of the last: what no way of
    running the notebooks on these cores could fall short of.
    """
    turns = [
        (_asked(f"running({str(scratch / 'running')!r})", scratch), _asked("drawing()", scratch)) for _ in range(TURNS)
    ]
    spent, bare = (statistics.median(seconds) for seconds in zip(*((run[0], draw) for run, draw in turns), strict=True))
    print(f"{spent:8.1f}  of it running the notebooks; drawing alone on these cores takes {bare:.1f}", end="")
    print(f" ({spent / bare:.2f} times)")
    print("Where running goes, seconds of one core:")
    for name, seconds in _asked("steps()", scratch).items():
        print(f"{seconds:8.1f}  {name}")
    print(
        f"{statistics.median(run[1] for run, _ in turns):8.1f}  kernels: waiting for the first, starts, messages, ends"
    )


def _asked(call: str, scratch: Path):
    """Return what one of the functions above prints in a process of its own."""
    env = os.environ | kernels.FIXED | {"GONGBAO_OUTPUT": str(scratch / "alone")}
    done = subprocess.run(_ours(call), env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)
