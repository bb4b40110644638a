"""How rows and occurrences are laid out for people; the commands put these pieces together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from gkplan.deadline.rules import Recurring
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.state import Tally
from gkplan.plan.model import Row
from gkplan.query.book import Book, Entry
from gkplan.query.fields import iso
from gkplan.writers.interface import Cell, Column, Line, Table
from gkplan.writers.words import days_word, state_word


def _state(each: Tally) -> object:
    return each.state


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


def requirement_words(row: Row) -> str:
    """A row's requirement as meant; where it is corrected, a mark says so."""
    corrected = row.corrected is not None and row.meant_requirement != row.requirement
    return row.meant_requirement + (_(" [corrected]") if corrected else "")


def deadline_words(row: Row) -> str:
    """A row's deadline as meant; where it is corrected, a mark says so."""
    corrected = row.corrected is not None and row.meant_deadline != row.deadline
    return (row.meant_deadline + (_(" [corrected]") if corrected else "")) or "—"


def folded(tallies: Sequence[Tally], alike: Callable[[Tally], object] = _state) -> Iterator[Sequence[Tally]]:
    """Each occurrence by itself, but runs of a row's weekly or daily ones that are alike, where the first stands."""
    frequent: dict[tuple[str, int], list[Tally]] = {}
    for each in filter(_frequent, tallies):
        frequent.setdefault((each.occurrence.row.id, each.occurrence.rule_no), []).append(each)
    runs = [list(run) for fold in frequent.values() for _like, run in groupby(fold, key=alike)]
    begun_by = {run[0].occurrence.id: run for run in runs}
    for each in tallies:
        if not _frequent(each):
            yield [each]
        elif run := begun_by.get(each.occurrence.id):
            yield run


def _frequent(each: Tally) -> bool:
    rule = each.occurrence.rule
    return isinstance(rule, Recurring) and rule.freq in {"daily", "weekly"}


def _occurrence_cells(fold: Sequence[Tally], book: Book) -> list[Cell]:
    first = fold[0].occurrence
    return [
        Cell(due_words(fold)),
        Cell(_item_words(fold), "id"),
        Cell(_scoped(requirement_words(first.row), first.rule.scope)),
        Cell("、".join(first.units)),
        Cell(state_words(fold[0], book), fold[0].state),
    ]


def _item_words(fold: Sequence[Tally]) -> str:
    """The row, and the occurrence where the due date beside it does not tell which one it is."""
    first = fold[0].occurrence
    told = len(fold) > 1 or not (first.period or "/" in first.id)
    return first.row.id if told else first.id.replace("@", "\n@")


def due_words(fold: Sequence[Tally]) -> str:
    """When a fold of occurrences is due: a date, with its later one; from when to when, and how often; a year."""
    first, last = fold[0].occurrence, fold[-1].occurrence
    due = "" if first.due is None else first.due.isoformat()
    if len(fold) > 1 and last.due is not None:
        times = ngettext("{count} time", "{count} times", len(fold)).format(count=len(fold))
        return f"{due}\n–{last.due.isoformat()}\n{times}"
    if fold[0].expected not in {None, first.due}:
        return due + "\n" + _("extended to {to}").format(to=iso(fold[0].expected))
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


def _scoped(text: str, scope: str | None) -> str:
    return f"【{scope}】{text}" if scope else text


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
