"""Patterns of dates in figures alone, as they stand in narrow cells: 20160930, 9/30, 6.30, 2016."""

from __future__ import annotations

import re

from gkplan.deadline.grammar import BEFORE, HOUR, Context, Example, Found, Pattern
from gkplan.deadline.patterns_dates import lone_day
from gkplan.deadline.points import stretch
from gkplan.deadline.rules import By, Window


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


def years_in_figures(match: re.Match[str], ctx: Context) -> list[Found]:
    """From one year to another, which are the whole cell: 2016-2018."""
    first = stretch(ctx, match["first"] + "年", match.start(), match.end())
    last = stretch(ctx, match["last"] + "年", match.start(), match.end())
    if first is None or last is None or last.last < first.first:
        return []
    return [Found(Window(first.first, last.last), match.start(), match.end())]


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
    Pattern(
        "years-in-figures",
        r"(?m:^)(?P<first>(?:19|20)\d\d)(?:-{1,2}|至|到)(?P<last>(?:19|20)\d\d)(?m:$)",
        years_in_figures,
        (
            Example("2016-2018", "window 2016-01-01..2018-12-31"),
            Example("2016至2017", "window 2016-01-01..2017-12-31"),
        ),
        "From one year to another in figures, where the cell says nothing else.",
        "整格只写起止年份数字的。",
        "deadline",
        fallback=True,
    ),
)
