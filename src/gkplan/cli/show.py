"""`gkplan show`: everything about one row or one occurrence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import click

from gkplan.cli.complete import complete_row
from gkplan.cli.exit_codes import Refusal
from gkplan.cli.options import make, plan_options
from gkplan.cli.pages import head, occurrence_table, words
from gkplan.cli.question import Question
from gkplan.cli.words import kind_word, state_word, unit_words
from gkplan.deadline.describe import describe
from gkplan.i18n import current
from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.query.book import Book, Entry
from gkplan.query.fields import OccurrenceRecord, fields_of, obligation_record, occurrence_record, row_record
from gkplan.writers.interface import Cell, Column, Line, Table

_ROW_ID = re.compile(r"(\d+)\.(\d+)")


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
    entry = _entry(book, id_)
    tallies = _tallies(entry, id_)
    records = [occurrence_record(each, question.today) for each in tallies]
    question.answer(
        "show",
        body={
            "row": row_record(entry),
            "occurrences": records,
            "obligations": [obligation_record(each, one) for each in tallies for one in each.obligations],
            "records": [],
        },
        fields=fields_of(OccurrenceRecord),
        records=records,
        page=lambda: list(_page(entry, tallies, book)),
    )


def _entry(book: Book, id_: str) -> Entry:
    row_id = id_.partition("@")[0]
    entry = next((entry for entry in book.entries if entry.row.id == row_id), None)
    if entry is None:
        raise _no_row(book, row_id)
    return entry


def _no_row(book: Book, row_id: str) -> Refusal:
    """The refusal that says which rows there are instead: those of the task, or from which to which."""
    found = _ROW_ID.fullmatch(row_id)
    ids = [entry.row.id for entry in book.entries]
    near = [each for each in ids if found and each.startswith(f"{found[1]}.")]
    hint = _("Hint: task {task} has {rows}.").format(task=found[1], rows=" ".join(near)) if found and near else ""
    usual = (
        _("Hint: a row is named TASK.ITEM, from {first} to {last}.").format(first=ids[0], last=ids[-1]) if ids else ""
    )
    return Refusal(_("There is no row {id}.").format(id=row_id), hint or usual)


def _tallies(entry: Entry, id_: str) -> Sequence[Tally]:
    if "@" not in id_:
        return entry.tallies
    named = [each for each in entry.tallies if each.occurrence.id == id_]
    if named:
        return named
    ids = " ".join(each.occurrence.id for each in entry.tallies[:8]) or _("none")
    raise Refusal(
        _("There is no occurrence {id}.").format(id=id_),
        _("Hint: row {row} has {ids}.").format(row=entry.row.id, ids=ids),
    )


def _page(entry: Entry, tallies: Sequence[Tally], book: Book) -> Iterator[Table | Line]:
    yield head(book)
    yield Table([Column(_("Item")), Column(entry.row.id, wrap=True)], list(_facts(entry, book)))
    if entry.row.rules:
        yield _rules(entry)
    if tallies:
        yield occurrence_table(sorted(tallies, key=lambda each: each.occurrence.order), book, _("Occurrences"))
        yield from _who(tallies)


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
    """For each occurrence that several owe: how many have done it, and who has not."""
    for each in tallies:
        if len(each.obligations) > 1 and not each.closed and each.state in {"overdue", "due", "unsettled"}:
            missing = "、".join(one.unit for one in each.obligations if one.state not in {"done", "late", "dropped"})
            said = _("{id}: done by {done}/{of}; not yet: {units}")
            yield words(said.format(id=each.occurrence.id, done=each.done, of=len(each.obligations), units=missing))
