"""Patterns of points in time: one or a list of them, so many years."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from gkplan.deadline import cycle
from gkplan.deadline.around import Around, around, whole_line
from gkplan.deadline.duty import duty
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import (
    AND,
    BEFORE,
    CN,
    DAY,
    DOINGS,
    HOUR,
    LISTED,
    LISTED_POINTS,
    MONTH,
    NOTE,
    NUMBER,
    PART,
    POINT,
    SEASONS,
    TO,
    UNITLESS,
    YEAR,
    Context,
    Example,
    Found,
    Pattern,
)
from gkplan.deadline.narration import describes, names, or_else, over, refers, told
from gkplan.deadline.points import ONE_DAY, SHORTEST_MONTH, Stretch, stretch
from gkplan.deadline.reported import reported, was_over
from gkplan.deadline.rules import By, Event, Recurring, Rule, Standing, Window, new
from gkplan.deadline.text import number
from gkplan.deadline.triggers import ENDS, trigger_before, words_before

_STAGE = later(r"阶段[:(,]?\(?$")
# What may follow a year that stands for its end; anything else makes it part of a name (2024年暑期).
_GOES_ON = later(
    "(?![^,。;\\n]{1,8}(?:完成|完毕|到位|结束|建成)(?:[,。;\\n]|$))(?![要全完推]|基(?!准)|实(?!际)|[持启建继开达力确初取形出投竣落到并和及与分逐按每各内底整办公报])[\u4e00-\u9fff]"
)
# 2023年度建设任务2024年6月底前: a year that names the work whose date follows.
_NAMES_WORK = later(
    r"[^,。;:\n\d]{0,10}(?:任务|项目|工作|工程|计划|指标|资金|预算|报告|总结|要点|方案|目标)(?:于|在|应|须|要)*\d{4}年"
)
_CEASED = ("免", "已", "届满", "期满", "结束后", "结束之后", "终了后", "终了之后")
_PERIODS = ("quarter", "half", "year")
_PERIOD_OVER = ("结束", "终了")  # 上半年结束，完成过半; but 5月结束 says when work is over
# 2022年工作打算于12月20日前一并报送, 对照2020年目标: the plan is of that year, the date behind it is not.
_PLAN_OF = later(
    r"[^,。;\n\d]{0,8}(?:打算|计划|安排|思路|要点|预算)[^,。;\n\d]{0,4}(?:于|在)\d{1,2}月|(?:的|远景)?(?:目标|愿景)"
    r"|[^,。;:\n\d]{0,8}(?:打算|计划|安排|思路|要点|预算)的"
)
_STEP = (
    "(?=(?:全面|基本|继续|深入|重点|逐步|抓好|搞好|做好|开展|推进|推开|推广|实施|启动|组织|建立|完善|巩固|扩大|深化|选择|进行|总结|部署|制定|试点|推动)"
    r"[^,。;了已]{1,24}(?:[,。;]|$))"
)
_SERIES_REACH = 100  # characters to either side
_SERIES = {
    "year": later(rf"(?:^|(?<=[,。;:\n]))(?P<point>\d{{4}}年){_STEP}"),
    "quarter": later(rf"(?:^|(?<=[,。;:\n]))(?P<point>(?:第[1-4一二三四]|[1-4一二三四])季度){_STEP}"),
}
_SENTENCE = later(r"[。\n]")
_HEADS = later(rf":(?:\d{{1,2}}|[{CN}]{{1,2}})月")
_FIGURE = later(r"\d[\d.]*(?:%|万|亿|元|个|人|吨)")
_AFTER_CYCLES = later("(?:[日周旬月季]度?|半年)一?[\u4e00-\u9fff]{2,4}[、,]$")
# 今年要确保2号线9月建成
_REFINED = later(r",?[^,。;\n]{0,24}?(?<!\d)(?:1[0-2]|[1-9])月(?!报|度)")
# 7月、8月各开展一次
_APART = later("[^,。;\\n]{0,8}(?:各|分别|每)")
_ALL_DAYS = later(rf"(?:\d|[{CN}两])天")
_UNITLESS = later(rf"第?(?:\d{{1,2}}|[{CN}]{{1,2}})")
_SHARED = later(r"(?:月的?(?:[底末]|[上中下]旬|\d{1,2}[日号])|年[底末])$")
REFRAIN = later(
    "[,，]?(?:有效(?![减遏控提改治解防缓降促保推])|免(?!费)|降[雨雪温水]|气温|阵风|风力|也?不(?!少于|包?含|包括|计|低于|超过|断|同|定期|折不扣|晚于|迟于)|取消|禁止|连续(?!上报|报送)|最高|最多|(?<=[年月]内)暂停|只[能可限]|仅限|因(?![地势校企人])|受过|[^,。;\n]{0,4}有效(?![减遏控提改治解防缓降促保推])|无(?!偿|条件|障碍|害)|未(?!成年|[^,。;]{1,12}的[应自在由])|没有|累计|曾|享受|有过|仍|可享|发生|就实现)"
)
# Whom or what a rule is about: 一年内违法超过3次的驾驶人, 距退休五年以内的人员, 两年内未取得许可证的.
_WHO = later(
    "的|驾龄|按[^,。;]{0,16}(?:限额|扣减|减免|免征|抵扣)|[^,。;]{0,4}(?:被|违)|[^,。;]{0,8}次以上(?!的)|[^,。;]{0,24}(?:[次人]以上|次)的|[^,。;]{2,24}(?<!目)的(?:,|$)|有下列|每"
)
# Who may do something until a date: 6月30日前各企业可继续使用旧证.
_PERMITS = later(
    "[^,。;]{0,14}(?<![不认许])可以?(?:继续|免|暂|不再|享受|按原|自愿)|仍可|不得(?!少于|低于|晚于|迟于)|严禁|禁止|[^,。;]{1,14}(?<!目)的,|[仍尚]?未[^,。;]{1,12}的"
)
# What is asked of someone at a day that was over when the paper came out: 2025年4月底,司法局要依法公告.
_ASKED = later("[,，]?[^,。;了已]{0,12}(?:要|应当?|须|必须)")
# A day without 日 behind a month that is not closed by 前: 8月15前后, 八月十五. It is left over, for a person.
_DAY_UNSAID = later(
    r"(?<=月)(?:\d{1,2}|[二三]?十[一二三四五六七八九]?)(?=前后|左右|$|[,。;、)\n早晚上下至到-])|(?<=月)(?:初|廿)[一二三四五六七八九十]"
    r"|前(?:\d{1,2}|[一二三四五六七八九十两]{1,2})[天周](?!内)",
    re.ASCII,
)
_HALF_A_RANGE = later("-[0-9]|[至到-](?:去年|[上下今明后本这])")  # the other end was not understood: 6月1日-8.31
_LISTS = later("[、,和及与或]")  # every AND has one of these
_TO_YEAR = later("\\d{4}年(?:底|末)?前?,?(?:力争|争取|计划)?$")
_REACHED = later(
    "[^,。;\\n]{0,10},?(?:使[^,。;\\n]{0,16}?|[^,。;\\n]{0,6}?)?(?:基本|全面|全部|初步|完成|实现|建成|达到)"
)
_AIMS = ("力争", "争取", "计划")
_BY_YEAR = later(",?即?[在到至于]?\\d{4}年")
_CLOSING = ("年中", "年终")
_ACTS_AT_CLOSE = ("考核", "考评", "总评", "检查", "评议", "总结", "验收")
_CLOSING_ACT = later(
    "(?:将|要|应)?(?:由[^,。;]{1,12}?|对[^,。;]{1,16}?)?(?:组织|进行|开展)?(?:考核|总评|考评|总结|评议|述职|检查|验收|通报)(?!\\d|占|得分|成绩|结果|[于在](?:\\d|$)|的(?!方式|办法|形式)|分)"
)


def points(match: re.Match[str], ctx: Context) -> list[Found]:
    """Points that share one ending: 6月底和7月底, 4月15日、7月15日前, 2016年8月前."""
    start, end = match.span("points")
    cycle.begin_behind(ctx, match.end())
    if not _LISTS.search(ctx.text, start, end):
        return _found(match, ctx, match["points"], (start, end), ctx.carried)
    found = []
    carried = ctx.carried
    listed = list(LISTED_POINTS.finditer(ctx.text, start, end))
    shared = _SHARED.search(listed[-1][0])
    for item in listed:
        words = _with_unit(item[0], listed[-1][0])
        if shared and words.endswith(shared[0][0]):
            words += shared[0][1:]
        place = item.start(), end if item is listed[-1] else item.end()
        found += _found(match, ctx, words, place, carried)
    if _APART.match(ctx.text, match.end()) or ctx.text.endswith(("分别", "分别于", "分别在"), 0, match.start()):
        return found
    return _together(found, all_days=_ALL_DAYS.match(ctx.text, match.end()) is not None)


def _together(found: list[Found], *, all_days: bool) -> list[Found]:
    """Points that follow on one another as the stretch in which something is held: 7、8月份, 2月25日、26日.

    `all_days`: so is what is due on such days (6月26日、27日两天).
    """
    stretches = [_held_in(each.rule, all_days=all_days) for each in found]
    known = [held for held in stretches if held]
    if len(known) < 2 or len(known) < len(found) or any(b[0] - a[1] != ONE_DAY for a, b in pairwise(known)):
        return found
    return [Found(Window(known[0][0], known[-1][1]), found[0].start, found[-1].end)]


def _held_in(rule: Rule, *, all_days: bool) -> tuple[date, date] | None:
    """The first and the last day of what is held then; None where something is only due, or no year is known."""
    if isinstance(rule, Window) and isinstance(rule.start, date) and isinstance(rule.end, date):
        return rule.start, rule.end
    return (rule.date, rule.date) if all_days and isinstance(rule, By) and isinstance(rule.date, date) else None


def _with_unit(words: str, last: str) -> str:
    """A point's words with the unit that only the last of its list has: 3、6、9月, 第一、二季度, 2020、2021年底."""
    if words in ("上", "下"):
        return words + "半年"
    if len(words) == len("2020") and words.isdigit():
        return words + "年"
    if len(words) > 2 or not _UNITLESS.fullmatch(words):
        return words
    return f"第{words.removeprefix('第')}季度" if "季" in last else words + "月"


