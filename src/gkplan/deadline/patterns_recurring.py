"""Patterns of what comes again: 每季度, 逐月, 每月25日前, 一年两次."""

from __future__ import annotations

import re

from gkplan.calendar.period import Freq
from gkplan.deadline.day_in_period import day_of, named_days, weekday
from gkplan.deadline.expressions import later
from gkplan.deadline.frequency import UNITS, Every
from gkplan.deadline.grammar import (
    BEFORE,
    CN,
    FEASTS,
    HOUR,
    NUMBER,
    TO,
    Context,
    Example,
    Found,
    Pattern,
)
from gkplan.deadline.rules import Recurring
from gkplan.deadline.text import number

_UNIT = (
    "工作日|日(?![常益程均志历])|天|星期|周(?![边密到全围转年])|礼拜|双周|双月|单月|旬|半个?月|月(?![息利])(?:度|份)?|季度?(?!节)|半年度?"
    "|学期|学年|年度?(?!龄|级|限)"
)
_TIMES = later(
    rf"(?:(?:[^,。;:\n每、]|每(?![年月周日天季旬])){{0,24}}?(?:不少于|不低于|至少|最少|不得少于)?"
    rf"|[^,。;:\n每\d]{{1,40}}?(?:不少于|不低于|至少|最少|不得少于))(?P<times>{NUMBER})(?:-\d{{1,2}}|至\d{{1,2}}|到\d{{1,2}})?"
    r"(?:季?次(?![日月年]|供水|污染|装修|加压|分配|开发|利用|元)|期(?!间|限)|轮|回|遍|篇|场次?)(?:以上|以内)?"
)
_EACH_ONCE = later("(?:期间)?各[^,。;\n\\d]{0,6}[一1]次")
_YEARLY, _HALF_YEARLY = Every("yearly"), Every("half-yearly")
_TIMES_WORD = later("[次期轮回遍场篇]")
_WORKING_WEEK = later("一(?:至|到|-)(?:每?周|星期)?五")
# 每周召开一次，一般安排在周一上午
_HELD_ON = later(
    "(?:[\u4e00-\u9fff]{0,8},)?(?:每次|一般|原则上|固定|统一|时间)*(?:安排|定|设)?在(?:每|当周)?(?:周|星期)(?P<day>[一二三四五六日天])(?:上午|下午)?(?![至到、和,])"
)
_HALVES = later(rf"(?:上、?下半年|上半年[、和,]下半年)各[^,。;\n\d]{{0,8}}?(?P<times>{NUMBER})次")
_PART: dict[str, str] = {
    "daily": r"上午|下午|中午|晚上|夜间|早|中|晚|\d{1,2}[点时](?=[、,和及各]|$)",
    "yearly": "春季?|夏季?|秋季?|冬季?",
}
# The hour of a part of the day: 早8点、晚8点各一次.
_AT = r"(?:\d{1,2}(?:[点时]|:\d\d))?"
_PARTS = {
    freq: later(
        rf"(?P<parts>(?:{part}){_AT}(?:(?:、|,|和|及)?(?:{part}){_AT}){{1,3}})(?:两季)?(?:(?P<each>各)[^,。;\n\d]{{0,6}}?)?(?P<times>{NUMBER})次"
    )
    for freq, part in _PART.items()
}
_CLOCK = r"\d{1,2}(?::\d\d|[时点](?:\d{1,2}分|半)?)"
# 每日8:00、17:00分别报送
_HOURS = later(rf"{_CLOCK}(?:(?:、|,|和|及){_CLOCK}){{1,5}}(?:之?前)?(?=分别|各|,|[上填]?报|更新|公布|通报|发布|巡)")
_NOT_EVEN = later("不(?!少于|低于|得?少)")  # 一年开不了两次会
_TWICE_A_YEAR = later("在?春季?[、和]?秋两?季")
_HANDING_IN = ("上报", "报送", "提交", "汇总")
_RECENTLY = later("近几?年来?,?$|以来,?(?:我?[省市县区局院校国])?$")
_MONTH_OF = later("month ([0-9]+)")
# 每年第一次会议，应当不迟于三月底前举行: the date says when, and it comes each year.
_DATED_TIME = later(
    rf"(?:的?第[{CN}\d]{{1,2}}[次期轮](?=[^。;\n每]{{0,24}}?(?:(?:\d|[{CN}])月|第[一二三四]季度))|年初(?=[^。;\n每]{{0,48}}?(?:\d|[{CN}])月))"
)
# 每年2次，分别于6月20日和12月20日前: the dates say when, and each comes every year.
_ON_DATES = later(
    rf"[^,。;\n\d每]{{0,10}}?(?:[{CN}两\d]次)?[^,。;\n\d每]{{0,4}},?(?:时间)?分别(?:于|在|为)(?=(?:次年|翌年|第二年)?(?:\d|[{CN}]){{1,2}}月)"
)
# 每年一次，6月底和12月底前, in a cell
_DATES_FOLLOW = later(
    rf"(?:开展|完成|进行|组织)?[,;(]?(?:\d{{1,2}}|[{CN}]{{1,2}})(?:、(?:\d{{1,2}}|[{CN}]{{1,2}})){{0,11}}月"
)
_MORE_SEASONS = later(rf"[、,和及](\d{{1,2}}|[{CN}]{{1,2}})月?{TO}(\d{{1,2}}|[{CN}]{{1,2}})月")
# 报告各项工作的每季度进展情况: which figures, not how often.
_FIGURES_OF = later("(?:工作|任务|项目)?(?:进展|完成|推进|落实|运行|执行)(?:情况|进度)(?:[,。;)]|$)")
_DAY_FOLLOWS = later(r"的(?:\d|第|最后|月|[一二三四五六七八九十]|[上中下末首]|年|元|当|次)")


