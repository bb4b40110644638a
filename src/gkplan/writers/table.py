"""`table`: the page for people on a terminal.

rich knows the terminal: how wide it is, and which colours it shows. No word of a plan is markup; every cell folds and
none is cut. Colour only says again what the words say: `NO_COLOR` and `TERM=dumb` lose nothing. Where a terminal is too
narrow for a table's columns side by side, each row is written as lines of its own, one for each cell.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from gkplan.writers.answer import Answer
from gkplan.writers.interface import Cell, Line, Table
from gkplan.writers.ruled import GAP, Paint, table_lines, widest, word_lines

if TYPE_CHECKING:
    from rich.console import Console

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
_USUAL, _LEAST = 80, 20
"""The width where none is known, and the least that is drawn for: a narrower terminal breaks the lines itself."""
_NARROWEST = 12
"""The fewest terminal columns in which wrapped Chinese still reads as lines."""


class TableWriter:
    """A page on a terminal of the given width in columns; None: as wide as the terminal."""

    def __init__(self, width: int | None = None) -> None:
        self._width = width

    def write(self, answer: Answer, out: TextIO) -> None:
        """Draw the page."""
        console = self._console(out)
        before: Table | Line | None = None
        for block in answer.page():
            if isinstance(before, Table) or (before and isinstance(block, Table)):
                out.write("\n")
            before = block
            if isinstance(block, Line):
                _say(console, out, block.parts)
            else:
                _show(console, out, block)

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


def _show(console: Console, out: TextIO, table: Table) -> None:
    """A table under its title, without the columns in which nothing stands."""
    if table.title:
        _say(console, out, [Cell(table.title, "strong")])
    told = [at for at in range(len(table.columns)) if any(row[at].text for row in table.rows)]
    table = Table([table.columns[at] for at in told], [[row[at] for at in told] for row in table.rows])
    widths = _widths(table, console.width)
    if widths is None:
        _list(table, console, out)
    else:
        out.writelines(table_lines(table, widths, _painter(console)))


def _widths(table: Table, width: int) -> list[int] | None:
    """The width of each column, in terminal columns; None where the table does not fit.

    A column that is not wrapped is as wide as its widest line. The others get what is left, by their shares, but none
    more than it needs, and none less than its heading.
    """
    widths = [
        widest([Cell(column.heading), *(row[at] for row in table.rows)]) for at, column in enumerate(table.columns)
    ]
    flexible = [at for at, column in enumerate(table.columns) if column.wrap]
    least = {at: min(widths[at], max(_NARROWEST, widest([Cell(table.columns[at].heading)]))) for at in flexible}
    room = width - GAP * (len(widths) - 1) - sum(wide for at, wide in enumerate(widths) if at not in least)
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


def _list(table: Table, console: Console, out: TextIO) -> None:
    """A table as a list: for each row its cells, one below the other, each after its column's heading.

    A heading of several lines is a scale: what it measures stands right below it.
    """
    for number, row in enumerate(table.rows):
        if number:
            out.write("\n")
        for column, cell in zip(table.columns, row, strict=True):
            if "\n" in column.heading:
                _say(console, out, [Cell(f"{column.heading}\n", "dim"), cell])
            elif cell.text:
                said = Cell(cell.text.replace("\n", " "), cell.style)
                _say(console, out, [Cell(f"{column.heading} ", "dim"), said])


def _say(console: Console, out: TextIO, parts: Iterable[Cell]) -> None:
    """Write words on lines of their own."""
    out.writelines(word_lines(parts, console.width, _painter(console)))


def _painter(console: Console) -> Paint:
    """What gives words the look of a style, as far as the terminal can show it and wants it."""
    from rich.console import COLOR_SYSTEMS
    from rich.style import Style

    if console.color_system is None:
        return lambda text, _style: text
    system = COLOR_SYSTEMS[console.color_system]
    looks = {name: Style.parse(said) for name, said in STYLES.items() if said}
    if console.no_color:
        looks = {name: look.without_color for name, look in looks.items()}
    return lambda text, style: looks[style].render(text, color_system=system) if style in looks else text
