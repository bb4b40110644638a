"""China's working days, with the days off that are moved and the weekends that are worked for them (调休).

The State Council settles them year by year in a notice, so they can't be computed: chinesecalendar knows the announced
years, an `Overlay` adds those it does not know yet, and for every other year there is an estimate that says it is one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from gkplan.calendar.feasts import feast_day

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
# Days off by law (国务院令第795号, 2024-11-10, article 2): the feast, and how many days from it.
_BY_LAW = (("元旦", 1), ("除夕", 4), ("清明", 1), ("劳动节", 2), ("端午", 1), ("中秋", 1), ("国庆", 3))


class Workday(NamedTuple):
    """Whether a day is worked (its truth value), and whether that is only an estimate."""

    worked: bool
    estimated: bool = False

    def __bool__(self) -> bool:
        return self.worked


class Settled(NamedTuple):
    """A day found by counting working days, and whether any day counted on the way is only an estimate."""

    day: date
    estimated: bool = False


class Overlay(NamedTuple):
    """What one notice settles for a year: weekdays off, weekends worked, and the notice's number.

    Its year counts as known: a day it does not name is worked from Monday to Friday.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    notice: str


class WorkCalendar(Protocol):
    """Anything that can say whether a day is worked, always the same, since answers are kept."""

    def __hash__(self) -> int:
        """One calendar is told from another."""

    def is_workday(self, day: date) -> Workday:
        """Whether the day is worked, and whether that is certain."""


class ChinaCalendar:
    """The calendar of the State Council's notices; an overlay goes before what chinesecalendar says."""

    def __init__(self, overlays: Iterable[Overlay] = ()) -> None:
        self.overlays = tuple(overlays)
        self._off = frozenset[date]().union(*(overlay.off for overlay in self.overlays))
        self._worked = frozenset[date]().union(*(overlay.worked for overlay in self.overlays))
        self._years = frozenset(overlay.year for overlay in self.overlays)

    def is_workday(self, day: date) -> Workday:
        """Whether the day is worked; an estimate where no notice is known for its year."""
        if day in self._off:
            return Workday(worked=False)
        if day in self._worked:
            return Workday(worked=True)
        if day.year in self._years:
            return Workday(worked=day.weekday() < _SATURDAY)
        announced = _announced(day)
        return Workday(_likely(day), estimated=True) if announced is None else Workday(announced)


CHINA = ChinaCalendar()


def is_workday(day: date, calendar: WorkCalendar = CHINA) -> Workday:
    """Whether a day is worked."""
    return calendar.is_workday(day)


def add_workdays(day: date, count: int, calendar: WorkCalendar = CHINA) -> Settled:
    """The day that many working days after (negative: before) another; counting starts with the next day.

    Nought gives the day itself, worked or not. Raises `OverflowError` beyond the years 1 to 9999.
    """
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left, estimated = abs(count), False
    while left:
        day += step
        worked = calendar.is_workday(day)
        estimated |= worked.estimated
        left -= worked.worked
    return Settled(day, estimated)


@lru_cache(maxsize=8192)
def last_workday_up_to(day: date, calendar: WorkCalendar = CHINA) -> Settled:
    """The day itself where it is worked, else the last working day before it."""
    worked = calendar.is_workday(day)
    if worked:
        return Settled(day, worked.estimated)
    before = add_workdays(day, -1, calendar)
    return Settled(before.day, before.estimated or worked.estimated)


# A plan asks for the same few hundred days again and again, and the library's answer takes its time.
@lru_cache(maxsize=8192)
def _announced(day: date) -> bool | None:
    """What chinesecalendar knows of a day; None for a year whose notice it does not have."""
    first, last, off, worked = _notices()
    if not first <= day.year <= last:
        return None
    return day in worked or (day.weekday() < _SATURDAY and day not in off)


@cache
def _notices() -> tuple[int, int, Container[date], Container[date]]:
    """The first and the last year that chinesecalendar knows, its days off and its weekends that are worked.

    Its own `is_workday` looks for these years anew each time, which takes most of a new snapshot of a small plan.
    """
    from chinese_calendar import holidays, workdays

    return min(holidays).year, max(holidays).year, holidays, workdays


@lru_cache(maxsize=8192)
def _likely(day: date) -> bool:
    """Whether a day would be worked if weekends and the days off by law were all; moved days can't be foreseen."""
    return day.weekday() < _SATURDAY and not any(_falls_on(day, feast, length) for feast, length in _BY_LAW)


def _falls_on(day: date, feast: str, length: int) -> bool:
    first = feast_day(feast, day.year)
    return first is not None and first <= day < first + timedelta(days=length)