# 每学期开学后两周内, 每一年度终了后90日内: so long after what happens in each.
_IN_EACH = {
    "学期": later("的?(?:开学|开始|结束|终了|放假|期末)(?:之?[前后]|之日起)"),
    "年度": later("终了(?:之?后|之日起)"),
}


def every(match: re.Match[str], ctx: Context) -> list[Found]:
    """A recurrence with, behind it, the day within the period and how many times."""
    unit = _every(match)
    happens = _IN_EACH.get(match["unit"])
    if happens and happens.match(ctx.text, match.end()):
        return []
    halves = _HALVES.match(ctx.text, match.end()) if unit.freq == "yearly" else None
    if halves:
        return [Found(Recurring("half-yearly", times=number(halves["times"])), match.start(), halves.end())]
    if (
        ctx.column == "requirement"
        and ctx.text.startswith("的", match.end())
        and not _DAY_FOLLOWS.match(ctx.text, match.end())
    ):
        return []  # 每季度的形象进度
    if match[0].startswith("分") and ctx.text.startswith("年", match.start() - 1):
        ctx.taken.append(match.span())
        return []  # 2016年、2017年、2018年分年度完成
    if (
        ctx.column == "requirement"
        and ctx.text.startswith("的", match.start() - 1)
        and _FIGURES_OF.match(ctx.text, match.end())
    ):
        return []
    if ctx.column == "requirement" and _RECENTLY.search(ctx.text, max(0, match.start() - 8), match.start()):
        return []  # 近年来每年减少约510万亩
    if ctx.cycle and ctx.cycle[0] == unit.freq and ctx.text.endswith(_HANDING_IN, 0, match.start()):
        return []  # 每周五前上报每周整治数据
    dated = _DATED_TIME.match(ctx.text, match.end()) if unit == _YEARLY else None
    if unit in (_YEARLY, _HALF_YEARLY):
        dated = dated or _ON_DATES.match(ctx.text, match.end())
    if dated:
        _begin_cycle(ctx, "yearly", dated.end(), None)
        ctx.taken.append((match.start(), dated.end()))
        return []
    found = [Found(rule, match.start(), end) for rule, end in _with_day(ctx, unit, match.end())]
    if (
        ctx.column == "deadline"
        and found[0].rule == Recurring("yearly")
        and _DATES_FOLLOW.match(ctx.text, found[0].end)
    ):
        _begin_cycle(ctx, "yearly", found[0].end, None)
    return found