def _found(match: re.Match[str], ctx: Context, words: str, place: tuple[int, int], carried: int | None) -> list[Found]:
    """What one point of a list says; the last one's words reach to the end of the whole.

    `carried` is the year from before the list.
    """
    noted, (start, end) = len(ctx.doubts), place
    days = stretch(ctx, words, start, end)
    rule: By | Window | Standing | Recurring | None = _rule(ctx, match, days) if days else None
    if words == "年终" and rule and _closes_cycles(ctx, start, end):
        rule = Recurring("yearly")
    if rule is None:
        if days and end == match.end("points"):  # the last of a list, which shares its year
            _forget(ctx, days, carried, end)
        return []
    if ctx.cycle and (again := cycle.yearly(ctx, words, start, before="前" in (match["ending"] or ""))):
        del ctx.doubts[noted:]
        rule = again
    return [new(Found, (rule, start, match.end() if end == match.end("points") else end))]


def _closes_cycles(ctx: Context, start: int, end: int) -> bool:
    """Whether 年终 goes on with what comes again in each year: 季度督查、半年检查、年终考核."""
    acts = ctx.text.startswith(_ACTS_AT_CLOSE, end)
    return acts and _AFTER_CYCLES.search(ctx.text, max(0, start - 12), start) is not None


def _rule(ctx: Context, match: re.Match[str], days: Stretch) -> By | Window | Standing | None:
    ending = match["ending"] or ""
    if not ending and (_DAY_UNSAID.match(ctx.text, match.end()) or _HALF_A_RANGE.match(ctx.text, match.end())):
        return None
    if "后" in ending and days.size == "day" and whole_line(ctx, *match.span()):
        return Standing(days.day(days.first), None)  # 2022年9月1日以后, and nothing more
    if "后" in ending or "来" in ending:
        stage = _STAGE.search(ctx.text, max(0, match.start() - 4), match.start())
        return Standing(days.day(days.first), None) if stage or ending[0] in "及或" else None
    if not ending and ctx.text.endswith("自从", 0, match.start()):
        return Standing(days.day(days.first), None)
    end = match.end()
    if ctx.text.startswith(_CEASED, end) and not ctx.text.startswith("免费", end):
        return None
    if ctx.column == "requirement":
        ends_then = ctx.text.endswith("于", 0, match.start())  # 全部工作将于明年结束
        bare = days.size in _PERIODS and not ending and not days.edge
        if bare and not ends_then and ctx.text.startswith(_PERIOD_OVER, end):
            return None
        return _required(ctx, match, days, ending)
    if reported(ctx, match, days):
        return None
    if "前" in ending:
        return before(ctx, match, days)
    if not ending and not days.edge and _STAGE.search(ctx.text[max(0, match.start() - 4) : match.start()]):
        return Window(days.day(days.first), days.day(days.last))
    return By(days.day(days.last))


