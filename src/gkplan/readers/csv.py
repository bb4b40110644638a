"""Tables of values: csv with commas, tsv with tabs, or what else spreadsheets put between cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from gkplan.plan.findings import N_
from gkplan.readers.columns import columns
from gkplan.readers.decode import decoded
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.grid import Cell, Grid, filled
from gkplan.readers.limits import check_rows

_DELIMITERS = (",", "\t", ";", "|", "，")
_LOOKED_AT = 64 * 1024
"""How much of a table is looked at to tell its delimiter: headings stand at its beginning."""


def read(data: bytes) -> tuple[Grid, ...]:
    """The one table of a document of values, its cells at their lines; titles above its headings are rows of it.

    Commas, tabs, semicolons or bars stand between cells: with which there are headings of a plan. `UnreadableError`
    where the bytes are no text, or a cell does not end.
    """
    text = decoded(data)
    rows = [row for row in _rows(text, _delimiter(text)) if any(cell.text for cell in row)]
    check_rows(len(rows))
    width = max(map(len, rows), default=0)
    return (Grid(tuple(filled(row, width) for row in rows)),)


def _delimiter(text: str) -> str:
    """What stands between cells: what makes headings, else what makes the most cells."""
    begun = text[:_LOOKED_AT]
    tables = {each: [[cell.text for cell in row] for row in _rows_so_far(begun, each)] for each in _DELIMITERS}
    for each, rows in tables.items():
        if any(columns(row) for row in rows):
            return each
    return max(_DELIMITERS, key=lambda each: sum(map(len, tables[each])))


def _rows_so_far(text: str, delimiter: str) -> Iterator[Sequence[Cell]]:
    """The rows of a beginning, up to where it breaks off."""
    try:
        yield from _rows(text, delimiter)
    except UnreadableError:
        return


def _rows(text: str, delimiter: str) -> Iterator[Sequence[Cell]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield [_cell(words, line) for words in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(
            N_("line {line}: a cell does not end, or is longer than any: {why}"), line=line, why=error
        ) from error


def _cell(words: str, line: int) -> Cell:
    text = "\n".join(part.strip() for part in words.splitlines()).strip()
    return Cell(text, "own" if text else "blank", line)
