"""Draw everything again and compare with what is committed: figures/**/*.svg and .csv, the outputs in notebooks/."""

import base64
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import nbformat
from PIL import Image

from gongbao import files, paths
from gongbao.building import differences, kernels
from gongbao.building.report import LIMIT, check_tables
from gongbao.building.runs import Run, plan

COMMITTED = (".svg", ".csv")
IGNORED = "nbval-ignore-output"  # the tag of a cell whose output is neither compared nor stored


def run(update: bool = False) -> int:
    """Compare, say what differs, and return 1 if anything does or a notebook fails.

    Parameters
    ----------
    update : bool
        Put what is made now in place of what is committed, and return 0 then.
    """
    runs = plan()
    check_tables()
    with tempfile.TemporaryDirectory(prefix="gongbao-") as scratch:
        failed = _execute(runs, Path(scratch))
        if failed:
            print(*failed, sep="\n", file=sys.stderr)
            return 1
        made = made_by(runs, Path(scratch))
    changed = compare(made)
    if update:
        _write({name: new for name, new in made.items() if name in changed or name.endswith(".ipynb")})
        print(f"{len(changed)} of {len(made)} files updated")
        return 0
    print(f"{len(made) - len(changed)} of {len(made)} files are as committed")
    if changed:
        print("If the others are meant: gongbao check --update")
    return 1 if changed else 0


def made_by(runs: list[Run], results: Path) -> dict[str, bytes | None]:
    """Return what runs made, by its path in the checkout; None for a committed figure that none of them draws."""
    stale = {path.relative_to(paths.ROOT).as_posix(): None for path in _drawn(paths.ROOT)}
    outs = [results / run.place / "out" for run in runs]
    figures = {path.relative_to(out).as_posix(): path.read_bytes() for out in outs for path in _drawn(out)}
    stored = {f"notebooks/{run.notebook.name}": results / run.place for run in runs if not run.injected}
    return stale | figures | {name: _own((place / "notebook.ipynb").read_bytes()) for name, place in stored.items()}


def compare(made: dict[str, bytes | None]) -> list[str]:
    """Print how files differ from the committed ones, and return the names of those that do."""
    folder = paths.ROOT / ".cache" / "check"
    shutil.rmtree(folder, ignore_errors=True)
    changed = []
    for name, new in made.items():
        path = paths.ROOT / name
        old = path.read_bytes() if path.exists() else None
        if not differences.same(name, old, new):
            changed.append(name)
            print(*differences.explain(name, old, new, folder), sep="\n")
    return changed


def _execute(runs: list[Run], scratch: Path) -> list[str]:
    """Execute every run; return a line for each that failed."""
    kernels.start_template()
    from gongbao.building import pool

    with closing(pool.results(runs, scratch, LIMIT)) as results:
        return [f"Failed: {result.run}, {result.error}" for result in results if result.error]


def _drawn(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("figures/**/*")) if path.suffix in COMMITTED)


def _write(made: dict[str, bytes | None]) -> None:
    contents = {paths.ROOT / name: content for name, content in made.items() if content is not None}
    for path in contents:
        path.parent.mkdir(parents=True, exist_ok=True)
    files.replace({path: _lighter(data) if path.suffix == ".ipynb" else data for path, data in contents.items()})
    for name in made.keys() - {path.relative_to(paths.ROOT).as_posix() for path in contents}:
        (paths.ROOT / name).unlink()


def _own(notebook: bytes) -> bytes:
    """Leave out what nbval is told to ignore: a library's own scripts are not ours to store."""
    content = nbformat.reads(notebook.decode(), as_version=4)
    for cell in content.cells:
        if IGNORED in cell.metadata.get("tags", []):
            cell.outputs = []
    return (nbformat.writes(content) + "\n").encode()


def _lighter(notebook: bytes) -> bytes:
    """Store a notebook's PNGs at half the size and in 64 colours: to be looked at, and a fifth of the bytes in git."""
    content = nbformat.reads(notebook.decode(), as_version=4)
    outputs = [output for cell in content.cells for output in cell.get("outputs", [])]
    for data in (output.data for output in outputs if "image/png" in output.get("data", {})):
        picture, file = Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("RGB"), io.BytesIO()
        picture.reduce(2).quantize(64).save(file, "png", optimize=True)
        data["image/png"] = base64.b64encode(file.getvalue()).decode()
    return (nbformat.writes(content) + "\n").encode()
