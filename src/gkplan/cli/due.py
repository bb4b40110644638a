"""`gkplan due`: occurrences by due date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from json import loads
from typing import TYPE_CHECKING, Any

import click

from gkplan.calendar.period import Freq
from gkplan.cli.help import Option
from gkplan.cli.options import IsoDate, Parameters, Span, filter_options, make, plan_options
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.query.fields import iso
from gkplan.query.records import OccurrenceRecord, fields_of
from gkplan.query.window import Asked, Window, ahead, window_of
from gkplan.writers.answer import FOR_PEOPLE, Ready

if TYPE_CHECKING:
    from gkplan.ledger.state import Tally
    from gkplan.query.book import Book
    from gkplan.query.snapshot import Snapshot
    from gkplan.writers.interface import Line, Page, Table

_USUAL_DAYS = timedelta(days=30)
_EVER = Window(None, None)


class PeriodWindow(click.ParamType[Window]):
    """A period's name, read as the window that it is."""

    name = "period"

    def __init__(self, freq: Freq, example: str) -> None:
        self._freq = freq
        self._example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Window:
        """The window; a usage error where the name is none of a period of this length."""
        if isinstance(value, Window):
            return value
        try:
            return window_of(value, self._freq)
        except (ValueError, OverflowError):
            said = _("{value!r} can't be read; write it as {example}.")
            self.fail(said.format(value=value, example=self._example), param, ctx)


def command() -> click.Command:
    """`gkplan due`."""
    return make(
        "due",
        due,
        _("What falls due, by date. Without a window: what is overdue, and the next 30 days."),
        [*_window_options(), *filter_options(), *plan_options()],
        epilog=_("Example: gkplan due --month 2016-12 --unit 市房管局"),
    )


def due(**given: Any) -> None:
    """Answer the command."""
    asked = _asked(given, given["today"])
    question = Question.of(given, asked.window.end)
    snapshot = question.opened.snapshot
    if snapshot is None or question.format_ in FOR_PEOPLE:
        _answer_from_book(question, asked)
    else:
        _answer_ready(question, asked, snapshot)


def _answer_ready(question: Question, asked: Asked, snapshot: Snapshot) -> None:
    """Answer from a snapshot, which has most of it ready."""
    from gkplan.query.due import found

    told = found(question.narrow(snapshot, asked.window.end), asked)
    question.answer(
        "due",
        body=_body(asked, Ready(told.occurrences), _ids(told.in_force), _ids(told.undated)),
        fields=fields_of(OccurrenceRecord),
        records=(loads(each) if isinstance(each, str) else each for each in told.occurrences),
        page=list,
    )


def _answer_from_book(question: Question, asked: Asked) -> None:
    """Answer from the plan's own rows, which a page needs."""
    from gkplan.query.fields import occurrence_record
    from gkplan.query.select import selected

    snapshot = question.opened.snapshot
    if snapshot is None:
        book = question.book(until=asked.window.end)
        kept = [entry for entry in book.entries if question.filters.keep_row(entry.row)]
        in_force = [entry.row.id for entry in kept if entry.in_force]
        undated = [entry.row.id for entry in kept if entry.undated]
    else:
        from gkplan.query.due import for_page

        book, beside = for_page(question.narrow(snapshot, asked.window.end), asked)
        in_force, undated = list(beside.in_force), list(beside.undated)
    tallies = selected(asked, book.tallies(), question.filters)
    records = [occurrence_record(each, question.today) for each in tallies]
    question.answer(
        "due",
        body=_body(asked, records, in_force, undated),
        fields=fields_of(OccurrenceRecord),
        records=records,
        page=lambda: _page(tallies, book, in_force, undated),
    )


def _ids(rows: Iterable[str]) -> Ready:
    """The ids of rows as they stand in a list of the answer."""
    return Ready(f'    "{row}"' for row in rows)


def _body(asked: Asked, occurrences: object, in_force: object, undated: object) -> dict[str, object]:
    return {
        "window": {"start": iso(asked.window.start), "end": iso(asked.window.end)},
        "occurrences": occurrences,
        "ongoing": in_force,
        "undated": undated,
    }


def _window_options() -> Parameters:
    day, month, quarter = IsoDate(), PeriodWindow("monthly", "2016-12"), PeriodWindow("quarterly", "2016-Q4")
    week, year = PeriodWindow("weekly", "2016-W05"), PeriodWindow("yearly", "2016")
    return [
        Option(["--month"], type=month, metavar="2016-12", help=_("Due in this month.")),
        Option(["--quarter"], type=quarter, metavar="2016-Q4", help=_("Due in this quarter.")),
        Option(["--week"], type=week, metavar="2016-W05", help=_("Due in this ISO week.")),
        Option(["--year"], type=year, metavar="2016", help=_("Due in this year.")),
        Option(["--on"], type=day, metavar="DATE", help=_("Due on this day.")),
        Option(["--from", "from_"], type=day, metavar="DATE", help=_("Due on this day or later.")),
        Option(["--to"], type=day, metavar="DATE", help=_("Due on this day or earlier.")),
        Option(["--within"], type=Span(), metavar="30d", help=_("Due within so many days (d) or weeks (w).")),
        Option(["--overdue"], is_flag=True, help=_("Only what is overdue.")),
    ]


def _asked(given: dict[str, Any], today: date) -> Asked:
    """The one window asked for; two are a usage error. Without any: what is overdue, and the next 30 days."""
    asked: dict[str, Asked] = {}
    for name in ("month", "quarter", "week", "year"):
        if given[name] is not None:
            asked[f"--{name}"] = Asked(given[name])
    if given["on"] is not None:
        asked["--on"] = Asked(Window(given["on"], given["on"]))
    if given["from_"] is not None or given["to"] is not None:
        asked["--from/--to"] = Asked(Window(given["from_"], given["to"]))
    if given["within"] is not None:
        asked["--within"] = Asked(ahead(today, given["within"]))
    if given["overdue"]:
        asked["--overdue"] = Asked(_EVER, "overdue")
    if len(asked) > 1:
        said = _("One window at a time, please; these are several: {options}")
        raise click.UsageError(said.format(options=" ".join(asked)))
    return next(iter(asked.values()), Asked(ahead(today, _USUAL_DAYS), "open"))


def _page(tallies: Sequence[Tally], book: Book, in_force: Sequence[str], undated: Sequence[str]) -> Page:
    from gkplan.cli.pages import head, occurrence_table, words

    count = ngettext("{count} due", "{count} due", len(tallies)).format(count=len(tallies))
    page: list[Table | Line] = [head(book, count)]
    if tallies:
        page.append(occurrence_table(tallies, book))
    if in_force:
        said = ngettext("In force: {count} item ({items})", "In force: {count} items ({items})", len(in_force))
        page.append(words(said.format(count=len(in_force), items=" ".join(in_force)), "dim"))
    if undated:
        said = ngettext(
            "Waiting for an event or an authority: {count} item ({items})",
            "Waiting for an event or an authority: {count} items ({items})",
            len(undated),
        )
        page.append(words(said.format(count=len(undated), items=" ".join(undated)), "dim"))
    return page
