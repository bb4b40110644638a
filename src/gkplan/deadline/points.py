"""Points of time in words (`2016年12月底`, `第1季度`, `年中`, `次年元月`) made into stretches of days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from gkplan.calendar.period import clamped
from gkplan.deadline.grammar import FEAST_WORD, FEASTS, YEAR, YEARS, Context, parts
from gkplan.deadline.rules import Day, Yearless
from gkplan.deadline.text import number

Size = Literal["day", "ten days", "month", "quarter", "half", "year"]
ONE_DAY = timedelta(days=1)
_UNKNOWN_YEAR = 2000  # a leap year, so that every day of a year can be said without one
SHORTEST_MONTH = 28
_TURN = 70  # two figures below it are years of this century: 21年底, but 98年底
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


def stretch(ctx: Context, words: str, start: int, end: int) -> Stretch | None:
    """The days that a point's words mean; None where they mean none (年初, month 13).

    `start` and `end` are the place in the text that a doubt is noted at; years and months that the words leave out
    are those of the point before, else the plan's.
    """
    year_words, rest = _apart(words)
    meant = _meant(rest, ctx.month)
    if meant is None:
        return None
    year = _year(ctx, year_words)
    known = year if year is not None else _UNKNOWN_YEAR + _later(year_words)
    if known not in YEARS:
        return None
    if isinstance(meant, str):
        day = feast_day_of(meant, known) if year else None
        return Stretch(day, day, "day", edge=False, known=True) if day else None
    shape = meant
    if shape.month is not None:
        ctx.month = shape.month
    last = _day(known, shape.last)
    first = last if shape.first == shape.last else _day(known, shape.first)
    if year is None:
        ctx.doubt("no-year", start, end)
    if shape.doubt:
        ctx.doubt(shape.doubt, start, end)
    if shape.named and last.day != shape.last[1]:
        ctx.doubt("no-such-date", start, end)
    return Stretch(first, last, shape.size, shape.edge, year is not None)


def _apart(words: str) -> tuple[str, str]:
    """A point's words as those of its year (digits alone where they are a plain year) and the rest."""
    if words[4:5] == "年" and words[:4].isdigit():
        return words[:4], words[5:].lstrip("度的")
    found = _year_words().match(words)
    return (found[0], words[found.end() :]) if found else ("", words)


def _day(year: int, month_and_day: tuple[int, int]) -> date:
    """A day of a year, or the last of its month where the month has fewer."""
    month, day = month_and_day
    return date(year, month, day) if day <= SHORTEST_MONTH else clamped(year, month, day)


def _later(words: str) -> int:
    """How many years after the one understood a relative year is: 明年 and 次年, one; 去年, one before."""
    return -1 if words[:1] == "去" else int(words[:1] in ("明", "来", "下", "次", "翌"))


def _year(ctx: Context, words: str) -> int | None:
    """The year that words name, or that is understood where there are none; a named one is handed on."""
    understood = ctx.carried if ctx.carried is not None else ctx.year
    if not words:
        return understood
    if words[0] in "去今本当明来下次翌":
        base = understood if words[0] in "次翌" else ctx.year
        year = None if base is None else base + _later(words)
    else:
        year = number(words.rstrip("年度的.-/"))
        year += (2000 if year < _TURN else 1900) if year < 100 else 0
    ctx.carried = ctx.carried if year is None else year
    return year


@lru_cache(maxsize=4096)
def _meant(words: str, month: int | None) -> Shape | str | None:
    """What words without a year mean behind a point of that month: the shape of a point, or a feast's name."""
    return _feast_name(words) or _shape(words, month)


def _feast_name(words: str) -> str | None:
    """The feast that words without a year name; None where they name none."""
    found = re.fullmatch(rf"[“\"']?({FEASTS}|十一)[”\"']?{FEAST_WORD}", words)
    return found[1] if found else None


def _shape(words: str, month: int | None) -> Shape | None:
    """What words without a year mean behind a point of that month; None where they mean nothing."""
    found = parts().match(words)
    if not found:
        return None
    known = {name: value for name, value in found.groupdict().items() if value is not None}
    if "quarters" in known or "first_quarter" in known:
        return Shape((1, 1), (3 * number(known.get("quarters", "一")), 31), "quarter")
    if "months" in known:
        months = number(known["months"])
        return Shape((1, 1), (months, 31), "quarter") if 1 <= months <= 12 else None
    if "last_months" in known:
        months = number(known["last_months"])
        return Shape((13 - months, 1), (12, 31), "quarter") if 1 <= months <= 12 else None
    if "quarter" in known:
        last, edge = 3 * number(known["quarter"]), "quarter_end" in known
        return Shape((last if edge else last - 2, 1), (last, 31), "quarter", edge)
    if "half" in known:
        first = 1 if known["half"] in "上前" else 7
        return Shape((first, 1), (first + 5, 31), "half", "half_end" in known)
    if "end" in known:
        return _PARTS_OF_YEAR.get(known["end"])
    if "lone_day" in known:
        return _in_month(known, month) if month else None
    named = known.get("month") or known.get("lost_month")
    if named is None:
        return Shape((1, 1), (12, 31), "year")
    month = 1 if named == "元" else number(named)
    return _in_month(known, month) if 1 <= month <= 12 else None


_PARTS_OF_YEAR = {
    "中": Shape((6, 30), (6, 30), "half", edge=True),
    "内": Shape((1, 1), (12, 31), "year", edge=True),
    **dict.fromkeys(("底", "末", "终"), Shape((12, 31), (12, 31), "year", edge=True)),
}


def _in_month(known: dict[str, str], month: int) -> Shape | None:
    words = known.get("day") or known.get("bare_day") or known.get("lone_day")
    if words:
        day = number(words)
        return Shape((month, day), (month, day), "day", named=True, month=month) if 1 <= day <= 39 else None
    part = known.get("part", "")
    if part in _TEN_DAYS:
        first, last = _TEN_DAYS[part]
        return Shape((month, first), (month, last), "ten days", month=month)
    lost = "lost_month" in known
    edge = bool(part) or lost
    return Shape(
        (month, 31 if edge else 1), (month, 31), "month", edge, month=month, doubt="month-unsaid" if lost else None
    )


@cache
def _year_words() -> re.Pattern[str]:
    return re.compile(rf"{YEAR}|去年的?|\d{{4}}[./-](?=\d)", re.ASCII)


def feast_day_of(name: str, year: int) -> date | None:
    """The day of a feast as deadlines name it, in a calendar year; None where it is not known."""
    from gkplan.calendar.feasts import feast_day

    return feast_day(name.strip("“”"), year)
