"""A snapshot that proves damaged: the exception, and how to be rid of the file."""

from __future__ import annotations

import os
from contextlib import suppress


class DamagedError(Exception):
    """A snapshot that was trusted does not hold what it should; `path` is its file. The plan itself must be read."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def forget(path: str) -> None:
    """Remove a file, if it is there and can be."""
    with suppress(OSError):
        os.unlink(path)
