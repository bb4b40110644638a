"""From a plan to its occurrences: each rule's instances with their ids, their obligors and the dates that count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from gkplan.calendar.workdays import last_workday_up_to
from gkplan.deadline.occurrences import Instance, occurrences
from gkplan.deadline.rules import By, Recurring, Rule
from gkplan.plan.model import Plan, Policy, Row
from gkplan.plan.units import UnitBook


@dataclass(frozen=True, slots=True)
class Occurrence:
    """时间节点: one instance of a rule of a row. `rule_no` counts the row's rules from 1.

    It spans `start` to `end` where it is more than a day; `due` is None for a year of a standing rule. It is late
    only after `overdue_after`, and best acted on by `act_by`, the last working day up to `due` (an estimate where the
    year's days off are not announced). `units` are the row's, or the rule's own; `obligors` are those who owe it.
    """

    id: str
    row: Row
    rule: Rule
    rule_no: int
    period: str | None
    start: date | None
    end: date | None
    due: date | None
    alt: date | None
    overdue_after: date | None
    act_by: date | None
    act_by_estimated: bool
    units: tuple[str, ...]
    obligors: tuple[str, ...]

    @property
    def order(self) -> tuple[date, int, int, int, str]:
        """What occurrences are sorted by: due date (the undated last), task, item, rule."""
        return (self.due or date.max, self.row.task, self.row.item, self.rule_no, self.id)


class Dates(NamedTuple):
    """The name of an occurrence within its row, its period, and its days (see `Occurrence`)."""

    key: str
    period: str | None
    start: date | None
    end: date | None
    due: date | None
    alt: date | None
    overdue_after: date | None
    act_by: date | None
    act_by_estimated: bool


class Brought(NamedTuple):
    """An instance of a rule that a record brought about; one that was taken back is no more, but keeps its place."""

    rule_no: int
    instance: Instance
    gone: bool = False


class Schedule:
    """The occurrences of a plan, unrolled up to the end of the horizon's year where a rule has an open end."""

    def __init__(self, plan: Plan, units: UnitBook, horizon: date) -> None:
        self._plan = plan
        self._units = units
        self._origin = None if plan.year is None else date(plan.year, 1, 1)
        self._horizon = horizon if plan.year is None else max(horizon, date(plan.year, 12, 31))

    def of(self, row: Row, brought: Sequence[Brought] = ()) -> tuple[Occurrence, ...]:
        """A row's occurrences, rule by rule. Where an id is not unique in the row, `/2`, `/3` follows in rule order.

        `brought` are instances that records bring about, in the order of recording; they are numbered after those of
        the rules, so that a new record never changes the id of another occurrence.
        """
        following = [
            Brought(number, instance)
            for number, rule in enumerate(row.rules, 1)
            for instance in occurrences(rule, self._horizon, self._origin)
        ]
        seen: dict[str, int] = {}
        numbered: list[tuple[Brought, int]] = []
        for each in (*following, *brought):
            seen[each.instance.key] = nth = seen.get(each.instance.key, 0) + 1
            numbered.append((each, nth))
        numbered.sort(key=lambda pair: pair[0].rule_no)
        obligors = [self._units.obligors(rule.units or row.units) for rule in row.rules]
        return tuple(
            self._occurrence(row, each, nth, obligors[each.rule_no - 1]) for each, nth in numbered if not each.gone
        )

    def _occurrence(self, row: Row, brought: Brought, nth: int, obligors: tuple[str, ...]) -> Occurrence:
        """The nth occurrence of its name in a row."""
        rule = row.rules[brought.rule_no - 1]
        dates = dated(rule, brought.instance, self._plan)
        suffix = f"/{nth}" if nth > 1 else ""
        return Occurrence(
            id=f"{row.id}@{dates.key}{suffix}",
            row=row,
            rule=rule,
            rule_no=brought.rule_no,
            period=dates.period,
            start=dates.start,
            end=dates.end,
            due=dates.due,
            alt=dates.alt,
            overdue_after=dates.overdue_after,
            act_by=dates.act_by,
            act_by_estimated=dates.act_by_estimated,
            units=rule.units or row.units,
            obligors=obligors,
        )


def dates_of(rule: Rule, horizon: date, plan: Plan) -> Iterator[Dates]:
    """The dates of a rule's occurrences in a plan, in order; an open end is unrolled up to the horizon's year."""
    origin = None if plan.year is None else date(plan.year, 1, 1)
    return (dated(rule, instance, plan) for instance in occurrences(rule, horizon, origin))


def dated(rule: Rule, instance: Instance, plan: Plan) -> Dates:
    """An instance of a rule with the days that count in its plan."""
    alt = rule.alt if isinstance(rule, By) and isinstance(rule.alt, date) else None
    act_by = last_workday_up_to(instance.due, plan.calendar) if instance.due else (None, False)
    return Dates(*instance, alt, _overdue_after(rule, instance, plan.policy), *act_by)


def _overdue_after(rule: Rule, instance: Instance, policy: Policy) -> date | None:
    if instance.due is None:
        return None
    if isinstance(rule, By) and isinstance(rule.alt, date):
        return max(instance.due, rule.alt)
    if isinstance(rule, Recurring) and policy.grace:
        return instance.due + min(timedelta(days=policy.grace), date.max - instance.due)
    return instance.due
