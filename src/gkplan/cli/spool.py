"""An answer held back until it is whole, so that what proves impossible on the way leaves no half of it on stdout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, TextIO

_HELD = 4_000
"""How many pieces of text are held in memory; the rest lies in a temporary file."""
_CHUNK = 1 << 20


class Spool:
    """Takes text as a stream does, and hands it on in the end."""

    def __init__(self) -> None:
        self._held: list[str] = []
        self._file: IO[str] | None = None

    def write(self, text: str) -> None:
        """Take a piece of text."""
        self._held.append(text)
        if len(self._held) > _HELD:
            self._set_down()

    def writelines(self, texts: Iterable[str]) -> None:
        """Take some pieces of text."""
        for text in texts:
            self.write(text)

    def deliver(self, out: TextIO) -> None:
        """Write all of it."""
        if self._file is None:
            out.write("".join(self._held))
            return
        self._set_down()
        self._file.seek(0)
        while text := self._file.read(_CHUNK):
            out.write(text)
        self._file.close()

    def _set_down(self) -> None:
        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="")  # noqa: SIM115 - kept
        self._file.write("".join(self._held))
        self._held.clear()
