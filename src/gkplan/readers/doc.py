"""Word documents of before 2007: antiword, where it is there, makes DocBook of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from gkplan.plan.findings import N_
from gkplan.readers.doubts import Place, UnreadableError
from gkplan.readers.grid import Grid, Spanned, spread
from gkplan.readers.limits import check_rows

_SECONDS = 10
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*\?>)?\s*(?:<!DOCTYPE[^>]*>)?", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(data: bytes) -> tuple[Grid, ...]:
    """The tables of an old Word document, rows counted from 1; cells that it merged downwards are blank.

    Nothing but the program antiword is run, with the document as its input. `UnreadableError` where that is not
    installed, or can't read the document.
    """
    book = _parsed(_printed(data))
    grids: list[Grid] = []
    lines: list[str] = []
    for part in book.iter("para"):
        table = part.find(".//tgroup")
        lines.extend(_lines(part.text) or ([] if table is not None else [""]))
        if table is not None:
            check_rows(sum(1 for _row in table.iter("row")))
            grids.append(spread(_rows(table), tuple(lines), Place(table=len(grids) + 1)))
            lines = []
    return (*grids, Grid((), tuple(lines)))


def _printed(data: bytes) -> str:
    """The document as antiword prints it."""
    program = shutil.which("antiword")
    if program is None:
        raise UnreadableError(
            N_("reading old Word documents needs the program antiword, which is not there"),
            N_("open it and save it as docx, or install antiword"),
        )
    try:
        run = subprocess.run(  # noqa: S603 - the document comes as input, not as an argument
            [program, "-x", "db", "-"], input=data, capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _unreadable() from error
    return run.stdout.decode("utf-8", "replace")


def _parsed(page: str) -> ET.Element:
    """The printed document without its declarations, which name a file on the network."""
    try:
        return ET.fromstring(_NO_XML.sub("", _PROLOGUE.sub("", page, count=1)))  # noqa: S314 - they are taken off
    except ET.ParseError as error:
        raise _unreadable() from error


def _rows(table: ET.Element) -> Iterator[list[Spanned]]:
    for number, row in enumerate(table.iter("row"), 1):
        yield [Spanned("\n".join(_lines("".join(cell.itertext()))), line=number) for cell in row.findall("entry")]


def _lines(words: str | None) -> list[str]:
    return [line.strip() for line in (words or "").splitlines() if line.strip()]


def _unreadable() -> UnreadableError:
    return UnreadableError(N_("antiword can't read the document"), N_("open it and save it as docx"))
