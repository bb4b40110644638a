"""A table that goes on over pages: headings printed again, cells that a page's end cut, merged cells left blank."""

from __future__ import annotations

from gkplan.readers import numbers
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.headings import Headings, headings, printed_row
from gkplan.readers.pdf_lines import begins

Rows = list[list[Cell]]
_ENDS = "。；;！!"


def append(before: Rows, after: Rows) -> None:
    """Put the rows of the next page behind those before, joining what the page's end cut.

    On the new page the rest of a cut row, or of a merged cell, is a row, or cell, of its own; where nothing was left of
    a merged cell it is blank. A row is the rest of the one before where it has no 序号 and its requirement has no
    number and the one before no end.
    """
    found = headings(Grid(tuple(map(tuple, before))))
    printed = found.printed if found else ()
    body = [row for row in after if printed_row(row) not in printed]
    if not body:
        return
    cut = found is not None and _is_cut(before[-1], body[0], found)
    for column in range(len(body[0])):
        _go_on(before, body, column, joined=cut or (found is not None and _is_rest_of_title(body[0], column, found)))
    before.extend(body[1:] if cut else body)


def _is_cut(last: list[Cell], first: list[Cell], found: Headings) -> bool:
    no, requirement = found.named.no, found.named.requirement
    if no is not None and first[no].text:
        return False
    rest = first[requirement].text
    if not rest:
        return any(cell.text for cell in first)
    return numbers.leading(rest).number is None and not last[requirement].text.endswith(tuple(_ENDS))


def _is_rest_of_title(first: list[Cell], column: int, found: Headings) -> bool:
    """Whether a cell has the rest of a title that is merged over the page's end: there is no 序号 beside it."""
    no = found.named.no
    return column == found.named.title != found.named.requirement and no is not None and not first[no].text


def _go_on(before: Rows, body: Rows, column: int, *, joined: bool) -> None:
    """Let a column's first cell on the new page go on with the last before it: blank, or where both are `joined`."""
    above, first = before[-1][column], body[0][column]
    if first.text and not joined:
        return
    whole = ("\n" if begins(above.text, first.text) else "").join((above.text, first.text))
    _spread(before[::-1], column, above.text, whole)
    _spread(body, column, first.text, whole, merged=True)


def _spread(rows: Rows, column: int, old: str, new: str, *, merged: bool = False) -> None:
    """Give the cells of one merged cell, from the first of some rows on, other words."""
    for at, row in enumerate(rows):
        cell = row[column]
        goes_on = at == 0 or (cell if merged else rows[at - 1][column]).origin == "merged"
        if cell.text != old or not goes_on:
            return
        row[column] = cell._replace(text=new, origin="merged" if merged else cell.origin)
