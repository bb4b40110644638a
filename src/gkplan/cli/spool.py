"""An answer held back until it is whole, so that what proves impossible on the way leaves no half of it on stdout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, TextIO

_HELD = 8 << 20
"""How many characters of text are held in memory; where there are more, all lie in a temporary file."""


class Spool:
    """Takes text as a stream does, and hands it on in the end."""

    def __init__(self) -> None:
        self._held: list[str] = []
        self._size = 0
        self._file: IO[bytes] | None = None

    def write(self, text: str) -> None:
        """Take a piece of text."""
        self._held.append(text)
        self._size += len(text)
        if self._size > _HELD:
            self._set_down()

    def writelines(self, texts: Iterable[str]) -> None:
        """Take some pieces of text."""
        for text in texts:
            self.write(text)

    def deliver(self, out: TextIO) -> None:
        """Write all of it, in UTF-8."""
        if self._file is None:
            out.write("".join(self._held))
            return
        from shutil import copyfileobj

        self._set_down()
        self._file.seek(0)
        out.flush()
        copyfileobj(self._file, out.buffer)
        self._file.close()

    def _set_down(self) -> None:
        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile()  # noqa: SIM115 - closed on delivery
        self._file.write("".join(self._held).encode("utf-8", "backslashreplace"))
        self._held.clear()
        self._size = 0