def _every(match: re.Match[str]) -> Every:
    unit = UNITS[match["unit"]]
    count = number(match["n"]) if match["n"] else 1
    if match["other"] or match["turn"] or (match["skip"] and count == 1):
        count += 1  # 隔周, 每隔一年 are every second; 每隔两年 is every second too
    return unit._replace(interval=unit.interval * count) if count > 1 else unit


def _with_day(ctx: Context, unit: Every, end: int) -> list[tuple[Recurring, int]]:
    """The rules of a recurrence whose words end at `end`, one for each day that its period names."""
    days: list[str | None] = [None]
    season = None
    if unit.freq == "weekly" and (working := _WORKING_WEEK.match(ctx.text, end)):
        unit, end = Every("daily"), working.end()
    named = unit.times == 1 and unit.freq != "daily" and named_days(ctx.text, end, unit.freq)
    if named:
        (days, season), end = named
    feasts = len(days) == 1 and _feasts_listed(ctx, end)
    times, end = _how_often(ctx, unit, end)
    times = feasts or times
    if times == len(days):
        times = 1  # 每月10日、25日前分两次上报
    if unit.freq == "weekly" and not named and (held := _HELD_ON.match(ctx.text, end)):
        days, end = [weekday(held["day"])], held.end()
    ctx.month = None
    if named and unit.interval == 1:
        _begin_cycle(ctx, unit.freq, end, days[-1])
    rules = [(Recurring(unit.freq, unit.interval, times, day, season), end) for day in days]
    while season and (more := _MORE_SEASONS.match(ctx.text, end)):
        season, end = (number(more[1]), number(more[2])), more.end()
        rules.append((Recurring(unit.freq, unit.interval, times, None, season), end))
    return rules


def _feasts_listed(ctx: Context, end: int) -> int:
    """How many feasts are listed before 各一次: 每年春节、“五一”、国庆节前|各组织一次; 0 where they are not."""
    if ctx.text[end : end + 1] not in ("各", "期") or not _EACH_ONCE.match(ctx.text, end):
        return 0
    clause = ctx.text[ctx.text.rfind("年", 0, end) + 1 : end]
    return len(re.findall(FEASTS, clause))


def _how_often(ctx: Context, unit: Every, end: int) -> tuple[int, int]:
    """How many times in each period the words behind a recurrence say, and where they end: 三次, 上午、下午各一次."""
    parts = _PARTS[unit.freq].match(ctx.text, end) if unit.freq in _PARTS else None
    if parts:
        each = len(re.findall(f"(?:{_PART[unit.freq]}){_AT}", parts["parts"])) if parts["each"] else 1
        return each * number(parts["times"]), parts.end()
    if unit.freq == "daily" and (hours := _HOURS.match(ctx.text, end)):
        return len(re.findall(_CLOCK, hours[0])) * unit.times, hours.end()
    if unit.freq == "yearly" and (twice := _TWICE_A_YEAR.match(ctx.text, end)):
        return 2 * unit.times, twice.end()
    counted = _TIMES_WORD.search(ctx.text, end, end + 48) and _TIMES.match(ctx.text, end)
    return (unit.times * max(number(counted["times"]), 1), counted.end()) if counted else (unit.times, end)


def _begin_cycle(ctx: Context, freq: Freq, end: int, day: str | None) -> None:
    """Note that dates behind a recurrence that names its day belong to its cycle, until the sentence ends."""
    month = _MONTH_OF.search(day or "")
    ctx.month = int(month[1]) if month else None
    ctx.cycle = (freq, end)


def counted(match: re.Match[str], ctx: Context) -> list[Found]:
    """一年两次, 2次/年, 季度不少于1次."""
    del ctx
    if _NOT_EVEN.search(match[0]):
        return []
    unit = UNITS[
        match["unit"]
        or match["per"]
        or match["each"]
        or match["half"]
        or match["once"]
        or (match["halves"] and "半年")
        or "年"
    ]
    length = number(match["n"] or match["one"] or match["every"] or match["over"] or "1")
    times = number(match["times"] or match["before"] or match["all"] or match["often"] or match["parted"] or "1")
    times *= 2 if match["seasons"] else 1
    rule = Recurring(unit.freq, unit.interval * length, unit.times * max(times, 1))
    return [Found(rule, match.start(), match.end())]


