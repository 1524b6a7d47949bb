"""One run: a notebook through papermill in a warm kernel, its outputs caught in a folder of their own.

papermill writes times, paths and random ids into what it executes; `clean` takes them out, so that the same input gives
the same bytes.
"""

import logging
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from gongbao.building import kernels
from gongbao.building.runs import Run

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
TRACES = ("papermill", "execution", "collapsed", "scrolled")


@dataclass(frozen=True)
class Result:
    """What came of a run: seconds of wall clock and of its cells; the error with its cell, or None."""

    run: Run
    seconds: float
    cells: float
    error: str | None


class Engine(NBClientEngine):
    """papermill's own engine, except that a cell which hangs or ends its kernel fails like any other cell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **kwargs):
        """Execute the cells; a time-out or a dead kernel becomes the error output of the cell that ran."""
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
        except (CellTimeoutError, DeadKernelError) as error:
            name, message = _explain(error, kwargs["execution_timeout"])
            code = [cell for cell in nb_man.nb.cells if cell.cell_type == "code"]
            begun = [cell for cell in code if cell.metadata.papermill["start_time"]]
            begun[-1].execution_count = len(begun)
            failure = nbformat.v4.new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])
            begun[-1].outputs.append(failure)


papermill_engines.register("gongbao", Engine)
if kernels.AVAILABLE:
    os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = kernels.NAME
for name in ("papermill", "asyncio", "traitlets"):
    logging.getLogger(name).setLevel(logging.CRITICAL)  # the summary says what failed


def execute(run: Run, folder: Path, limit: float) -> Result:
    """Execute a run.

    Parameters
    ----------
    run : Run
    folder : Path
        Emptied first; receives notebook.ipynb, as far as it came, and out/ with the files that the cells saved.
    limit : float
        Seconds that one cell may take.
    """
    began, raw, spent = time.monotonic(), folder / "raw.ipynb", 0.0
    try:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "out").mkdir(parents=True)
        with tempfile.TemporaryDirectory(prefix="gongbao-") as nook:  # a socket's path must be short
            error = _papermill(run, {"output": str(folder / "out")} | _connection(Path(nook)), raw, limit)
        notebook = nbformat.read(raw, as_version=4)
        raw.unlink()
        spent = sum(cell.metadata.get("papermill", {}).get("duration") or 0 for cell in notebook.cells)
        (folder / "notebook.ipynb").write_text(nbformat.writes(clean(notebook)) + "\n", encoding="utf-8")
    except Exception as failure:  # no kernel, no space: this run fails, the others go on
        error = f"{type(failure).__name__}: {failure}"
    return Result(run, time.monotonic() - began, spent, error)


def clean(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take out what differs between two executions of the same thing: times, paths, versions, random ids."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata |= {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02}"
        for trace in TRACES:
            cell.metadata.pop(trace, None)
    return notebook


def _papermill(run: Run, manager: dict, raw: Path, limit: float) -> str | None:
    """Execute into a raw notebook; return the error of the cell that failed, if one did."""
    try:
        papermill.execute_notebook(
            _literal(run.notebook),
            _literal(raw),
            parameters=run.injected,
            engine_name="gongbao",
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution_timeout=limit,
            iopub_timeout=limit,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": str(run.notebook.parent)}},
            kernel_manager_class=kernels.Manager,
            config=Config(Manager=manager),
        )
    except PapermillExecutionError as failure:
        source = failure.source.strip().split("\n")[0]
        return f"cell {failure.exec_count} ({source}): {failure.ename}: {failure.evalue}"
    return None


def _connection(nook: Path) -> dict:
    """Sockets in a private folder, which other users cannot reach; ports where the system or the path has no room."""
    short = len(str(nook)) < 80
    return {"connection_file": str(nook / "kernel.json"), "transport": "ipc" if kernels.AVAILABLE and short else "tcp"}


def _literal(path: Path) -> str:
    """Escape a path: papermill formats it with the parameters."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _explain(error: Exception, limit: float) -> tuple[str, str]:
    if isinstance(error, CellTimeoutError):
        return "TimeoutError", f"took more than {limit:g} s"
    return "DeadKernelError", "the kernel died"
