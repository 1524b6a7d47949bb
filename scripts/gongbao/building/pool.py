"""Many runs, one more at a time than there are cores, with a line on the terminal that says which."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

from tqdm import tqdm

from gongbao.building import kernels
from gongbao.building.engine import Result, execute
from gongbao.building.runs import Run, size


def results(runs: list[Run], folder: Path, limit: float) -> Iterator[Result]:
    """Execute runs and yield each result when it is there; whoever leaves early leaves no kernel behind.

    Parameters
    ----------
    runs : list of Run
    folder : Path
        Each run leaves what it made in folder/<bulletin>/<language>/<notebook>.
    limit : float
        Seconds that one cell may take.
    """
    kernels.start_template()
    executor = ThreadPoolExecutor(os.cpu_count() + 1)  # while one waits for its kernel, no core need be idle
    runs = sorted(runs, key=lambda run: size(run.notebook), reverse=True)  # so that no core waits long for the last one
    with tqdm(total=len(runs), unit="run", disable=None, leave=False) as bar:
        line = _Line(bar)
        futures = [executor.submit(line.show, run, execute, run, folder / run.place, limit) for run in runs]
        try:
            for future in as_completed(futures):
                bar.update()
                yield future.result()
        finally:
            _end(executor, futures)


class _Line:
    """The progress bar's text: what runs at the moment."""

    def __init__(self, bar: tqdm):
        self._bar, self._running = bar, []

    def show(self, run: Run, work, *arguments):
        """Do the work with the run's name on the line."""
        self._running.append(str(run))
        self._bar.set_postfix_str(", ".join(self._running))
        try:
            return work(*arguments)
        finally:
            self._running.remove(str(run))


def _end(executor: ThreadPoolExecutor, futures: list[Future]) -> None:
    """Cancel what has not begun and kill what runs, so that its thread ends and clears up after itself."""
    executor.shutdown(wait=False, cancel_futures=True)
    while not all(future.done() for future in futures):
        for kernel in multiprocessing.active_children():
            kernel.kill()
        time.sleep(0.05)
