"""The ledger folded: what its records, up to a day, say of each row's occurrences and obligors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from gkplan.calendar.workdays import CHINA, WorkCalendar, add_workdays
from gkplan.deadline.occurrences import Instance, after, parse_offset
from gkplan.deadline.rules import Event, Rule
from gkplan.ledger.decode import Flaw, Kept, Outline, Said, Subject, outline_of
from gkplan.ledger.record import WORDS, Record, Word
from gkplan.plan.model import Row
from gkplan.plan.schedule import Brought, Occurrence


class Suspect(NamedTuple):
    """A record whose rule no longer has the kind or the words that it was written for; it counts for nothing.

    `rule` is the one that now has its number, if one does.
    """

    record: Record
    rule: Rule | None


class Account(NamedTuple):
    """One obligor's account of one occurrence: the last word recorded, and the days that decide whether it was late.

    `last` is the id of the record of that word.
    """

    word: Word | None = None
    submitted: date | None = None
    done: date | None = None
    last: str | None = None


_WORDS: Mapping[str, Word] = {word: word for word in WORDS}
NOTHING = Kept((), (), ())
NOTHING_RECORDED = Account()


Marks = Mapping[Subject, Sequence[Said]]


class Ledger:
    """What is recorded up to a day: all that was `written` by then, in order, less what is `gone`, taken back.

    `latest` is when the last record of all was written, also of those dated after the day; empty where there is none.
    """

    def __init__(self, kept: Kept | Outline = NOTHING, today: date = date.max) -> None:
        outline = outline_of(kept) if isinstance(kept, Kept) else kept
        self._whole = outline.whole
        self.today = today
        self.flaws: tuple[Flaw, ...] = outline.flaws
        others = [record for record in outline.others if record.on <= today]
        self.gone: frozenset[str] = _taken_back(others)
        written = (*(marks[-1][0].decode() for marks in outline.marks.values()), *(each.at for each in outline.others))
        self.latest: str = max(written, default="")
        self._marks: dict[str, dict[Subject, Sequence[Said]]] = {}
        for subject, marks in outline.marks.items():
            self._marks.setdefault(subject.row, {})[subject] = marks
        self._others: dict[str, list[Record]] = {}
        for record in others:
            self._others.setdefault(record.row, []).append(record)
        self._accounts: dict[str, RowLedger] = {}

    @cached_property
    def written(self) -> tuple[Record, ...]:
        """Every record up to the day, also what was taken back."""
        return tuple(record for record in self._whole().records if record.on <= self.today)

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The line of each record, by its id."""
        whole = self._whole()
        return {record.id: line for record, line in zip(whole.records, whole.lines, strict=True)}

    def record(self, id_: str | None) -> Record | None:
        """The record of an id."""
        return self._by_id.get(id_)

    @cached_property
    def _by_id(self) -> Mapping[str | None, Record]:
        return {record.id: record for record in self.written}

    @cached_property
    def _by_row(self) -> Mapping[str, Sequence[Record]]:
        rows: dict[str, list[Record]] = {}
        for record in self.written:
            if record.id not in self.gone:
                rows.setdefault(record.row, []).append(record)
        return rows

    def rows(self) -> Iterable[str]:
        """The ids of the rows that something is recorded of."""
        return dict.fromkeys([*self._marks, *self._others])

    def of(self, row: Row) -> RowLedger:
        """What is recorded of a row."""
        if row.id not in self._accounts:
            self._accounts[row.id] = RowLedger(row, self, self.marks_of(row.id), self.others_of(row.id))
        return self._accounts[row.id]

    def marks_of(self, row_id: str) -> Marks:
        """The marks that name a row, by what they are of."""
        return self._marks.get(row_id, {})

    def others_of(self, row_id: str) -> tuple[Record, ...]:
        """The records up to the day that name a row and are no marks, in order, also what was taken back."""
        return tuple(self._others.get(row_id, ()))

    def counting(self, marks: Sequence[Said]) -> Iterator[Said]:
        """The marks that count, the last first: made up to the day, and not taken back."""
        today, gone = self.today.isoformat().encode(), self.gone
        return (mark for mark in reversed(marks) if mark[2] <= today and not (gone and mark[1].decode() in gone))

    def superseded(self, row_id: str) -> frozenset[str]:
        """The ids of a row's marks on which no state from the day on depends, as long as nothing more is taken back."""
        marks = self.marks_of(row_id).values()
        deciding = (mark for said in marks for mark in _deciding(self.counting(said)))
        return frozenset(_id(mark) for said in marks for mark in said) - frozenset(map(_id, deciding))

    def records_of(self, row_id: str) -> tuple[Record, ...]:
        """The records that name a row and still count, in the order in which they were written."""
        return tuple(self._by_row.get(row_id, ()))


