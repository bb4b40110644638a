"""Whole files, written so that a crash leaves the old one, the new one or none, never half of one."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet; raises `FileExistsError` where it does, other `OSError` where it can't.

    The content is on the disk before the file has its name.
    """
    temporary = _written_beside(path, content)
    try:
        _name(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_over(path: Path, content: bytes) -> None:
    """Write a file in the place of another, or anew; the old one is untouched until the new one is whole on the disk.

    It keeps the old one's permissions. Raises `OSError` where it can't be written.
    """
    temporary = _written_beside(path, content)
    try:
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def _name(temporary: Path, path: Path) -> None:
    """Give a written file its name, which must be free; where the disk knows no links (FAT), claim the name first."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        path.open("xb").close()
        temporary.replace(path)


def _written_beside(path: Path, content: bytes) -> Path:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:20]}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            temporary.unlink()
            raise
    temporary.chmod(0o666 & ~_umask())
    return temporary


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Make a new name last through a power cut; Windows has no way to say so, and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
