"""Spreadsheets made for a test, of tables as `tests.helpers.documents` has them."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter
from tests.helpers.documents import Table, below


def spreadsheet(table: Table, before: Iterable[str] = (), *, width: int | None = None) -> bytes:
    """A workbook of one sheet, 序号 as numbers, the paragraphs merged over the table's width above it."""
    return workbook(lambda book: _written(book, table, list(before), width or len(table[0])))


def workbook(write: Any) -> bytes:
    """A workbook that `write` fills."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        write(book)
    return out.getvalue()


def _written(book: Any, table: Table, before: list[str], width: int) -> None:
    sheet = book.add_worksheet("分解表")
    for number, words in enumerate(before):
        if words:
            sheet.merge_range(number, 0, number, width - 1, words)
    for at, row in enumerate(table):
        line = at + len(before)
        for column, cell in enumerate(row):
            if cell in (None, "\0"):
                continue
            down, across = below(table, at, column), sum(1 for other in row[column + 1 :] if other == "\0")
            value = int(cell) if column == 0 and cell.isdecimal() else cell
            if down > 1 or across:
                sheet.merge_range(line, column, line + down - 1, column + across, "")
            sheet.write(line, column, value)
