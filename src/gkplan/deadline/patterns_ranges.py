"""Patterns of stretches of time: an activity from one point to another."""

from __future__ import annotations

import re

from gkplan.deadline import cycle
from gkplan.deadline.around import around
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import (
    BEFORE,
    CN,
    DAY,
    FEAST,
    FEASTS,
    HOUR,
    NOTE,
    POINT,
    SEASONAL,
    TO,
    YEAR,
    Context,
    Example,
    Found,
    Pattern,
)
from gkplan.deadline.narration import describes, names, over, refers, told, totals
from gkplan.deadline.patterns_since import NOW, issue_start
from gkplan.deadline.points import ONE_DAY, Stretch, stretch
from gkplan.deadline.rules import Window

_DOCUMENT = later(
    r"[)”]?[^,。;\n]{0,16}(?:计划|规划|方案|纲要|行动|责任书|分解表|一览表|要点|学年|任务书|[春夏秋冬]{1,2}季|采暖季|供暖季|冬春)|[)](?![为是完开实推])[\u4e00-\u9fff]"
)
_TITLED = later(r"(?:计划|规划|方案|纲要|行动|意见|要点|办法)\n*[(]$")
_PERIOD_OF = later("(?:期内?|期间|阶段|时段|时间)[(]$")  # 过渡期内（2021年至2025年）, 用3年时间（…）
_ORDINAL = later(rf"[是为]第[{CN}\d]{{1,3}}[届个次]")
_CLOSES = later(r"[,、:)。;\n]|$")
_PARTS = ("中旬", "下旬", "月底", "月末", "底", "末")  # 12月中旬至下旬
_UNITLESS = later(rf"(?:\d{{1,2}}|[{CN}]{{1,3}}|元)")
_FEAST_AFTER = later(rf"(?:{YEAR})?[“\"']?(?:{FEASTS})")


def from_to(match: re.Match[str], ctx: Context) -> list[Found]:
    """A stretch between two points, either of which lends the other what it leaves out."""
    if ctx.column == "requirement" and _is_name(match, ctx):
        return []
    if ctx.column == "deadline" and match.start() and refers(around(ctx, match.start("left"), match.end())):
        return []
    carried = ctx.carried
    left = _start(match, ctx)
    words = f"{ctx.month}月{match['right'].lstrip('月')}" if match["right"] in _PARTS else match["right"]
    right = stretch(ctx, words, match.start("right"), match.end("right")) if left else None
    if left is None or right is None:
        return []
    if right.last < left.first and not _says_year(match["right"]):
        ctx.carried = left.first.year + 1 if right.known else 2001
        right = stretch(ctx, match["right"], match.start("right"), match.end("right")) or right
        right = right._replace(known=left.known)
    last = right.last - ONE_DAY if match["before"] and _FEAST_AFTER.match(match["right"]) else right.last
    if ctx.column == "requirement" and _is_told(match, ctx, right):
        if ctx.year is not None:
            ctx.carried = carried  # 2014年1月至2016年12月发放的…，4月28日前报送: the year is the plan's
        return []
    if last < left.first:
        ctx.doubt("ends-before-it-starts", match.start(), match.end())
        return []
    start = issue_start(ctx, match.start())
    if ctx.cycle and (again := cycle.yearly(ctx, match["left"] + match["right"], match.start("left"), before=False)):
        return [Found(again, start, match.end())]
    return [Found(Window(left.day(left.first), right.day(last)), start, match.end())]


def _is_told(match: re.Match[str], ctx: Context, right: Stretch) -> bool:
    """Whether a stretch of a requirement tells of what is past, or only names or measures something."""
    words = around(ctx, match.start(), match.end())
    if words.after.lstrip(")").startswith(("预计", "预测")):
        return True  # 啤酒节（7月20日—8月26日）预计接待
    if _ORDINAL.match(words.after):
        return True  # 3月22日至28日是第三十五届“中国水周”
    if over(ctx, words, right, bare=True) or told(ctx, words, right):
        return True
    return totals(words) or describes(words) or refers(words)


def dotted_months(match: re.Match[str], ctx: Context) -> list[Found]:
    """Months of one year, the year and its point written once: 2014.3-6."""
    first = stretch(ctx, f"{match['year']}.{match['first']}", match.start(), match.end())
    last = stretch(ctx, f"{match['year']}.{match['last']}", match.start(), match.end())
    if first is None or last is None or last.last < first.first:
        return []
    return [Found(Window(first.first, last.last), match.start(), match.end())]


