"""Answers for writers to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from gkplan.writers.answer import Answer, Writer
from gkplan.writers.interface import Cell, Column, Line, Page, Table
from gkplan.writers.table import TableWriter

HOSTILE = (
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\x9b31m",
    "[red]words[/red]",
    "\u202eabc\u202c",
    "\u2066x\u2069\u200b\ufeff",
    "<script>alert(1)</script>",
    "a|b`c`*d*_e_#f",
    ":smile: https://example.org",
    "=1+1",
    "@SUM(A1)",
    "two\nlines\twith a tab",
    "back\\slash \"quotes\" 'single'",
    "\r\x00\x7f",
    "line\u2028separator",
)
"""Text that a terminal, a spreadsheet, Markdown or HTML would run if it could."""

STEERING = frozenset("\x1b\x9b\x07\x00\x7f\r\u202e\u202c\u2066\u2069\u200b\ufeff\u2028")
"""The characters of `HOSTILE` that must reach no output."""


def answer(records: Sequence[Mapping[str, Any]] = (), page: Page = (), body: Mapping[str, Any] | None = None) -> Answer:
    """An answer of these records; its page is theirs in a table, where no other is given."""
    fields = tuple(records[0]) if records else ("id", "text")
    told = page or (Table([Column(name, wrap=True) for name in fields], [_cells(record) for record in records]),)
    plans: Any = [{"id": "p", "title": "测试", "file": "tasks.yaml"}]
    return Answer("due", date(2016, 12, 1), plans, body or {"rows": list(records)}, fields, records, lambda: told)


def written(writer: Writer | TableWriter, said: Answer) -> str:
    """What a writer writes."""
    out = StringIO(newline="")
    writer.write(said, out)
    return out.getvalue()


def line(text: str, style: str = "") -> Line:
    """A line of words."""
    return Line([Cell(text, style)])


def _cells(record: Mapping[str, Any]) -> list[Cell]:
    return [Cell(str(value)) for value in record.values()]
