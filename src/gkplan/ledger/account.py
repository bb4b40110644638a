"""The ledger folded: what its records, up to a day, say of each row's occurrences and obligors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from gkplan.calendar.workdays import CHINA, WorkCalendar, add_workdays
from gkplan.deadline.occurrences import Instance, after, parse_offset
from gkplan.deadline.rules import Event, Rule
from gkplan.ledger.journal import Flaw, Kept
from gkplan.ledger.record import Record, Word
from gkplan.plan.model import Row
from gkplan.plan.schedule import Occurrence


class Suspect(NamedTuple):
    """A record whose rule no longer has the kind or the words that it was written for; it counts for nothing."""

    record: Record
    now: str | None


class Account(NamedTuple):
    """One obligor's account of one occurrence: the last word recorded, and the days that decide whether it was late."""

    word: Word | None = None
    submitted: date | None = None
    done: date | None = None
    records: tuple[Record, ...] = ()


NOTHING_RECORDED = Account()


class Ledger:
    """What is recorded up to a day: all that was `written` by then, in order, less what is `gone`, taken back."""

    def __init__(self, kept: Kept = Kept((), (), ()), today: date = date.max) -> None:  # noqa: B008 - it is immutable
        self.flaws: tuple[Flaw, ...] = kept.flaws
        self.lines: Mapping[str, int] = {record.id: line for record, line in zip(kept.records, kept.lines, strict=True)}
        self.written: tuple[Record, ...] = tuple(record for record in kept.records if record.on <= today)
        self.gone: frozenset[str] = _taken_back(self.written)
        self._rows: dict[str, list[Record]] = {}
        for record in self.written:
            if record.id not in self.gone:
                self._rows.setdefault(record.row, []).append(record)

    def rows(self) -> Iterable[str]:
        """The ids of the rows that something is recorded of."""
        return self._rows.keys()

    def of(self, row: Row) -> RowLedger:
        """What is recorded of a row."""
        return RowLedger(row, self.records_of(row.id))

    def records_of(self, row_id: str) -> tuple[Record, ...]:
        """The records that name a row, in the order in which they were written."""
        return tuple(self._rows.get(row_id, ()))


@dataclass(frozen=True)
class RowLedger:
    """What is recorded of one row, in the order in which it was written."""

    row: Row
    records: tuple[Record, ...]

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """The records whose rule has changed since."""
        return tuple(Suspect(each, self._now(each)) for each in self.records if not self._trusted(each))

    @cached_property
    def trusted(self) -> tuple[Record, ...]:
        """The records that count."""
        return tuple(filter(self._trusted, self.records))

    def instances(self, calendar: WorkCalendar = CHINA) -> dict[int, list[Instance]]:
        """The occurrences that records bring about, by the number of their rule: events, and dates given to a rule.

        Working days are counted by the plan's `calendar`.
        """
        brought: dict[int, list[Instance]] = {}
        for record in self.trusted:
            if record.rule is None:
                continue
            if record.do == "event":
                triggered = _triggered(self.row.rules[record.rule - 1], record, calendar)
                brought.setdefault(record.rule, []).append(triggered)
            elif record.do == "set-due" and record.of is None and record.to is not None:
                brought.setdefault(record.rule, []).append(
                    Instance(record.to.isoformat(), None, None, record.to, record.to)
                )
        return brought

    def settled(self, occurrence: Occurrence) -> Record | None:
        """The last record that settled this occurrence's date."""
        return next((each for each in reversed(self._about(occurrence)) if each.do == "set-due"), None)

    def extended(self, occurrence: Occurrence, unit: str) -> Record | None:
        """The last record that granted this obligor, or all of them, more time."""
        for each in reversed(self._about(occurrence)):
            if each.do == "extend" and each.unit in {None, unit}:
                return each
        return None

    def account(self, occurrence: Occurrence, unit: str) -> Account:
        """An obligor's account of an occurrence."""
        return _folded([each for each in self._about(occurrence) if each.do == "mark" and each.unit == unit])

    def reported(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Who, being no obligor by name, has submitted or done it: members of an open group, which is one obligor."""
        others = dict.fromkeys(
            each.unit for each in self._about(occurrence) if each.do == "mark" and each.unit not in occurrence.obligors
        )
        words = {unit: self.account(occurrence, unit).word for unit in others if unit is not None}
        return tuple(unit for unit, word in words.items() if word in {"submitted", "done"})

    def _about(self, occurrence: Occurrence) -> Sequence[Record]:
        return self._by_occurrence.get(occurrence.id, ())

    @cached_property
    def _by_occurrence(self) -> dict[str, list[Record]]:
        about: dict[str, list[Record]] = {}
        for each in self.trusted:
            if each.of is not None:
                about.setdefault(each.of, []).append(each)
        return about

    def _trusted(self, record: Record) -> bool:
        """Whether the record's rule still is what it was, or the record is of no rule."""
        if record.rule is None:
            return True
        rule = self._rule(record)
        return rule is not None and (rule.kind, rule.quote) == (record.kind, record.quote)

    def _now(self, record: Record) -> str | None:
        rule = self._rule(record)
        return None if rule is None else rule.quote

    def _rule(self, record: Record) -> Rule | None:
        number = record.rule or 0
        return self.row.rules[number - 1] if 1 <= number <= len(self.row.rules) else None


def _taken_back(records: Sequence[Record]) -> frozenset[str]:
    """The ids of the records taken back; taking back what took back brings the first one back."""
    gone: set[str] = set()
    for record in reversed(records):
        if record.do == "undo" and record.undoes is not None and record.id not in gone:
            gone.add(record.undoes)
    return frozenset(gone)


def _folded(marks: Sequence[Record]) -> Account:
    """The last word of some marks. What was submitted and then confirmed counts as done on the day it was submitted."""
    submitted: date | None = None
    done: date | None = None
    for mark in marks:
        if mark.word == "submitted":
            submitted, done = mark.on, None
        elif mark.word == "done":
            done = submitted or mark.on
        else:
            submitted = done = None
    return Account(marks[-1].word if marks else None, submitted, done, tuple(marks))


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
