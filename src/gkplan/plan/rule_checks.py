"""What a rule must hold within its row and its plan. Each check is a small generator; its docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from gkplan.calendar.period import Freq
from gkplan.deadline.occurrences import is_day_in, parse_offset
from gkplan.deadline.rules import By, Day, Event, Recurring, Rule, Standing, Unstated, Window, Yearless
from gkplan.plan.draft import Draft
from gkplan.plan.findings import Finding
from gkplan.plan.places import Path

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_MONTHS, MOST_DAYS, MOST_MINUTES = 1_200, 36_525, 36_525 * 24 * 60
YEARS_BEFORE, YEARS_AFTER = 5, 20
"""How far from its plan's year a rule's date may lie before it looks like a slip."""

_DAY_EXAMPLES: dict[Freq, str] = {
    "daily": "-",
    "weekly": "Friday",
    "monthly": "day 25 of month, day 5 of next month, last day of month",
    "quarterly": "day 20 of last month of quarter, day 15 of next month",
    "half-yearly": "day 10 of next month, last day of month",
    "yearly": "month 1 day 31, last day of month 6",
}


def rule_units_are_the_rows(draft: Draft) -> Iterator[Finding]:
    """A rule's own units are among its row's, or members of a group among them."""
    members = {unit.name: unit.members for _, unit in draft.units}
    for path, row, rule in draft.rules():
        within = _unfolded(row.units, members) if rule.units else set()
        for index, name in enumerate(rule.units):
            if name not in within:
                yield draft.finding("GK206", [*path, "units", index], unit=name, units="、".join(row.units))


def spans_run_forward(draft: Draft) -> Iterator[Finding]:
    """What has a start and an end ends on or after its start."""
    for path, _, rule in draft.rules():
        if isinstance(rule, (Window, Standing, Recurring)):
            start, end = rule.start, rule.end
            if isinstance(start, date) and isinstance(end, date) and end < start:
                yield draft.finding("GK207", [*path, "end"], start=start, end=end)


def two_readings_are_ordered(draft: Draft) -> Iterator[Finding]:
    """A date is ambiguous just where it has a later second reading."""
    for path, _, rule in draft.rules():
        if isinstance(rule, By) and not _readings_fit(rule):
            yield draft.finding("GK208", path)


def quotes_are_words_of_the_cell(draft: Draft) -> Iterator[Finding]:
    """The quote stands in the cell it is said to come from, as meant; only what is not stated may quote nothing."""
    for path, row, rule in draft.rules():
        cell = row.meant_deadline if rule.column == "deadline" else row.meant_requirement
        if rule.quote not in cell or not (rule.quote or isinstance(rule, Unstated)):
            yield draft.finding("GK259", [*path, "quote"], quote=rule.quote, column=rule.column)


def days_are_days_of_the_period(draft: Draft) -> Iterator[Finding]:
    """`by` names a day of the period that `freq` says."""
    for path, _, rule in draft.rules():
        if isinstance(rule, Recurring) and rule.by is not None and not is_day_in(rule.by, rule.freq):
            examples = _DAY_EXAMPLES[rule.freq]
            yield draft.finding("GK209", [*path, "by"], value=rule.by, freq=rule.freq, examples=examples)


def offsets_are_durations(draft: Draft) -> Iterator[Finding]:
    """`offset` is an ISO 8601 duration of at most 100 years, in whole days where it counts business days."""
    for path, _, rule in draft.rules():
        if isinstance(rule, Event) and rule.offset is not None:
            code = _offset_fault(rule.offset, business_days=rule.business_days)
            if code:
                place = [*path, "offset"]
                yield draft.finding(code, place, value=rule.offset, first=FIRST_YEAR, last=LAST_YEAR)


def dates_are_of_our_time(draft: Draft) -> Iterator[Finding]:
    """Dates lie from 1900 to 2200, so that a slip never unrolls into a million occurrences."""
    for path, field, day in _days(draft):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield draft.finding("GK211", [*path, field], value=day, first=FIRST_YEAR, last=LAST_YEAR)


def dates_have_a_year(draft: Draft) -> Iterator[Finding]:
    """A day without a year is never due."""
    for path, _, rule in draft.rules():
        for field, day in _dated_fields(rule):
            if isinstance(day, Yearless):
                yield draft.finding("GK252", [*path, field], day=f"{day.month:02}-{day.day:02}")


def dates_are_near_the_plans_year(draft: Draft) -> Iterator[Finding]:
    """A date far from the plan's year is a slip, unless a person reviewed the row."""
    year = draft.year
    if year is None:
        return
    reviewed = {placed.path for placed in draft.rows if placed.row.reviewed}
    for path, field, day in _days(draft):
        near = year - YEARS_BEFORE <= day.year <= year + YEARS_AFTER
        if not near and FIRST_YEAR <= day.year <= LAST_YEAR and tuple(path[:4]) not in reviewed:
            yield draft.finding("GK253", [*path, field], date=day, year=year)


def spans_have_a_start(draft: Draft) -> Iterator[Finding]:
    """What recurs or stands begins somewhere: on its own first day or with the plan's year."""
    for path, _, rule in draft.rules():
        unknown = isinstance(rule, (Standing, Recurring)) and rule.start is None
        if unknown and draft.dated and draft.year is None:
            yield draft.finding("GK257", path)


def _readings_fit(rule: By) -> bool:
    if rule.alt is None:
        return not rule.ambiguous
    if not rule.ambiguous or type(rule.alt) is not type(rule.date):
        return False
    return rule.alt.isoformat() > rule.date.isoformat()


def _offset_fault(text: str, *, business_days: bool) -> str | None:
    """The code of what is wrong with an offset, or None."""
    try:
        offset = parse_offset(text)
    except ValueError:
        return "GK210"
    minutes = 60 * offset.hours + offset.minutes
    if abs(offset.months) > MOST_MONTHS or abs(offset.days) > MOST_DAYS or abs(minutes) > MOST_MINUTES:
        return "GK211"
    return "GK212" if business_days and (offset.months or minutes) else None


def _days(draft: Draft) -> Iterator[tuple[Path, str, date]]:
    """Every full date of every rule, with its rule's path and its field."""
    for path, _, rule in draft.rules():
        for field, day in _dated_fields(rule):
            if isinstance(day, date):
                yield path, field, day


def _dated_fields(rule: Rule) -> Iterator[tuple[str, Day | None]]:
    if isinstance(rule, By):
        yield from (("date", rule.date), ("alt", rule.alt))
    elif isinstance(rule, (Window, Standing, Recurring)):
        yield from (("start", rule.start), ("end", rule.end))


def _unfolded(names: tuple[str, ...], members: dict[str, tuple[str, ...]]) -> set[str]:
    """These units and all that belong to them."""
    within: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in within:
            within.add(name)
            left.extend(members.get(name, ()))
    return within


RULE_ERRORS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    rule_units_are_the_rows,
    spans_run_forward,
    two_readings_are_ordered,
    days_are_days_of_the_period,
    offsets_are_durations,
    dates_are_of_our_time,
)
RULE_WARNINGS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    quotes_are_words_of_the_cell,
    dates_have_a_year,
    dates_are_near_the_plans_year,
    spans_have_a_start,
)
