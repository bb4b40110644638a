"""Whole files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gkplan.plan.files import write_new, write_over


def test_a_new_file_holds_what_was_given(tmp_path: Path) -> None:
    """The content is there under its name, and nothing else is left in the folder."""
    write_new(tmp_path / "a.yaml", "分解表\n".encode())
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "分解表\n"
    assert os.listdir(tmp_path) == ["a.yaml"]  # noqa: PTH208 - names alone


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """Another's file keeps its content, and no temporary file stays behind."""
    (tmp_path / "a.yaml").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_disk_without_links_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no second name can be made (FAT), the name is claimed first, and still never taken from a file."""

    def refuse(_from: object, _to: object) -> None:
        raise PermissionError

    monkeypatch.setattr("gkplan.plan.files.os.link", refuse)
    write_new(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yaml", b"newer")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the content can't be brought to the disk, neither the name nor the temporary file is there."""

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gkplan.plan.files.os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "a.yaml", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_mode_follows_the_umask(tmp_path: Path) -> None:
    """A colleague may read what the umask lets them read."""
    before = os.umask(0o027)
    try:
        write_new(tmp_path / "a.yaml", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_file_in_the_place_of_another_keeps_its_permissions(tmp_path: Path) -> None:
    """What was written over is gone, who may read it is as before, and nothing else is left in the folder."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_over(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_outlives_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new content can't be kept, the old one stays as it was, and no half of the new is left."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("gkplan.plan.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_over(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["分" * 84, "a" * 255])
def test_the_longest_name_that_a_disk_takes_is_taken(tmp_path: Path, name: str) -> None:
    """The temporary file beside it has no longer name."""
    write_new(tmp_path / name, b"new")
    assert (tmp_path / name).read_bytes() == b"new"
