"""Patterns of dates in figures alone, as they stand in narrow cells: 20160930, 9/30, 6.30, 2016."""

from __future__ import annotations

import re

from gkplan.deadline.grammar import BEFORE, HOUR, Context, Example, Found, Pattern
from gkplan.deadline.patterns_dates import lone_day
from gkplan.deadline.points import stretch
from gkplan.deadline.rules import By


def in_figures(match: re.Match[str], ctx: Context) -> list[Found]:
    """A day, or a year, that is the whole cell."""
    short = match["short"] or match["yy"]
    if short and not _is_near(ctx, 2000 + int(short)):
        return []
    year = match["year"] or match["alone"] or (short and f"20{short}")
    month, day = match["month"] or match["m"] or match["mm"], match["day"] or match["d"] or match["dd"]
    words = f"{year}年" if year else ""
    days = stretch(ctx, f"{words}{month}月{day}日" if month else words, match.start(), match.end())
    return [Found(By(days.day(days.last)), match.start(), match.end())] if days else []


def _is_near(ctx: Context, year: int) -> bool:
    """Whether a year of two figures can be meant: 17年 in a plan of 2016, but not 50年."""
    return ctx.year is not None and -1 <= year - ctx.year <= FAR


FAR = 10
_DAY = r"0[1-9]|[12]\d|3[01]"
FIGURES = (
    Pattern(
        "day-in-figures",
        rf"(?m:^)(?P<day>\d{{1,2}}[日号]){HOUR}(?:完成)?(?m:$)",
        lone_day,
        (Example("25日", "by 2016-05-25"), Example("10号", "by 2016-06-10")),
        "The first such day from the day of issue on, where the cell says nothing else.",
        "整格只写某日的，取印发之日起最近的一天。",
        "deadline",
        fallback=True,
    ),
    Pattern(
        "in-figures",
        rf"(?m:^)(?:(?P<year>(?:19|20)\d\d) ?(?P<month>0[1-9]|1[0-2]) ?(?P<day>{_DAY})(?!\d)"
        rf"|(?P<m>0?[1-9]|1[0-2])(?:/(?={_DAY}|\d)|[.·](?={_DAY})|(?<=\d\d)-(?={_DAY}))(?P<d>{_DAY}|[1-9])[日号]?"
        rf"|(?P<yy>\d\d)[.](?P<mm>0?[1-9]|1[0-2])[.](?P<dd>{_DAY}|[1-9])(?!\d)|(?P<short>\d\d)年"
        rf"|(?P<alone>(?:19|20)\d\d)(?!\d)){HOUR}(?:{BEFORE})?(?:完成)?(?m:$)",
        in_figures,
        (
            Example("20160930", "by 2016-09-30"),
            Example("9/30", "by 2016-09-30"),
            Example("12.31", "by 2016-12-31"),
            Example("2017", "by 2017-12-31"),
            Example("17年", "by 2017-12-31"),
            Example("16.9.30", "by 2016-09-30"),
        ),
        "A day or a year in figures, where the cell says nothing else.",
        "整格只写数字的日期或年份。",
        "deadline",
        fallback=True,
    ),
)
