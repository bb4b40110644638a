"""Spreadsheets (xlsx, and xls as Excel wrote before 2007): a grid a sheet, merged ranges spread, dates as shown."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from gkplan.plan.bulk import uncollected
from gkplan.plan.findings import N_
from gkplan.readers.doubts import Doubt, Place, UnreadableError
from gkplan.readers.grid import Cell, Grid, cells
from gkplan.readers.limits import check_cells, check_rows, damaged, locked, opened
from gkplan.readers.workbook import DAY, Shape, Workbook, column_letters, workbook

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Value = float | str | bool | date | time | timedelta
Merged = tuple[tuple[int, int], tuple[int, int]]
# The first record of an old workbook (BOF, of BIFF 5 or 8) and after it FILEPASS, perhaps with WRITEPROT between.
_LOCKED = re.compile(
    rb"\x09\x08(?:\x08\x00\x00\x05\x05\x00.{4}|\x10\x00\x00\x06\x05\x00.{12})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
# What a damaged old workbook makes of its process, it makes of one that ends with it; the limit is in bytes.
_TRIAL = """
import sys
from io import BytesIO
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29))
except ImportError:
    pass  # Windows: no limit but the time
from python_calamine import load_workbook
load_workbook(BytesIO(sys.stdin.buffer.read()))
"""
_SECONDS = 8
_SHOWN = 10
"""How many hidden rows or columns a doubt names."""


class _Shown(NamedTuple):
    """How a sheet shows dates, by row and column from 0; None where the format can't say."""

    shapes: Mapping[tuple[int, int], Shape] | None

    def of(self, at: tuple[int, int]) -> Shape:
        return DAY if self.shapes is None else self.shapes.get(at, DAY)


