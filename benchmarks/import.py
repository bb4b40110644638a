"""What importing a table of 10,000 rows costs, in units of the bare library's reading of the same file.

The rows are those of the shipped plan, again and again, each time with requirements of their own. Two stages are
measured in this process, in turn with the library reading every cell: the tables (bytes to cells whose merged places
have their words; this has a goal), and the whole draft (columns, tasks, units, and the time words of each row's two
texts, which no library reads; its ratio is shown alone). `--check` ends with 1 where a goal is missed; a tenth is
allowed for what two medians differ by on a busy machine.
"""

from __future__ import annotations

import argparse
import gc
import html
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import NamedTuple

import xlsxwriter
from python_calamine import load_workbook
from selectolax.lexbor import LexborHTMLParser

from gkplan.plan.load import load
from gkplan.plan.model import Plan, Task
from gkplan.readers import html as pages
from gkplan.readers import xlsx as sheets
from gkplan.readers.interface import read_bytes

PLAN = Path(__file__).parents[1] / "data" / "tasks.yaml"
HEADINGS = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
GOAL, SLACK = 4.0, 1.1
_MERGED = 2
"""The first columns, of the number and the title, are merged over a task's rows."""


class Case(NamedTuple):
    """A document, the bare library's reading of it, and ours of its tables."""

    name: str
    data: bytes
    bare: Callable[[bytes], object]
    tables: Callable[[bytes], object]


def main() -> int:
    """Measure and print a table; 1 where a goal is to be checked and missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000, help="in each document")
    options.add_argument("--rounds", type=int, default=9, help="pairs of runs for each stage")
    options.add_argument("--check", action="store_true", help="end with 1 where a goal is missed")
    asked = options.parse_args()
    plan = load(PLAN).plan
    assert plan is not None
    table = list(_table(plan, asked.rows))
    cases = (
        Case("a.xlsx", _workbook(table), _by_calamine, sheets.read),
        Case("a.html", _page(table), _by_selectolax, pages.read),
    )
    print(f"| {asked.rows} rows | tables × | whole × | bare ms | goal |")
    print("|------------|---------:|--------:|--------:|-----:|")
    missed = [case.name for case in cases if not _measured(case, asked.rounds)]
    for name in missed if asked.check else ():
        print(f"goal missed: {name}", file=sys.stderr)
    return int(asked.check and bool(missed))


def _measured(case: Case, rounds: int) -> bool:
    """Measure a case and print its line; whether its goal is met."""
    tables, bare = _paired(lambda: case.tables(case.data), lambda: case.bare(case.data), rounds)
    whole, _ = _paired(lambda: read_bytes(case.data, case.name), lambda: case.bare(case.data), max(rounds // 3, 1))
    print(f"| {case.name:10} | {tables:8.1f} | {whole:7.1f} | {bare * 1000:7.0f} | {GOAL:>4g} |", flush=True)
    return tables <= GOAL * SLACK


def _paired(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """How many times the processor time of `bare` the other takes, and its seconds: medians of pairs."""
    runs = [(_timed(ours), _timed(bare)) for _ in range(rounds + 1)][1:]
    return median(mine / base for mine, base in runs), median(base for _, base in runs)


def _timed(run: Callable[[], object]) -> float:
    gc.collect()
    started = time.process_time()
    run()
    return time.process_time() - started


def _by_calamine(data: bytes) -> object:
    return load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()


def _by_selectolax(data: bytes) -> object:
    page = LexborHTMLParser(data.decode())
    return [[cell.text() for cell in row.css("td")] for row in page.css("tr")]


def _table(plan: Plan, rows: int) -> Iterator[list[tuple[str, ...]]]:
    """Tasks, each as the cells of its rows, until there are so many rows."""
    made = number = 0
    while made < rows:
        for task in plan.tasks:
            number += 1
            cells = list(_cells(task, number))[: rows - made]
            made += len(cells)
            if cells:
                yield cells


def _cells(task: Task, number: int) -> Iterator[tuple[str, ...]]:
    for row in task.rows:
        units = row.units_text or "、".join(row.units)
        yield str(number), task.title, f"{row.item}.第{number}号：{row.requirement}", units, row.deadline


def _workbook(table: list[list[tuple[str, ...]]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        line = 1
        for task in table:
            for at, row in enumerate(task):
                sheet.write_row(line + at, _MERGED, row[_MERGED:])
            for column, words in enumerate(task[0][:_MERGED]):
                if len(task) > 1:
                    sheet.merge_range(line, column, line + len(task) - 1, column, "")
                sheet.write(line, column, words)
            line += len(task)
    return out.getvalue()


def _page(table: list[list[tuple[str, ...]]]) -> bytes:
    lines = [_html_row(HEADINGS, 1)]
    for task in table:
        lines += [
            _html_row(row if at == 0 else row[_MERGED:], len(task) if at == 0 else 1) for at, row in enumerate(task)
        ]
    return f"<html><body><table>{''.join(lines)}</table></body></html>".encode()


def _html_row(words: tuple[str, ...], down: int) -> str:
    cells = (
        f"<td{f' rowspan={down}' if down > 1 and at < _MERGED else ''}>{html.escape(each)}</td>"
        for at, each in enumerate(words)
    )
    return f"<tr>{''.join(cells)}</tr>\n"


if __name__ == "__main__":
    sys.exit(main())
