"""`xlsx`: the ledger (台账) as an office passes it round: the table with its states, the account by unit and by month.

Words are written as words only: what begins like a formula, a link or a number stays what it is, and nothing is
computed when the file is opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from gkplan.clean import visible
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.states import STATES, State
from gkplan.query.book import Book, Entry
from gkplan.writers.fold import breaks
from gkplan.writers.interface import Extract
from gkplan.writers.words import mark_word, state_word

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""Characters that a cell holds (Excel's specifications and limits)."""
_FIRST_DAY = date(1900, 3, 1)
"""The first that Excel's calendar, which has a 29 February 1900, counts as others do."""
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - no zone is kept, and no clock asked
_FONT = "宋体"
_LINE, _TALLEST = 15, 409
"""The height of a line of text, and of the tallest row that there is, in points."""
_A4 = 9
_CHART_COLUMNS = 10
"""How many columns of 10 characters (75 pixels) a chart reaches over."""

COLOURS: dict[State, tuple[str, str]] = {
    "overdue": ("#C00000", "#F8CBAD"),
    "unsettled": ("#7030A0", "#E4DFEC"),
    "due": ("#7F6000", "#FFE699"),
    "submitted": ("#1F4E78", "#BDD7EE"),
    "ongoing": ("#375623", "#E2EFDA"),
    "upcoming": ("#000000", "#FFFFFF"),
    "waiting": ("#305496", "#D9E1F2"),
    "late": ("#833C0C", "#FCE4D6"),
    "done": ("#375623", "#C6E0B4"),
    "elapsed": ("#7F7F7F", "#EDEDED"),
    "dropped": ("#7F7F7F", "#D9D9D9"),
}
"""Of each state the colour of its words and of the cell around them."""
_BARS: dict[State, str] = {"upcoming": "#A6A6A6", "due": "#FFC000", "overdue": "#C00000", "done": "#70AD47"}
"""Where a bar of the cell's colour would be too pale beside the others."""


class Column(NamedTuple):
    """A column of the ledger: its heading, its width in half-width characters, and what a row has in it."""

    heading: str
    width: int
    of: Callable[[Entry], str | date | int | None]
    whole_task: bool = False


class XlsxWriter:
    """A workbook of three sheets: the table, the account by unit, and by month with a chart."""

    def content(self, extract: Extract) -> bytes:
        """The workbook's bytes."""
        from xlsxwriter import Workbook

        out = BytesIO()
        words_alone = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = Workbook(out, {"in_memory": True, **words_alone})
        book.set_properties({"title": _fitting(extract.name)[:255], "created": _MADE})
        styles = _Styles(book)
        _ledger_sheet(book.add_worksheet(_("Ledger")), extract, styles)
        _unit_sheet(book.add_worksheet(_("By unit")), extract, styles)
        _month_sheet(book, book.add_worksheet(_("By month")), extract, styles)
        book.close()
        return out.getvalue()


class _Styles:
    """The formats of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        cell = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "border": 1}
        centred = {**cell, "align": "center"}

        def made(**more: Any) -> Format:
            return book.add_format(more)

        self.title = made(font_name="黑体", font_size=16, align="center", valign="vcenter", text_wrap=True)
        self.about = made(font_name=_FONT, font_size=10, align="right")
        self.head = made(**{**centred, "font_name": "黑体", "bg_color": "#D9E1F2", "text_wrap": True})
        self.words = made(**cell, text_wrap=True)
        self.short = made(**centred, text_wrap=True)
        self.day = made(**centred, num_format="yyyy-mm-dd")
        self.number = made(**centred, num_format="0")
        self.total = made(**centred, num_format="0", bold=True)
        self.states = {
            state: made(**centred, font_color=ink, bg_color=paper) for state, (ink, paper) in COLOURS.items()
        }


def _ledger_sheet(sheet: Worksheet, extract: Extract, styles: _Styles) -> None:
    """The table, a row for each requirement; a task's number and title stand once, in cells merged over its rows.

    Below a merged cell each row still has its words, unseen, so that a filter by task finds all its rows.
    """
    columns = _columns(extract)
    count = ngettext("{count} row", "{count} rows", len(extract.entries)).format(count=len(extract.entries))
    first = _head(sheet, extract, [column.heading for column in columns], styles, more=count)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    row = first
    for _task, group in groupby(extract.entries, key=lambda entry: entry.row.task):
        entries = list(group)
        for at, column in enumerate(columns):
            if column.whole_task and len(entries) > 1:
                sheet.merge_range(row, at, row + len(entries) - 1, at, "", styles.words)
        for entry, height in zip(entries, _heights(entries, columns), strict=True):
            sheet.set_row(row, height)
            for at, column in enumerate(columns):
                _put(sheet, row, at, column.of(entry), _style(column, entry, styles))
            row += 1
    sheet.freeze_panes(first, 2)
    sheet.autofilter(first - 1, 0, max(row - 1, first - 1), len(columns) - 1)
    _for_print(sheet, first)


def _columns(extract: Extract) -> list[Column]:
    """The columns; 配合单位, those that the plan has no field for, and what was recorded, where any row has it."""
    entries, recorded = extract.entries, _last_recorded(extract.book)
    extra = list(dict.fromkeys(heading for entry in entries for heading, _words in entry.row.extra))
    support = [Column(_("Support"), 16, lambda entry: "、".join(entry.row.support))]
    return [
        Column(_("No."), 6, lambda entry: entry.row.task, whole_task=True),
        Column(_("Task"), 22, lambda entry: entry.row.title, whole_task=True),
        Column(_("Item"), 7, lambda entry: entry.row.id),
        Column(_("Requirement"), 46, lambda entry: entry.row.meant_requirement),
        Column(_("Units"), 22, lambda entry: "、".join(entry.row.units)),
        *(support if any(entry.row.support for entry in entries) else []),
        Column(_("Deadline"), 18, lambda entry: entry.row.meant_deadline),
        *(Column(_fitting(name), 14, _extra(name)) for name in extra),
        Column(_("Next due"), 12, lambda entry: entry.next_due),
        Column(_("State"), 11, lambda entry: state_word(entry.state)),
        Column(_("Progress"), 10, _progress),
        *([Column(_("Last recorded"), 24, recorded)] if any(map(recorded, entries)) else []),
    ]


def _extra(heading: str) -> Callable[[Entry], str | None]:
    """What a row has in a column that the plan has no field for."""
    return lambda entry: dict(entry.row.extra).get(heading)


def _style(column: Column, entry: Entry, styles: _Styles) -> Format:
    value = column.of(entry)
    if column.heading == _("State"):
        return styles.short if entry.state is None else styles.states[entry.state]
    if isinstance(value, date):
        return styles.day
    return styles.short if column.width <= 12 else styles.words


def _progress(entry: Entry) -> str:
    """How many of a row's obligations are done, of how many."""
    of = sum(len(each.obligations) for each in entry.tallies)
    return f"{sum(each.done for each in entry.tallies)}/{of}" if of else ""


