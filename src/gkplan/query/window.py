"""Windows of time that a question asks for; both ends are included, and either may be open."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from gkplan.calendar.period import Freq, parse_period


class Window(NamedTuple):
    """From `start` to `end`, both included; None is open."""

    start: date | None
    end: date | None

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in the window; None (no date) never does."""
        return (
            isinstance(day, date)
            and (self.start is None or self.start <= day)
            and (self.end is None or day <= self.end)
        )

    def touches(self, start: date | None, end: date | None) -> bool:
        """Whether a stretch of days, open where None, shares a day with the window."""
        return (end is None or self.start is None or self.start <= end) and (
            start is None or self.end is None or start <= self.end
        )


class Asked(NamedTuple):
    """A window asked for, and which of what falls in it: `all`, what is still `open` or was before, or `overdue`."""

    window: Window
    which: Literal["all", "open", "overdue"] = "all"


def window_of(name: str, freq: Freq) -> Window:
    """The window that a period's name stands for (`2016-12`); `ValueError` where it is no name of that length."""
    period = parse_period(name)
    if period.freq != freq:
        raise ValueError(f"{name} is no name of a {freq} period")
    return Window(period.start, period.end)


def ahead(today: date, span: timedelta) -> Window:
    """From today on for a span, or to the last day there is."""
    return Window(today, today + min(span, date.max - today))


def parse_span(words: str) -> timedelta:
    """A number of days (`30d`) or weeks (`2w`); `ValueError` where the words are neither."""
    found = re.fullmatch(r"(\d{1,4})([dw])", words)
    if not found:
        raise ValueError(f"not a number of days or weeks: {words}")
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))
