"""What a result depends on, as digests: where the digest is the same, the result would be, too."""

import hashlib
import json
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from gongbao import paths
from gongbao.building.runs import Run


def surroundings() -> str:
    """Return the digest of all that every run depends on: data, package, lock, interpreter and what is installed."""
    installed = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    names = [sys.version, *sorted(path.name for path in installed)]  # a folder's name holds the version
    lock = paths.ROOT / "requirements.txt"
    return digest([*names, files(paths.PACKAGE), files(paths.DATA), files(lock)])


def of_run(run: Run, around: str) -> str:
    """Return the digest of a run: its notebook without outputs, its parameters, its surroundings."""
    cells = json.loads(run.notebook.read_text(encoding="utf-8"))["cells"]
    sources = [[cell["cell_type"], cell["source"], cell["metadata"]] for cell in cells]
    return digest([around, run.notebook.stem, json.dumps([sources, run.parameters], sort_keys=True)])


def files(place: Path) -> str:
    """Return the digest of a file, or of all files below a folder with their names; a missing one counts as empty."""
    found = sorted(path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    contents = [place] if place.is_file() else found
    return digest(f"{path.relative_to(place)} {_bytes(path)}" for path in contents)


def digest(parts: Iterable[str]) -> str:
    """Return the SHA-256 of several texts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _bytes(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
