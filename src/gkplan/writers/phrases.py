"""How a row's cells and an occurrence's dates are put, for people, whatever the format."""

from __future__ import annotations

from collections.abc import Sequence

from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.state import Tally
from gkplan.plan.model import Row
from gkplan.query.book import Book
from gkplan.writers.words import days_word, state_word


def requirement_words(row: Row) -> str:
    """A row's requirement as meant; where it is corrected, a mark says so."""
    corrected = row.corrected is not None and row.meant_requirement != row.requirement
    return row.meant_requirement + (_(" [corrected]") if corrected else "")


def deadline_words(row: Row) -> str:
    """A row's deadline as meant; where it is corrected, a mark says so."""
    corrected = row.corrected is not None and row.meant_deadline != row.deadline
    return (row.meant_deadline + (_(" [corrected]") if corrected else "")) or "—"


def due_words(fold: Sequence[Tally]) -> str:
    """When a fold of occurrences is due: a date, with its later one; from when to when, and how often; a year."""
    first, last = fold[0].occurrence, fold[-1].occurrence
    due = "" if first.due is None else first.due.isoformat()
    if len(fold) > 1 and last.due is not None:
        times = ngettext("{count} time", "{count} times", len(fold)).format(count=len(fold))
        return f"{due}\n–{last.due.isoformat()}\n{times}"
    if fold[0].expected not in {None, first.due}:
        return due + "\n" + _("extended to {to}").format(to=fold[0].expected)
    if first.alt is not None:
        return due + "\n" + _("or {alt}").format(alt=first.alt.isoformat())
    if first.due is None and first.start is not None:
        return first.period or first.start.isoformat()
    return due


def state_words(each: Tally, book: Book) -> str:
    """An occurrence's state, how far its date is, and how many of its obligors have done it."""
    said = [state_word(each.state)]
    if each.expected is not None and not each.closed:
        said.append(days_word((each.expected - book.today).days))
    if len(each.obligations) > 1:
        said.append(_("{done}/{of} done").format(done=each.done, of=len(each.obligations)))
    return "\n".join(said)


def scoped(text: str, scope: str | None) -> str:
    """Words with the part of the row that a rule speaks of before them."""
    return f"【{scope}】{text}" if scope else text
