"""Patterns of dates counted from a point of time: 第一季度结束后10日内, 自5月1日起30日内."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import NOTE, NUMBER, POINT, YEAR, Context, Example, Found, Pattern
from gkplan.deadline.patterns_dates import REFRAIN
from gkplan.deadline.points import ONE_DAY, Stretch, stretch
from gkplan.deadline.rules import By, Window
from gkplan.deadline.text import number

_FREEZES = later(",?[^,。;]{0,8}(?:冻结|暂停|停止|不再|不得|禁止)")  # 自5月1日起一年内，冻结…
_UNITS = {"日": "days", "天": "days", "周": "weeks", "星期": "weeks", "月": "months", "年": "years"}


def after_point(match: re.Match[str], ctx: Context) -> list[Found]:
    """So many days, weeks, months after the end of a point that is known."""
    days = stretch(ctx, match["point"], match.start("point"), match.end("point"))
    if days is None or REFRAIN.match(ctx.text, match.end()):
        return []
    whole_year = days.size == "year" and not days.edge and match["unit"] == "年"
    if match["since"] and not (whole_year or days.size == "day"):
        return []
    last = _later(days, match)
    if match["since"] and days.size == "day" and _FREEZES.match(ctx.text, match.end()):
        return [Found(Window(days.day(days.first), days.day(last - ONE_DAY)), match.start(), match.end())]
    first = match["since"] and whole_year  # 2015年起三年内: that year is the first of them
    return [Found(By(days.day(_later(days, match, less=1 if first else 0))), match.start(), match.end())]


def _later(days: Stretch, match: re.Match[str], less: int = 0) -> date:
    length = {_UNITS[match["unit"]]: number(match["n"]) - less}
    return days.last + relativedelta(**length)  # type: ignore[arg-type]


AFTER = (
    Pattern(
        "after-a-point",
        rf"(?=[^。;\n][^。;\n后起]{{1,30}}+[后起])(?:自|从|在|于)?(?P<point>{POINT}|{YEAR}(?=起)){NOTE}(?:[季月年]?度?(?:结束|终了)?(?:之后|以后|后)|(?P<since>起))的?,?(?:在|于)?"
        rf"(?P<n>{NUMBER})个?(?P<unit>日|天|周|星期|(?<=个)月|年)(?!一|[两二三]?次)(?:之?内|以内|前)?",
        after_point,
        (
            Example("第一季度结束后10日内报送", "by 2016-04-10"),
            Example("一季度季后7日、二季度季后6日", "by 2016-04-07; by 2016-07-06"),
            Example("自2016年5月1日起30日内完成", "by 2016-05-31"),
            Example("2016年起三年内完成", "by 2018-12-31"),
            Example("2016年12月31日后3个月内公开", "by 2017-03-31", "requirement"),
        ),
        "So long after a point of time that is known.",
        "从已知的时点起算，若干日（月）以后。",
    ),
)
