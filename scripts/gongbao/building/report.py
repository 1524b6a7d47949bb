"""The report: what has changed is run, its figures and the pages are put in place, the rest stays as it is.

Everything is made in <output>/.cache and moved to its place when it is whole. A report that was ended halfway leaves
the one before it as it was, and the next report goes on from there.
"""

import errno
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from gongbao import files, paths
from gongbao.building import freshness, install
from gongbao.building.runs import Run, plan
from gongbao.data import schema
from gongbao.errors import InputError

LIMIT = 120.0  # seconds that a cell may take
NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def build(
    bulletin=None, language=None, notebook=None, parameters=None, output=None, force=False, limit: float = LIMIT
) -> int:
    """Make the report.

    Parameters
    ----------
    bulletin, language, notebook : str, optional
        One of each; all by default.
    parameters : dict, optional
        Further parameters of the notebooks, by name.
    output : path, optional
        The folder that receives figures/ and site/.
    force : bool
        Run what has not changed, too.
    limit : float
        Seconds that one cell may take.

    Returns
    -------
    int
        0, or 1 where a notebook failed; the others are in place then, too.

    Raises
    ------
    InputError
        A wrong argument, a damaged table, a folder that is full, read-only or in use by another report.
    """
    target = Path(output or paths.output()).absolute()
    try:
        runs = plan(bulletin, language, notebook, parameters)
        check_tables()
        (target / ".cache").mkdir(parents=True, exist_ok=True)
        with install.locked(target / ".cache" / "report.lock", target), _interruptible():
            return _report(runs, target, force, limit, whole=not (bulletin or language or notebook))
    except OSError as error:
        place = error.filename or target
        raise InputError(f"{place}: cannot be used ({error.strerror or error}); the report is as it was") from None


def check_tables() -> None:
    """Refuse a damaged table of data/ before anything runs."""
    for table in schema.package()["resources"]:
        schema.check(table["name"], (paths.DATA / table["path"]).read_bytes())


def _report(runs: list[Run], target: Path, force: bool, limit: float, whole: bool) -> int:
    began, cache = time.monotonic(), target / ".cache"
    around = freshness.surroundings()
    keys = {run.place: freshness.of_run(run, around) for run in runs}
    stale = [run for run in runs if force or _read(cache / "runs" / run.place / "digest") != keys[run.place]]
    errors = _refresh(stale, keys, cache, limit) if stale else []
    if whole:
        _forget(cache / "runs", keys)
    drawn = install.figures(cache / "runs", target, cache / "published.json")
    built = _pages(target, around)
    print(*errors, sep="\n", end="\n" if errors else "", file=sys.stderr)
    spent = f"{len(stale) - len(errors)} of {len(runs)} runs in {time.monotonic() - began:.1f} s"
    print(f"{spent if stale or built else 'Up to date'}: {drawn} figures in {target / 'figures'}", end=", ")
    print(f"pages in {target / 'site' / 'index.html'}")
    return 1 if errors else 0


def _refresh(stale: list[Run], keys: dict[Path, str], cache: Path, limit: float) -> list[str]:
    """Run what has changed; put each result into cache/runs, or what is left of it into cache/failed."""
    from gongbao.building import kernels

    kernels.start_template()  # it imports what notebooks import, while this process imports what runs and pages need
    from gongbao.building import pool
    from gongbao.pages import site  # noqa: F401

    scratch, errors = cache / "scratch", []
    shutil.rmtree(scratch, ignore_errors=True)  # of a report that was killed
    try:
        with closing(pool.results(stale, scratch, limit)) as results:
            for result in results:
                place = result.run.place
                shutil.rmtree(cache / "failed" / place, ignore_errors=True)
                if result.error is None:
                    (scratch / place / "digest").write_text(keys[place])
                    _move(scratch / place, cache / "runs" / place)
                    continue
                _mind_room(result.error, cache)
                _move(scratch / place, cache / "failed" / place)
                kept = cache / "failed" / place / "notebook.ipynb"
                errors.append(f"Failed: {result.run}, {result.error}; kept as {kept}")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return errors


def _move(made: Path, place: Path) -> None:
    """Put a finished folder in the place of the one before."""
    before = made.with_name(f"{made.name}.before")
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(before)
    made.rename(place)
    shutil.rmtree(before, ignore_errors=True)


def _mind_room(error: str, place: Path) -> None:
    """End the report where a run failed only for want of room: so would the others."""
    number = re.search(r"\[Errno (\d+)\]", error)
    if number and int(number[1]) in NO_ROOM:
        raise OSError(int(number[1]), error[number.start() :], str(place))


def _forget(results: Path, places: dict[Path, str]) -> None:
    """Drop the results of notebooks and bulletins that are no more."""
    for folder in results.glob("*/*/*"):
        if folder.relative_to(results) not in places:
            shutil.rmtree(folder)


def _pages(target: Path, around: str) -> bool:
    """Build the site, unless it stands and nothing in it has changed; return whether it was built."""
    results, mark = target / ".cache" / "runs", target / ".cache" / "site.digest"
    parts = [f"{path.relative_to(results)} {path.read_text()}" for path in sorted(results.glob("*/*/*/digest"))]
    key = freshness.digest([around, freshness.files(paths.ROOT / "scripts" / "site"), *parts])
    if _read(mark) == key and (target / "site" / "index.html").exists():
        return False
    from tqdm import tqdm

    from gongbao.pages import site

    with tqdm(bar_format="pages: {elapsed}", disable=None, leave=False):
        site.build(results, target / "figures", target / "site")
    files.replace({mark: key.encode()})
    return True


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let a termination end the report as an interrupt at the keyboard does: kernels killed, scratch cleared."""
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, signal.default_int_handler) if main else None
    try:
        yield
    except KeyboardInterrupt:
        print("Interrupted: the report is as it was, and the next one goes on from here", file=sys.stderr)
        raise
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)