class Noted:
    """What is recorded of one occurrence: each unit's marks, the date settled last, and the time granted since."""

    def __init__(self) -> None:
        self.marks: dict[str, Sequence[Said]] = {}
        self.settled: Record | None = None
        self.granted: list[Record] = []

    def add(self, record: Record) -> None:
        """Take in the next record that is no mark; a date settled ends what was granted on the one before."""
        if record.do == "set-due":
            self.settled, self.granted = record, []
        elif record.do == "extend":
            self.granted.append(record)


_NOTHING_NOTED = Noted()


@dataclass(frozen=True)
class RowLedger:
    """What is recorded of one row, also what is taken back: the marks, by what they are of, and all else, in order."""

    row: Row
    ledger: Ledger
    marks: Marks
    others: tuple[Record, ...]

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """What has not been taken back."""
        return self.ledger.records_of(self.row.id)

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """The records whose rule has changed since."""
        if all(map(self._trusted, self.marks)) and all(map(self._trusted, self.others)):
            return ()
        return tuple(Suspect(each, self._rule(each)) for each in self.records if not self._trusted(each))

    @cached_property
    def noted(self) -> Mapping[tuple[str, int | None], Noted]:
        """What counts, by the occurrence's id and the number of its rule, so that neither is ever taken for another."""
        noted: dict[tuple[str, int | None], Noted] = {}
        for subject, said in filter(lambda pair: self._trusted(pair[0]), self.marks.items()):
            noted.setdefault((subject.of, subject.rule), Noted()).marks[subject.unit] = said
        for each in filter(self._trusted, self.others):
            if each.of is not None and each.id not in self.ledger.gone:
                noted.setdefault((each.of, each.rule), Noted()).add(each)
        return noted

    def instances(self, calendar: WorkCalendar = CHINA) -> list[Brought]:
        """The occurrences that records bring about, in the order of recording: events, and dates given to a rule.

        What was taken back keeps its place, so that no other occurrence gets its name. The same event recorded twice,
        as in two branches, is one. Working days are counted by the plan's `calendar`.
        """
        brought: dict[tuple[object, ...], Brought] = {}
        for record in filter(self._trusted, self.others):
            if record.rule is None or (instance := self._brought(record, record.rule, calendar)) is None:
                continue
            gone = record.id in self.ledger.gone
            same = (record.do, record.rule, instance.key, record.label)
            if same not in brought or (brought[same].gone and not gone):
                brought[same] = Brought(record.rule, instance, gone)
        return list(brought.values())

    def settled(self, occurrence: Occurrence) -> Record | None:
        """The last record that settled this occurrence's date."""
        return self._of(occurrence).settled

    def extended(self, occurrence: Occurrence, *units: str) -> date | None:
        """The latest day granted to these obligors, or to all, since the date was last settled."""
        granted = (each for each in self._of(occurrence).granted if each.unit is None or each.unit in units)
        return max((each.to for each in granted if each.to is not None), default=None)

    def account(self, occurrence: Occurrence, *units: str) -> Account:
        """The account of an occurrence's obligor; of several units, what was recorded of any of them, in order."""
        marks = self._of(occurrence).marks
        if len(units) > 1:
            return self._folded(sorted(mark for unit in units for mark in marks.get(unit, ())))
        return self._folded(marks.get(units[0], ()))

    def reported(self, occurrence: Occurrence, members: Iterable[str]) -> tuple[str, ...]:
        """Who of an open group's members has submitted or done it: they are no obligors by name, the group is one."""
        marks = self._of(occurrence).marks
        reporting = (unit for unit in members if unit in marks and unit not in occurrence.obligors)
        return tuple(unit for unit in reporting if self._folded(marks[unit]).word in {"submitted", "done"})

    def _folded(self, marks: Sequence[Said]) -> Account:
        """The last word of some marks, and what it means for the days.

        What was submitted and then confirmed counts as done on the day it was submitted; whatever else came between
        (a return, above all) makes the submission void.
        """
        last, before = (*_deciding(self.ledger.counting(marks)), None, None)[:2]
        if last is None:
            return NOTHING_RECORDED
        _at, id_, on, word = (part.decode() for part in last)
        if word != "done":
            return Account(_WORDS[word], date.fromisoformat(on) if word == "submitted" else None, None, id_)
        submitted = None if before is None or before[3] != b"submitted" else date.fromisoformat(before[2].decode())
        return Account("done", submitted, submitted or date.fromisoformat(on), id_)

    def _of(self, occurrence: Occurrence) -> Noted:
        return self.noted.get((occurrence.id, occurrence.rule_no), _NOTHING_NOTED)

    def _brought(self, record: Record, number: int, calendar: WorkCalendar) -> Instance | None:
        if record.do == "event":
            return _triggered(self.row.rules[number - 1], record, calendar)
        if record.do == "set-due" and record.of is None and record.to is not None:
            return Instance(record.to.isoformat(), None, None, record.to, record.to)
        return None

    def _trusted(self, record: Record | Subject) -> bool:
        """Whether a record's rule still is what it was, or the record is of no rule."""
        if record.rule is None:
            return True
        rule = self._rule(record)
        return rule is not None and rule.kind == record.kind and rule.quote == record.quote

    def _rule(self, record: Record | Subject) -> Rule | None:
        number = record.rule or 0
        return self.row.rules[number - 1] if 1 <= number <= len(self.row.rules) else None


