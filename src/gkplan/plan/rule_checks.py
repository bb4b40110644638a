"""What a rule must hold within its row and its plan. Each check is a small generator; its docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from gkplan.calendar.period import Freq
from gkplan.deadline.occurrences import is_day_in, parse_offset
from gkplan.deadline.rules import By, Day, Event, Recurring, Rule, Standing, Unstated, Window, Yearless
from gkplan.plan.draft import Fault, Frame, Placed, fault

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


def rule_units_are_the_rows(placed: Placed, frame: Frame) -> Iterator[Fault]:
    """A rule's own units are among its row's, or members of a group among them."""
    row, members = placed.row, frame.members
    for k, rule in placed.rules:
        within = _unfolded(row.units, members) if rule.units else set()
        for index, name in enumerate(rule.units):
            if name not in within:
                yield fault("GK206", ["rules", k, "units", index], unit=name, units="、".join(row.units))


def spans_run_forward(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """What has a start and an end ends on or after its start."""
    for k, rule in placed.rules:
        if isinstance(rule, (Window, Standing, Recurring)):
            start, end = rule.start, rule.end
            if isinstance(start, date) and isinstance(end, date) and end < start:
                yield fault("GK207", ["rules", k, "end"], start=start, end=end)


def two_readings_are_ordered(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """A date is ambiguous just where it has a later second reading."""
    for k, rule in placed.rules:
        if isinstance(rule, By) and not _readings_fit(rule):
            yield fault("GK208", ["rules", k])


def quotes_are_words_of_the_cell(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """The quote stands in the cell it is said to come from, as meant; only what is not stated may quote nothing."""
    row = placed.row
    for k, rule in placed.rules:
        cell = row.meant_deadline if rule.column == "deadline" else row.meant_requirement
        if rule.quote not in cell or not (rule.quote or isinstance(rule, Unstated)):
            yield fault("GK259", ["rules", k, "quote"], quote=rule.quote, column=rule.column)


def days_are_days_of_the_period(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """`by` names a day of the period that `freq` says."""
    for k, rule in placed.rules:
        if isinstance(rule, Recurring) and rule.by is not None and not is_day_in(rule.by, rule.freq):
            examples = _DAY_EXAMPLES[rule.freq]
            yield fault("GK209", ["rules", k, "by"], value=rule.by, freq=rule.freq, examples=examples)


def offsets_are_durations(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """`offset` is an ISO 8601 duration of at most 100 years, in whole days where it counts business days."""
    for k, rule in placed.rules:
        if isinstance(rule, Event) and rule.offset is not None:
            code = _offset_fault(rule.offset, business_days=rule.business_days)
            if code:
                yield fault(code, ["rules", k, "offset"], value=rule.offset, first=FIRST_YEAR, last=LAST_YEAR)


def dates_are_of_our_time(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """Dates lie from 1900 to 2200, so that a slip never unrolls into a million occurrences."""
    for k, field, day in _days(placed):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield fault("GK211", ["rules", k, field], value=day, first=FIRST_YEAR, last=LAST_YEAR)


def dates_have_a_year(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """A day without a year is never due."""
    for k, rule in placed.rules:
        for field, day in _dated_fields(rule):
            if isinstance(day, Yearless):
                yield fault("GK252", ["rules", k, field], day=f"{day.month:02}-{day.day:02}")


def dates_are_near_the_plans_year(placed: Placed, frame: Frame) -> Iterator[Fault]:
    """A date far from the plan's year is a slip, unless a person reviewed the row."""
    year = frame.year
    if year is None or placed.row.reviewed:
        return
    for k, field, day in _days(placed):
        near = year - YEARS_BEFORE <= day.year <= year + YEARS_AFTER
        if not near and FIRST_YEAR <= day.year <= LAST_YEAR:
            yield fault("GK253", ["rules", k, field], date=day, year=year)


def spans_have_a_start(placed: Placed, frame: Frame) -> Iterator[Fault]:
    """What recurs or stands begins somewhere: on its own first day or with the plan's year."""
    for k, rule in placed.rules:
        unknown = isinstance(rule, (Standing, Recurring)) and rule.start is None
        if unknown and frame.dated and frame.year is None:
            yield fault("GK257", ["rules", k])


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


def _days(placed: Placed) -> Iterator[tuple[int, str, date]]:
    """Every full date of every rule, with its rule's position and its field."""
    for k, rule in placed.rules:
        for field, day in _dated_fields(rule):
            if isinstance(day, date):
                yield k, field, day


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


RULE_ERRORS: tuple[Callable[[Placed, Frame], Iterator[Fault]], ...] = (
    spans_run_forward,
    two_readings_are_ordered,
    days_are_days_of_the_period,
    offsets_are_durations,
    dates_are_of_our_time,
)
"""What depends on a rule's dates alone, whatever its row."""
RULE_WARNINGS: tuple[Callable[[Placed, Frame], Iterator[Fault]], ...] = (
    quotes_are_words_of_the_cell,
    dates_have_a_year,
    dates_are_near_the_plans_year,
    spans_have_a_start,
)
