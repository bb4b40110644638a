"""Patterns of days counted from the day of issue: 明天, 下周三前, 本月底, 周五前, 三天后."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from gkplan.calendar.period import following, last_day, period_of
from gkplan.deadline.around import around
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import BEFORE, CN, DAY, HOUR, MONTH, NUMBER, YEAR, Context, Example, Found, Pattern
from gkplan.deadline.narration import names, told
from gkplan.deadline.points import ONE_DAY, Stretch, stretch
from gkplan.deadline.rules import By, Standing, Window
from gkplan.deadline.text import number

_DAYS = {"今": 0, "明": 1, "后": 2, "大后": 3}
_WEEKDAYS = "一二三四五六日"
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAY = "[一二三四五六日天]"
_UNITS = {"日": "days", "天": "days", "周": "weeks", "星期": "weeks", "礼拜": "weeks", "月": "months", "年": "years"}
_DUE = later("前|之内|以内|下班|完成|提交|[上交]?报(?!告|道)|交|办结|到位")
# 将本周整改情况报…: what is told of that time, not when.
_TOLD_OF = later("[^,。;前内]{0,8}(?:情况|进展|数据|信息|报表|总结|小结|台账|计划|打算|安排|重点|要点|任务)")
_REPORTS = ("报", "报送", "上报", "提交")
_SINCE = later("开始|起(?!草)")
_ENDS = later(r"$|[,。;:、)\n]")


def near_issue(match: re.Match[str], ctx: Context) -> list[Found]:
    """A day, a week or a quarter counted from the day of issue: 明天, 本周五前, 下周内, 本季度末."""
    if ctx.column == "requirement" and (
        names(around(ctx, match.start(), match.end()))
        or ctx.text.startswith(("将", "把", "对"), match.start() - 1)
        or (
            match["weekday"] is None
            and not match[0].endswith(("前", "内", "底"))
            and _TOLD_OF.match(ctx.text, match.end())
        )
    ):
        return []
    if ctx.text.endswith(_REPORTS, 0, match.start()) and _TOLD_OF.match(ctx.text, match.end()):
        return []  # 每周五前报下周安排
    if match["date"]:
        said = stretch(ctx, match["date"], match.start("date"), match.end("date"))
        return [Found(By(said.day(said.last)), match.start(), match.end())] if said else []
    if ctx.issued is None:
        ctx.doubt("no-issue-date", match.start(), match.end())
        return []
    if match["day"] and ctx.column == "requirement" and not _DUE.search(ctx.text, match.end() - 1, match.end() + 12):
        return []  # 今天我们邀请到…
    if match["day"]:
        return [Found(By(ctx.issued + ONE_DAY * _DAYS[match["day"]]), match.start(), match.end())]
    if match["week"]:
        rule = _in_week(ctx.issued, match)
        if (
            isinstance(rule, By)
            and ctx.text.startswith(("自", "从"), match.start() - 1)
            and _SINCE.match(ctx.text, match.end())
        ):
            return [Found(Standing(rule.date), match.start() - 1, match.end())]
        return [Found(rule, match.start(), match.end())]
    quarter = period_of(ctx.issued, "quarterly")
    return [Found(By((following(quarter) if match["quarter"][0] == "下" else quarter).end), match.start(), match.end())]


def _in_week(issued: date, match: re.Match[str]) -> By | Window:
    """A day of the week of issue or of one after it, or from one such day to another."""
    monday = issued - ONE_DAY * (issued.weekday() - 7 * match["week"].count("下"))
    day = monday + ONE_DAY * _weekday(match["weekday"] or "日")
    return Window(day, monday + ONE_DAY * _weekday(match["until"])) if match["until"] else By(day)


def _weekday(word: str) -> int:
    return _WEEKDAYS.index(word.replace("天", "日"))


def coming_weekday(match: re.Match[str], ctx: Context) -> list[Found]:
    """周五前: the first such day from the day of issue on."""
    if ctx.column == "requirement" and not match[0].endswith("前"):
        return []
    if ctx.issued is None:
        ctx.doubt("no-issue-date", match.start(), match.end())
        return []
    ahead = (_weekday(match["weekday"]) - ctx.issued.weekday()) % 7
    return [Found(By(ctx.issued + ONE_DAY * ahead), match.start(), match.end())]


def weekday_of_month(match: re.Match[str], ctx: Context) -> list[Found]:
    """6月第二个星期五: the nth such day of a month, or its last."""
    month = stretch(ctx, match["month"], match.start(), match.end())
    if month is None or not month.known:
        return []
    weekday = _weekday(match["weekday"])
    if match["nth"]:
        first = month.first + ONE_DAY * ((weekday - month.first.weekday()) % 7)
        day = first + ONE_DAY * 7 * (number(match["nth"]) - 1)
    else:
        day = month.last - ONE_DAY * ((month.last.weekday() - weekday) % 7)
    return [Found(By(day), match.start(), match.end())] if day <= month.last else []


def this_month(match: re.Match[str], ctx: Context) -> list[Found]:
    """The month of issue or the one after it: 本月底前, 下月10日前, 月底前."""
    bare = match["which"] and not (match["day"] or match["part"])
    if bare and ctx.column == "requirement" and _ENDS.match(ctx.text, match.end()) and match[0].endswith("月"):
        return []
    if ctx.month and not match["which"]:  # 5月10日前启动，月底前完成
        days = stretch(ctx, f"{ctx.month}月底", match.start(), match.end())
        return [Found(By(days.day(days.last)), match.start(), match.end())] if days else []
    if ctx.issued is None:
        ctx.doubt("no-month", match.start(), match.end())
        return []
    months = ctx.issued.year * 12 + ctx.issued.month - 1 + ((match["which"] or "本")[0] == "下")
    year, month = divmod(months, 12)
    end = last_day(year, month + 1)
    day = number(match["day"]) if match["day"] else {"上旬": 10, "中旬": 20, "初": 10}.get(match["part"] or "", 31)
    if match["day"] and day > end.day:
        ctx.doubt("no-such-date", match.start(), match.end())
    if not 1 <= day <= 31:
        return []
    last = end.replace(day=min(day, end.day))
    if match["from"] and 1 <= number(match["from"]) <= last.day:
        return [Found(Window(last.replace(day=number(match["from"])), last), match.start(), match.end())]
    meant = Stretch(last, last, "month", edge=True, known=True)
    if (
        ctx.column == "requirement"
        and "前" not in match[0]
        and told(ctx, around(ctx, match.start(), match.end()), meant)
    ):
        return []
    return [Found(By(last), match.start(), match.end())]


def so_long_after_issue(match: re.Match[str], ctx: Context) -> list[Found]:
    """三天后, 半年后: so long after the day of issue, where a cell says nothing else."""
    if ctx.issued is None:
        ctx.doubt("no-issue-date", match.start(), match.end())
        return []
    half = timedelta(days=15) if match["unit"] == "月" else relativedelta(months=6)
    if match["n"] == "半":
        if match["unit"] not in "月年":
            return []
        return [Found(By(ctx.issued + half), match.start(), match.end())]
    length = relativedelta(**{_UNITS[match["unit"]]: number(match["n"])})  # type: ignore[arg-type]
    return [Found(By(ctx.issued + length), match.start(), match.end())]


def these_years(match: re.Match[str], ctx: Context) -> list[Found]:
    """今明两年: this year and the next."""
    if ctx.year is None:
        ctx.doubt("no-year", match.start(), match.end())
        return []
    return [Found(Window(date(ctx.year, 1, 1), date(ctx.year + 1, 12, 31)), match.start(), match.end())]


RELATIVE = (
    Pattern(
        "near-issue",
        rf"(?:(?P<day>今|明|(?<!大)后|(?<!大)大后)(?:[天日](?!后|常|报)|(?=[晚早晨]))"
        rf"|(?P<week>本|这个?|下{{1,2}}一?个?){_WEEK}(?:(?:{_WEEK})?(?P<weekday>{_WEEKDAY})(?!个)"
        rf"(?:(?:至|到|-)(?:{_WEEK})?(?P<until>{_WEEKDAY}))?|末)?(?!期|边|年|转)"
        rf"|(?P<quarter>本|这|下一?)个?季度末?(?!首月|第一个月|次月))(?:\((?P<date>(?:{YEAR})?{MONTH}{DAY})\))?{HOUR}(?:{BEFORE}|之?内|以内|底)?",
        near_issue,
        (
            Example("本周五前", "by 2016-05-20"),
            Example("下周一前报送", "by 2016-05-23", "requirement"),
            Example("下周二至周四", "window 2016-05-24..2016-05-26"),
            Example("大后天", "by 2016-05-23"),
            Example("本季度末", "by 2016-06-30"),
        ),
        "A day, a week or a quarter counted from the day of issue.",
        "以印发之日推算的日、周、季度。",
    ),
    Pattern(
        "coming-weekday",
        rf"(?<![每逢隔个双单度日号上、和及与第一二三四五六至到-])(?<![日号][,(])(?<!\d){_WEEK}(?P<weekday>{_WEEKDAY})(?!,?(?:\d|[{CN}]{{1,2}}月)|至|到|-|、|和|及)"
        rf"(?:{HOUR}{BEFORE}|{HOUR}(?:完成|报送?|上报)?(?=$|[,。;)\n]))",
        coming_weekday,
        (
            Example("周五前报送", "by 2016-05-20"),
            Example("星期一", "by 2016-05-23"),
            Example("每周一上午", "recurring weekly by Monday"),
        ),
        "The first such day of a week from the day of issue on.",
        "印发之日起最近的星期几。",
    ),
    Pattern(
        "weekday-of-month",
        rf"(?P<month>(?:{YEAR})?{MONTH})的?(?:第(?P<nth>[一二三四五1-5])|最后一)个{_WEEK}(?P<weekday>{_WEEKDAY})(?!至|到|-)(?:{HOUR}{BEFORE})?",
        weekday_of_month,
        (
            Example("6月的第二个星期五前", "by 2016-06-10"),
            Example("2016年9月最后一个周五", "by 2016-09-30"),
        ),
        "The nth such day of the week in a month, or its last.",
        "某月的第几个星期几，或最后一个星期几。",
        "deadline",
    ),
    Pattern(
        "this-month",
        r"(?:(?<!基)(?P<which>本|这个?|下一?个?)月(?!前[\d一二三四五六七八九十两])(?:(?:(?P<from>\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?(?:-|至|到))?(?P<day>\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]|(?P<part>底|末|上旬|中旬|下旬|初)"
        r"|(?=内|前|之前|以前|完成(?![情的了])|完工|$|[,。;)\n]))"
        rf"|(?<![\d{CN}每个按当次上各逐元整半双单月])月[底末](?!余额))(?:{HOUR})?(?:{BEFORE}|内|之内|以内)?",
        this_month,
        (
            Example("本月底前", "by 2016-05-31"),
            Example("本月21~29日", "window 2016-05-21..2016-05-29"),
            Example("月底前完成", "by 2016-05-31"),
            Example("下个月", "by 2016-06-30"),
            Example("8月10日前启动，月底前完成", "by 2016-08-10; by 2016-08-31"),
        ),
        "Within the month of the date before it, else of issue; 下月底 is the month after issue.",
        "取前一个日期的月份，前面没有日期的以印发当月为准；“下月底”是印发的次月。",
    ),
    Pattern(
        "so-long-after-issue",
        rf"(?m:^)(?P<n>{NUMBER}|半)个?(?P<unit>日|天|周|星期|礼拜|(?<=[个半])月|年)(?:之后|以后|后)(?:完成|实施|启动|开展|报送)?(?m:$)",
        so_long_after_issue,
        (Example("三天后", "by 2016-05-23"), Example("半年后完成", "by 2016-11-20")),
        "So long after the day of issue, where the cell says nothing else.",
        "整格只写若干天（月、年）后的，从印发之日起算。",
        "deadline",
    ),
    Pattern(
        "these-years",
        "今明两年(?!的)",
        these_years,
        (
            Example("今明两年", "window 2016-01-01..2017-12-31"),
            Example("今明两年的任务", ""),
        ),
        "The plan's year and the next.",
        "计划当年和下一年。",
        "deadline",
    ),
)
