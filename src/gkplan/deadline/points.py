"""Points of time in words (`2016年12月底`, `第1季度`, `年中`, `次年元月`) made into stretches of days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from gkplan.calendar.period import last_day
from gkplan.deadline.grammar import Context, parts
from gkplan.deadline.rules import Day, Yearless
from gkplan.deadline.text import number

Size = Literal["day", "ten days", "month", "quarter", "half", "year"]
ONE_DAY = timedelta(days=1)
_UNKNOWN_YEAR = 2000  # a leap year, so that every day of a year can be said without one
_TEN_DAYS = {"上旬": (1, 10), "上中旬": (1, 20), "中旬": (11, 20), "中下旬": (11, 31), "下旬": (21, 31)}


class Stretch(NamedTuple):
    """The days that words about a point of time cover; `edge`: the words name its very end (年底, 月末)."""

    first: date
    last: date
    size: Size
    edge: bool
    known: bool

    def day(self, day: date) -> Day:
        """A day of this stretch (or the one before it) as a rule holds it."""
        return day if self.known else Yearless(day.month, day.day)


class Meaning(NamedTuple):
    """What a point's words mean: the days; the year and month they hand on to points after them; doubts about them."""

    days: Stretch | None
    year: int | None
    month: int | None
    doubts: tuple[str, ...]


def stretch(ctx: Context, words: str, start: int, end: int) -> Stretch | None:
    """The days that a point's words mean; None where they mean none (年初, month 13).

    `start` and `end` are the place in the text that a doubt is noted at; years and months that the words leave out
    are those of the point before, else the plan's.
    """
    days, carried, month, doubts = _meaning(words, ctx.carried, ctx.year, ctx.month)
    if carried is not None:
        ctx.carried = carried
    ctx.month = month
    for code in doubts:
        ctx.doubt(code, start, end)
    return days


@lru_cache(maxsize=8192)
def _meaning(words: str, carried: int | None, year: int | None, month: int | None) -> Meaning:
    """What words mean after a point of the year `carried` and that month, in a plan of `year`: a pure function."""
    found = parts().match(words)
    nothing = Meaning(None, None, month, ())
    if not found:
        return nothing
    known = {name: value for name, value in found.groupdict().items() if value is not None}
    named = known.get("ny") or known.get("year")
    at, handed_on = _year(named, year if carried is None else carried, year)
    if at is not None and not 1900 <= at <= 2200:
        return nothing
    month_named = _month_of(known)
    first = _days(known, _UNKNOWN_YEAR + _later(named) if at is None else at, month_named or month)
    doubts = [code for code, is_so in (("no-year", at is None), ("month-unsaid", "lost_month" in known)) if is_so]
    days = Stretch(*first[:4], at is not None) if first else None
    if first and first[4]:
        doubts.append("no-such-date")
    return Meaning(days, handed_on, month_named or month, tuple(doubts) if days else ())


def _later(words: str | None) -> int:
    """How many years after the one understood a relative year is: 明年 and 次年, one."""
    return int(words is not None and words[0] in "明来下次翌")


def _year(words: str | None, understood: int | None, plan: int | None) -> tuple[int | None, int | None]:
    """The year that words name, or that is understood where there are none, and the year they hand on."""
    if not words:
        return understood, None
    if words[0] in "今本当明来下次翌":
        base = understood if words[0] in "次翌" else plan
        year = None if base is None else base + _later(words)
    else:
        year = number(words.rstrip("年度的."))
        year += 2000 if year < 100 else 0
    return year, year


def _month_of(known: dict[str, str]) -> int | None:
    """The month that words name, where it is one."""
    words = known.get("nm") or known.get("month") or known.get("lost_month") or known.get("listed")
    if not words:
        return None
    month = 1 if words == "元" else number(words)
    return month if 1 <= month <= 12 else None


Days = tuple[date, date, Size, bool, bool]  # first, last, size, edge, and whether the day had to be clamped


def _days(known: dict[str, str], year: int, month: int | None) -> Days | None:
    if "feast" in known:
        day = feast_day_of(known["feast"], year)
        return (day, day, "day", False, False) if day else None
    if "three" in known:
        return date(year, 1, 1), date(year, 9, 30), "quarter", False, False
    if "quarter" in known:
        last = 3 * number(known["quarter"])
        edge = "quarter_end" in known
        return date(year, last if edge else last - 2, 1), last_day(year, last), "quarter", edge, False
    if "half" in known:
        first = 1 if known["half"] in "上前" else 7
        return date(year, first, 1), last_day(year, first + 5), "half", "half_end" in known, False
    if "end" in known or "year_part" in known:
        return _part_of_year(known.get("end") or known["year_part"], year)
    if not known.keys().isdisjoint(("nm", "month", "lost_month", "listed", "lone_day")):
        return _in_month(known, year, month) if month and (_month_of(known) or "lone_day" in known) else None
    return date(year, 1, 1), date(year, 12, 31), "year", False, False


def _in_month(known: dict[str, str], year: int, month: int) -> Days | None:
    end = last_day(year, month)
    words = known.get("nd") or known.get("day") or known.get("bare_day") or known.get("lone_day")
    if words:
        day = number(words)
        found = date(year, month, min(day, end.day)) if 1 <= day <= 39 else None
        return (found, found, "day", False, day > end.day) if found else None
    part = known.get("part", "")
    if part == "初":
        return date(year, month, 1), date(year, month, 10), "ten days", False, False
    if part in _TEN_DAYS:
        first, last = _TEN_DAYS[part]
        return date(year, month, first), date(year, month, min(last, end.day)), "ten days", False, False
    edge = bool(part) or "lost_month" in known
    return (end if edge else date(year, month, 1)), end, "month", edge, False


def _part_of_year(part: str, year: int) -> Days | None:
    if part == "初":
        return None
    if part == "中":
        return date(year, 6, 30), date(year, 6, 30), "half", True, False
    end = date(year, 12, 31)
    return (date(year, 1, 1) if part == "内" else end), end, "year", True, False


def feast_day_of(name: str, year: int) -> date | None:
    """The day of a feast as deadlines name it, in a calendar year; None where it is not known."""
    from gkplan.calendar.feasts import feast_day

    return feast_day(name.strip("“”"), year)
