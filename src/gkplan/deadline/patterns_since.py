"""Patterns of starts with an open end: 自2016年7月1日起, 从2014年开始, 即日起."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from gkplan.deadline.around import around
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import CN, HOUR, NOTE, NUMBER, POINT, TO, YEAR, Context, Example, Found, Pattern
from gkplan.deadline.narration import tells
from gkplan.deadline.points import ONE_DAY, Stretch, stretch
from gkplan.deadline.rules import Day, Standing, Window
from gkplan.deadline.text import number

# How long it lasts: …，为期2年; ，用3年时间.
_LASTS = later(
    rf"(?:,?(?:利用|用|集中)(?=[^,。;\n]{{1,6}}时间)|[^。;\n]{{0,60}}?为期)(?P<n>{NUMBER}|半)(?:个?(?P<unit>年|(?<=个)月|周)|(?P<days>天))(?P<time>(?:左右)?的?时间)?"
)
# What makes a start that lies before the plan's year one of something that still goes on.
_GOES_ON_SINCE = later(
    "[^。;\n]{0,30}?(?:每|按[月季周年日]|逐[月季年]|定期|长期|持续|施行|实施|执行|实行|开展|推行|推进|启动|全面|试行|建立|设立|组织|纳入)"
)
_IN_FORCE = later("(?:正式)?(?:施行|实施|执行|生效)的")
TERM_BEGINS = "9月1日"  # when a school year does, and so its autumn term
NOW = (
    "(?:即日|现在|今日|今天|本日|目前|(?<=印发|下发|发布|发文|公布|通告)之日|(?<=文件下达|通知下达)之日"
    "|(?<=公告)之日(?=起?[至到]))"
)
# The end of another paper's name, before its 发布之日.
_OTHERS = later("[\u4e00-\u9fff](?![自从本])[\u4e00-\u9fff]")
_ISSUE = later("(?:自|从)?(?:本?(?:通知|意见|方案|办法|文件))?(?:印发|下发|下达|发布|发文|公布|通告|公告)$")


def issue_start(ctx: Context, start: int) -> int:
    """Where words that end with 之日 at `start` begin: 自本通知印发|之日."""
    words = _ISSUE.search(ctx.text, max(0, start - 12), start) if ctx.text.startswith("之日", start) else None
    return words.start() if words else start


def since(match: re.Match[str], ctx: Context) -> list[Found]:
    """From a point of time on, with an open end."""
    if ctx.column == "requirement" and _IN_FORCE.match(ctx.text, match.end()):
        return []
    if match["next"]:
        return _since_month(match, ctx)
    words = match["point"]
    if words is None:
        start = issue_start(ctx, match.start())
        if 0 < start < match.start() and _OTHERS.match(ctx.text, start - 1):
            return []  # 自征收公告|发布之日起: of another paper
        rule, end = _from(ctx.issued, ctx, match.end())
        return [Found(rule, start, end)]
    if match["term"]:
        words = words.removesuffix(match["term"]) + TERM_BEGINS
    days = stretch(ctx, words, match.start("point"), match.end("point"))
    if days is None or (ctx.column == "requirement" and _began(ctx, days, match.end())):
        return []
    rule, end = _from(days.day(days.first), ctx, match.end())
    return [Found(rule, match.start(), end)]


def _since_month(match: re.Match[str], ctx: Context) -> list[Found]:
    """From the first day of the month of issue (本月起) or of the one after it (下月起)."""
    if ctx.issued is None:
        ctx.doubt("no-issue-date", match.start(), match.end())
        return []
    months = relativedelta(months=0 if match["next"] == "本月" else 1)
    rule, end = _from(ctx.issued.replace(day=1) + months, ctx, match.end())
    return [Found(rule, match.start(), end)]


def _from(start: Day | None, ctx: Context, end: int) -> tuple[Standing | Window, int]:
    """What begins on a day: with no end, or as long as the sentence behind `end` says; and where its words end."""
    if isinstance(start, date) and (lasts := _LASTS.match(ctx.text, end)):
        return Window(start, _end_of(start, lasts)), lasts.end() if lasts["time"] else end
    return Standing(start, None), end


def _end_of(start: date, lasts: re.Match[str]) -> date:
    """The last day of what begins on a day and lasts so long: 为期2年, 为期三个月, 为期半年, 为期10天."""
    unit = lasts["unit"] or lasts["days"]
    if lasts["n"] == "半":
        return start + (relativedelta(months=6) if unit == "年" else relativedelta(days=15)) - ONE_DAY
    length = {"年": "years", "月": "months", "周": "weeks", "天": "days"}[unit]
    return start + relativedelta(**{length: number(lasts["n"])}) - ONE_DAY  # type: ignore[arg-type]


def _began(ctx: Context, days: Stretch, end: int) -> bool:
    """Whether a start tells of what began then, and nothing that goes on is asked for."""
    if tells(around(ctx, end, end)):
        return True
    past = ctx.year is not None and days.known and days.first.year < ctx.year
    return past and not _GOES_ON_SINCE.match(ctx.text, end)


SINCE = (
    Pattern(
        "since",
        rf"(?=[^。;\n][^。;\n起始长]{{0,23}}[起始长])(?:自|从|由)?(?:(?P<next>下一?个?月|本月)(?:份)?(?:起|开始)|{NOW}起(?:施行|实施|执行|生效)?(?!\d|[一二两三四五六七八九十]{{1,3}}个?(?:工作)?[日天周月])"
        rf"(?!,?的?(?:在|于)?{NUMBER}(?:{TO}{NUMBER})?个?(?:工作)?[日天周月年]之?以?内)"
        rf"|(?P<point>(?:去年(?=\d|[{CN}]))?{POINT}|{YEAR}(?P<term>秋季(?:学期|入学|开学))?){HOUR}{NOTE}(?:起(?![草运飞诉])|开始|始|{TO}(?=长期)))",
        since,
        (
            Example("从2014年开始，全面启动", "standing 2014-01-01..", "requirement"),
            Example("自2016年7月1日起施行", "standing 2016-07-01.."),
            Example("即日起", "standing 2016-05-20.."),
            Example("2016年秋季学期起", "standing 2016-09-01.."),
        ),
        "From a day on, with an open end; 即日起 is the day of issue.",
        "自某时起，不设终点；“即日起”从印发之日算起。",
    ),
)