def day_of_next_month(match: re.Match[str], ctx: Context) -> list[Found]:
    """次月5日前, 当月25日前: every month, on a day of it or of the one after."""
    del ctx
    which = "month" if match["which"] == "当" else "next month"
    if match["length"]:  # 次月1日起10日内: its last day
        day = day_of(number(match["day"]) + number(match["length"]) - 1, which)
    else:
        day = day_of(number(match["day"]), which) if match["day"] else "last day of month"
    return [Found(Recurring("monthly", by=day), match.start(), match.end())]


def after_each(match: re.Match[str], ctx: Context) -> list[Found]:
    """季度结束后15日内, 年度终了后3个月内: in the days or months that follow each period."""
    del ctx
    unit = UNITS[match["unit"]]
    if match["next"] or match["last"]:
        which = "next month" if match["next"] else "last month of quarter" if unit.freq == "quarterly" else "month"
        return [Found(Recurring(unit.freq, by=day_of(number(match["next"] or match["last"]), which)), *match.span())]
    length = number(match["length"])
    day = day_of(length, "next month") if match["what"] != "月" else f"last day of month {length}"
    if day is None or (match["what"] == "月" and (unit.freq != "yearly" or length > 12)):
        return []
    return [Found(Recurring(unit.freq, by=day), match.start(), match.end())]