def _required(ctx: Context, match: re.Match[str], days: Stretch, ending: str) -> By | Window | None:
    """What a point says in a requirement, where it may oblige to nothing."""
    words = around(ctx, match.start(), match.end())
    if over(ctx, words, days, bare=not ending and not days.edge) or describes(words):
        return None
    if not ending and (
        told(ctx, words, days)
        or (days.size != "year" and was_over(ctx, match["points"], days) and not _ASKED.match(words.after))
    ):
        return None
    if "前" not in ending and refers(words):
        return None
    if "前" in ending:
        return None if _PERMITS.match(words.after) and not or_else(words) else before(ctx, match, days)
    if not ending and match["points"] in _CLOSING and not _closes(match["points"], words):
        return None
    if ending or days.edge:
        return None if ending in ("", "内") and names(words) else By(days.day(days.last))
    said = duty(words, days, ctx.year)
    if said is None and days.size in _SERIES and _is_in_series(ctx, match, days):
        said = "window"
    if said == "window":
        return Window(days.day(days.first), days.day(days.last))
    return By(days.day(days.last)) if said else None


def _is_in_series(ctx: Context, match: re.Match[str], days: Stretch) -> bool:
    """Whether a year or a quarter is one of several steps with what is done then: 2007年抓好试点，2008年全面推开."""
    low, high = max(0, match.start() - _SERIES_REACH), match.end() + _SERIES_REACH
    start = max(ctx.text.rfind(mark, low, match.start()) for mark in "。\n") + 1
    end = _SENTENCE.search(ctx.text, match.end(), high)
    steps = list(_SERIES[days.size].finditer(ctx.text, max(start, low), end.start() if end else high))
    return len(steps) > 1 and any(step.start("point") == match.start() for step in steps)


