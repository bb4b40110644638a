"""`gkplan timeline`: the plan as bars over months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from gkplan.calendar.period import Period
from gkplan.clean import visible
from gkplan.cli.due import PeriodWindow
from gkplan.cli.help import Option
from gkplan.cli.options import IsoDate, Parameters, filter_options, make, plan_options
from gkplan.cli.pages import head, words
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.states import STATES
from gkplan.plan.model import Plan
from gkplan.query.book import Book, Entry
from gkplan.query.fields import iso, occurrence_record
from gkplan.query.filters import Filters
from gkplan.query.months import Month, by_month, months_between, year_of
from gkplan.query.select import due_in
from gkplan.query.window import Window
from gkplan.writers.bars import bar, legend
from gkplan.writers.fold import columns
from gkplan.writers.interface import Cell, Column, Line, Table, composed
from gkplan.writers.phrases import requirement_words
from gkplan.writers.strip import EARLIER, LATER, MOST, TODAY, Strip
from gkplan.writers.words import state_word

FIELDS = ("month", "total", *STATES)
_BAR = 40
_ROOM = 60
"""What strip and label together may take, in columns of a terminal of 80."""


def command() -> click.Command:
    """`gkplan timeline`."""
    return make(
        "timeline",
        timeline,
        _("The plan over the months: how much falls due in each, and a bar for every row. Default: the plan's year."),
        [*_window_options(), *filter_options(), *plan_options()],
        epilog=_("Example: gkplan timeline --unit 市房管局"),
    )


def timeline(**given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    start, end = _span(given, question.opened.plan, question.today)
    months = months_between(start, end)
    if len(months) > MOST:
        said = _("{count} months are too many to draw; there is room for {most}.")
        raise click.UsageError(said.format(count=len(months), most=MOST))
    book = question.book(until=months[-1].end)
    window = Window(months[0].start, months[-1].end)
    kept = [entry for entry in book.entries if question.filters.keep_entry(entry)]
    due = due_in((each for entry in kept for each in entry.tallies), window, Filters())
    counted = by_month(due, months)
    records = [_record(month) for month in counted]
    question.answer(
        "timeline",
        body={
            "window": {"start": iso(window.start), "end": iso(window.end)},
            "months": records,
            "occurrences": [occurrence_record(each, question.today) for each in due],
        },
        fields=FIELDS,
        records=records,
        page=lambda: list(_page(book, kept, counted)),
    )


def _window_options() -> Parameters:
    year, day = PeriodWindow("yearly", "2016"), IsoDate()
    return [
        Option(["--year"], type=year, metavar="2016", help=_("The months of this year.")),
        Option(["--from", "from_"], type=day, metavar="DATE", help=_("From the month of this day on.")),
        Option(["--to"], type=day, metavar="DATE", help=_("Up to the month of this day.")),
    ]


def _span(given: dict[str, Any], plan: Plan, today: date) -> tuple[date, date]:
    """The first and the last day asked for; an end that is not named is a year's from the other."""
    first, last = year_of(today, plan.year)
    if given["year"] is not None:
        if given["from_"] is not None or given["to"] is not None:
            said = _("One window at a time, please; these are several: {options}")
            raise click.UsageError(said.format(options="--year --from/--to"))
        return given["year"].start, given["year"].end
    if given["from_"] is not None:
        first, last = given["from_"], year_of(given["from_"], None)[1]
    if given["to"] is not None:
        first, last = given["from_"] or year_of(given["to"], None)[0], given["to"]
    if first > last:
        raise click.UsageError(_("The first day of a window must not lie after its last."))
    return first, last


def _record(month: Month) -> dict[str, Any]:
    return {"month": month.period.name, "total": month.total, **{state: month.counts[state] for state in STATES}}


def _page(book: Book, kept: Sequence[Entry], counted: Sequence[Month]) -> Iterator[Table | Line]:
    """Bars by month, then a strip for each row; last what has no place in time, and what the signs mean."""
    total = sum(month.total for month in counted)
    yield head(book, ngettext("{count} due", "{count} due", total).format(count=total))
    if total:
        yield _months(counted, book.today)
    drawn = [entry for entry in kept if entry.tallies]
    if drawn:
        strips = _strips(Strip([month.period for month in counted], book.today), drawn)
        yield strips
        yield _legend(drawn, "".join(row[1].text for row in strips.rows))
    if timeless := [entry.row.id for entry in kept if not entry.tallies]:
        said = ngettext(
            "Nothing to draw yet for {count} item ({items})",
            "Nothing to draw yet for {count} items ({items})",
            len(timeless),
        )
        yield words(said.format(count=len(timeless), items=" ".join(timeless)), "dim")


def _months(counted: Sequence[Month], today: date) -> Table:
    most = max(month.total for month in counted)
    rows = [
        [
            Cell(_month_words(month.period, today), "strong" if _now(month.period, today) else ""),
            composed(bar(month.counts, most, _BAR)),
            Cell(str(month.total or "")),
        ]
        for month in counted
    ]
    return Table([Column(_("Month")), Column(_("Due by month")), Column(_("In all"))], rows)


def _month_words(month: Period, today: date) -> str:
    return " ".join((month.name, _("today"))) if _now(month, today) else month.name


def _now(month: Period, today: date) -> bool:
    return month.start <= today <= month.end


def _strips(strip: Strip, drawn: Sequence[Entry]) -> Table:
    columns_ = [Column(_("Item")), Column(strip.heading()), Column(_("State")), Column(_("Requirement"), wrap=True)]
    rows = [
        [
            Cell(entry.row.id, "id"),
            strip.cell(entry.tallies),
            Cell(state_word(entry.state), entry.state or ""),
            Cell(shortened(requirement_words(entry.row), _ROOM - strip.width)),
        ]
        for entry in drawn
    ]
    return Table(columns_, rows)


def _legend(drawn: Sequence[Entry], signs: str) -> Line:
    """What the states' signs mean, and those of today and of what lies outside, where they are seen."""
    parts = [*legend(each.state for entry in drawn for each in entry.tallies).parts]
    others = {TODAY: _("today"), EARLIER: _("earlier"), LATER: _("later")}
    parts += [Cell(f"  {sign} {word}", "dim") for sign, word in others.items() if sign in signs]
    return Line(parts)


def shortened(text: str, width: int) -> str:
    """The beginning of a text on one line at most `width` columns wide: a label beside a picture, never an answer."""
    line = visible(" ".join(text.split()))
    if columns(line) <= width:
        return line
    while columns(line) > width - 1:
        line = line[:-1]
    return line + "…"
