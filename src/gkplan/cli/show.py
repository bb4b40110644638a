"""`gkplan show`: everything about one row or one occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from gkplan.cli.complete import complete_row
from gkplan.cli.naming import named, named_entry
from gkplan.cli.options import make, plan_options
from gkplan.cli.pages import head, occurrence_table, words
from gkplan.cli.question import Question
from gkplan.cli.recording import records_about, records_page
from gkplan.cli.words import kind_word, state_word, unit_words
from gkplan.deadline.describe import describe
from gkplan.i18n import current, ngettext
from gkplan.i18n import gettext as _
from gkplan.ledger.record import Record, as_data
from gkplan.ledger.state import CLOSED, Tally
from gkplan.query.book import Book, Entry
from gkplan.query.fields import OccurrenceRecord, fields_of, obligation_record, occurrence_record, row_record
from gkplan.writers.interface import Cell, Column, Line, Table


def command() -> click.Command:
    """`gkplan show`."""
    return make(
        "show",
        show,
        _("Everything about a row (18.5) or an occurrence (18.5@2016-W05)."),
        [click.Argument(["id_"], metavar="ID", shell_complete=complete_row), *plan_options()],
    )


def show(id_: str, **given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    book = question.book()
    entry = named_entry(book, id_.partition("@")[0])
    tallies = named(book, id_) if "@" in id_ else entry.tallies
    history = records_about(entry, tallies, whole="@" not in id_)
    records = [occurrence_record(each, question.today) for each in tallies]
    question.answer(
        "show",
        body={
            "row": row_record(entry),
            "occurrences": records,
            "obligations": [obligation_record(each, one) for each in tallies for one in each.obligations],
            "records": [as_data(record) for record in history],
        },
        fields=fields_of(OccurrenceRecord),
        records=records,
        page=lambda: list(_page(entry, tallies, book, history)),
    )


def _page(entry: Entry, tallies: Sequence[Tally], book: Book, history: Sequence[Record]) -> Iterator[Table | Line]:
    yield head(book)
    yield Table([Column(_("Item")), Column(entry.row.id, wrap=True)], list(_facts(entry, book)))
    if entry.row.rules:
        yield _rules(entry)
    if tallies:
        yield occurrence_table(sorted(tallies, key=lambda each: each.occurrence.order), book, _("Occurrences"))
        yield from _who(tallies)
    if history:
        yield from records_page(history, title=_("History"))


def _facts(entry: Entry, book: Book) -> Iterator[list[Cell]]:
    """The row's cells as printed, what was corrected in them, who owes it and how it stands."""
    row = entry.row
    inherited = {"units": _("Units"), "deadline": _("Deadline"), "requirement": _("Requirement"), "title": _("Task")}
    facts = [
        (_("Task"), f"{row.task} {row.title}"),
        (_("Requirement"), row.requirement),
        (_("Units as printed"), row.units_text or ""),
        (_("Deadline"), row.deadline),
        (_("Taken from the row above"), "、".join(inherited[cell] for cell in row.inherited)),
    ]
    if row.corrected is not None:
        facts += [
            (_("Requirement as meant"), row.corrected.requirement or ""),
            (_("Deadline as meant"), row.corrected.deadline or ""),
            (_("Note"), row.corrected.note),
        ]
    if row.reviewed is not None:
        reviewed = row.reviewed
        facts.append((_("Reviewed"), f"{reviewed.on.isoformat()} {reviewed.by}：{reviewed.why}"))
    facts += [(_("Lead"), unit_words(book.units[row.units[0]]))] if row.units else []
    facts += [
        (_("With"), "、".join(row.units[1:])),
        (_("Support"), "、".join(row.support)),
        (_("Owed by"), "、".join(book.units.obligors(row.units))),
    ]
    yield from ([Cell(name, "dim"), Cell(said)] for name, said in facts if said)
    yield [Cell(_("State"), "dim"), Cell(state_word(entry.state), entry.state or "")]


def _rules(entry: Entry) -> Table:
    columns = [Column("#"), Column(_("Kind")), Column(_("Words")), Column(_("Meaning"), wrap=True, share=2)]
    rows = [
        [
            Cell(str(number)),
            Cell(kind_word(rule.kind)),
            Cell(rule.quote),
            Cell(describe(rule, current())),
        ]
        for number, rule in enumerate(entry.row.rules, 1)
    ]
    return Table(columns, rows, _("Rules"))


def _who(tallies: Sequence[Tally]) -> Iterator[Line]:
    """For each occurrence that several owe and that asks for something: how many have done it, and who has not."""
    for each in tallies:
        if len(each.obligations) > 1 and each.state in {"overdue", "due", "unsettled", "submitted"}:
            missing = "、".join(one.unit for one in each.obligations if one.state not in CLOSED)
            said = _("{id}: done by {done}/{of}; not yet: {units}")
            yield words(said.format(id=each.occurrence.id, done=each.done, of=len(each.obligations), units=missing))
        for one in each.obligations:
            if one.reported:
                said = ngettext(
                    "{unit}: {count} has reported ({units})",
                    "{unit}: {count} have reported ({units})",
                    len(one.reported),
                )
                yield words(said.format(unit=one.unit, count=len(one.reported), units="、".join(one.reported)))