def dotted_days(match: re.Match[str], ctx: Context) -> list[Found]:
    """Days with points for their units: 3.1-5.31, 2024.1.25-1.31, 2024.1.25-31."""
    said = match.groupdict()
    year = f"{said['year']}年" if said.get("year") else ""
    month, day = said["last_month"] or said["month"], said["last_day"] or said.get("until")
    first = stretch(ctx, f"{year}{said['month']}月{said['day']}日", match.start(), match.end())
    last = stretch(ctx, f"{month}月{day}日", match.start(), match.end())
    if first is None or last is None or last.last < first.first:
        return []
    return [Found(Window(first.day(first.first), last.day(last.last)), match.start(), match.end())]


def _start(match: re.Match[str], ctx: Context) -> Stretch | None:
    """The left point, with the unit that only the right one writes (5-11月, 2016-2018年, 一至三季度)."""
    words, right = match["left"], match["right"]
    if match["now"]:
        if ctx.issued is None:
            ctx.doubt("no-issue-date", match.start("left"), match.end("left"))
            return None
        first = ctx.issued.replace(day=1) if words == "本月" else ctx.issued
        return Stretch(first, ctx.issued, "day", edge=False, known=True)
    year, _, rest = words.rpartition("年")
    if words.isdigit() and len(words) == 4:
        words += "年"
    elif "季" in right and "季" not in rest and _UNITLESS.fullmatch(rest.removeprefix("第")):
        words = f"{words[: len(year) + 1 if year else 0]}第{rest.removeprefix('第')}季度"
    elif _UNITLESS.fullmatch(rest):
        words += "月"
    if ctx.year is None and ctx.carried is None and not _says_year(words) and _says_year(right):
        stretch(ctx, right, 0, 0)  # the only year there is stands on the right; a doubt would have no place
    return stretch(ctx, words, match.start("left"), match.end("left"))


def _says_year(words: str) -> bool:
    return ("年" in words[:6] and not words.startswith("年")) or words[:4].isdigit()


def _is_name(match: re.Match[str], ctx: Context) -> bool:
    """Whether a stretch only names a thing: 三年（2015-2017年）行动计划, 1-6月的数据."""
    if match["now"]:
        return False  # 自本公告发布|之日起至11月20日
    if names(around(ctx, match.start("left"), match.end())):
        return True
    if ctx.text.endswith("年度(", 0, match.start()):
        return True  # 2022住房公积金年度（2022年7月1日至2023年6月30日）
    if "月" in match[0] or "日" in match[0]:
        return False
    if match[0].endswith("年度") and not _CLOSES.match(ctx.text, match.end()):
        return True  # 2021-2022年度冬防工作
    before = ctx.text[max(0, match.start() - 8) : match.start()]
    if _PERIOD_OF.search(before):
        return False
    return bool(_DOCUMENT.match(ctx.text, match.end(), match.end() + 24) or _TITLED.search(before))


_CLOCK = r"(?:\d{1,2}(?::\d\d|[时点]))?"  # behind a note: 2月9日(除夕)00:00
_LEFT = (
    rf"(?P<left>(?P<now>{NOW}|本月(?={TO}))|(?:去年(?=\d|[{CN}]))?{POINT}|{FEAST}|(?<![\d.])\d{{4}}(?={TO}\d\d(?:\d\d)?年)"
    rf"|(?:{YEAR})?第?[1-4一二三四](?={TO}第?[1-4一二三四]个?季度)"
    rf"|(?:{YEAR}|(?<=[{SEASONAL}]期)|(?<![\d.月期周{CN}]))(?:\d{{1,2}}|[{CN}]{{1,2}}|元)(?=(?:-{{1,3}}|至|到)(?:\d{{1,2}}|[{CN}]{{1,2}})月)|{YEAR})"
)

_DOTTED = r"(?P<{0}month>1[0-2]|0?[1-9])\.(?P<{0}day>3[01]|[12]\d|0?[1-9])"

