"""Whole files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gkplan.plan.files import write_new


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
