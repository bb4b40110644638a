"""A date behind a recurrence belongs to its cycle until the sentence ends: 每年2月底前…，3月底前….

每月5日前…，10日前… likewise.
"""

from __future__ import annotations

from gkplan.calendar.period import Freq
from gkplan.deadline.day_in_period import day_of, days_of_year
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import Context
from gkplan.deadline.rules import Recurring
from gkplan.deadline.text import number

_SENTENCE = later(r"[。\n]")
_NAMED_BEHIND = later(
    r"(?:开展|完成|举办|进行|组织)?[,;(]每(?:年度?|(?P<monthly>个?月))(?:各?[一1两二2三3四4]次)?(?:\)|\n|$)"
)
_OWN_YEAR = later(
    r"(?<![次翌当下])(?<!下一)(?<!第二)年(?!底|末|终|中|内)|[./-]"
)  # a date that says its year comes once


def runs(ctx: Context, start: int) -> Freq | None:
    """How often the recurrence comes whose sentence still runs at a place; None where there is none."""
    if ctx.cycle is None:
        return None
    freq, end = ctx.cycle
    ctx.cycle = None if _SENTENCE.search(ctx.text, end, start) else (freq, start)
    return ctx.cycle and freq


def begin_behind(ctx: Context, end: int) -> None:
    """Begin the cycle that words right behind a date name, and nothing more: 3月底前（每年）, 6月、12月，每年两次."""
    if "每" in ctx.text and (named := _NAMED_BEHIND.match(ctx.text, end)):
        ctx.cycle = "monthly" if named["monthly"] else "yearly", end


def yearly(ctx: Context, words: str, start: int, *, before: bool) -> Recurring | None:
    """The yearly rule of a date, or of a stretch by its last day, within a yearly cycle; None where it is in none."""
    if runs(ctx, start) != "yearly":
        return None
    if _OWN_YEAR.search(words):
        ctx.cycle = None
        return None
    return Recurring("yearly", by=days_of_year(words, before)[-1])


def lone_day(ctx: Context, day: str, start: int) -> Recurring | None:
    """The rule of a day that names no month within a monthly or yearly cycle; None where it is in none."""
    freq = runs(ctx, start)
    if freq == "monthly":
        return Recurring(freq, by=day_of(number(day.rstrip("日号")), "month"))
    return yearly(ctx, f"{ctx.month}月{day}", start, before=True) if ctx.month else None