def _closes(point: str, words: Around) -> bool:
    """Whether 年中 or 年终 is a time to act at, and no mere word for one."""
    acts = point == "年终" and _CLOSING_ACT.match(words.after)
    return bool(acts) or words.before.endswith(("于", "在", "到", "至"))


def before(ctx: Context, match: re.Match[str], days: Stretch) -> By:
    """By the day before a period begins, or by its end: both readings are honest."""
    shared = (match["ending"] or "").startswith(("及", "或"))  # 2013年及以前: that year too
    if shared or days.edge or days.size in ("day", "ten days") or (days.size == "half" and days.first.month == 1):
        return By(days.day(days.last))
    ctx.doubt("two-readings", match.start(), match.end())
    return By(days.day(days.first - ONE_DAY), ambiguous=True, alt=days.day(days.last))


def bare_year(match: re.Match[str], ctx: Context) -> list[Found]:
    """A year and nothing more: by its end, or with 前 by the day before it begins."""
    carried = ctx.carried
    days = stretch(ctx, match["year"], match.start(), match.end())
    if days is None:
        return []
    if (
        ctx.column == "deadline"
        and not match["ending"]
        and (_GOES_ON.match(ctx.text, match.end()) or _NAMES_WORK.match(ctx.text, match.end()))
    ):
        _forget(ctx, days, carried, match.end())
        return []
    if match["year"].endswith("的") and _FIGURE.match(ctx.text, match.end()):
        _forget(ctx, days, carried, match.end())
        return []  # 由2019年的3%提高到2020年的5%
    if not match["ending"] and _HEADS.match(ctx.text, match.end()):
        return []  # 2021年：4月底、8月底；2022年：3月底
    if not match["ending"] and match["year"][0] in "下次当本翌" and cycle.runs(ctx, match.start()) == "yearly":
        return []  # 每年6月底前…，逾期者延至下一年度: the year of a cycle, not of the plan
    rule = _rule(ctx, match, days)
    if rule is None:
        _forget(ctx, days, carried, match.end())
        if _PLAN_OF.match(ctx.text, match.end()):
            ctx.carried = carried
    if isinstance(rule, By) and _is_refined(ctx, match):
        return []
    return [Found(rule, match.start(), match.end())] if rule else []


