"""Patterns without a date of their own: all year, for good, as higher authority says, now and then."""

from __future__ import annotations

import re
from datetime import date

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import YEAR, Context, Example, Found, Pattern
from gkplan.deadline.points import stretch
from gkplan.deadline.rules import By, Directive, Irregular, Standing, Yearless

_AUTHORITY_END = later(
    "(?:正在|统一|修[订改]|制[订定]|印发|发布|下发|出台|公布|下达|提出|确定|规定|要求|有关|相关|具体|总体|工作(?!领导|指挥|小?组|委|办|会|局|处|站|队|专班|协调)|的|关于|最新|文件|通知|里?时间|进度)+.*$"
)
_HAS_AUTHORITY = later(
    "[国省市区县州盟旗部委厅局办署院]|中央|上级|政府|财政|党|人大|法(?=[、和及与等]|$)|条例|《|领导|指挥"
)
_AS_NEEDED = later("适时|(?:工作|实际)(?:需要|情况)$")


def all_year(match: re.Match[str], ctx: Context) -> list[Found]:
    """The whole of the plan's year, or of the one named."""
    if match["year"]:
        days = stretch(ctx, match["year"], match.start(), match.end())
        year = days.first.year if days and days.known else None
    else:
        year = ctx.carried if ctx.carried is not None else ctx.year
    if year is None:
        ctx.doubt("no-year", match.start(), match.end())
        return [Found(Standing(Yearless(1, 1), Yearless(12, 31)), match.start(), match.end())]
    return [Found(Standing(date(year, 1, 1), date(year, 12, 31)), match.start(), match.end())]


_AT_LEAST = later(r"[^,。;]{0,12}\d[^,。;\d]{0,4}(?:以上|左右)")


def done_in_the_year(match: re.Match[str], ctx: Context) -> list[Found]:
    """By the end of the year in which so much is to be done: 全年完成100%, 全年力争实现5000万元."""
    if ctx.column == "requirement" and match["aim"] is None and not _AT_LEAST.match(ctx.text, match.end()):
        return []  # 全年完成投资802亿元: it may be a report
    whole = all_year(match, ctx)
    return [
        each._replace(rule=By(each.rule.end)) for each in whole if isinstance(each.rule, Standing) and each.rule.end
    ]


def for_good(match: re.Match[str], ctx: Context) -> list[Found]:
    """In force with no end."""
    del ctx
    return [Found(Standing(None, None), match.start(), match.end())]


def directive(match: re.Match[str], ctx: Context) -> list[Found]:
    """When the authority named says."""
    words = match["authority"] or ""
    authority = _AUTHORITY_END.sub("", words).strip("、,") or None
    if _AS_NEEDED.search(words):
        return [Found(Irregular(), match.start(), match.end())]  # 根据工作需要适时安排
    if ctx.column == "requirement":
        if not authority or not _HAS_AUTHORITY.search(authority) or "《" in match["authority"]:
            return []
        if re.search("[季月日]", authority):
            return []  # 市委第三季度集中督查安排
        if "决策部署" in match[0] or re.search("党的|全会|精神|改革$", authority):
            return []  # a formula
        if match["what"] in ("批复", "工期", "通知"):
            return []
        if match["what"] == "规定" and not match[0].endswith(("时限", "时间", "进度")):
            return []
        if match["what"] == "要求" and "上级" not in authority:
            return []
    return [Found(Directive(authority), match.start(), match.end())]


def later_notice(match: re.Match[str], ctx: Context) -> list[Found]:
    """When a notice yet to come says."""
    del ctx
    return [Found(Directive(None), match.start(), match.end())]


def now_and_then(match: re.Match[str], ctx: Context) -> list[Found]:
    """Vague words: no date, no period."""
    del ctx
    return [Found(Irregular(), match.start(), match.end())]