def _last_recorded(book: Book) -> Callable[[Entry], str]:
    """What the last mark of a row says: its day, whose it is, its word, its note and evidence. A unit sees its own."""
    names = None if book.unit is None else {book.unit.name, *book.units.groups_of(book.unit.name)}

    def last(entry: Entry) -> str:
        for mark in reversed(entry.records):
            if mark.word is not None and (names is None or mark.unit in names):
                evidence = [piece.get("url") or piece.get("file") or piece.get("doc") for piece in mark.evidence]
                said = [f"{mark.on.isoformat()} {mark.unit} {mark_word(mark.word)}", mark.note, *evidence]
                return "；".join(filter(None, said))
        return ""

    return last


def _unit_sheet(sheet: Worksheet, extract: Extract, styles: _Styles) -> None:
    """Each obligor's obligations by state, the furthest behind first, and which items are overdue."""
    accounts: dict[str, Counter[State]] = {}
    behind: dict[str, dict[str, None]] = {}
    for each in extract.tallies:
        for one in each.obligations:
            accounts.setdefault(one.unit, Counter())[one.state] += 1
            if one.state == "overdue":
                behind.setdefault(one.unit, {})[each.occurrence.row.id] = None
    states = _present(accounts.values())
    first = _head(sheet, extract, [_("Unit"), *map(state_word, states), _("Total"), _("Overdue items")], styles)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(states) + 1, 9)
    sheet.set_column(len(states) + 2, len(states) + 2, 40)
    ranked = sorted(accounts, key=lambda unit: [-accounts[unit][state] for state in STATES[:3]])
    for row, unit in enumerate(ranked, first):
        _put(sheet, row, 0, unit, styles.words)
        _put_counts(sheet, row, accounts[unit], states, styles)
        items = "、".join(behind.get(unit, ()))
        sheet.set_row(row, _height([(items, 40), (unit, 34)]))
        _put(sheet, row, len(states) + 2, items, styles.words)
    _put_total(sheet, first + len(ranked), accounts.values(), states, styles)
    sheet.freeze_panes(first, 1)
    _for_print(sheet, first)


def _month_sheet(book: Workbook, sheet: Worksheet, extract: Extract, styles: _Styles) -> None:
    """How many occurrences fall due in each month, by state, and the same as a chart."""
    months: dict[tuple[int, int], Counter[State]] = {}
    for each in sorted(extract.tallies, key=lambda each: each.occurrence.order):
        if (due := each.expected) is not None:
            months.setdefault((due.year, due.month), Counter())[each.state] += 1
    states = _present(months.values())
    beside = len(states) + 3
    first = _head(
        sheet, extract, [_("Month"), *map(state_word, states), _("Total")], styles, width=beside + _CHART_COLUMNS
    )
    sheet.set_column(0, beside + _CHART_COLUMNS, 10)
    named = sorted(months)
    for row, (year, month) in enumerate(named, first):
        _put(sheet, row, 0, f"{year:04}-{month:02}", styles.short)
        _put_counts(sheet, row, months[year, month], states, styles)
    _put_total(sheet, first + len(named), months.values(), states, styles)
    sheet.freeze_panes(first, 1)
    _for_print(sheet, first)
    if named:
        chart = _chart(book, sheet.get_name(), states, first, first + len(named) - 1)
        sheet.insert_chart(first, beside, chart)


