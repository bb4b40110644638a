"""From what an officer types to the rows, occurrences and obligors meant; what is left open is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gkplan.cli.exit_codes import Refusal
from gkplan.cli.opened import find_unit
from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.query.book import Book, Entry

_ROW_ID = re.compile(r"(\d+)\.(\d+)")
_SHOWN = 8


def named_entry(book: Book, row_id: str) -> Entry:
    """The row of an id; the refusal says which there are instead."""
    entry = next((entry for entry in book.entries if entry.row.id == row_id), None)
    if entry is None:
        raise _no_row(book, row_id)
    return entry


def named(book: Book, id_: str, *, every: bool = False) -> Sequence[Tally]:
    """The occurrences that an id names: one, a range `A..B` of one rule's, a row's only open one, or `every` one."""
    row_id, _at, key = id_.partition("@")
    entry = named_entry(book, row_id)
    if not key:
        return _of_row(entry, every=every)
    if every:
        raise Refusal(_("--all is for a whole row: give the row's id alone."))
    first, dots, last = key.partition("..")
    if not dots:
        return [_one(entry, id_)]
    return _between(entry, _one(entry, f"{row_id}@{first}"), _one(entry, f"{row_id}@{last}"))


def owed(book: Book, tallies: Sequence[Tally], unit: str | None) -> Sequence[Tally]:
    """Of several occurrences those that a unit owes, where one is named."""
    if unit is None or len(tallies) == 1:
        return tallies
    found = find_unit(book.plan, unit)
    mine = [each for each in tallies if book.units.owed_by(found.name, each.occurrence.obligors)]
    return mine or tallies[:1]


def obligors_named(book: Book, each: Tally, unit: str | None, *, every: bool) -> Sequence[str]:
    """The obligors of an occurrence that are meant: the only one, all of them, or the one named.

    A member of an open group may report for itself; a closed group's name stands for its members.
    """
    obligors = each.occurrence.obligors
    if every:
        return obligors
    if unit is None:
        if len(obligors) == 1:
            return obligors
        raise _several(each)
    found = find_unit(book.plan, unit)
    if found.name in obligors or any(group in obligors for group in book.units.groups_of(found.name)):
        return (found.name,)
    if within := [member for member in book.units.obligors([found.name]) if member in obligors]:
        return within
    raise Refusal(
        _("{unit} does not owe {id}.").format(unit=found.name, id=each.occurrence.id),
        _("Hint: it is owed by {units}.").format(units="、".join(obligors)),
    )


def _of_row(entry: Entry, *, every: bool) -> Sequence[Tally]:
    if not entry.tallies:
        raise _none_yet(entry)
    if every:
        return entry.tallies
    still_open = [each for each in entry.tallies if not each.closed]
    if len(still_open) == 1:
        return still_open
    raise Refusal(
        _("Row {row} has {count} occurrences open.").format(row=entry.row.id, count=len(still_open)),
        _("Hint: name one of {ids}; or --all.").format(ids=_ids(still_open or entry.tallies)),
    )


def _one(entry: Entry, id_: str) -> Tally:
    for each in entry.tallies:
        if each.occurrence.id == id_:
            return each
    if not entry.tallies:
        raise _none_yet(entry)
    raise Refusal(
        _("There is no occurrence {id}.").format(id=id_),
        _("Hint: row {row} has {ids}.").format(row=entry.row.id, ids=_ids(entry.tallies)),
    )


def _between(entry: Entry, first: Tally, last: Tally) -> Sequence[Tally]:
    """One rule's occurrences from one to another, both included."""
    rule_no = first.occurrence.rule_no
    of_rule = [each for each in entry.tallies if each.occurrence.rule_no == rule_no]
    if last not in of_rule or of_rule.index(last) < of_rule.index(first):
        raise Refusal(
            _("{first} to {last} is no range of one rule.").format(first=first.occurrence.id, last=last.occurrence.id)
        )
    return of_rule[of_rule.index(first) : of_rule.index(last) + 1]


def _several(each: Tally) -> Refusal:
    return Refusal(
        _("{id} is owed by {count} units.").format(id=each.occurrence.id, count=len(each.occurrence.obligors)),
        _("Hint: say whose with --unit, or --all-units: {units}").format(units="、".join(each.occurrence.obligors)),
    )


def _none_yet(entry: Entry) -> Refusal:
    row = entry.row.id
    return Refusal(
        _("Row {row} has no occurrence yet.").format(row=row),
        _(
            "Hint: `gkplan event {row} --on DATE` records that its event happened, `gkplan set-due {row}` a date."
        ).format(row=row),
    )


def _no_row(book: Book, row_id: str) -> Refusal:
    found = _ROW_ID.fullmatch(row_id)
    ids = [entry.row.id for entry in book.entries]
    near = [each for each in ids if found and each.startswith(f"{found[1]}.")]
    if found and near:
        hint = _("Hint: task {task} has {rows}.").format(task=found[1], rows=" ".join(near))
    else:
        hint = _("Hint: a row is named TASK.ITEM, from {first} to {last}.").format(first=ids[0], last=ids[-1])
    return Refusal(_("There is no row {id}.").format(id=row_id), hint if ids else "")


def _ids(tallies: Sequence[Tally]) -> str:
    ids = [each.occurrence.id for each in tallies]
    return " ".join(ids[:_SHOWN]) + (" …" if len(ids) > _SHOWN else "")
