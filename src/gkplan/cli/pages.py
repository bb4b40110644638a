"""How rows and occurrences are laid out for people; the commands put these pieces together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.query.book import Book, Entry
from gkplan.query.runs import folded
from gkplan.writers.interface import Cell, Column, Line, Table
from gkplan.writers.phrases import deadline_words, due_words, requirement_words, scoped, state_words
from gkplan.writers.words import state_word


def occurrence_table(tallies: Sequence[Tally], book: Book, title: str = "", *, most: int | None = None) -> Table:
    """Occurrences by due date, `most` lines of them; what recurs weekly or daily within a rule is folded into one."""
    columns = [
        Column(_("Due")),
        Column(_("Item")),
        Column(_("Requirement"), wrap=True, share=3),
        Column(_("Units"), wrap=True, share=2),
        Column(_("State")),
    ]
    return Table(columns, [_occurrence_cells(fold, book) for fold in islice(folded(tallies), most)], title)


def row_table(entries: Iterable[Entry], title: str = "", *, units: bool = True) -> Table:
    """Rows with their deadlines as printed."""
    columns = [Column(_("Item")), Column(_("Requirement"), wrap=True, share=3)]
    columns += [Column(_("Units"), wrap=True, share=2)] if units else [Column(_("Through"), wrap=True, share=1)]
    columns += [Column(_("Deadline"), wrap=True, share=1), Column(_("Next due")), Column(_("State"))]
    return Table(columns, [_row_cells(entry, units=units) for entry in entries], title)


def head(book: Book, *more: str) -> Line:
    """The line above an answer: which plan, as of when, and what else is said of it."""
    title = book.plan.title.replace("\n", "")
    return words(" · ".join([title, _("as of {today}").format(today=book.today.isoformat()), *more]), "strong")


def words(text: str, style: str = "") -> Line:
    """A line of plain words."""
    return Line([Cell(text, style)])


def _occurrence_cells(fold: Sequence[Tally], book: Book) -> list[Cell]:
    first = fold[0].occurrence
    return [
        Cell(due_words(fold)),
        Cell(_item_words(fold), "id"),
        Cell(scoped(requirement_words(first.row), first.rule.scope)),
        Cell("、".join(first.units)),
        Cell(state_words(fold[0], book), fold[0].state),
    ]


def _item_words(fold: Sequence[Tally]) -> str:
    """The row, and the occurrence where the due date beside it does not tell which one it is."""
    first = fold[0].occurrence
    told = len(fold) > 1 or not (first.period or "/" in first.id)
    return first.row.id if told else first.id.replace("@", "\n@")


def _row_cells(entry: Entry, *, units: bool) -> list[Cell]:
    row = entry.row
    return [
        Cell(row.id, "id"),
        Cell(requirement_words(row)),
        Cell("、".join(row.units) if units else entry.via or ""),
        Cell(deadline_words(row)),
        Cell("" if entry.next_due is None else entry.next_due.isoformat()),
        Cell(state_word(entry.state), entry.state or ""),
    ]
