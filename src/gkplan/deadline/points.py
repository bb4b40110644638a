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


def stretch(ctx: Context, words: str, start: int, end: int) -> Stretch | None:
    """The days that a point's words mean; None where they mean none (年初, month 13).

    `start` and `end` are the place in the text that a doubt is noted at; years and months that the words leave out
    are those of the point before, else the plan's.
    """
    known = taken_apart(words)
    if known is None:
        return None
    year, sure = _year(ctx, known.get("ny") or known.get("year"))
    if not 1900 <= year <= 2200:
        return None
    days = _days(ctx, known, year, (start, end))
    if days and not sure:
        ctx.doubt("no-year", start, end)
    return Stretch(*days, sure) if days else None


@lru_cache(maxsize=4096)
def taken_apart(words: str) -> dict[str, str] | None:
    """The named parts of a point's words, those that are there; None where they are no point. Not to be changed."""
    found = parts().match(words)
    return {name: value for name, value in found.groupdict().items() if value is not None} if found else None


def _year(ctx: Context, words: str | None) -> tuple[int, bool]:
    """The year that words name, or that is understood where there are none, and whether it is known at all."""
    understood = ctx.carried if ctx.carried is not None else ctx.year
    if not words:
        return (_UNKNOWN_YEAR, False) if understood is None else (understood, True)
    later = 0
    if words[0] in "今本当明来下":
        year, later = ctx.year, int(words[0] in "明来下")
    elif words[0] in "次翌":
        year, later = understood, 1
    else:
        year = number(words.rstrip("年度的."))
        year += 2000 if year < 100 else 0
    if year is None:
        return _UNKNOWN_YEAR + later, False
    ctx.carried = year + later
    return year + later, True


def _days(
    ctx: Context, known: dict[str, str], year: int, span: tuple[int, int]
) -> tuple[date, date, Size, bool] | None:
    if "feast" in known:
        day = feast_day_of(known["feast"], year)
        return (day, day, "day", False) if day else None
    if "three" in known:
        return date(year, 1, 1), date(year, 9, 30), "quarter", False
    if "quarter" in known:
        last = 3 * number(known["quarter"])
        edge = "quarter_end" in known
        return date(year, last if edge else last - 2, 1), last_day(year, last), "quarter", edge
    if "half" in known:
        first = 1 if known["half"] in "上前" else 7
        return date(year, first, 1), last_day(year, first + 5), "half", "half_end" in known
    if "end" in known or "year_part" in known:
        return _part_of_year(known.get("end") or known["year_part"], year)
    month = known.get("nm") or known.get("month") or known.get("lost_month") or known.get("listed")
    if month:
        if "lost_month" in known:
            ctx.doubt("month-unsaid", *span)
        return _month(ctx, known, year, 1 if month == "元" else number(month), span)
    if "lone_day" in known:
        return _day(ctx, year, ctx.month, number(known["lone_day"]), span) if ctx.month else None
    return date(year, 1, 1), date(year, 12, 31), "year", False


def _month(
    ctx: Context, known: dict[str, str], year: int, month: int, span: tuple[int, int]
) -> tuple[date, date, Size, bool] | None:
    if not 1 <= month <= 12:
        return None
    ctx.month = month
    day = known.get("nd") or known.get("day") or known.get("bare_day")
    if day:
        return _day(ctx, year, month, number(day), span)
    part, end = known.get("part", ""), last_day(year, month)
    if part == "初":
        return date(year, month, 1), date(year, month, 10), "ten days", False
    if part in _TEN_DAYS:
        first, last = _TEN_DAYS[part]
        return date(year, month, first), min(date(year, month, min(last, end.day)), end), "ten days", False
    edge = bool(part) or "lost_month" in known
    return (end if edge else date(year, month, 1)), end, "month", edge


def _day(ctx: Context, year: int, month: int, day: int, span: tuple[int, int]) -> tuple[date, date, Size, bool] | None:
    end = last_day(year, month)
    if not 1 <= day <= 39:
        return None
    if day > end.day:
        ctx.doubt("no-such-date", *span)
    found = date(year, month, min(day, end.day))
    return found, found, "day", False


def _part_of_year(part: str, year: int) -> tuple[date, date, Size, bool] | None:
    if part == "初":
        return None
    if part == "中":
        return date(year, 6, 30), date(year, 6, 30), "half", True
    end = date(year, 12, 31)
    return (date(year, 1, 1) if part == "内" else end), end, "year", True


def feast_day_of(name: str, year: int) -> date | None:
    """The day of a feast as deadlines name it, in a calendar year; None where it is not known."""
    from gkplan.calendar.feasts import feast_day

    return feast_day(name.strip("“”"), year)