def _is_refined(ctx: Context, match: re.Match[str]) -> bool:
    """Whether a bare year of a requirement is that of a month behind it: 今年要确保2号线9月建成."""
    bare = ctx.column == "requirement" and not match["ending"] and not ctx.text.endswith(("到", "至"), 0, match.start())
    return bare and _REFINED.match(ctx.text, match.end()) is not None


def _forget(ctx: Context, days: Stretch, carried: int | None, end: int) -> None:
    """Hand on the year from before, where the words name one gone by: 2015年度总结于1月10日前报送."""
    heads = ctx.text.startswith((",", ":"), end)  # 2015年，6月底前…
    if not heads and ctx.year is not None and days.known and days.last.year < ctx.year:
        ctx.carried = carried


def school_year(match: re.Match[str], ctx: Context) -> list[Found]:
    """No rule, but the years of the dates that follow: 2018—2019学年：11月底前…，5月底前…."""
    first, second = int(match["first"]), int(match["second"])
    if second == first + 1 and ctx.year in (None, first, second):
        ctx.carried, ctx.school_year = second, True
    ctx.taken.append(match.span())
    return []


def unread(match: re.Match[str], ctx: Context) -> list[Found]:
    """Words that are a time, but one that is not worked out here: they are left over, for a person."""
    del match, ctx
    return []


def lone_day(match: re.Match[str], ctx: Context) -> list[Found]:
    """A day whose month stands before it in the text, or, in a cell, the first such day from the day of issue on."""
    cycle.begin_behind(ctx, match.end())
    again = cycle.lone_day(ctx, match["day"], match.start())
    if again:
        return [Found(again, match.start(), match.end())]
    start, doing = words_before(ctx, match.start()) if ctx.column == "requirement" else (0, None)
    if doing and ctx.text.endswith(("在", "于"), 0, start):  # 在试压|七日前
        return [Found(Event(doing, f"-P{number(match['day'][:-1])}D"), start - 1, match.end())]
    days = stretch(ctx, match["day"], match.start(), match.end()) if ctx.month else None
    day = days.day(days.last) if days else None
    if day is None and ctx.month is None and ctx.column == "deadline" and ctx.issued:
        day = _coming(ctx.issued, number(match["day"].rstrip("日号")))
    if day is None:
        ctx.doubt("no-month", match.start(), match.end())
        return []
    return [Found(By(day), match.start(), match.end())]


def _coming(issued: date, day: int) -> date | None:
    """The first day of that number from the day of issue on, in the month of issue or the next."""
    if not 1 <= day <= SHORTEST_MONTH:
        return None
    return (issued if day >= issued.day else issued + relativedelta(months=1)).replace(day=day)


def dotted(match: re.Match[str], ctx: Context) -> list[Found]:
    """Days with points for their units, where a line of a cell holds nothing else: 6.30；12.31."""
    found = []
    for day in re.finditer(_DOTTED_DAY, match[0]):
        start, end = match.start() + day.start(), match.start() + day.end()
        days = stretch(ctx, day[0].replace(".", "月") + "日", start, end)
        if days:
            found.append(Found(By(days.day(days.last)), start, end))
    return found


