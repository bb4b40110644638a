"""Patterns of what waits for something else to happen: 待…后, 收到…后及时, 开学前, 与…同步."""

from __future__ import annotations

import re

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import BEFORE, CN, DOINGS, POINT, SEASONS, YEAR, Context, Example, Found, Pattern
from gkplan.deadline.patterns_terms import LENGTH, TERMS, THOSE_WHO, in_business_days, offset_of
from gkplan.deadline.points import stretch
from gkplan.deadline.rules import By, Day, Event
from gkplan.deadline.triggers import NOT_EVENTS, from_preposition, trigger_before, words_before


def awaiting(match: re.Match[str], ctx: Context) -> list[Found]:
    """待…后: when something else has happened; and whatever is due so many days after it."""
    del ctx
    return [Found(Event(match["trigger"]), match.start(), match.end())]


def upon(match: re.Match[str], ctx: Context) -> list[Found]:
    """收到…后及时, …后另行: right after something, with no number of days."""
    start, trigger = trigger_before(ctx, match.end("after"))
    if trigger is None or trigger[-2:] in NOT_EVENTS - {"之后", "以后"}:
        return []
    return [Found(Event(trigger), start, match.end())]


def upon_words(match: re.Match[str], ctx: Context) -> list[Found]:
    """变更即公开, 应在爆破作业前报告: right after or before what the words say, with no number of days."""
    del ctx
    return [Found(Event(match["trigger"]), match.start(), match.end())]


_EACH_DAY = ("每日", "每天", "每周", "每月")
_SEASON = later(rf"(?P<point>{POINT}|{YEAR})?(?:政策|合同|协议|许可证?|证书)?(?:{SEASONS})$")


def ahead_of(match: re.Match[str], ctx: Context) -> list[Found]:
    """开学前, 汛期前: before something whose day is not known here."""
    lapses = ctx.text.startswith(("终止", "失效"), match.end())  # …在保护期限届满前终止: an effect of the law
    if ctx.column == "requirement" and (lapses or THOSE_WHO.match(ctx.text, match.end())):
        return []  # 在期限届满前补缴税款的，…
    season = _SEASON.search(ctx.text, max(0, match.start() - 16), match.start())
    start = season.start() if season else match.start()
    if season and (day := _day_named(ctx, season)):
        return [Found(By(day), start, match.end())]
    named = season is None or season[0].startswith("会")
    words = words_before(ctx, start)[1] if ctx.column == "deadline" or named else None
    if words and words.startswith(_EACH_DAY):
        return []  # 每日投入使用前应当进行检查: daily
    start -= len(from_preposition(words or ""))
    return [Found(Event(ctx.text[start : match.end()]), start, match.end())]


def _day_named(ctx: Context, season: re.Match[str]) -> Day | None:
    """The day that words give for what is ahead: 9月1日开学前, 12月31日到期前."""
    days = stretch(ctx, season["point"], season.start(), season.end()) if season["point"] else None
    return days.day(days.last) if days and days.size == "day" else None


_TERM = later("(?<=[,。;:\n在于自])[\u4e00-\u9fff]{2,6}$|^[\u4e00-\u9fff]{2,6}$|[\u4e00-\u9fff]{2}$")


def when_over(match: re.Match[str], ctx: Context) -> list[Found]:
    """任期届满时: when a term is over, named by the words before it."""
    term = _TERM.search(ctx.text, max(0, match.start() - 8), match.start())
    start = term.start() if term else match.start()
    return [Found(Event(ctx.text[start : match.end()]), start, match.end())]


def alongside(match: re.Match[str], ctx: Context) -> list[Found]:
    """同步推进: at the same time as what the words, or the row, name."""
    del ctx
    return [Found(Event(match[0]), match.start(), match.end())]


def whole_cell(match: re.Match[str], ctx: Context) -> list[Found]:
    """A line of a deadline cell that names nothing but what it waits for."""
    if any(match.start() <= start < match.end() for _code, start, _end in ctx.doubts):
        return []  # a time that is not to be worked out: 周五前 with no day of issue
    return [Found(Event(match["trigger"]), match.start("trigger"), match.end("trigger"))]


