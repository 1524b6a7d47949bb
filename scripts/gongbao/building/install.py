"""What a report leaves in its output folder: one report at a time, each file whole or not at all."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongbao import files
from gongbao.errors import InputError


@contextmanager
def locked(
    file: Path, target: Path, other: str = "another report is being made here; wait for it or choose an --output"
) -> Iterator[None]:
    """Hold the lock on a file; the system lets go of it however the process ends.

    Parameters
    ----------
    file : Path
    target : Path
        What the lock is for.
    other : str
        What to say where it is taken.

    Raises
    ------
    InputError
        Another process holds it.
    """
    with file.open("a") as handle:
        try:
            _lock(handle.fileno())
        except OSError:
            raise InputError(f"{target}: {other}") from None
        yield


def figures(results: Path, target: Path, manifest: Path) -> int:
    """Make target/figures hold what the results hold, and return how many figures those are.

    Parameters
    ----------
    results : Path
        Folders <bulletin>/<language>/<notebook> as `engine.execute` leaves them.
    target : Path
    manifest : Path
        Remembers the digest of every file that came from here, so that a figure which no notebook draws any more goes
        away, and nothing else does.
    """
    killed = (*manifest.parent.glob(".gongbao-*"), *target.glob("figures/**/.gongbao-*"))
    for left in killed:  # of a report that was ended while it renamed
        left.unlink()
    wanted = _wanted(results)
    data = {name: path.read_bytes() for name, path in wanted.items()}
    before = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
    now = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
    changed = {target / name: content for name, content in data.items() if _sha256(target / name) != now[name]}
    if changed or before != now:
        for folder in {path.parent for path in changed}:
            folder.mkdir(parents=True, exist_ok=True)
        files.replace({manifest: _json(before | now)})
        files.replace(changed)
        for name in before.keys() - now.keys():
            if _sha256(target / name) == before[name]:
                (target / name).unlink()
        files.replace({manifest: _json(now)})
    return sum(name.endswith(".svg") for name in wanted)


def _wanted(results: Path) -> dict[str, Path]:
    wanted = {}
    for out in sorted(results.glob("*/*/*/out")):
        for path in sorted(path for path in out.glob("figures/**/*") if path.is_file()):
            name = path.relative_to(out).as_posix()
            if name in wanted:
                both = f"{wanted[name].relative_to(results).parts[2]} and {path.relative_to(results).parts[2]}"
                raise InputError(f"{name}: two notebooks draw it, {both}; give one of the figures another name")
            wanted[name] = path
    return wanted


def _sha256(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _json(digests: dict[str, str]) -> bytes:
    return json.dumps(digests, indent=0, sort_keys=True).encode()


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