def years_ahead(match: re.Match[str], ctx: Context) -> list[Found]:
    """So many years after what the words before it say; else plan years, the present one the first, or from issue."""
    years, most = number(match["years"]), number(match["most"] or match["years"])
    if REFRAIN.match(ctx.text, match.end()) or (ctx.column == "requirement" and _WHO.match(ctx.text, match.end())):
        return []
    if most > 50 or (match["uses"] and not _is_set(match, ctx)):
        return []
    if match["uses"] and (
        _TO_YEAR.search(ctx.text, max(0, match.start() - 16), match.start()) or _BY_YEAR.match(ctx.text, match.end())
    ):
        ctx.taken.append(match.span())
        return []  # 到2012年，用三年时间建成: the year says by when
    start, trigger = trigger_before(ctx, match.start())
    if trigger:
        return [Found(Event(trigger, f"P{most}Y"), start, match.end())]
    if ctx.year is None:
        return [Found(Event(None, f"P{most}Y"), match.start(), match.end())]
    first = date(ctx.year + years - 1, 12, 31)
    last = date(ctx.year + most - (1 if most > years else 0), 12, 31)
    if ctx.issued is not None and most == years:
        last = date(ctx.issued.year + years, ctx.issued.month, min(ctx.issued.day, 28))
    ctx.doubt("two-readings", match.start(), match.end())
    return [Found(By(first, ambiguous=True, alt=last), match.start(), match.end())]


def _is_set(match: re.Match[str], ctx: Context) -> bool:
    """Whether 用三年时间 is set as a term: what is reached by then follows, or 力争 and the like stand before it."""
    if match[0].endswith("内") or ctx.text.endswith(_AIMS, 0, match.start()):
        return True
    return match["uses"] in ("用", "利用") and bool(_REACHED.match(ctx.text, match.end()))


_DOTTED_DAY = r"(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0[1-9])"
_ENDING = (
    f"(?P<ending>[及或]?(?:{BEFORE})|之内|以内|(?<!的)内(?![蒙部容外])|截?止|为止|[及或]?(?:之后|以后)|后(?!续)|以来)?"
)