RANGES = (
    Pattern(
        "stretch",
        rf"(?=[^。;\n][^。;\n至到-]{{0,35}}+(?:至|-|(?<![达收接得做遇受高])到(?!位))|[^。;\n]{{1,16}}[年月日]一\d)(?:自|从|由|于|在)?{_LEFT}{HOUR}{NOTE}{_CLOCK}(?:(?:起|开始|启动|始)[\u4e00-\u9fff]{{0,8}}?,?|(?:全面|正式|集中)?(?:开始|开始?实施|展开|启动|开展),?|,)?(?:将?(?:一直|持续|延续))?{TO}"
        rf"(?P<right>{POINT}|{FEAST}|{DAY}|(?<=旬[至到-])[中下]旬|(?<=[旬日号][至到-])月?[底末]|{YEAR}){HOUR}{NOTE}(?P<before>{BEFORE})?(?:止|为止|结束|期间)?",
        from_to,
        (
            Example("3月至5月", "window 2016-03-01..2016-05-31"),
            Example("5-11月", "window 2016-05-01..2016-11-30"),
            Example("10月—次年3月", "window 2016-10-01..2017-03-31"),
            Example("2025.12—2026.01", "window 2025-12-01..2026-01-31"),
            Example("明年2月1日至29日实行错峰生产", "window 2017-02-01..2017-02-28", "requirement"),
            Example("自即日起到2016年9月底", "window 2016-05-20..2016-09-30"),
            Example("2016-2018年", "window 2016-01-01..2018-12-31"),
            Example("三年（2015～2017年）行动计划", "", "requirement"),
            Example("12月中旬至下旬完成汇总", "window 2016-12-11..2016-12-31", "requirement"),
            Example("第一至第三季度", "window 2016-01-01..2016-09-30"),
        ),
        "From one point to another, both included; a year or month said once holds for both.",
        "起止时间，首尾都算；只写一次的年、月，两头通用。",
    ),
    Pattern(
        "between",
        rf"(?=[^。;\n间]{{4,40}}+间)(?:在|于)?(?P<left>(?P<now>(?!))|{POINT}|{YEAR}){HOUR}{NOTE}(?:和|与|及)(?P<right>{POINT}|{DAY}|{YEAR}){HOUR}{NOTE}(?P<before>(?!))?(?:之间|期间|间)",
        from_to,
        (
            Example("2016年7月1日与9月30日之间", "window 2016-07-01..2016-09-30"),
            Example("在3月和5月之间开展", "window 2016-03-01..2016-05-31", "requirement"),
        ),
        "Between two points.",
        "两个时点之间。",
    ),
    Pattern(
        "dotted-months",
        r"(?<![\d./-])(?P<year>\d{4})\.(?P<first>\d{1,2})-{1,3}(?P<last>\d{1,2})(?![\d.年月日号/-])",
        dotted_months,
        (
            Example("2016.3—6", "window 2016-03-01..2016-06-30"),
            Example("2016.9-12", "window 2016-09-01..2016-12-31"),
        ),
        "Months of one year whose year stands once, before a point.",
        "同一年的起止月份，年份只写一次，用点隔开。",
    ),
    Pattern(
        "dotted-days-of-a-year",
        rf"(?<![\d./-])(?P<year>(?:19|20)\d\d)\.{_DOTTED.format('')}-{{1,3}}(?:{_DOTTED.format('last_')}|(?P<until>3[01]|[12]\d|0?[1-9]))(?![\d.年月])",
        dotted_days,
        (
            Example("2016.6.25—7.31动员部署", "window 2016-06-25..2016-07-31"),
            Example("2016.6.1-15", "window 2016-06-01..2016-06-15"),
        ),
        "Days of one year whose year stands once, with points for their units.",
        "年、月、日用点隔开的起止时间，年份只写一次。",
    ),
    Pattern(
        "dotted-days-in-brackets",
        rf"(?<=[(]){_DOTTED.format('')}-{{1,3}}{_DOTTED.format('last_')}(?={HOUR}[)])",
        dotted_days,
        (
            Example("网络申报（2.18-2.25）", "window 2016-02-18..2016-02-25", "requirement"),
            Example("宣传发动（3.1—3.31）", "window 2016-03-01..2016-03-31", "requirement"),
        ),
        "Days with points for their units that stand alone in brackets.",
        "括号里只写用点隔开的起止月、日。",
        "requirement",
    ),
    Pattern(
        "dotted-days",
        rf"(?<![\d.]){_DOTTED.format('')}-{{1,3}}{_DOTTED.format('last_')}(?![\d.%年月项条节款章])",
        dotted_days,
        (
            Example("3.1—5.31宣传发动", "window 2016-03-01..2016-05-31"),
            Example("11.1-11.30", "window 2016-11-01..2016-11-30"),
        ),
        "Days with points for their units.",
        "月、日用点隔开的起止时间。",
        "deadline",
    ),
)
