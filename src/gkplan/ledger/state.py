"""The state of obligations, occurrences and rows on a given day: one fold, from the obligation up.

The states and their order of urgency are the contract's. A state is for the reader; `mark` is the last word recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gkplan.calendar.workdays import last_workday_up_to
from gkplan.deadline.rules import DATED_OR_STANDING, Rule
from gkplan.ledger.account import NOTHING_RECORDED, Account, RowLedger
from gkplan.ledger.record import Word
from gkplan.ledger.states import CLOSED, STATES, Sight, State
from gkplan.plan.model import Plan, Unit
from gkplan.plan.schedule import Occurrence
from gkplan.plan.units import UnitBook

_URGENCY = {state: rank for rank, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Obligation:
    """责任项: one occurrence for one obligor, as it stands on a day.

    It is late only after `overdue_after`, which an extension moves to `extended_to`; `account` is what was recorded.
    `reported` are the members of an open group that have submitted or done it by themselves.
    """

    unit: str
    state: State
    overdue_after: date | None
    extended_to: date | None = None
    account: Account = NOTHING_RECORDED
    reported: tuple[str, ...] = ()

    @property
    def mark(self) -> Word | None:
        """The last recorded word."""
        return self.account.word


@dataclass(frozen=True, slots=True)
class Tally:
    """An occurrence with the obligations under it, as they stand on a day."""

    occurrence: Occurrence
    obligations: tuple[Obligation, ...]
    state: State

    @property
    def closed(self) -> bool:
        """Whether nothing more is owed."""
        return self.state in CLOSED

    @property
    def done(self) -> int:
        """How many obligors have done it."""
        return sum(obligation.state in {"done", "late"} for obligation in self.obligations)

    @property
    def mark(self) -> Word | None:
        """The word that every obligor's record ends in, None where they differ or there is none."""
        marks = {obligation.mark for obligation in self.obligations}
        return marks.pop() if len(marks) == 1 else None

    @property
    def expected(self) -> date | None:
        """The day by which all is expected now: the date granted to the obligors still owing, else the due date."""
        granted = [one.extended_to for one in self.obligations if one.state not in CLOSED]
        dates = [day or self.occurrence.due for day in granted] or [self.occurrence.due]
        return min((day for day in dates if day is not None), default=None)

    @property
    def overdue_after(self) -> date | None:
        """The day after which the first of its obligors still owing is late."""
        days = [one.overdue_after for one in self.obligations if one.state not in CLOSED]
        return min((day for day in days if day is not None), default=self.occurrence.overdue_after)


def tally(  # noqa: PLR0913 - all that a state depends on
    plan: Plan,
    units: UnitBook,
    occurrence: Occurrence,
    today: date,
    ledger: RowLedger,
    *,
    asking: Unit | None = None,
) -> Tally:
    """An occurrence's obligations and states on a day; only those that `asking` owes, where a unit asks."""
    occurrence = _settled(plan, occurrence, ledger)
    owing = occurrence.obligors if asking is None else units.owed_by(asking.name, occurrence.obligors)
    obligations = tuple(_obligation(plan, units, occurrence, today, ledger, name, asking) for name in owing)
    counting = obligations
    if occurrence.row.completion == "lead":
        leads = units.obligors(occurrence.units[:1])  # also for a unit that asks and is not among them
        counting = tuple(_obligation(plan, units, occurrence, today, ledger, name, None) for name in leads)
    state = most_urgent(one.state for one in counting)  # nobody may be named to owe it: then the date alone decides
    return Tally(occurrence, obligations, state or _by_date(plan, occurrence, today, None))


def row_state(rules: Iterable[Rule], tallies: Sequence[Tally]) -> State | None:
    """A row's state: the most urgent of its occurrences'. `rules` are those of the row that bind who asks.

    An event or a directive counts only in a row without a dated or standing rule, where it waits until something is
    recorded; None where nothing counts, as in a row that is only 不定期.
    """
    kinds = {rule.kind for rule in rules}
    dated = not kinds.isdisjoint(DATED_OR_STANDING)
    counting = [each for each in tallies if not dated or each.occurrence.rule.kind in DATED_OR_STANDING]
    if state := most_urgent(each.state for each in counting):
        return state
    return "waiting" if not dated and not kinds.isdisjoint({"event", "directive"}) else None


def most_urgent(states: Iterable[State]) -> State | None:
    """The most urgent of some states, None of none."""
    return min(states, key=_URGENCY.__getitem__, default=None)


def _settled(plan: Plan, occurrence: Occurrence, ledger: RowLedger) -> Occurrence:
    """The occurrence with the date that a person settled, if one did: one date, no second reading."""
    record = ledger.settled(occurrence)
    if record is None or record.to is None:
        return occurrence
    act_by = last_workday_up_to(record.to, plan.calendar)
    return replace(
        occurrence,
        due=record.to,
        alt=None,
        overdue_after=record.to,
        act_by=act_by.day,
        act_by_estimated=act_by.estimated,
    )


def _obligation(  # noqa: PLR0913, PLR0917 - as above
    plan: Plan,
    units: UnitBook,
    occurrence: Occurrence,
    today: date,
    ledger: RowLedger,
    obligor: str,
    asking: Unit | None,
) -> Obligation:
    """One obligor's obligation. A member of an open group that asks sees its own report beside the group's marks."""
    members = units.members(obligor) if units[obligor].open else ()
    names: tuple[str, ...] = (obligor,)
    reported = ledger.reported(occurrence, members)
    if asking is not None and asking.name in members:
        names, reported = (asking.name, obligor), ()
    account = ledger.account(occurrence, *names)
    extended_to = ledger.extended(occurrence, *names)
    overdue_after = extended_to or occurrence.overdue_after
    state = _recorded(account, overdue_after) or _by_date(plan, occurrence, today, extended_to)
    return Obligation(obligor, state, overdue_after, extended_to, account, reported)


def _recorded(account: Account, overdue_after: date | None) -> State | None:
    """The state that records settle by themselves, whatever the day; None where the date decides."""
    if account.word == "dropped":
        return "dropped"
    if account.done is not None:
        return "late" if overdue_after is not None and account.done > overdue_after else "done"
    return "submitted" if account.word == "submitted" else None


def _by_date(plan: Plan, occurrence: Occurrence, today: date, extended_to: date | None) -> State:
    sight = Sight(today, plan.issued, plan.policy.soon)
    if occurrence.due is None or occurrence.overdue_after is None:
        return sight.of_undated(occurrence.start, occurrence.end)
    return sight.of_dated(occurrence.due, occurrence.alt, occurrence.overdue_after, extended_to)