def together(match: re.Match[str], ctx: Context) -> list[Found]:
    """与文件同步公开: at the same time as something else; 最迟不超过 N days after it.

    A与B一并部署、同步推进 and A与B同步部署、同步推进 make one work of two: nothing is waited for.
    """
    if "一并" in match["trigger"] or "、同步" in match["trigger"] or ctx.text.startswith("、同步", match.end()):
        return []
    if match["n"] is None:
        return [Found(Event(match["trigger"] or match[0]), match.start(), match.end())]
    offset = offset_of(match)
    return (
        [Found(Event(match["trigger"] or match[0], offset, in_business_days(match)), match.start(), match.end())]
        if offset
        else []
    )


# What stands before a place, said so that a scan need only stop at the word behind it.
_AFTER_SEASON = "|".join(f"(?<={season})" for season in SEASONS.replace("(?:全国|省|市|区|县)?", "").split("|"))

EVENTS = (
    Pattern(
        "together",
        r"与(?P<trigger>[^,。;:\n与]{1,20}同[步时](?:公开|公布|发布|解读|印发|报送|组织|部署|审签|实施|报批|出台|推进))"
        rf"(?:,?(?:最迟|最长|最晚|一般|原则上|时间跨度|时间间隔|间隔)*(?:不超过|不得超过|不晚于|在){LENGTH}(?:之?内|以内)?)?",
        together,
        (
            Example("原则上与文件同步公开，最迟不超过3个工作日", "event P3D business 文件同步公开", "requirement"),
            Example("与方案同步印发", "event 方案同步印发"),
        ),
        "At the same time as something else.",
        "与另一事项同步。",
    ),
    Pattern(
        "alongside",
        r"(?:与(?P<trigger>[^,。;:\n与\d]{1,20})|(?<![内前后]))同步(?:推进|开展|公开|完成|实施|进行|落实|办理|调整|更新)?",
        alongside,
        (Example("与省同步", "event 与省同步"), Example("同步推进", "event 同步推进")),
        "At the same time as something else, in a cell.",
        "时限格里写“同步”的。",
        "deadline",
    ),
    Pattern(
        "awaiting",
        r"(?<![等有接对看期招优虐亟善款])待(?![遇办业机命岗])(?P<trigger>[^,。;\n]{2,60}?(?:之?后(?!续)|之日(?=起)))(?![\d一二三四五六七八九十]{1,3}个?(?:工作)?[日天月周])(?:,?(?:再|另行|及时|立即|即|按要求))?",
        awaiting,
        (
            Example(
                "待省制定《广东省公共资源交易信息发布管理办法》后，推动",
                "event 省制定《广东省公共资源交易信息发布管理办法》后",
                "requirement",
            ),
            Example("待省考目标任务确定后另行分解下达", "event 省考目标任务确定后"),
        ),
        "When something else has happened.",
        "等另一件事完成以后。",
    ),
    Pattern(
        "around-each",
        r"(?:于|在)?(?P<trigger>每次[\u4e00-\u9fff]{2,10}?[前后])(?=,|将|应当?|须|要|及时|立即)",
        upon_words,
        (
            Example("要于每次调度会议前，将进展情况梳理详实", "event 每次调度会议前", "requirement"),
            Example("每次会议后，印发纪要", "event 每次会议后", "requirement"),
        ),
        "Before or after something, each time that it happens.",
        "每次某事之前或之后。",
    ),
    Pattern(
        "as-it-changes",
        "(?P<trigger>变更|变动|更新|形成|生成|发生|调整|产生|获取|制作|修订|发现)即时?(?:公开|更新?|上?报送?|公布|发布|公示)",
        upon_words,
        (Example("变更即公开", "event 变更"), Example("变动即更", "event 变动"), Example("发现即报", "event 发现")),
        "As soon as something happens, in the words of a cell.",
        "一有变动就办，单元格的写法。",
        "deadline",
    ),
    *TERMS,
    Pattern(
        "upon",
        r"(?<![今此最先落然随背])(?P<after>后)(?!续|期|勤|台|备)(?:(?:[,、]?|,[\u4e00-\u9fff、]{2,14}?(?=[应要须必]))(?:要|应当?|须|必须)?(?:及时|立即|即时|第一时间|马上|另行|即行|即刻|随即|即(?=开工|启动|实施|办理|拨付|开展)|按程序|按要求)"
        r"|(?<=结束后|完成后|印发后|出台后|批复后|批准后|下达后|获批后|公布后|验收后|确定后|实施后|解除后|消除后|终止后|恢复后)(?:,|$|(?=由))|(?<=到期后|期满后|届满后)(?:,(?![^,。;\n]{1,40}的)|$|(?=由|组织|开展|进行|收回)))",
        upon,
        (
            Example("收到国家、省税收政策文件后及时转发", "event 收到国家、省税收政策文件后"),
            Example("方案批准后立即组织实施", "event 方案批准后", "requirement"),
            Example("清理整顿工作结束后，要做好检查验收", "event 清理整顿工作结束后", "requirement"),
        ),
        "Right after something, with no number of days.",
        "某事发生后随即办理，没有写天数。",
    ),
    Pattern(
        "ahead-of",
        rf"(?:{_AFTER_SEASON}|(?<=[{DOINGS}])日|(?<=[期届])满|(?<=核发|颁发|签订|上岗|开标|投产|投用|交付|验收|施工|使用|实施|运行|作业|举办|举行|出厂|试验|拆除|销售|运营)(?=前(?:,|必?须|应|要)))(?:来临|开始|到来|结束|召开)?{BEFORE}(?!(?:至少)?(?:\d|[{CN}半]{{1,3}}个?(?:工作日|[日天周月]|小时)))",
        ahead_of,
        (
            Example("各中小学校必须在开学前集中开展安全大排查", "event 开学前", "requirement"),
            Example("主汛期来临前", "event 主汛期来临前"),
            Example("在投票日以前公布名单", "event 投票日以前", "requirement"),
            Example("试用期满前完成培训", "event 试用期满前", "requirement"),
        ),
        "Before something whose day is not known here.",
        "某事到来之前，日期未知。",
    ),
    Pattern(
        "when-over",
        r"(?:届满|期满|到期)(?:之?时|之日|当日)(?!间|限|效|止|起)",
        when_over,
        (
            Example("任期届满时进行总结", "event 任期届满时", "requirement"),
            Example("合同到期时收回", "event 合同到期时"),
        ),
        "When a term is over.",
        "某个期限届满时。",
    ),
    Pattern(
        "ahead-of-an-act",
        r"(?:应当?|必须|须|要)(?:在|于)(?P<trigger>[\u4e00-\u9fff]{2,12}(?<![目此以之日月年时周天节])前)"
        r"(?=,?(?:及时|提前|主动|书面)*(?:完成|办理|报告|报请|报经|报送|通知|告知|备案|申报|提交|向[^,。;\n]{2,16}(?:报告|报备|备案|申报|提出申请)))",
        upon_words,
        (
            Example("应当在爆破作业前报告主管部门", "event 爆破作业前", "requirement"),
            Example("要在活动举办前向公安机关备案", "event 活动举办前", "requirement"),
        ),
        "Before an act that is not to be done unsaid.",
        "做某事之前，应先报告、备案的。",
        "requirement",
    ),
    Pattern(
        "ahead-of-a-feast",
        rf"(?:(?<![季时环情调细关枝章音])(?:重[大要]|传统|法定)?节(?:假?日)?|(?<![入主])主?汛)[”\"]?{BEFORE}(?!(?:至少)?(?:\d|[{CN}半]{{1,3}}个?(?:工作日|[日天周月]|小时))|节|检查|准备|安全|排查|大检查)",
        alongside,
        (
            Example("节前开展一次检查", "event 节前", "requirement"),
            Example("汛前", "event 汛前"),
            Example("做好各环节前后衔接", "", "requirement"),
        ),
        "Before the feasts or the floods, with no name or day.",
        "“节前”“汛前”：没有指明哪个节日、哪一天。",
    ),
    Pattern(
        "waits-for",
        r"(?m:^)(?:[\u4e00-\u9fff]{0,4}(?:时限|时间|期限):)?(?:[在于待至到]|直至|应在)?(?!(?:再?过)?[半几一二两三四五六七八九十]{1,3}[个天日分刻秒小星周礼多钟])(?P<trigger>[^\d,。;:\n年月日季每按]{1,30}?(?<![以之此目提从今最先随小个晚午])(?:之前|前|之?后|(?<![限按准届同及实适随临定平工学课暂])时|期间|(?<=结束)|(?<=[汛火渔暖])[期季]))(?:及时|立即|即)?(?:完成|公开|办理|报送|办结|(?:组织)?实施|启动|开展|进行|执行|落实|部署|同步[\u4e00-\u9fff]{1,4})?(?m:$)",
        whole_cell,
        (
            Example("项目开工前", "event 项目开工前"),
            Example("平台建成后", "event 平台建成后"),
            Example("活动期间", "event 活动期间"),
            Example("主汛期", "event 主汛期"),
        ),
        "A cell that names only what it waits for.",
        "整格只写所等的事项。",
        "deadline",
        fallback=True,
    ),
)
