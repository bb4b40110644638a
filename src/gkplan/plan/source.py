"""The bytes of a plan file, read as a stream and as often as wanted, and whether they are text at all.

What is no text is known only at the file's end, while its rows are read long before: a file with a fault seems to end
where the fault stands, and whoever reads it asks for the `fault` before anything that was read counts.
"""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from gkplan.plan.findings import Finding

SIZE_LIMIT = 2**30
"""The most bytes a plan file may have: some two million rows; a published table has a few hundred."""
PIPE_LIMIT = 64 * 2**20
"""The most bytes of a pipe, which is held since it can't be read twice."""
PIECE_LIMIT = 2**20
"""The most bytes that a row, a unit or another part may have: all that is read of it is held until it was checked, and
of tiny values that is some hundred times as much. A long row has a few thousand."""

_CHUNK = 2**16
# The longer marks first: that of UTF-32-LE begins as that of UTF-16-LE does.
_FOREIGN_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_FOREIGN = (("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE"), ("gb18030", "GB18030"))

Watch = Callable[[int, int], object]
"""Is told how many bytes were read, and of how many."""


class Source:
    """A file that findings call `name`."""

    def __init__(self, file: BinaryIO, name: str, limit: int = SIZE_LIMIT, watch: Watch | None = None) -> None:
        self.name = name
        self.fault: Finding | None = None
        self.watch = watch
        self.limit = limit if file.seekable() else min(limit, PIPE_LIMIT)
        self._file = file if file.seekable() else io.BytesIO(file.read(self.limit + 1))
        self.size = self._file.seek(0, os.SEEK_END)
        if self.size > self.limit:
            self.refuse_size()
        else:
            self._read_mark()

    def _read_mark(self) -> None:
        """Know the file by the mark that it begins with."""
        begun = self.at(0, 4)
        self.start = len(codecs.BOM_UTF8) if begun.startswith(codecs.BOM_UTF8) else 0
        for mark, encoding in _FOREIGN_MARKS:
            if begun.startswith(mark) and self.fault is None:
                self.fault = Finding("GK002", self.name, 1, 1, {"encoding": encoding})

    def at(self, position: int, size: int) -> bytes:
        """Bytes from a position on; each reader has a position of its own."""
        self._file.seek(position)
        return self._file.read(size)

    def refuse_size(self) -> None:
        """More bytes than may be."""
        self.fault = Finding("GK001", self.name, 1, 1, {"limit": str(self.limit // 2**20)})

    def refuse_piece(self, line: int, col: int) -> None:
        """More bytes than a part may have that begins at a place."""
        self.fault = Finding("GK014", self.name, line, col, {"limit": str(PIECE_LIMIT // 2**20)})

    def texts(self, encoding: str = "utf-8") -> Iterator[str]:
        """The text in an encoding, piece by piece; `UnicodeDecodeError` where it is none."""
        decoder = codecs.getincrementaldecoder(encoding)()
        position = self.start
        while data := self.at(position, _CHUNK):
            position += len(data)
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)

    def guess_encoding(self) -> None:
        """What bytes that are not UTF-8 seem to be."""
        names = (name for encoding, name in _FOREIGN if self._reads_as(encoding))
        name = next(names, None)
        code, params = ("GK003", {}) if name is None else ("GK002", {"encoding": name})
        self.fault = Finding(code, self.name, 1, 1, params)

    def _reads_as(self, encoding: str) -> bool:
        """Whether the bytes are text with lines and the word `plan` in an encoding."""
        lines = plan = False
        before = ""
        try:
            for text in self.texts(encoding):
                if "\0" in text:
                    return False
                lines |= "\n" in text
                plan |= "plan" in before + text
                before = text[-3:]
        except UnicodeDecodeError:
            return False
        return lines and plan


class Reader:
    """One reading of a source, for a YAML parser; the first of all, which is `strict`, finds out whether it is text."""

    def __init__(self, source: Source, *, strict: bool = False) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-8")() if strict else None
        self._position = 0 if source.fault else source.start
        self._piece = self._position
        self._begun: Any = None
        self._foreign = False
        self._ended = source.fault is not None

    def begin_piece(self, event: Any = None) -> None:
        """What follows, from an event of the parser on, is counted anew against the limit of a piece."""
        self._piece = self._position
        self._begun = event

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end and where something is wrong."""
        source = self._source
        if self._ended:
            return b""
        data = source.at(self._position, size)
        self._position += len(data)
        if self._decoder is not None:
            self._check(data)
        elif not data or self._position > source.limit:
            self._ended = True
        return b"" if self._ended else data

    def _check(self, data: bytes) -> None:
        """Whether the bytes read so far are text, and not too many."""
        source = self._source
        if source.watch is not None:
            source.watch(self._position, source.size)
        if self._position > source.limit:
            source.refuse_size()
        elif self._position - self._piece > PIECE_LIMIT:
            mark = self._begun and self._begun.start_mark
            source.refuse_piece(*((mark.line + 1, mark.column + 1) if mark else (1, 1)))
        self._foreign = self._foreign or not self._is_text(data)
        self._ended = not data or self._foreign or source.fault is not None

    def _is_text(self, data: bytes) -> bool:
        if b"\0" in data or self._decoder is None:
            return False
        try:
            self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            return False
        return True

    def finish(self) -> Finding | None:
        """Read what the parser left, and say what is wrong with the source as text."""
        source = self._source
        while source.fault is None and (data := source.at(self._position, _CHUNK)):
            self._position += len(data)
            self.begin_piece()
            self._check(data)
        if source.fault is None and not self._foreign and not self._ended:
            self._foreign = not self._is_text(b"")
        if source.fault is None and self._foreign:
            source.guess_encoding()
        return source.fault
