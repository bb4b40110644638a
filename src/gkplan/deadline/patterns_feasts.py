"""Patterns of what is due before a feast: 春节前, “五一”前, 年前."""

from __future__ import annotations

import re
from datetime import date

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import BEFORE, FEAST_WORD, FEASTS, HOUR, YEAR, Context, Example, Found, Pattern
from gkplan.deadline.points import ONE_DAY, feast_day_of, stretch
from gkplan.deadline.rules import By, Event

_TOLD = later("(?:累计|共|已)(?:发放|拨付|兑付|慰问|完成)$")  # 累计发放春节前…补助


def before_feast(match: re.Match[str], ctx: Context) -> list[Found]:
    """The day before a feast of the year named, else of the year understood (see `_before_the_next`)."""
    if ctx.column == "requirement" and _TOLD.search(ctx.text, max(0, match.start() - 8), match.start()):
        return []
    feasts = [name for name in (match["first"], match["feast"]) if name]
    if match["year"]:
        days = stretch(ctx, match["year"], match.start(), match.end())
        if ctx.column == "requirement" and days and days.known and ctx.year and days.last.year < ctx.year:
            return []  # told, as 去年春节前夕 is
        eves = [_eve(feast, days.first.year) for feast in feasts] if days and days.known else []
        rules = [By(eve) for eve in eves if eve]
    else:
        rules = [rule for rule in (_before_the_next(ctx, feast, match) for feast in feasts) if rule]
    if not rules and ctx.carried is None and ctx.year is None:
        if not match["year"]:
            ctx.doubt("no-year", match.start(), match.end())
        return [Found(Event(match[0]), match.start(), match.end())]
    return [Found(rule, match.start(), match.end()) for rule in rules]


def _eve(feast: str, year: int) -> date | None:
    """The day before a feast of a calendar year; None where the table does not reach it."""
    day = feast_day_of(feast, year)
    return day - ONE_DAY if day else None


def _before_the_next(ctx: Context, feast: str, match: re.Match[str]) -> By | None:
    """By the day before a feast without a year: the plan's; where it was over when the plan was issued, or the next.

    Where the next is the nearer to the day of issue, it alone is meant.
    The day before 元旦 is in the plan's year if it is the next year's 元旦.
    """
    year = ctx.carried if ctx.carried is not None else ctx.year
    if year is None:
        return None
    first, second = _eve(feast, year), _eve(feast, year + 1)
    if first is None or second is None:
        return By(first) if first else None
    issued = ctx.issued if ctx.carried is None else None
    if feast == "元旦":
        if issued is None or issued > first:
            return By(second)
    elif issued is None or issued <= first:
        return By(first)
    if issued and second - issued < issued - first:
        return By(second)  # nearer than the one long over: 春节前 of a paper of December
    ctx.doubt("two-readings", match.start(), match.end())
    return By(first, ambiguous=True, alt=second)


def on_feast(match: re.Match[str], ctx: Context) -> list[Found]:
    """The day of a feast that a cell names and nothing more."""
    year = stretch(ctx, match["year"], match.start(), match.end()) if match["year"] else None
    known = year.first.year if year and year.known else ctx.year
    if known is None:
        ctx.doubt("no-year", match.start(), match.end())
        return []
    day = feast_day_of(match["feast"], known)
    return [Found(By(day), match.start(), match.end())] if day else []


def before_new_year(match: re.Match[str], ctx: Context) -> list[Found]:
    """年前: before Spring Festival."""
    rule = _before_the_next(ctx, "春节", match)
    if rule is None:
        ctx.doubt("no-year", match.start(), match.end())
        return []
    return [Found(rule, match.start(), match.end())]


_NAMED = ("劳动节", "儿童节", "妇女节", "重阳节", "大年三十", "大年初一")

BEFORE_FEASTS = (
    Pattern(
        "before-feast",
        rf"(?P<year>{YEAR})?(?:“?(?P<first>元旦|五一|中秋|端午|清明|国庆|春节)节?(?:”?[、和及]?|”(?=“)))?[“\"']?(?P<feast>{FEASTS})[”\"']?{FEAST_WORD}"
        rf"{BEFORE}夕?",
        before_feast,
        (
            Example("国庆节前", "by 2016-09-30"),
            Example("2018年春节前", "by 2018-02-15"),
            Example("“五一”前完成", "by 2016-04-30|2017-04-30"),
        ),
        "The day before a feast; with no year the plan's, and where that was over on the day of issue, or the next; "
        "the next alone where it is the nearer.",
        "节日前一天；没有写年份的取计划年度，印发时已过的，下一年的也列出；下一年的离印发日更近的，只取下一年。",
    ),
    Pattern(
        "year-before-spring",
        rf"(?<![\d一二三四五六七八九十两几数多半今明去当上前近每])年{BEFORE}",
        before_new_year,
        (
            Example("年前", "by 2016-02-07|2017-01-27"),
            Example("确保年前完成", "by 2016-02-07|2017-01-27", "requirement"),
        ),
        "Before Spring Festival, as before any feast.",
        "春节前；年份的取法与节日相同。",
    ),
    Pattern(
        "on-a-feast",
        rf"(?m:^)(?:在|于)?(?P<year>{YEAR})?[“\"']?(?P<feast>{FEASTS}|十一|(?:{'|'.join(_NAMED)}))[”\"']?(?:节|国庆节|劳动节|儿童节|妇女节|当[天日])?{HOUR}"
        "(?:完成|举办|开展|举行)?(?m:$)",
        on_feast,
        (Example("国庆节", "by 2016-10-01"), Example("2017年元旦", "by 2017-01-01")),
        "The day of a feast, where a cell names nothing else.",
        "整格只写节日的，为节日当天。",
        "deadline",
        fallback=True,
    ),
)
