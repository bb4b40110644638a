"""`table`: the page for people on a terminal, drawn by rich.

Text objects alone, so that no word of a plan is markup; every cell folds and none is cut. Colour only says again what
the words say: `NO_COLOR` and `TERM=dumb` lose nothing. Where a terminal is too narrow for a table's columns side by
side, each row is written as lines of its own, one for each cell.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from gkplan.clean import visible
from gkplan.writers.answer import Answer
from gkplan.writers.interface import Cell, Line, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

STYLES = {
    "overdue": "bold red",
    "unsettled": "bold magenta",
    "due": "yellow",
    "submitted": "cyan",
    "ongoing": "green",
    "upcoming": "",
    "waiting": "blue",
    "late": "dim red",
    "done": "dim green",
    "elapsed": "dim",
    "dropped": "dim",
    "error": "bold red",
    "warning": "yellow",
    "strong": "bold",
    "mark": "bold underline",
    "dim": "dim",
    "id": "bold",
}
_GAP = 2
_USUAL, _LEAST = 80, 20
"""The width where none is known, and the least that is drawn for: a narrower terminal breaks the lines itself."""
_NARROWEST = 12
"""The fewest terminal columns in which wrapped Chinese still reads as lines."""
_PADDING = re.compile(r" +$", re.MULTILINE)


class TableWriter:
    """A page on a terminal of the given width in columns; None: as wide as the terminal."""

    def __init__(self, width: int | None = None) -> None:
        self._width = width

    def write(self, answer: Answer, out: TextIO) -> None:
        """Draw the page."""
        console = self._console(out)
        with console.capture() as drawn:
            before: Table | Line | None = None
            for block in answer.page():
                if isinstance(before, Table) or (before and isinstance(block, Table)):
                    console.print()
                before = block
                if isinstance(block, Line):
                    _say(console, block.parts)
                    continue
                _show(console, block)
        out.write(_PADDING.sub("", drawn.get()))

    def _console(self, out: TextIO) -> Console:
        from rich.console import Console

        console = Console(
            file=out,
            width=self._width,
            markup=False,
            emoji=False,
            highlight=False,
            no_color=bool(os.environ.get("NO_COLOR")) or None,
        )
        console.width = max(console.width, _LEAST) if console.width else _USUAL
        return console


def _show(console: Console, table: Table) -> None:
    """A table under its title, without the columns in which nothing stands."""
    if table.title:
        _say(console, [Cell(table.title, "strong")])
    told = [at for at in range(len(table.columns)) if any(row[at].text for row in table.rows)]
    table = Table([table.columns[at] for at in told], [[row[at] for at in told] for row in table.rows])
    widths = _widths(table, console.width)
    if widths is None:
        _list(table, console)
    else:
        console.print(_drawn(table, widths))


def _widths(table: Table, width: int) -> list[int] | None:
    """The width of each column, in terminal columns; None where the table does not fit.

    A column that is not wrapped is as wide as its widest line. The others get what is left, by their shares, but none
    more than it needs, and none less than its heading.
    """
    widths = [
        _widest([Cell(column.heading), *(row[at] for row in table.rows)]) for at, column in enumerate(table.columns)
    ]
    flexible = [at for at, column in enumerate(table.columns) if column.wrap]
    least = {at: min(widths[at], max(_NARROWEST, _widest([Cell(table.columns[at].heading)]))) for at in flexible}
    room = width - _GAP * (len(widths) - 1) - sum(wide for at, wide in enumerate(widths) if at not in least)
    if room < sum(least.values()):
        return None
    while flexible:
        shares = sum(table.columns[at].share for at in flexible)
        offered = {at: max(least[at], room * table.columns[at].share // shares) for at in flexible}
        settled = [at for at in flexible if widths[at] <= offered[at]] or [
            at for at in flexible if offered[at] == least[at]
        ]
        for at in settled or flexible:
            widths[at] = min(widths[at], offered[at])
            room -= widths[at]
        flexible = [at for at in flexible if at not in settled] if settled else []
    return widths


def _widest(cells: Iterable[Cell]) -> int:
    from rich.cells import cell_len

    return max(cell_len(line) for cell in cells for line in visible(cell.text).split("\n"))


def _drawn(table: Table, widths: Sequence[int]) -> RichTable:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as RichTable

    drawn = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP - 1, 0, 0), show_edge=False)
    for column, width in zip(table.columns, widths, strict=True):
        drawn.add_column(_text([Cell(column.heading, "strong")]), width=width)
    for row in table.rows:
        drawn.add_row(*(_text([cell]) for cell in row))
    return drawn


def _list(table: Table, console: Console) -> None:
    """A table as a list: for each row its cells, one below the other, each after its column's heading.

    A heading of several lines is a scale: what it measures stands right below it.
    """
    for number, row in enumerate(table.rows):
        if number:
            console.print()
        for column, cell in zip(table.columns, row, strict=True):
            if "\n" in column.heading:
                _say(console, [Cell(f"{column.heading}\n", "dim"), cell])
            elif cell.text:
                _say(console, [Cell(f"{column.heading} ", "dim"), Cell(cell.text.replace("\n", " "), cell.style)])


def _say(console: Console, parts: Iterable[Cell]) -> None:
    """Print words on lines of their own; in a group, since rich would join a bare text to one that it folds itself."""
    from rich.console import Group

    console.print(Group(_text(parts)))


def _text(parts: Iterable[Cell]) -> Text:
    text = _folded()
    for cell in parts:
        for piece in cell.parts or (cell,):
            text.append(visible(piece.text), STYLES.get(piece.style, ""))
    return text


def _folded() -> Text:
    """An empty text that is broken as Chinese is, also in a column that rich would rather cut."""
    from rich.cells import cell_len
    from rich.containers import Lines
    from rich.text import Text

    from gkplan.writers.fold import breaks

    class Folded(Text):
        def wrap(self, console: Console, width: int, **_how: Any) -> Lines:  # noqa: ARG002 - rich's signature
            lines = Lines()
            for line in self.split(allow_blank=True):
                line.expand_tabs(8)
                lines.extend(line.divide(breaks(line.plain, width, cell_len)))
            for line in lines:
                line.rstrip()
            return lines

    return Folded()
