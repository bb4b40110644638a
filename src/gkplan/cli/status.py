"""`gkplan status`: the plan at a glance, or the rows in some states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from gkplan.cli.options import Named, filter_options, make, plan_options
from gkplan.cli.pages import head, occurrence_table, words
from gkplan.cli.question import Question
from gkplan.cli.rows import answer_rows
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.states import State
from gkplan.query.book import Book, Entry
from gkplan.query.totals import UnitTotals, counts_of, unit_totals
from gkplan.writers.bars import bar
from gkplan.writers.interface import Cell, Column, Line, Page, Table, composed
from gkplan.writers.words import state_word, state_words

_NEXT = 5
_BEHIND = 10
_BAR = 40


def command() -> click.Command:
    """`gkplan status`."""
    return make(
        "status",
        status,
        _("The plan at a glance: counts by state, what is due next, which units are behind. With STATE, its rows."),
        [
            click.Argument(["wanted"], nargs=-1, type=Named(state_words()), metavar="[STATE]..."),
            *filter_options(),
            *plan_options(),
        ],
    )


def status(wanted: tuple[str, ...], **given: Any) -> None:
    """Answer the command."""
    question = Question.of({**given, "states": (*given["states"], *wanted)})
    book, kept = question.entries()
    if wanted:
        answer_rows("status", question, book, kept)
    else:
        _glance(question, book, kept)


def _glance(question: Question, book: Book, kept: Sequence[Entry]) -> None:
    counts = counts_of(kept)
    totals = unit_totals(kept)
    question.answer(
        "status",
        body={"counts": counts, "units": totals},
        fields=("state", "count"),
        records=[{"state": state, "count": count} for state, count in counts.items()],
        page=lambda: _page(book, kept, counts, totals),
    )


def _page(book: Book, kept: Sequence[Entry], counts: Mapping[State, int], totals: Sequence[UnitTotals]) -> Page:
    rows = ngettext("{count} row", "{count} rows", len(kept)).format(count=len(kept))
    page: list[Table | Line] = [head(book, rows), _counts(counts)]
    undecided = len(kept) - sum(counts.values())
    if undecided:
        said = ngettext("{count} row has nothing that counts.", "{count} rows have nothing that counts.", undecided)
        page.append(words(said.format(count=undecided), "dim"))
    ahead = [each for entry in kept for each in entry.tallies if each.state in {"due", "upcoming"}]
    if ahead:
        nearest = sorted(ahead, key=lambda each: each.occurrence.order)
        page.append(occurrence_table(nearest, book, _("Due next"), most=_NEXT))
    behind = [total for total in totals if total["overdue"] or total["unsettled"]][:_BEHIND]
    if behind:
        page.append(_behind(behind))
    return page


def _counts(counts: Mapping[State, int]) -> Table:
    """The rows in each state that any is in, with a bar as long as their share of the most."""
    most = max(counts.values(), default=0)
    rows = [
        [Cell(state_word(state), state), Cell(str(count)), composed(bar({state: count}, most, _BAR))]
        for state, count in counts.items()
        if count
    ]
    return Table([Column(_("State")), Column(_("Rows")), Column("")], rows)


def _behind(behind: Sequence[UnitTotals]) -> Table:
    columns = [
        Column(_("Unit"), wrap=True),
        Column(state_word("overdue")),
        Column(state_word("unsettled")),
        Column(state_word("due")),
        Column(state_word("done")),
        Column(_("In all")),
    ]
    rows = [
        [Cell(total["name"])]
        + [
            Cell(str(number))
            for number in (total["overdue"], total["unsettled"], total["due"], total["done"], total["of"])
        ]
        for total in behind
    ]
    return Table(columns, rows, _("Behind"))
