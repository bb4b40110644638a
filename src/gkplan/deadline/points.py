"""Points of time in words (`2016年12月底`, `第1季度`, `年中`, `次年元月`) made into stretches of days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from gkplan.calendar.period import clamped
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import FEAST_WORD, FEASTS, POINT_PARTS, YEAR, YEARS, Context
from gkplan.deadline.rules import Day, Yearless, new
from gkplan.deadline.text import number

Size = Literal["day", "ten days", "month", "quarter", "half", "year"]
ONE_DAY = timedelta(days=1)
_FEAST = later(rf"[“\"']?({FEASTS}|十一)[”\"']?{FEAST_WORD}")
_YEAR_WORDS = later(rf"{YEAR}|去年的?|\d{{4}}[./-](?=\d)", re.ASCII)
_UNKNOWN_YEAR = 2000  # a leap year, so that every day of a year can be said without one
SHORTEST_MONTH = 28
SCHOOL_BEGINS = 8  # the month that a school year begins in, at the earliest
_TURN = 70  # two figures below it are years of this century: 21年底, but 98年底
# How many years after the one understood a relative year is.
_LATER = {"去": -1, "今": 0, "本": 0, "当": 0} | dict.fromkeys("明来下次翌第", 1)  # 第: of 第二年
_TEN_DAYS = {"初": (1, 10), "上旬": (1, 10), "上中旬": (1, 20), "中旬": (11, 20), "中下旬": (11, 31), "下旬": (21, 31)}


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


class Shape(NamedTuple):
    """A point without its year: month and day of its ends (a day beyond its month is the month's last).

    `named` says that the last day was named as such, so 9月31日 is a slip; `month` is handed on to later points.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    size: Size
    edge: bool = False
    named: bool = False
    month: int | None = None
    doubt: str | None = None


class Meaning(NamedTuple):
    """What a point's words mean where they stand: their days (None: none), and what is handed on to later points."""

    days: Stretch | None
    carried: int | None
    month: int | None
    school_year: bool
    doubts: tuple[str, ...] = ()


def stretch(ctx: Context, words: str, start: int, end: int) -> Stretch | None:
    """The days that a point's words mean; None where they mean none (年初, month 13).

    `start` and `end` are the place in the text that a doubt is noted at; years and months that the words leave out
    are those of the point before, else the plan's.
    """
    days, ctx.carried, ctx.month, ctx.school_year, doubts = _meaning(
        words, ctx.year, ctx.carried, ctx.month, ctx.school_year
    )
    for doubt in doubts:
        ctx.doubt(doubt, start, end)
    return days


@lru_cache(maxsize=8192)
def _meaning(words: str, plan: int | None, carried: int | None, month: int | None, school_year: bool) -> Meaning:
    """What a point's words mean in a plan of a year, behind points that left a year, a month and a school year."""
    said, rest = _apart(words)
    meant = _meant(rest, month)
    if meant is None:
        return Meaning(None, carried, month, school_year)
    before = carried
    year, carried = _year(said, plan, carried)
    if school_year:
        if said is not None:
            school_year = False
        elif year is not None and not isinstance(meant, str) and meant.month and meant.month >= SCHOOL_BEGINS:
            year -= 1
    known = year if year is not None else _UNKNOWN_YEAR + (_LATER[said] if isinstance(said, str) else 0)
    if known not in YEARS:
        return Meaning(None, before, month, school_year)
    if isinstance(meant, str):
        day = feast_day_of(meant, known) if year else None
        return Meaning(Stretch(day, day, "day", edge=False, known=True) if day else None, carried, month, school_year)
    last = _day(known, meant.last)
    first = last if meant.first == meant.last else _day(known, meant.first)
    doubts: tuple[str, ...] = ("no-year",) if year is None else ()
    if meant.doubt:
        doubts += (meant.doubt,)
    if meant.named and last.day != meant.last[1]:
        doubts += ("no-such-date",)
    days = new(Stretch, (first, last, meant.size, meant.edge, year is not None))
    return new(Meaning, (days, carried, month if meant.month is None else meant.month, school_year, doubts))


def _apart(words: str) -> tuple[int | str | None, str]:
    """A point's words as its year (the first of its words where it is told from another: 明年) and the rest."""
    if words[4:5] == "年" and words[:4].isdecimal():
        return int(words[:4]), words[5:].lstrip("度的")
    found = _YEAR_WORDS.match(words)
    if not found:
        return None, words
    said, rest = found[0], words[found.end() :].lstrip("度的")
    if said[0] in _LATER:
        return said[0], rest
    year = number(said.rstrip("年度的.-/"))
    return year if year >= 100 else year + (2000 if year < _TURN else 1900), rest


def _day(year: int, month_and_day: tuple[int, int]) -> date:
    """A day of a year, or the last of its month where the month has fewer."""
    month, day = month_and_day
    return date(year, month, day) if day <= SHORTEST_MONTH else clamped(year, month, day)


def _year(said: int | str | None, plan: int | None, carried: int | None) -> tuple[int | None, int | None]:
    """The year that a point says, or that is understood where it says none, and the one handed on: one that is said."""
    if isinstance(said, int):
        return said, said
    understood = carried if carried is not None else plan
    if said is None:
        return understood, carried
    base = understood if said in "次翌第" else plan
    if base is None:
        return None, carried
    return base + _LATER[said], base + _LATER[said]


@lru_cache(maxsize=4096)
def _meant(words: str, month: int | None) -> Shape | str | None:
    """What words without a year mean behind a point of that month: the shape of a point, or a feast's name."""
    return _feast_name(words) or _shape(words, month)


def _feast_name(words: str) -> str | None:
    """The feast that words without a year name; None where they name none."""
    found = _FEAST.fullmatch(words)
    return found[1] if found else None


def _shape(words: str, month: int | None) -> Shape | None:
    """What words without a year mean behind a point of that month; None where they mean nothing."""
    found = POINT_PARTS.match(words)
    if not found:
        return None
    if named := found["month"] or found["lost_month"]:
        month = 1 if named == "元" else number(named)
        return _in_month(found, month) if 1 <= month <= 12 else None
    if found["lone_day"]:
        return _in_month(found, month) if month else None
    if found["quarters"] or found["first_quarter"]:
        return Shape((1, 1), (3 * number(found["quarters"] or "一"), 31), "quarter")
    if found["months"]:
        months = number(found["months"])
        return Shape((1, 1), (months, 31), "quarter") if 1 <= months <= 12 else None
    if found["last_months"]:
        months = number(found["last_months"])
        return Shape((13 - months, 1), (12, 31), "quarter") if 1 <= months <= 12 else None
    if found["quarter"]:
        last, edge = 3 * number(found["quarter"]), found["quarter_end"] is not None
        return Shape((last if edge else last - 2, 1), (last, 31), "quarter", edge)
    if found["half"]:
        first = 1 if found["half"] in "上前" else 7
        return Shape((first, 1), (first + 5, 31), "half", found["half_end"] is not None)
    if found["end"]:
        return _PARTS_OF_YEAR.get(found["end"])
    return Shape((1, 1), (12, 31), "year")


_PARTS_OF_YEAR = {
    "中": Shape((6, 30), (6, 30), "half", edge=True),
    "内": Shape((1, 1), (12, 31), "year", edge=True),
    **dict.fromkeys(("底", "末", "终"), Shape((12, 31), (12, 31), "year", edge=True)),
}


def _in_month(found: re.Match[str], month: int) -> Shape | None:
    words = found["day"] or found["bare_day"] or found["lone_day"]
    if words:
        day = number(words)
        return Shape((month, day), (month, day), "day", named=True, month=month) if 1 <= day <= 39 else None
    part = found["part"] and found["part"].replace("、", "")
    if part in _TEN_DAYS:
        first, last = _TEN_DAYS[part]
        return Shape((month, first), (month, last), "ten days", month=month)
    lost = found["lost_month"] is not None
    edge = bool(part) or lost
    return Shape(
        (month, 31 if edge else 1), (month, 31), "month", edge, month=month, doubt="month-unsaid" if lost else None
    )


def feast_day_of(name: str, year: int) -> date | None:
    """The day of a feast as deadlines name it, in a calendar year; None where it is not known."""
    from gkplan.calendar.feasts import feast_day

    return feast_day(name.strip("“”"), year)
