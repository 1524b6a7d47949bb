"""Files appear whole or not at all, several together or none."""

import os
from pathlib import Path

from gongbao.errors import InputError


def replace(contents: dict[Path, bytes]) -> None:
    """Write files beside their targets, then rename; where one fails, all targets stay as they were.

    Raises
    ------
    InputError
        Where a folder is missing, read-only or full.
    """
    fresh = {}
    try:
        for target, data in contents.items():
            fresh[target] = target.with_name(f".{target.name}.{os.getpid()}")
            fresh[target].write_bytes(data)
        _swap(fresh)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror}); nothing was changed") from None
    finally:
        for temporary in fresh.values():
            temporary.unlink(missing_ok=True)


def _swap(fresh: dict[Path, Path]) -> None:
    old = {target: target.read_bytes() if target.is_file() else None for target in fresh}
    done = []
    try:
        for target, temporary in fresh.items():
            temporary.replace(target)
            done.append(target)
    except BaseException:  # an interrupt, too, must not leave one table without the other
        for target in done:
            target.unlink() if old[target] is None else target.write_bytes(old[target])
        raise