@uncollected()
def read(data: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook that have words, rows numbered as the sheet does; blank rows and columns are left out.

    A doubt where a sheet, rows or columns are hidden: they are read all the same. `UnreadableError` where the bytes
    are no workbook, it wants a password, or reaches farther than any table.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    known = _known(data) if data.startswith(b"PK") else None
    book = _opened(data)
    grids: list[Grid] = []
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            doubts = [] if meta.visible == SheetVisibleEnum.Visible else [Doubt("hidden", None, 0, meta.name)]
            grid = _grid(_sheet(book, meta.name), meta.name, known, doubts)
            if grid.rows:
                grids.append(grid)
                check_rows(sum(len(each.rows) for each in grids))
    return tuple(grids)


def _known(data: bytes) -> Workbook:
    with opened(data) as archive:
        if "xl/workbook.bin" in archive.namelist():
            raise UnreadableError(
                N_("{format} documents are not read"), N_("open it and save it as docx, xlsx or pdf"), format="xlsb"
            )
        return workbook(archive)


def _opened(data: bytes) -> CalamineWorkbook:
    import python_calamine

    if not data.startswith(b"PK"):
        _must_open(data)
    try:
        return python_calamine.load_workbook(BytesIO(data))
    except python_calamine.CalamineError as error:
        raise damaged() from error


def _must_open(data: bytes) -> None:
    """Refuse an old workbook that wants a password, or that a process of its own can't open.

    The library lays out every place between a sheet's first and last cell as it opens one, and ends the process where
    a damaged one has them out of order or gigabytes apart.
    """
    if _LOCKED.search(data):
        raise locked()
    command = [sys.executable, "-P", "-c", _TRIAL]
    try:
        subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - our own
    except subprocess.SubprocessError as error:
        raise damaged() from error


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    import python_calamine

    try:
        return book.get_sheet_by_name(name)
    except python_calamine.CalamineError as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust could not go on with, no Exception of Python's
            raise
        raise damaged() from error


def _grid(sheet: CalamineSheet, name: str, known: Workbook | None, doubts: list[Doubt]) -> Grid:
    place = Place(sheet=name)
    check_cells(sheet.height * sheet.width)
    top, left = sheet.start or (0, 0)
    shown = _Shown(_shapes(known, name) if known else None)
    rows = _rows(sheet.to_python(), (top, left), shown, place, doubts)
    _merge(rows, sheet.merged_cell_ranges or (), (top, left))
    printed = _printed(rows)
    doubts.extend(_hidden(known, name, {row[0].line for row in printed}))
    return Grid(printed, place=place, doubts=tuple(doubt._replace(place=place) for doubt in doubts))


def _printed(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows, and of these the columns, in which anything is printed: a stray cell far off makes no wide table."""
    found = [row for row in rows if any(cell.origin == "own" for cell in row)]
    width = len(found[0]) if found else 0
    kept = [at for at in range(width) if any(row[at].origin == "own" for row in found)]
    if len(kept) == width:
        return tuple(map(tuple, found))
    return tuple(tuple([row[at] for at in kept]) for row in found)


def _shapes(known: Workbook, name: str) -> dict[tuple[int, int], Shape]:
    """The shapes of a sheet's dates, where they are not shown whole."""
    short = {style: parts for style, parts in known.shapes.items() if parts != DAY}
    if not short or name not in known.sheets:
        return {}
    return {at: short[style] for at, style in known.sheets[name].styles().items() if style in short}


def _rows(
    table: Sequence[Sequence[Value]], start: tuple[int, int], shown: _Shown, place: Place, doubts: list[Doubt]
) -> list[list[Cell]]:
    """The cells of a sheet's values, all in one go; `start` is the place of the first."""
    top, left = start
    width = len(table[0]) if table else 0
    values = [value for row in table for value in row]
    texts = [
        value.strip() if isinstance(value, str) else words(value, shown.of((top + at // width, left + at % width)))
        for at, value in enumerate(values)
    ]
    texts = [_trimmed(text) if "\n" in text or "\r" in text else text for text in texts]
    lines = [number for number in range(top + 1, top + 1 + len(table)) for _ in range(width)]
    if shown.shapes is None:
        dated = (at for at, value in enumerate(values) if isinstance(value, date) and value.day == 1)
        doubts.extend(Doubt("date-of-month", None, lines[at], texts[at], place) for at in dated)
    made = cells(texts, lines)
    return [made[at : at + width] for at in range(0, len(made), width or 1)]


def _trimmed(text: str) -> str:
    return "\n".join([part.strip() for part in text.splitlines()])


def words(value: Value, parts: Shape = DAY) -> str:
    """What a value that is no text is called: 1, 2.5, 2016年12月31日 (the parts shown of it), 08:30."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        day = "".join(
            f"{number}{name}"
            for part, number, name in (("y", value.year, "年"), ("m", value.month, "月"), ("d", value.day, "日"))
            if part in parts
        )
        clock = value.time() if isinstance(value, datetime) else time()
        return f"{day} {clock:%H:%M}" if clock != time() and parts == DAY else day
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _merge(rows: Sequence[list[Cell]], ranges: Iterable[Merged], start: tuple[int, int]) -> None:
    """Give the places of each merged range, as far as the table reaches, the words of its first."""
    top, left = start
    height, width = len(rows), len(rows[0]) if rows else 0
    places = 0
    for (first, from_), (last, to) in ranges:
        above, beside = max(first - top, 0), max(from_ - left, 0)
        below, after = min(last - top + 1, height), min(to - left + 1, width)
        if below <= above or after <= beside:
            continue
        across = after - beside
        places += (below - above) * across
        check_cells(places)
        first_cell = rows[above][beside]
        for number in range(above, below):
            merged = Cell(first_cell.text, "merged", number + top + 1)
            if across == 1:
                rows[number][beside] = merged
            else:
                rows[number][beside:after] = [merged] * across
        rows[above][beside] = first_cell


def _hidden(known: Workbook | None, name: str, lines: set[int]) -> Iterator[Doubt]:
    """Rows with words, and columns, that the sheet does not show."""
    if known is None or name not in known.sheets:
        return
    sheet = known.sheets[name]
    rows = [number for number in sheet.hidden_rows() if number in lines]
    if rows:
        yield Doubt("hidden", None, rows[0], f"第{_named(map(str, rows), len(rows))}行")
    columns = [f"{column_letters(first)}–{column_letters(last)}" for first, last in sheet.hidden_columns()]
    if columns:
        yield Doubt("hidden", None, 0, f"第{_named(columns, len(columns))}列")


def _named(words: Iterable[str], count: int) -> str:
    shown = [word for word, _ in zip(words, range(_SHOWN), strict=False)]
    return "、".join([*shown, "…"] if count > _SHOWN else shown)