STANDING = (
    Pattern(
        "done-in-the-year",
        rf"(?P<year>{YEAR})?(?<![对占比的与和、])(?<!去年)(?<!上年)全年(?P<aim>力争|确保|计划|争取|要)?(?:累计|共)?(?:完成|实现|达到)(?=[^,。;了已同]{{0,12}}\d)",
        done_in_the_year,
        (
            Example("上半年完成50%，全年完成100%", "by 2016-06-30; by 2016-12-31"),
            Example("2017年全年力争完成造林3万亩", "by 2017-12-31", "requirement"),
            Example("全年完成投资802.81亿元", "", "requirement"),
        ),
        "So much by the end of the year, in a requirement only where it is aimed at.",
        "全年完成多少：截止到年底；在具体要求里须有“力争”“确保”一类的词。",
    ),
    Pattern(
        "all-year",
        rf"(?P<year>{YEAR})?(?<!对)(?<!去年)(?<!上年)(?:全年(?:度)?(?!性|计划|目标|任务|预算|指标|总结|报告|情况|小结|工作总结|[\u4e00-\u9fff]{{0,6}}(?:增长|达到|总量|收支|情况|产值|总额|比例|天数|不低于|不少于|不超过))|贯穿全年|常年(?!法律顾问))(?:性?工作|任务|推进|开展|坚持|落实|实施|持续|进行|公开|完成|执行)*",
        all_year,
        (
            Example("全年工作", "standing 2016-01-01..2016-12-31"),
            Example("2017年全年推进", "standing 2017-01-01..2017-12-31"),
        ),
        "In force all through the plan's year.",
        "全年都要做的工作。",
        "deadline",
    ),
    Pattern(
        "all-year-demanded",
        rf"(?P<year>{YEAR})?(?:(?<![^\n。;])全年(?=:|(?:组织)?开展[^,。;\d了已]{{2,24}}(?:行动|整治|治理|巡查|监测)(?:[,。;]|$))|(?<![对占比的])全年(?=禁|严禁|全时段|全天候|森林防火|防火|无休|不间断|持续|常态化|(?:保持|稳定|维持)在|(?<=年全年)(?:巩固|深化|推进|开展|实施|提升)|[,:](?:逐|每|按[月季周旬]|分[月季]|持续|常态|坚持|不间断|滚动)))",
        all_year,
        (
            Example("全年，逐月更新资料", "standing 2016-01-01..2016-12-31; recurring monthly", "requirement"),
            Example("森林防火区全年禁止野外用火", "standing 2016-01-01..2016-12-31", "requirement"),
            Example("全年，共办理300件", "", "requirement"),
        ),
        "In force all through the year, in a requirement that says what goes on.",
        "具体要求里写明全年进行的。",
        "requirement",
    ),
    Pattern(
        "for-good",
        r"贯穿[^,。;\n\d]{0,8}?(?:始终|全过程|全程)|长效(?:坚持|推进|管理|保持|落实)+|(?<!中)长期(?!性(?!工作|任务))(?:性?(?:工作|任务))?(?:坚持|推进|整改|落实|执行|开展|有效|公开|实施|跟踪|保持|抓好)*|(?:持续|不断|常抓|坚持)(?:性|长期)?(?:推进|坚持|实施|开展|整改|落实|深化|巩固|用力|跟进|加强|完善|抓好|不懈|发力|公开|更新|优化|提升|进行|工作)+|持续(?![\u4e00-\u9fff])|永久公开"
        r"|常态化?(?:长效)?(?:推进|开展|坚持|实施|落实|工作|管理|运行|整治|进行|抓)*|经常性(?:工作|开展)*|日常工作|立[行即]立?改|立行整改|即知即改|边[查学]边改",
        for_good,
        (
            Example("长期坚持", "standing .."),
            Example("持续推进", "standing .."),
            Example("2016年底前，并长期坚持", "by 2016-12-31; standing .."),
            Example("立行立改，长期坚持", "standing .."),
        ),
        "In force with no end.",
        "长期坚持，没有终点。",
        "deadline",
    ),
    Pattern(
        "for-good-demanded",
        r"(?:(?<!可)(?:并|要|须|必须|应当?)?(?<!可)长期坚持(?!的|[一二三四五几]个|等[一二三四五])|作为[^,。;]{0,8}?长期(?:坚持的|性)?(?:工作|任务)|需要?长期(?:坚持|整改|推进|落实)的|(?:要|须|应当?)长期(?:妥善|完整|认真)?(?:保持|保存|保管)?(?:公开|公示|(?<=保[持存管]))|坚持长期|长期(?:实施|执行)(?=[,。;]|$)|常抓不懈|长期抓下去|贯穿(?:工作)?(?:始终|全年)|(?m:^|(?<=[。;]))常态化(?:开展|推进))",
        for_good,
        (
            Example("长期坚持，不断完善，适当扩大规模", "standing ..", "requirement"),
            Example("对规范性文件常抓不懈", "standing ..", "requirement"),
        ),
        "A requirement that says outright that it holds for good.",
        "具体要求里写明长期坚持的。",
        "requirement",
    ),
    Pattern(
        "as-directed",
        r"(?:按(?!时(?!间|限)|期(?!限)|照?[“\"]\d)照?|根据|依照|依据|遵照|服从|随(?!时|机|着))(?![、,])(?P<authority>[^。;\n按](?:(?!每[^,。;\n]{0,10}次)[^,。;\n按]|(?<=》),){0,40}?)?(?:的)?(?:统一|工作|有关|相关|具体)*"
        r"(?P<what>[部布]署|布置|(?<!组织)(?<!科学)(?<!合理)(?<!统筹)安排|时间要求|时限要求|进度要求|规定(?:的)?(?:时限|时间|期限)|规定要求|法定时限|时间节点|时限|工期|批复|要求|规定|通知)(?:的)?(?:时限|时间|进度|安排|要求)*",
        directive,
        (
            Example("按省发展改革委部署实施", "directive 省发展改革委"),
            Example("按预算法规定时限完成", "directive 预算法"),
            Example("按省制订的方案要求执行", "directive 省"),
            Example("并按照省部署及时公开", "directive 省", "requirement"),
            Example("根据国务院和陕西省统一部署", "directive 国务院和陕西省", "requirement"),
            Example("按照预算法等要求公开", "", "requirement"),
        ),
        "When a higher authority, a law or a plan says.",
        "按上级部署或法定时限办理。",
    ),
    Pattern(
        "directed-by",
        r"由(?P<authority>(?:党中央|国务院|中央|国家|全国|自治区|[省市县区州](?!直))[^,。;、\n由]{0,12}?)统一(?P<what>部署)(?:和?安排|和?组织)?(?:组织)?(?:实施|开展|推进)?",
        directive,
        (
            Example("由省政府统一部署", "directive 省政府"),
            Example("普查工作由国务院统一部署实施", "directive 国务院", "requirement"),
            Example("由市教育局统一组织实施", "", "requirement"),
        ),
        "When a higher authority that directs it all says.",
        "由上级统一部署，时间以上级部署为准。",
    ),
    Pattern(
        "later-notice",
        r"以[^,。;\n]{1,20}为准|另行(?:通知|安排|部署|确定|明确|规定|下达)|时间另定|待定|另定|听候通知|(?<!无)法定(?:时限|期限)内?|规定(?:的)?(?:时限|时间|期限)(?:之?内|以内)",
        later_notice,
        (Example("时间另行通知", "directive"), Example("待定", "directive")),
        "When a later notice says.",
        "等另行通知。",
        "deadline",
    ),
    Pattern(
        "later-notice-demanded",
        r"(?:届时|(?:具体|会议|培训|考试|检查|报送|上报|活动)?(?:时间|日期|时限)(?:、地点)?(?:安排)?将?)另行(?:通知|安排|部署|确定|明确|规定)",
        later_notice,
        (
            Example("届时另行通知", "directive", "requirement"),
            Example("会议时间另行通知", "directive", "requirement"),
            Example("考核事宜另行部署", "", "requirement"),
        ),
        "A requirement whose time a later notice says.",
        "具体要求里写明时间另行通知的。",
        "requirement",
    ),
    Pattern(
        "vague",
        r"(?<!所称)不定期|(?<![不一法规约固])定期(?!存|航班|限|性|内|检[验测](?:申请|标志|合格|报告|证书|机构)|报告(?:包括|分为|新增|是指|中|内容))|适时|(?:(?<!可)(?<!可以)(?<!需要)(?<!需要,)|(?<=必要时可))随时(?!公布的|提出的)|(?<![未不])及时(?!性)|实时(?!(?:在线|环境|视频|远程|自动)*(?:监[控测管]|预警|定位)*(?:系统|平台|数据|功能))|动态(?:调整|更新|管理|补充|公开|跟踪|完善|维护|优化|发布)",
        now_and_then,
        (
            Example("随时更新、动态补充", "irregular", "requirement"),
            Example("定期召开新闻发布会", "irregular", "requirement"),
            Example("按进展情况及时公开", "irregular"),
        ),
        "Now and then, or in good time: no date follows from it.",
        "不定期、适时、及时：没有具体日期。",
    ),
    Pattern(
        "vague-deadline",
        r"(?:现场|当场)(?:立改|整改|解决)|随[报到申收][即随][审办批转]|发现一[起处个例件批次][、,]?[\u4e00-\u9fff]{2,4}一[起处个例件批次]|按(?:照)?(?:序时|时序)进度(?:推进|完成|实施)?|近期(?=[完内]|$|[,。;)\n])|视情(?:况)?(?:而定)?|择机|尽快|尽早|立即(?:整改|办理|执行|公开)?|马上|按需|(?:根据|按照?)[^,。;\n部要]{0,6}?(?:需要|实际|进展)(?:情况)?(?:更新|确定|调整|公开)?|因地制宜|不限时?|(?:即时|当场)(?:公开|办理|办结)?|即办|动态",
        now_and_then,
        (Example("视情况而定", "irregular"), Example("根据工作需要", "irregular")),
        "As the matter asks.",
        "视情况办理。",
        "deadline",
    ),
)
