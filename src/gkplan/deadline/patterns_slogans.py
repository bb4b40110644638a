"""Patterns of short forms for what comes again: 一月一通报, 周调度、月通报, 周一例会、周三督查, a cell of 季度."""

from __future__ import annotations

import re

from gkplan.deadline.day_in_period import weekday
from gkplan.deadline.expressions import later
from gkplan.deadline.frequency import UNITS
from gkplan.deadline.grammar import CN, NUMBER, Context, Example, Found, Pattern, unnamed
from gkplan.deadline.rules import Irregular, Recurring
from gkplan.deadline.text import number

_ON_WEEKDAY = "周[一二三四五六日](?![上下]午|[前之以至早晚])[\u4e00-\u9fff]{2,6}"
_FOR_A_WHILE = later("(?:期间|[时后中])[^,。;\n]{0,8}[,:]?$")
_PERIOD = (
    "(?:(?P<unit>双周|[双单]月|旬|月度|季度?(?=末)|季度|半年度|年度)[底末]?"
    "|(?P<paper>日|周|旬|月|季|半年|年)报[告表]?制?度?)"
)
_ANY_PERIOD = unnamed(_PERIOD)
_CHINESE_UNIT = "双周|双月|半个?月|半年度?|季度?|月度?|旬|周|日|年度?"
_BOUND = (
    r"(?:(?<![\u4e00-\u9fff\d/])|(?<=实行|坚持|落实|建立|采取|做到|执行|推行|开展|按照|严格|健全|继续|进行"
    r"|通过|实施|强化|加强|推动|抓好|组织|按时|定期|完善|形成|单位|部门|各地))"
)
_ACTS = (
    "调度|协调|通报|报告|推进|考评|考核|检查|督查|督办|督导|总结|分析|研判|会商|例会|巡查|巡检|评比|晾晒|公示|公布|公开|盘点|点评|汇报|复盘|小结|对账"
    "|汇总|抽检|会议|销账|销号|清零|更新|跟踪|排名|抽查|报送|研究|评估|讲评|会诊|碰头|交账|结账|督战|晒|评(?!估|比|定|审|议|级|先|优)|报表?”?制度|进展通报|监测|比拼|调研|述职|报制|清单"
    "|报进[展度]|结(?=$|[,。;、)月])|告诫|反馈|奖惩|约谈|曝光|点名|述评|[考查研](?![\u4e00-\u9fff])"
)
_NOUN_AFTER = (
    "(?!(?:工作|任务|活动|专项)*(?:情况|结果|报告|方案|计划"
    "|办法|指标|目标|任务|的(?!办法|方[法式]|机制|制度|形式)|体系|内容|范围|成绩|成果|得分|平均分|分值|权重|等次|等级|表|费|日(?!常)|[于在](?:次年|翌年|\\d)))"
)
_HANDED_IN = later("(?:报送|上报|提交|撰写|纳入|列入|计入)[^,。;]{0,6}[、和]$")
_PAPERS = ("总结", "报告", "小结")
_DATED = later(
    r"(?:(?:和|及|、)[^,。;]{0,6}(?:总结|报告|小结))?[^,。;]{0,6}(?:(?:于|在)\d|\d{1,2}月|(?:应|于|在)*(?:次年|翌年|每年))"
)


def idiom(match: re.Match[str], ctx: Context) -> list[Found]:
    """周调度、月通报; 一月一通报; 周周排计划: how often, in the words of a slogan."""
    if ctx.column == "requirement" and _HANDED_IN.search(ctx.text, max(0, match.start() - 12), match.start()):
        return []  # 分别报送半年、年度总结
    if match[0].endswith(_PAPERS) and _DATED.match(ctx.text, match.end()):
        return []  # 半年总结和全年总结分别于6月25日、12月20日前上报
    if ctx.text.startswith("的", match.end()) and not ctx.text.endswith("、", 0, match.start()):
        return []  # 年度考核的办法; but 每月调度、半年督查的办法
    if ctx.column == "requirement" and ctx.text.startswith(("清", "结"), match.end("unit")):
        return []  # 账目日清月结: how books are kept
    words = match["unit"]
    unit = UNITS[words[:1] if len(words) == 2 and words[0] == words[1] else words]
    length = match.groupdict().get("n") or "一"
    if length in "半双":
        unit = UNITS[length + words]
    count = 1 if length in "半双" else number(length)
    return [Found(Recurring(unit.freq, unit.interval * count, unit.times), match.start(), match.end())]


def on_weekdays(match: re.Match[str], ctx: Context) -> list[Found]:
    """周一升旗，周五清扫: each week on each day named."""
    del ctx
    days = list(re.finditer(_ON_WEEKDAY, match[0]))
    at = match.start()
    return [Found(Recurring("weekly", by=weekday(day[0][1])), at + day.start(), at + day.end()) for day in days]


