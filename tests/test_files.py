"""Files appear whole or not at all, several together or none."""

import os
import stat

import pytest

from gongbao import files
from gongbao.errors import InputError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_writes_new_files_and_swaps_old_ones(tmp_path):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_bytes(b"before")
    old.chmod(0o640)
    files.replace({old: b"after", new: b"fresh"})
    assert (old.read_bytes(), new.read_bytes()) == (b"after", b"fresh")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert names(tmp_path) == ["new.csv", "old.csv"]


def test_where_one_cannot_be_written_all_stay(tmp_path):
    kept, folder = tmp_path / "kept.csv", tmp_path / "folder"
    kept.write_bytes(b"before")
    folder.mkdir()
    for bad in (tmp_path / "absent" / "a.csv", folder):
        with pytest.raises(InputError, match="cannot be written") as caught:
            files.replace({kept: b"after", tmp_path / "new.csv": b"new", bad: b"x"})
        assert str(bad) in str(caught.value)
        assert kept.read_bytes() == b"before"
        assert names(tmp_path) == ["folder", "kept.csv"]


def test_an_interrupt_between_two_renames_undoes_the_first(tmp_path, monkeypatch):
    first, second, fresh = (tmp_path / name for name in ("1.csv", "2.csv", "0.csv"))
    first.write_bytes(b"one")
    second.write_bytes(b"two")
    rename = type(tmp_path).replace

    def interrupted(path, target):
        if target == second:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(type(tmp_path), "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.replace({fresh: b"new", first: b"changed", second: b"changed"})
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert names(tmp_path) == ["1.csv", "2.csv"]


def test_a_link_is_followed(tmp_path):
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"before")
    link.symlink_to(target)
    files.replace({link: b"after"})
    assert link.is_symlink()
    assert target.read_bytes() == b"after"


def test_a_pipe_is_written_to_and_not_swapped(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    files.replace({pipe: b"rows"})
    assert os.read(reader, 10) == b"rows"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
