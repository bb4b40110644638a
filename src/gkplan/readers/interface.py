"""What a reader of one format is, and reading a published document with the one that fits it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from gkplan.plan.findings import N_
from gkplan.plan.model import Plan, Task
from gkplan.readers.columns import Field
from gkplan.readers.doubts import Doubt, MissingExtraError
from gkplan.readers.grid import Grid

EXTRA = "import"
EXTRA_LIBRARIES = frozenset({"mammoth", "pdfplumber", "python_calamine", "selectolax"})
"""What `pip install 'gkplan[import]'` brings, by the names of its modules."""


class Format(NamedTuple):
    """A format: the module that reads it, imported when such a document comes, and the suffixes of its files."""

    module: str
    suffixes: tuple[str, ...]


READERS: dict[str, Format] = {
    "txt": Format("gkplan.readers.text", (".txt", ".text")),
    "csv": Format("gkplan.readers.csv", (".csv", ".tsv")),
    "md": Format("gkplan.readers.markdown", (".md", ".markdown")),
    "html": Format("gkplan.readers.html", (".html", ".htm", ".xhtml", ".shtml")),
    "docx": Format("gkplan.readers.docx", (".docx", ".docm")),
    "xlsx": Format("gkplan.readers.xlsx", (".xlsx", ".xlsm")),
    "xls": Format("gkplan.readers.xlsx", (".xls", ".et")),
    "pdf": Format("gkplan.readers.pdf", (".pdf",)),
    "doc": Format("gkplan.readers.doc", (".doc", ".wps")),
}
"""The formats there are, by the name that `--from` takes."""


class Draft(NamedTuple):
    """A plan as code read it, and what it was in doubt about."""

    plan: Plan
    doubts: tuple[Doubt, ...]


class Wishes(NamedTuple):
    """What the asker says of a document: its plan's year and day of issue, and the fields of columns by heading."""

    year: int | None = None
    issued: date | None = None
    mapped: Mapping[str, Field] = {}


NO_WISHES = Wishes()


Watch = Callable[[Sequence[Task]], Iterable[Task]]
"""What goes through the tasks of a plan and may show how far it is."""


class Reader(Protocol):
    """A module that reads one format."""

    def read(self, data: bytes) -> tuple[Grid, ...]:
        """The tables of a document, in order, each with the paragraphs before it.

        A last grid without rows holds the paragraphs after the last table, or all where there is no table.
        `UnreadableError` where the bytes are not of the format.
        """
        ...


def read_document(path: Path, *, format_: str | None = None, wishes: Wishes = NO_WISHES) -> Draft:
    """A published document as a draft plan, with its file name and hash as the plan's source.

    Raises `OSError` where the file can't be read and `UnreadableError` where it holds no plan.
    """
    from gkplan.readers.limits import MOST_BYTES

    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)  # so that an endless file ends
    return read_bytes(data, path.name, format_=format_, wishes=wishes)


def read_bytes(
    data: bytes, file: str, *, format_: str | None = None, wishes: Wishes = NO_WISHES, watch: Watch = iter
) -> Draft:
    """A document's bytes as a draft plan; `format_` is a key of `READERS`, else the content and the name decide.

    `watch` is given the tasks whose deadlines are to be read, and gives them back one by one.
    """
    from gkplan.plan.bulk import uncollected
    from gkplan.readers.assemble import assemble
    from gkplan.readers.detect import settled
    from gkplan.readers.limits import check_size

    check_size(data)
    grids = _read(data, settled(data, file, format_))
    with uncollected():
        return assemble(grids, file=file, sha256=sha256(data).hexdigest(), wishes=wishes, watch=watch)


def _read(data: bytes, format_: str) -> tuple[Grid, ...]:
    try:
        reader: Reader = import_module(READERS[format_].module)
        return reader.read(data)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA_LIBRARIES:
            raise
        raise MissingExtraError(
            N_("reading {format} needs a library that is not installed: {library}"),
            N_("pip install 'gkplan[{extra}]'"),
            format=format_,
            library=error.name,
            extra=EXTRA,
        ) from error
