"""What a report says: the plan at a glance, over the months, by unit, and every row, as records for the template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from gkplan.deadline.describe import describe
from gkplan.i18n import current
from gkplan.i18n import gettext as _
from gkplan.ledger.record import Record
from gkplan.ledger.state import Tally
from gkplan.ledger.states import CLOSED, STATES, State
from gkplan.plan.model import Row
from gkplan.query.book import Book, Entry
from gkplan.query.heat import Load, loads
from gkplan.query.months import Month, by_month, months_between, year_of
from gkplan.query.runs import folded
from gkplan.query.totals import counts_of
from gkplan.writers.chart import Chart, chart
from gkplan.writers.interface import Extract
from gkplan.writers.phrases import due_words, requirement_words, scoped, state_words
from gkplan.writers.words import deed_word, kind_word, state_word

_MOST_MONTHS = 36
_LEVELS = 4
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


class Badge(NamedTuple):
    """A state, as code and in words, and how many are in it."""

    state: str
    word: str
    number: int = 0


class Node(NamedTuple):
    """A run of a row's occurrences, mostly one; `state_lines` say the state and how far it is."""

    row: str
    ids: str
    words: str
    units: str
    due: Sequence[str]
    state: State
    state_lines: Sequence[str]
    missing: str


class Rule(NamedTuple):
    """A rule: its kind, the words it was read from, and what they mean."""

    kind: str
    quote: str
    meaning: str


class Proof(NamedTuple):
    """A piece of evidence; `url` where it is on the web."""

    words: str
    url: str | None


class Deed(NamedTuple):
    """Something that was recorded."""

    day: str
    words: str
    note: str
    proofs: Sequence[Proof]


class RowView(NamedTuple):
    """A row whole. `units` are those who owe it, as the list by unit has them."""

    id: str
    requirement: str
    printed: Sequence[tuple[str, str]]
    units: Sequence[str]
    support: Sequence[str]
    owing: str
    deadline: str
    state: Badge
    next_due: str
    rules: Sequence[Rule]
    nodes: Sequence[Node]
    deeds: Sequence[Deed]


class TaskView(NamedTuple):
    """A task with the rows that are kept."""

    no: int
    title: str
    rows: Sequence[RowView]


class Square(NamedTuple):
    """What a unit owes in a month: `level` from 0 (nothing) to 4, and how much of it is overdue."""

    number: int
    overdue: int
    level: int
    words: str


class Heat(NamedTuple):
    """Units by months; each year with how many of its months there are."""

    years: Sequence[tuple[int, int]]
    units: Sequence[tuple[Load, Sequence[Square]]]


class Report(NamedTuple):
    """All that the page says."""

    name: str
    book: Book
    rows: int
    undecided: int
    badges: Sequence[Badge]
    months: Sequence[Month]
    chart: Chart
    shown: Sequence[Badge]
    outside: int
    heat: Heat
    overdue: Sequence[Node]
    due: Sequence[Node]
    times: Mapping[State, int]
    tasks: Sequence[TaskView]
    units: Sequence[str]


def report(extract: Extract) -> Report:
    """A report of the rows that are kept and of all their occurrences."""
    book, entries = extract.book, extract.entries
    tallies = [each for entry in entries for each in entry.tallies]
    months = _months(book, tallies)
    counts = counts_of(entries)
    tasks = [
        TaskView(no, title, [_row(entry, book) for entry in group])
        for (no, title), group in groupby(entries, key=lambda entry: (entry.row.task, entry.row.title))
    ]
    dated = sum(each.occurrence.due is not None for each in tallies)
    shown = {state for month in months for state, count in month.counts.items() if count}
    return Report(
        name=extract.name,
        book=book,
        rows=len(entries),
        undecided=len(entries) - sum(counts.values()),
        badges=[Badge(state, state_word(state), count) for state, count in counts.items() if count],
        months=months,
        chart=chart(months, book.today),
        shown=[Badge(state, state_word(state)) for state in STATES if state in shown],
        outside=dated - sum(month.total for month in months),
        heat=_heat(tallies, months),
        overdue=_nodes((each for each in tallies if each.state == "overdue"), book),
        due=_nodes((each for each in tallies if each.state == "due"), book),
        times=Counter(each.state for each in tallies),
        tasks=tasks,
        units=list(dict.fromkeys(unit for task in tasks for row in task.rows for unit in row.units)),
    )