def hours_apart(match: re.Match[str], ctx: Context) -> list[Found]:
    """每4小时一次: six times a day; 响应期间每2小时 only while that lasts."""
    hours = number(match["hours"])
    if not 0 < hours <= 24 or _FOR_A_WHILE.search(ctx.text, max(0, match.start() - 12), match.start()):
        return [Found(Irregular(), match.start(), match.end())]
    return [Found(Recurring("daily", times=24 // hours), match.start(), match.end())]


def period_alone(match: re.Match[str], ctx: Context) -> list[Found]:
    """A cell that holds the name of a period, or of several: 季度, 双周, 季报、年报."""
    del ctx
    found = []
    for period in re.finditer(_PERIOD, match[0]):
        unit = UNITS[period["unit"] or period["paper"]]
        rule = Recurring(unit.freq, unit.interval, unit.times)
        found.append(Found(rule, match.start() + period.start(), match.start() + period.end()))
    return found


SLOGANS = (
    Pattern(
        "weekdays",
        rf"(?<![\u4e00-\u9fff\d]){_ON_WEEKDAY}(?:[,、;]{_ON_WEEKDAY}){{1,6}}(?![\u4e00-\u9fff])",
        on_weekdays,
        (
            Example("周一升旗，周五清扫", "recurring weekly by Monday; recurring weekly by Friday"),
            Example("周二接访、周四下访", "recurring weekly by Tuesday; recurring weekly by Thursday", "requirement"),
        ),
        "What is done on which day of each week.",
        "逐一写明星期几做什么。",
    ),
    Pattern(
        "hours-apart",
        rf"每隔?(?P<hours>{NUMBER})个?小时[^,。;\n\d每]{{0,10}}?(?:[一1]次|(?<=[续]报)|(?<=巡查)|(?<=报告))",
        hours_apart,
        (
            Example("每4小时更新一次预警信息", "recurring daily x6", "requirement"),
            Example("应急响应期间每2小时续报一次", "irregular"),
        ),
        "So often each day; within what only lasts for a while, now and then.",
        "每隔若干小时一次。",
    ),
    Pattern(
        "period-alone",
        rf"(?m:^)(?!年度(?m:$)){_ANY_PERIOD}(?:[、,/和及]{_ANY_PERIOD}){{0,4}}(?m:$)",
        period_alone,
        (
            Example("季度", "recurring quarterly"),
            Example("旬报", "recurring monthly x3"),
            Example("双月底", "recurring monthly /2"),
            Example("季报、年报", "recurring quarterly; recurring yearly"),
        ),
        "A period, or a report named after it, and nothing else in the cell: once in each.",
        "整格只写周期或者旬报、季报的，每期一次。",
        "deadline",
        fallback=True,
    ),
    Pattern(
        "one-each",
        rf"(?:(?<![\d{CN}第每])(?P<n>[一两半双]|[二三](?=[个天日周年季])|[四五六2-6](?=年一)|(?:\d{{1,2}}|[一两三五七十])(?=天一[调督通研检巡汇报会总]))个?|{_BOUND}(?:全(?=年一))?)(?P<unit>{_CHINESE_UNIT}|(?<=[\d一两三五七十])天)(?:(?<!周)|(?<=[{CN}两半双\d]周)|(?=一[调督通研会总检更排晾盘点汇巡评考]))一(?!次性|[上下中]午|[早晚至到、]|周(?!期)|[日月年季号个天定般致律并起同直旦些切批体级度品届遇至到])[\u4e00-\u9fff]",
        idiom,
        (
            Example(
                "半月一督查、一月一通报、两月一竣工验收、季度一盘点",
                "recurring monthly x2; recurring monthly; recurring monthly /2; recurring quarterly",
            ),
            Example("一周一调度", "recurring weekly"),
        ),
        "One each period, as a slogan has it.",
        "“一月一通报”一类的说法。",
    ),
    Pattern(
        "act-each",
        rf"(?:{_BOUND}|(?<=[日周][清结])(?=[周月][结通])|(?<!每)(?=[日周旬月季](?:报表?|例会|通报|调度|报告)(?:[、和][\u4e00-\u9fff]{{2,4}})?”?制度))(?P<unit>日(?=清[日周月]结)|周(?=清月结)|(?:{_CHINESE_UNIT})(?=(?:{_ACTS}){_NOUN_AFTER}|(?:开展|组织|召开|进行)[一1]次|(?![初中底末内]|(?<=周)[一二三四五六日])[\u4e00-\u9fff]{{2,3}}、(?:日|周|旬|月|季|半年|年)(?![初中底末内])[\u4e00-\u9fff]{{2,3}}(?![\u4e00-\u9fff]))|(?:周周|(?:月月|季季)(?!有[花景果]|红)|旬旬|(?:天天|日日|年年)(?=[有都查报清晒调排督结巡见测学练讲消洗抓通打搞开办评比考验赛]))(?!底|末|初))(?:{_ACTS})?",
        idiom,
        (
            Example(
                "周调度、月通报、季推进、年考评",
                "recurring weekly; recurring monthly; recurring quarterly; recurring yearly",
            ),
            Example(
                "将通过季度检查、第三方评估、年度考核等方式", "recurring quarterly; recurring yearly", "requirement"
            ),
            Example("对市属企业年度监督检查情况", "", "requirement"),
        ),
        "An act named after how often it comes.",
        "“周调度”“月通报”一类的说法。",
    ),
)
