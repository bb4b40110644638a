"""`table`: the page for people on a terminal, drawn by rich.

Text objects alone, so that no word of a plan is markup; every cell folds and none is cut. Colour only says again what
the words say: `NO_COLOR` and `TERM=dumb` lose nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from gkplan.writers.clean import visible
from gkplan.writers.interface import Answer, Cell, Line, Table

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


class TableWriter:
    """A page on a terminal of the given width in columns; None: as wide as the terminal."""

    def __init__(self, width: int | None = None) -> None:
        self._width = width

    def write(self, answer: Answer, out: TextIO) -> None:
        """Draw the page."""
        console = self._console(out)
        for number, block in enumerate(answer.page()):
            if isinstance(block, Line):
                console.print(_text(block.parts), soft_wrap=False, overflow="fold")
                continue
            if number:
                console.print()
            if block.title:
                console.print(_text([Cell(block.title, "strong")]), overflow="fold")
            console.print(_drawn(block))

    def _console(self, out: TextIO) -> Console:
        from rich.console import Console

        return Console(
            file=out,
            width=self._width,
            markup=False,
            emoji=False,
            highlight=False,
            no_color=bool(os.environ.get("NO_COLOR")) or None,
        )


def _drawn(table: Table) -> RichTable:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as RichTable

    drawn = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False, header_style="bold")
    for column in table.columns:
        drawn.add_column(
            _text([Cell(column.heading)]),
            no_wrap=not column.wrap,
            overflow="fold",
            ratio=column.share if column.wrap else None,
        )
    for row in table.rows:
        drawn.add_row(*(_text([cell]) for cell in row))
    drawn.expand = any(column.wrap for column in table.columns)
    return drawn


def _text(parts: Iterable[Cell]) -> Text:
    from rich.text import Text

    text = Text(overflow="fold")
    for cell in parts:
        text.append(visible(cell.text), STYLES.get(cell.style, ""))
    return text
