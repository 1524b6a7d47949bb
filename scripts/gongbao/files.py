"""Files appear whole or not at all, several together or none; what goes to standard output goes there as it comes."""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gongbao.errors import InputError


def replace(contents: dict[Path, bytes]) -> None:
    """Write files beside their targets, then rename; where one fails, all targets stay as they were.

    Parameters
    ----------
    contents : dict of Path to bytes
        In the order in which they appear. A link is followed; a pipe or a device is written to as it is.

    Raises
    ------
    InputError
        Where a folder is missing, read-only or full.
    """
    fresh: dict[Path, Path] = {}
    try:
        for name, data in contents.items():
            if name.exists() and not name.is_file() and not name.is_dir():
                name.write_bytes(data)
                continue
            target = name.resolve()
            fresh[target] = target.with_name(f".gongbao-{os.getpid()}-{len(fresh)}")
            fresh[target].write_bytes(data)
            if target.is_file():
                shutil.copymode(target, fresh[target])
        _swap(fresh)
    except OSError as error:
        raise InputError(f"{name}: cannot be written ({error.strerror}); nothing was changed") from None
    finally:
        for temporary in fresh.values():
            with suppress(OSError):
                temporary.unlink()


def _swap(fresh: dict[Path, Path]) -> None:
    old = {target: target.read_bytes() if target.is_file() else None for target in fresh}
    done = []
    try:
        for target, temporary in fresh.items():
            temporary.replace(target)
            done.append(target)
    except BaseException:  # an interrupt, too, must not leave one table without the other
        for target in done:
            if (before := old[target]) is None:
                target.unlink()
            else:
                target.write_bytes(before)
        raise


def deliver(chunks: Iterable[bytes], output: str | None) -> None:
    """Write bytes to a file, whole or not at all, or to standard output where there is none."""
    if output:
        replace({Path(output): b"".join(chunks)})
        return
    if sys.stdout is None:
        raise InputError("standard output: is closed; give --output FILE")
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.flush()


def drop_output() -> None:
    """Let what is still in the buffer go nowhere, or Python would try once more at its exit and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