DATES = (
    Pattern(
        "lunar-day",
        rf"(?:{YEAR})?(?:(?:农历|阴历|正月|腊月|[冬]月(?=[初廿十])|闰(?=\d{{1,2}}月|[{CN}]{{1,2}}月))[^,。;、\n()]{{0,8}}|大年[初三]|(?:{MONTH})(?:初[{CN}]|廿[{CN}](?![日号])|(?<=\d月)[十二三][{CN}](?![日号]))[^,。;、\n()]{{0,6}})",
        unread,
        (Example("农历腊月二十前", ""), Example("三月初三", "")),
        "A lunar date that is no feast: not worked out, and said to be so.",
        "不是节日的农历日期：不推算，列为未读懂。",
    ),
    Pattern(
        "week-of-month",
        rf"(?:{YEAR})?(?:(?:{MONTH}|(?:本|下|当)月)的?(?:第[{CN[:5]}1-5]|最后一?)个?(?:星期|周|礼拜|工作日)[一二三四五六日天]?(?:{TO}[^,。;\n]{{1,8}})?)",
        unread,
        (Example("5月的第二个星期", ""), Example("2016年9月最后一周", "")),
        "A numbered week, or the last, of a month: not worked out, and said to be so.",
        "某月第几个星期、最后一周：不推算，列为未读懂。",
    ),
    Pattern(
        "year-after-another",
        rf"(?<=[的期])[次翌]年的?{MONTH}(?:{DAY}|{PART})?(?:之?前|以前|内)?",
        unread,
        (Example("在取得所得的次年六月三十日前申报", "", "requirement"), Example("任期满的次年3月底前", "")),
        "A day of the year after one that only the words tell: not worked out, and said to be so.",
        "“……的次年”某日：不知道是哪一年之后，列为未读懂。",
    ),
    Pattern(
        "school-year",
        r"(?<!\d)(?P<first>\d{4})-{1,3}(?P<second>\d{4})学年度?(?:第?[一二上下]学期)?",
        school_year,
        (
            Example("2016-2017学年", ""),
            Example("2016—2017学年度第二学期教学计划", "", "requirement"),
        ),
        "A school year gives its first year to the months from August on, its second to those before.",
        "学年：八月及以后的月份属前一年，其余属后一年。",
    ),
    Pattern(
        "points",
        rf"(?P<points>(?:{POINT}|{YEAR}(?={AND}{YEAR})|{UNITLESS}){NOTE}(?:{AND}{LISTED}{NOTE}){{0,11}}){HOUR}{_ENDING}",
        points,
        (
            Example("2016年12月底前完成", "by 2016-12-31"),
            Example("2016年8月前", "by 2016-07-31|2016-08-31"),
            Example("分别于6月底和7月底报送", "by 2016-06-30; by 2016-07-31", "requirement"),
            Example("4月下旬召开会议", "window 2016-04-21..2016-04-30", "requirement"),
            Example("3、6、9月底前", "by 2016-03-31; by 2016-06-30; by 2016-09-30"),
            Example("公开2016年度上半年和下半年审计结果", "", "requirement"),
        ),
        "By the last day of the point named; X月前, X年前 and 第N季度前 have two honest readings.",
        "截止到所写时点的最后一天；“X月前”“X年前”“第N季度前”有两种读法，都保留。",
    ),
    Pattern(
        "year",
        rf"(?P<points>(?P<year>{YEAR}))(?![\d一二三四五六七八九十]{{0,3}}[月季]|[Qq]\d|\d[Qq]|\d{{1,2}}(?:$|[,。;\n])|全年|贯穿|[春夏秋冬](?!节)|学年|及?以后|农历|阴历|[主]?汛|节[前假]|{SEASONS})(?:期间)?{_ENDING}",
        bare_year,
        (
            Example("2016年", "by 2016-12-31"),
            Example("2027年前", "by 2026-12-31|2027-12-31"),
            Example("2016年基本完成改革任务", "by 2016-12-31", "requirement"),
            Example("部署开展2016年住房保障信息公开工作", "", "requirement"),
        ),
        "By the end of a year; in a requirement only with a word of finishing.",
        "截止到当年年底；在具体要求里须有完成一类的词。",
    ),
    Pattern(
        "within-years",
        rf"(?:今后|未来|(?<![近前第起后年])(?<!{ENDS}))(?:在|于)?(?P<uses>用|利用|通过|经过)?(?P<years>{NUMBER})(?:(?:-|至|到)(?P<most>{NUMBER}))?年(?:左右)?的?(?:时间|努力)?(?:之内|以内|内(?!蒙)|(?<=时间|努力)(?=,)|(?<=时间)(?=[^,。;\n]{{0,10}},?(?:使[^,。;\n]{{0,16}}?)?(?:基本|全面|全部|初步|完成|实现|建成|达到)))",
        years_ahead,
        (
            Example("三年内逐步实现全覆盖", "by 2018-12-31|2019-05-20", "requirement"),
            Example("三到五年内", "by 2018-12-31|2020-12-31"),
        ),
        "So many years: as plan years, or counted from the day of issue.",
        "若干年内：按计划年度算，或从印发之日起算。",
    ),
    Pattern(
        "dotted",
        rf"(?m:^){_DOTTED_DAY}(?:[,、;]{_DOTTED_DAY}){{0,11}}(?m:$)",
        dotted,
        (Example("6.30；12.31", "by 2016-06-30; by 2016-12-31"), Example("9.15", "by 2016-09-15")),
        "Days with points for their units, where a cell names nothing else.",
        "整格只写用点隔开的月、日。",
        "deadline",
        fallback=True,
    ),
    Pattern(
        "lone-day",
        rf"(?<![\d一二三四五六七八九十月年每个几数第工底末的.{DOINGS}])(?P<day>{DAY}){HOUR}(?:{BEFORE}|(?=结束|截止))",
        lone_day,
        (
            Example("9月1日启动，15日前报送", "window 2016-09-01..2016-09-01; by 2016-09-15", "requirement"),
            Example("6月10日前上报，20日前整改到位", "by 2016-06-10; by 2016-06-20"),
            Example("15日前", "by 2016-06-15"),
        ),
        "A day whose month is that of the date before it, else the first from the day of issue on.",
        "只写日的，取前一个日期的月份；前面没有日期的，取印发之日起最近的一天。",
    ),
)
