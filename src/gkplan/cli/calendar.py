"""`gkplan calendar`: months as sheets, with what falls due on each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import click

from gkplan.calendar.period import Period, period_of
from gkplan.calendar.workdays import Workday
from gkplan.cli.due import PeriodWindow
from gkplan.cli.help import Option
from gkplan.cli.options import Parameters, filter_options, make, plan_options
from gkplan.cli.pages import head, occurrence_table, words
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext, pgettext
from gkplan.ledger.state import Tally, most_urgent
from gkplan.ledger.states import STATES, State
from gkplan.query.book import Book
from gkplan.query.fields import iso
from gkplan.query.months import months_between
from gkplan.query.select import due_in
from gkplan.query.window import Window
from gkplan.writers.bars import SIGNS, legend
from gkplan.writers.interface import Cell, Column, Line, Table, composed

FIELDS = ("day", "weekday", "working", "working_estimated", "due", "state", "occurrences")
_SATURDAY = 5


class Day(NamedTuple):
    """A day, whether it is worked, and what falls due on it."""

    day: date
    work: Workday
    tallies: Sequence[Tally]


def command() -> click.Command:
    """`gkplan calendar`."""
    return make(
        "calendar",
        calendar,
        _("A month as a calendar sheet: what falls due on each day, days off, today. Default: this month."),
        [*_window_options(), *filter_options(), *plan_options()],
        epilog=_("Example: gkplan calendar --month 2016-12 --unit 市房管局"),
    )


def calendar(**given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    window = _window(given, question.today)
    book = question.book(until=window.end)
    due = due_in(book.tallies(), window, question.filters)
    days = list(_days(book, window, due))
    records = [_record(each) for each in days]
    question.answer(
        "calendar",
        body={"window": {"start": iso(window.start), "end": iso(window.end)}, "days": records},
        fields=FIELDS,
        records=records,
        page=lambda: list(_page(book, days, due)),
    )


def _window_options() -> Parameters:
    month, quarter = PeriodWindow("monthly", "2016-12"), PeriodWindow("quarterly", "2016-Q4")
    year = PeriodWindow("yearly", "2016")
    return [
        Option(["--month"], type=month, metavar="2016-12", help=_("The sheet of this month.")),
        Option(["--quarter"], type=quarter, metavar="2016-Q4", help=_("The sheets of this quarter.")),
        Option(["--year"], type=year, metavar="2016", help=_("The sheets of this year.")),
    ]


def _window(given: Mapping[str, Any], today: date) -> Window:
    """The window asked for; two are a usage error, and none is this month."""
    asked = {f"--{name}": given[name] for name in ("month", "quarter", "year") if given[name] is not None}
    if len(asked) > 1:
        said = _("One window at a time, please; these are several: {options}")
        raise click.UsageError(said.format(options=" ".join(asked)))
    month = period_of(today, "monthly")
    found: Window = next(iter(asked.values()), Window(month.start, month.end))
    return found


def _days(book: Book, window: Window, due: Sequence[Tally]) -> Iterator[Day]:
    """Each day of a window with two ends."""
    assert window.start is not None
    assert window.end is not None
    on: dict[date | None, list[Tally]] = {}
    for each in due:
        on.setdefault(each.occurrence.due, []).append(each)
    for number in range((window.end - window.start).days + 1):
        day = window.start + timedelta(days=number)
        yield Day(day, book.plan.calendar.is_workday(day), on.get(day, ()))


def _record(each: Day) -> dict[str, Any]:
    return {
        "day": each.day.isoformat(),
        "weekday": each.day.isoweekday(),
        "working": bool(each.work),
        "working_estimated": each.work.estimated,
        "due": len(each.tallies),
        "state": most_urgent(tally.state for tally in each.tallies),
        "occurrences": [tally.occurrence.id for tally in each.tallies],
    }


def _page(book: Book, days: Sequence[Day], due: Sequence[Tally]) -> Iterator[Table | Line]:
    """A sheet for each month, what the signs mean, and what falls due by date."""
    yield head(book, ngettext("{count} due", "{count} due", len(due)).format(count=len(due)))
    for month in months_between(days[0].day, days[-1].day):
        yield _sheet(month, [each for each in days if month.start <= each.day <= month.end], book.today)
    if due:
        yield legend(each.state for each in due)
    if any(each.work.estimated for each in days):
        yield words(_("Days off are not announced yet for some of these days; the ordinary weekends are shown."), "dim")
    if due:
        yield occurrence_table(due, book)


def _sheet(month: Period, days: Sequence[Day], today: date) -> Table:
    """A month's days by week, Monday first."""
    cells = [Cell("")] * month.start.weekday() + [_cell(each, today) for each in days]
    cells += [Cell("")] * (-len(cells) % 7)
    weeks = [cells[at : at + 7] for at in range(0, len(cells), 7)]
    return Table([Column(name) for name in _weekdays()], weeks, month.name)


def _cell(each: Day, today: date) -> Cell:
    """The day's number (today's in brackets), whether it is worked where that is unusual, and counts by state."""
    number = f"[{each.day.day}]" if each.day == today else f" {each.day.day}"
    weekend = each.day.weekday() >= _SATURDAY
    style = "strong" if each.day == today else "" if each.work else "dim"
    unusual = _unusual(each, weekend=weekend)
    parts = [Cell(number, style), *([Cell(f" {unusual}", "dim")] if unusual else [])]
    counts: Counter[State] = Counter(tally.state for tally in each.tallies)
    signs = [Cell(f"{SIGNS[state]}{counts[state]}", state) for state in STATES if counts[state]]
    if signs:
        parts += [Cell("\n "), *_spaced(signs)]
    return composed(parts)


def _unusual(each: Day, *, weekend: bool) -> str:
    """A weekday that is off, or a weekend that is worked."""
    if bool(each.work) == weekend:
        return pgettext("calendar", "work") if each.work else pgettext("calendar", "off")
    return ""


def _spaced(cells: Sequence[Cell]) -> Iterator[Cell]:
    for number, cell in enumerate(cells):
        if number:
            yield Cell(" ")
        yield cell


def _weekdays() -> list[str]:
    return [
        *(pgettext("calendar", "Mon"), pgettext("calendar", "Tue"), pgettext("calendar", "Wed")),
        *(pgettext("calendar", "Thu"), pgettext("calendar", "Fri")),
        *(pgettext("calendar", "Sat"), pgettext("calendar", "Sun")),
    ]