RECURRING = (
    Pattern(
        "every",
        rf"(?:(?:每(?:逢|(?P<skip>隔))?|逢(?=[单双][月周])|(?<![\u4e00-\u9fff])(?=双月\d))个?(?:(?P<n>{NUMBER})个?)?|逐(?![年月季]度?(?:提[高升]|好转|攀升|增|递|下降|降低|减|上升|扩大|改善))|按(?:照(?=[年季月]度?(?:开展|组织|进行|报送|上报|公布|通报|对|向|召开|编制|实施(?!方案))))?(?!年度(?:计划|目标|工作|任务|预算|安排|方案|考核(?:结果|办法|方案))|日常|[日月年季]度?(?:计[^划]|[付缴罚]|平均|加[收处缴]|连续|征收|结算|折))|(?<!部)分(?=季度?|月|年度(?:实施|推进|落实|完成|$))|(?<![一-龥])(?P<other>隔)|(?P<turn>隔)(?=[周月日天](?:召开|开展|组织|通报|调度|报送|一次|进行|检查)))(?P<unit>{_UNIT})(?!可[实节减]|得分|(?:补贴|补助|扣除|收取|缴纳|领取|享受)|\d{{1,6}}(?:\.\d{{1,2}})?[多余]?[万亿]?元)",
        every,
        (
            Example("每季度", "recurring quarterly"),
            Example("每月25日前", "recurring monthly by day 25 of month"),
            Example("每旬", "recurring monthly x3"),
            Example("每两月", "recurring monthly /2"),
            Example("双月15日前", "recurring monthly /2 by day 15 of month"),
            Example("每周召开三次例会", "recurring weekly x3", "requirement"),
            Example(
                "每周一、三、五",
                "recurring weekly by Monday; recurring weekly by Wednesday; recurring weekly by Friday",
            ),
            Example("每季度末月20日前", "recurring quarterly by day 20 of last month of quarter"),
            Example("每年1月31日前", "recurring yearly by month 1 day 31"),
            Example(
                "每年6月底和12月底前",
                "recurring yearly by last day of month 6; recurring yearly by last day of month 12",
            ),
            Example("逐月查账", "recurring monthly", "requirement"),
            Example("按季度调度", "recurring quarterly"),
            Example("每逢周二召开例会", "recurring weekly by Tuesday", "requirement"),
        ),
        "Again and again: how often, on which day of the period, how many times.",
        "周期性工作：多久一次、哪一天前、每期几次。",
    ),
    Pattern(
        "day-of-each-month",
        rf"(?<![\d每])(?P<which>当|次)月(?:的)?(?:(?P<day>\d{{1,2}}|[{CN}廿]{{1,3}})[日号](?:(?:起|至|到|-)(?P<length>{NUMBER})[日天](?:之?内|以内))?|底|末){HOUR}{BEFORE}?",
        day_of_next_month,
        (
            Example("次月5日前", "recurring monthly by day 5 of next month"),
            Example("当月25日前报送", "recurring monthly by day 25 of month"),
            Example("次月1日起15日内", "recurring monthly by day 15 of next month"),
        ),
        "A day of every month, or of the month after it.",
        "每月（或次月）的某一天。",
    ),
    Pattern(
        "after-each",
        rf"(?<![\d一二三四每本上下当半第按逐个今明暖雨旱汛旺淡花冬夏春秋])(?P<unit>月度?|季度?|半年度?|年度|年(?=终了|结束|末月))(?:(?:结束|终了)?后?的?次月(?P<next>{NUMBER})[日号]{BEFORE}?"
        rf"|末月(?P<last>{NUMBER})[日号]{BEFORE}?|(?:结束|(?<!年度)(?<!年)终了)?之?后(?P<length>{NUMBER})个?(?P<what>[日天号]|(?<=个)月)(?:之?内|以内|{BEFORE}|(?<=月后\d[日号])|(?<=月后\d\d[日号])|(?<=季后\d[日号])|(?<=季后\d\d[日号])))",
        after_each,
        (
            Example("季度末月25日前", "recurring quarterly by day 25 of last month of quarter"),
            Example("季度结束后15日内", "recurring quarterly by day 15 of next month"),
            Example("月后10日内", "recurring monthly by day 10 of next month"),
            Example("年度结束后3个月内", "recurring yearly by last day of month 3"),
        ),
        "In the days or months that follow each period.",
        "每期结束后若干日（月）内。",
    ),
    Pattern(
        "so-often",
        rf"(?:(?:(?P<every>{NUMBER})个?|(?<![\u4e00-\u9fff\d]))(?P<once>年|半年|季度?|月|周|天|日)/(?:1|一)?次|(?P<before>{NUMBER})次(?:以上)?/每?(?P<over>[1-9])?个?(?P<per>年|半年|季度?|月|周|天|日)"
        rf"|(?P<year>全年|一年内(?!受|被|累计|同时))[^,。;(\n\d每仅只不]{{0,12}}?(?:不少于|至少|不低于)?(?P<all>{NUMBER})(?:{TO}{NUMBER})?(?:次(?!月|年|日|的)|期|场次?|轮)"
        rf"|(?<![\d{CN}第])(?:(?P<n>{NUMBER}(?=个|[年周天])|[一1两])个?)?(?P<unit>半年|年|季度?|半个?月|月|周|天|日)(?:至少|不少于|不低于)?(?P<times>{NUMBER})(?:次(?!月|年|日|性)|期|场次?|轮)"
        rf"|(?:(?P<halves>上、?下半年|上半年[、和]下半年)|(?P<seasons>春、?秋两?季|冬春两季|夏秋两季|春季[、和]秋季))各[^,。;\n\d]{{0,8}}?(?P<parted>{NUMBER})次"
        rf"|(?<![\d{CN}第近])(?:(?P<one>{NUMBER}(?=个|[年周天])|[一1两])个?(?P<each>年|(?<!两)季度?|月|周|天|日)|(?<![上下前后])(?P<half>半年))"
        rf"[^第\d,。;:内来\n]{{1,4}}(?<!连续)(?<![到至-])(?P<often>{NUMBER})(?:{TO}{NUMBER})?次(?!月|年|日|性|的))",
        counted,
        (
            Example("2次/年", "recurring yearly x2"),
            Example("1月/次", "recurring monthly"),
            Example("3天/次", "recurring daily /3"),
            Example("一年两次", "recurring yearly x2"),
            Example("半年一次", "recurring half-yearly"),
            Example("上、下半年各检查一次", "recurring half-yearly", "requirement"),
            Example("春秋两季各开展一次", "recurring yearly x2", "requirement"),
            Example("全年开展不少于4次", "recurring yearly x4", "requirement"),
        ),
        "So many times in a period.",
        "一定时期内几次。",
    ),
)