def _deciding(counting: Iterator[Said]) -> Iterator[Said]:
    """Of the marks of one obligation that count, the last first, those that its account is made of.

    They are the last and, where that says done, the one before it that says anything else.
    """
    for last in counting:
        yield last
        if last[3] == b"done":
            yield from islice((mark for mark in counting if mark[3] != b"done"), 1)
        return


def _id(mark: Said) -> str:
    return mark[1].decode()


def _taken_back(records: Sequence[Record]) -> frozenset[str]:
    """The ids of the records taken back; taking back what took back brings the first one back."""
    gone: set[str] = set()
    for record in reversed(records):
        if record.do == "undo" and record.undoes is not None and record.id not in gone:
            gone.add(record.undoes)
    return frozenset(gone)


def _triggered(rule: Rule, record: Record, calendar: WorkCalendar) -> Instance:
    """The occurrence that an event brings about; with no offset it has no due date."""
    due = _due_after(rule, record, calendar) if isinstance(rule, Event) and rule.offset is not None else None
    return Instance(f"from-{record.on.isoformat()}", None, record.on, due, due)


def _due_after(rule: Event, record: Record, calendar: WorkCalendar) -> date:
    """The event's day and the offset: working days, hours from the hour where one is recorded, or calendar days."""
    offset = parse_offset(rule.offset or "P0D")
    if rule.business_days:
        return add_workdays(record.on, offset.days, calendar).day
    if offset.timed and record.time is not None:
        begun = datetime.combine(record.on, time.fromisoformat(record.time))
        ended = begun + timedelta(days=offset.days, hours=offset.hours, minutes=offset.minutes)
        return ended.date()
    return after(record.on, offset)