def _months(book: Book, tallies: Sequence[Tally]) -> Sequence[Month]:
    """The months from the plan's year, or what falls due before it, to what falls due last, three years at most."""
    first, last = year_of(book.today, book.plan.year)
    days = [each.occurrence.due for each in tallies if each.occurrence.due is not None]
    start, end = min([first, *days]), max([last, *days])
    start = max(start, date(max(first.year - 1, 1), 1, 1))
    months = months_between(start, end)[:_MOST_MONTHS]
    return by_month(tallies, months)


def _heat(tallies: Iterable[Tally], months: Sequence[Month]) -> Heat:
    everyone = loads(tallies)
    most = max((sum(counts.values()) for load in everyone for counts in load.months.values()), default=1)
    years = Counter(month.period.start.year for month in months)
    return Heat(list(years.items()), [(load, [_square(load, month, most) for month in months]) for load in everyone])


def _square(load: Load, month: Month, most: int) -> Square:
    counts = load.months.get(month.period.start, {})
    count = sum(counts.values())
    told = "、".join(f"{state_word(state)} {counts[state]}" for state in STATES if counts.get(state))
    return Square(count, counts.get("overdue", 0), -(-count * _LEVELS // most), told)


def _nodes(tallies: Iterable[Tally], book: Book) -> list[Node]:
    ordered = sorted(tallies, key=lambda each: each.occurrence.order)
    return [_node(run, book) for run in folded(ordered, alike=lambda each: (each.state, _missing(each)))]


def _node(run: Sequence[Tally], book: Book) -> Node:
    first, last = run[0].occurrence, run[-1].occurrence
    return Node(
        row=first.row.id,
        ids=first.id if len(run) == 1 else f"{first.id}..{last.period}",
        words=scoped(requirement_words(first.row), first.rule.scope),
        units="、".join(first.units),
        due=due_words(run).split("\n"),
        state=run[0].state,
        state_lines=state_words(run[0], book).split("\n"),
        missing=_missing(run[0]),
    )


def _missing(each: Tally) -> str:
    """Who has not done it, where somebody has."""
    left = [one.unit for one in each.obligations if one.state not in CLOSED]
    return "、".join(left) if 0 < len(left) < len(each.obligations) else ""


def _row(entry: Entry, book: Book) -> RowView:
    row = entry.row
    obligors = [one.unit for each in entry.tallies for one in each.obligations]
    return RowView(
        id=row.id,
        requirement=row.meant_requirement,
        printed=list(_printed(row)),
        units=row.units,
        support=row.support,
        owing="\n".join(dict.fromkeys([*row.units, *obligors])),
        deadline=row.meant_deadline,
        state=Badge(entry.state or "none", state_word(entry.state)),
        next_due="" if entry.next_due is None else entry.next_due.isoformat(),
        rules=[Rule(kind_word(rule.kind), rule.quote, describe(rule, current())) for rule in row.rules],
        nodes=_nodes(entry.tallies, book),
        deeds=[_deed(each) for each in entry.records if each.id not in book.doubted],
    )


def _printed(row: Row) -> Iterator[tuple[str, str]]:
    """What is corrected, as it was printed, and why."""
    if row.corrected is None:
        return
    if row.meant_requirement != row.requirement:
        yield _("Requirement as printed"), row.requirement
    if row.meant_deadline != row.deadline:
        yield _("Deadline as printed"), row.deadline
    yield _("Note"), row.corrected.note


def _deed(each: Record) -> Deed:
    said = [each.note, each.label, each.reason, each.approved_by, each.doc]
    proofs = [_proof(piece.get("url") or piece.get("file") or piece.get("doc") or "") for piece in each.evidence]
    words = " ".join(filter(None, [(each.of or each.row), each.unit, deed_word(each)]))
    return Deed(each.on.isoformat(), words, "；".join(part for part in said if part), proofs)


def _proof(words: str) -> Proof:
    return Proof(words, words if _WEB.fullmatch(words) else None)