def _chart(book: Workbook, name: str, states: Sequence[State], first: int, last: int) -> Chart:
    """Columns of the months, one upon the other by state."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for at, state in enumerate(states, 1):
        chart.add_series(
            {
                "name": [name, first - 1, at],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, at, last, at],
                "fill": {"color": _BARS.get(state, COLOURS[state][1])},
                "border": {"color": "#7F7F7F", "width": 0.5},
                "gap": 60,
            }
        )
    font = {"name": _FONT, "size": 10}
    chart.set_title({"name": _("Due by month"), "name_font": {"name": "黑体", "size": 12}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.set_size({"width": 75 * _CHART_COLUMNS, "height": 400})
    return chart


def _head(  # noqa: PLR0913 - what stands above a table
    sheet: Worksheet,
    extract: Extract,
    headings: Sequence[str],
    styles: _Styles,
    *,
    more: str = "",
    width: int = 0,
) -> int:
    """The lines above a table: title and day, so many columns wide at least, then headings; gives the next row."""
    last = max(len(headings), width) - 1
    asof = _("as of {today}").format(today=extract.book.today.isoformat())
    sheet.merge_range(0, 0, 0, last, "", styles.title)
    sheet.write_string(0, 0, _fitting(extract.name), styles.title)
    sheet.set_row(0, 44)
    sheet.merge_range(1, 0, 1, last, "", styles.about)
    sheet.write_string(1, 0, " · ".join(filter(None, [asof, more])), styles.about)
    for at, heading in enumerate(headings):
        sheet.write_string(2, at, heading, styles.head)
    sheet.set_row(2, 24)
    return 3


def _for_print(sheet: Worksheet, first: int) -> None:
    """A4 across, as wide as the page, the lines above the table on every page, and the page's number below."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, first - 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer("&C" + _("Page {page} of {pages}").format(page="&P", pages="&N"))


def _put(sheet: Worksheet, row: int, at: int, value: str | date | int | None, style: Format) -> None:
    """A value in its own type; words as words, whatever they look like."""
    if value is None or value == "":
        sheet.write_blank(row, at, None, style)
    elif isinstance(value, int):
        sheet.write_number(row, at, value, style)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, at, value, style)
    else:
        sheet.write_string(row, at, _fitting(str(value)), style)


def _put_counts(sheet: Worksheet, row: int, counts: Counter[State], states: Sequence[State], styles: _Styles) -> None:
    for at, state in enumerate(states, 1):
        _put(sheet, row, at, counts[state] or None, styles.states[state] if counts[state] else styles.number)
    _put(sheet, row, len(states) + 1, counts.total(), styles.total)


def _put_total(
    sheet: Worksheet, row: int, accounts: Iterable[Counter[State]], states: Sequence[State], styles: _Styles
) -> None:
    total: Counter[State] = Counter()
    for account in accounts:
        total.update(account)
    _put(sheet, row, 0, _("Total"), styles.head)
    for at, count in enumerate([*(total[state] for state in states), total.total()], 1):
        _put(sheet, row, at, count, styles.total)


def _present(accounts: Iterable[Counter[State]]) -> list[State]:
    """The states that any account has, the most urgent first."""
    found = {state for account in accounts for state in account}
    return [state for state in STATES if state in found]


def _fitting(words: str) -> str:
    """Words as a cell holds them: nothing that steers, and no more than fits; what is cut, its end says.

    A spreadsheet counts in UTF-16, where rare characters (𠮷) are two.
    """
    words = visible(words)
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return words
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"


def _heights(entries: Sequence[Entry], columns: Sequence[Column]) -> list[float]:
    """The height of each of a task's rows in points; what its title needs beyond them is shared out among them."""
    own = [
        _height((column.of(entry), column.width) for column in columns if not column.whole_task) for entry in entries
    ]
    task = _height((column.of(entries[0]), column.width) for column in columns if column.whole_task)
    lacking = max(0.0, task - sum(own)) / len(own)
    return [min(_TALLEST, height + lacking) for height in own]


def _height(cells: Iterable[tuple[str | date | int | None, int]]) -> float:
    """The height in points of a row whose cells are so wide: spreadsheets fit none to cells that are merged."""
    lines = max((_lines(words, width) for words, width in cells if isinstance(words, str)), default=1)
    return min(_TALLEST, lines * _LINE + 5)


def _lines(words: str, width: int) -> int:
    """How many lines words take; no more are counted than the tallest row holds."""
    from rich.cells import cell_len

    shown = visible(words[: _TALLEST * width])
    return sum(1 + len(breaks(line, width - 1, cell_len)) for line in shown.split("\n"))
