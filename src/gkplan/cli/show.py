"""`gkplan show`: everything about one row or one occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from gkplan.cli.complete import complete_row
from gkplan.cli.naming import named, named_entry
from gkplan.cli.options import make, plan_options
from gkplan.cli.pages import head
from gkplan.cli.question import Question
from gkplan.cli.recording import records_about, records_page
from gkplan.cli.words import unit_words
from gkplan.deadline.describe import describe
from gkplan.i18n import current, ngettext
from gkplan.i18n import gettext as _
from gkplan.ledger.record import Record, as_data
from gkplan.ledger.state import Tally
from gkplan.ledger.states import CLOSED
from gkplan.query.book import Book, Entry
from gkplan.query.fields import obligation_record, occurrence_record, row_record
from gkplan.query.records import OccurrenceRecord, fields_of
from gkplan.query.runs import folded
from gkplan.writers.interface import Cell, Column, Line, Table
from gkplan.writers.phrases import due_words, state_words
from gkplan.writers.words import kind_word, mark_word, state_word


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
    book = question.book_with(id_.partition("@")[0])
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
            "records": [{**as_data(each), "suspect": each.id in book.doubted} for each in history],
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
        yield _occurrences(tallies, book)
    if history:
        yield from records_page(history, title=_("History"), doubted=book.doubted)


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


def _occurrences(tallies: Sequence[Tally], book: Book) -> Table:
    """Each occurrence: who has done it, who has not, who of an open group has reported."""
    columns = [Column(_("Due")), Column(_("Occurrence")), Column(_("State")), Column(_("Progress"), wrap=True)]
    ordered = sorted(tallies, key=lambda each: each.occurrence.order)
    rows = [
        [
            Cell(due_words(fold)),
            Cell(_fold_id(fold), "id"),
            Cell(state_words(fold[0], book), fold[0].state),
            Cell(_progress(fold[0])),
        ]
        for fold in folded(ordered, alike=lambda each: (each.state, _progress(each)))
    ]
    return Table(columns, rows, _("Occurrences"))


def _fold_id(fold: Sequence[Tally]) -> str:
    """The id of an occurrence, or the range of a fold as `mark` takes it."""
    first, last = fold[0].occurrence, fold[-1].occurrence
    until = f"\n..{last.period}" if len(fold) > 1 else ""
    return first.id.replace("@", "\n@") + until


def _progress(each: Tally) -> str:
    """Who has done it and who has not, where several owe it and somebody has begun; what was granted; who reported."""
    said: list[str] = []
    missing = [one.unit for one in each.obligations if one.state not in CLOSED]
    if missing and len(missing) < len(each.obligations):
        said.append(_("not yet: {units}").format(units="、".join(missing)))
    for one in each.obligations:
        if one.mark in {"submitted", "returned", "doing"}:
            said.append(f"{one.unit}：{mark_word(one.mark)}")
        if one.extended_to is not None:
            said.append(_("{unit}: extended to {to}").format(unit=one.unit, to=one.extended_to.isoformat()))
        if one.reported:
            count = ngettext("{count} has reported", "{count} have reported", len(one.reported))
            said.append(f"{one.unit}：{count.format(count=len(one.reported))}（{'、'.join(one.reported)}）")
    return "\n".join(said)
