"""Patterns of lengths of time counted from something, or back from it: …之日起20个工作日内, 会前3日, 提前一周."""

from __future__ import annotations

import re

from gkplan.deadline.around import around
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import BEFORE, CN, DOINGS, HOUR, NUMBER, Context, Example, Found, Pattern, unnamed
from gkplan.deadline.narration import describes
from gkplan.deadline.patterns_dates import REFRAIN
from gkplan.deadline.rules import Event
from gkplan.deadline.text import number
from gkplan.deadline.triggers import SPAN, trigger_before, words_before

LENGTH = (
    rf"(?:(?P<low>{NUMBER})(?:-|至|到))?(?P<n>{NUMBER}|半)(?P<each>个)?(?P<half>半)?"
    r"(?P<unit>工作日|工作天|法定工作日|自然日|日历日|日|天|周(?![岁年])|星期|(?<=[个半两])月(?!龄)|年半|年(?!龄)|小时|分钟|刻钟)"
)
_UNITS = {
    "工作日": "D", "工作天": "D", "法定工作日": "D", "自然日": "D", "日历日": "D", "日": "D", "天": "D",
    "周": "W", "星期": "W", "月": "M", "年": "Y", "年半": "YEARS_HALF",
    "小时": "H", "分钟": "MIN", "刻钟": "QUARTER",
}  # fmt: skip
_LENGTHS = {
    "D": ("P", 1, "D"), "W": ("P", 7, "D"), "M": ("P", 1, "M"), "Y": ("P", 1, "Y"),
    "H": ("PT", 1, "H"), "MIN": ("PT", 1, "M"), "QUARTER": ("PT", 15, "M"),
}  # fmt: skip
_DEALT_WITH = "办结(?!事项|的|率|时)|办理完毕|答复|回复|签收|反馈(?!期)|转办|派单|响应(?!时间)|到场"
_TERM = (
    rf"(?P<what>[\u4e00-\u9fff]{{1,7}}(?<![前后第每约近满早期于过一二三四五六七八九十两])):?(?P<n>{NUMBER})(?P<each>个)?"
    r"(?P<unit>工作日|工作天|日|天|小时)(?:办结|完成|办理)?"
)
_ANY_TERM = unnamed(_TERM)
_WITH = later("[^,。;\n]{0,6}[有无曾][^,。;\n]{1,20}的(?:,|$)")
# Papers of so long ago that are shown: 须出示|48小时内|核酸检测阴性证明.
_SHOWING = ("出示", "提供", "提交", "携带", "查验", "持", "凭")
_PAPER = later("[^,。;\n]{0,16}(?:证明|报告|凭证|票据|发票|结果)")
# 对2周内有疫区旅居史的人员; 在14日内，县内发生严重疫情
_HAD = later(
    "[有曾](?![关效力序])[^,。;\\n]{1,16}的[\u4e00-\u9fff]|,?[^,。;\\n应须要]{0,6}(?:发生(?!产)|出现)(?![后地前])"
)
_SHOWN = ("持", "凭", "不再", "无需", "无须", "不需")  # 凭抵京前7日内的证明
THOSE_WHO = later("[^,。;应须要]{2,40}(?<!目)的,")  # 自收到裁决之日起十五日内提起诉讼的，…
_SUPPOSED = later(
    "(?:[又再仍被因曾]|多次|[\\d一二两三]次|未|没有|不能|难以|无法|确[需因]|取得|完成|发生|达到|仍)[^,。;\n]{0,24}的(?:,|$)"
    "|,[^,。;\n应须要]{1,12}[未没不][^,。;\n]{0,24}的,"
)


_DEMANDS = later("应|须|要|请(?![求示])|务必|务于")
_CLAUSE = later(r"[。;\n,:()、“”]")


def _is_condition(ctx: Context, match: re.Match[str]) -> bool:
    """Whether a term only tells what is meant: 三个月内取得验收意见的，及时备案; 以一个月内取得的收入为一次."""
    if _SUPPOSED.match(ctx.text, match.end()) or describes(around(ctx, match.start(), match.end())):
        return True
    if not THOSE_WHO.match(ctx.text, match.end()):
        return False
    clause = _CLAUSE.split(ctx.text[max(0, match.start() - 40) : match.start()])[-1]
    return not _DEMANDS.search(clause)


_AIMED_AT = later("实现[^,。;\n]{0,16}$")


def _is_aim(ctx: Context, match: re.Match[str]) -> bool:
    """Whether a term is what is to be reached, not a term for what is asked here: 实现企业开办1个工作日内办结."""
    return bool(_AIMED_AT.search(ctx.text, max(0, match.start() - 20), match.start()))


_LASTS = later(
    "(?:(?:汇报|发言|讲话|演讲|答辩|展示|会议|用餐|停车|单次|每次)(?:时间|时长)|连续|间隔|(?:提前|推迟|延迟)(?:时间|天数)?$|每[日天周月年]|延长|停留|持续|停业|扣留|暂扣|驾驶|学习|作业|工作时间|通过时间|(?:扣除|补贴|补助|贷款|租赁|聘用|减免|缓缴|见习|试用|服务|托管|处分)期限?$|(?:天|次|人|户)数$)"
)
_PUT_OFF = later(
    "(?:推迟|延期|延长|顺延|宽限|延后)[^。;\n]{0,10}$|(?:领取|享受|补贴|补助|资助|保证|缓缴)期限?[^。;\n]{0,20}$"
)
_HANDLES = later(
    "办|审|批|答|回|反馈|处[理置]|整改|公[开布示]|发布|受理|报|时限|响应|到[达场位]|解决|完成|核|转|派|送|最[长迟晚]|限"
)


def _limits(ctx: Context, match: re.Match[str]) -> bool:
    """Whether 不超过 says how long something may last, not how soon it is done: 连续驾驶不得超过四小时."""
    if "超过" not in match[0]:
        return False
    if ctx.text.startswith("的", match.end()):
        return True  # 不超过5日的就地诊验
    if _PUT_OFF.search(ctx.text, max(0, match.start() - 24), match.start()):
        return True  # 可适当推迟，但最长不得超过3个月
    clause = _CLAUSE.split(ctx.text[max(0, match.start() - 24) : match.start()])[-1]
    return bool(_LASTS.search(clause)) or (match["unit"] in ("小时", "分钟") and not _HANDLES.search(clause + match[0]))


_AT_LEAST = later("不得?(?:少于|低于|短于)[^,。;]*$")  # 保存期限不得少于产品保质期满后六个月
_BEHIND = later(r"\((?:自|从)?(?P<trigger>[^()。;\n]{2,40}?(?:之日|后))(?:起|开始)?(?:计算|算起|算|计)?\)")
# 保证期间为主债务履行期届满之日起6个月: how long something lasts
_LASTS_FROM = later("(?:期间|期限|有效期|保质期|质保期)(?:为|自|从|是)")


def within(match: re.Match[str], ctx: Context) -> list[Found]:
    """So long after what the words before it say, or, where they say nothing, after the row's own matter."""
    offset = offset_of(match)
    if offset is None or REFRAIN.match(ctx.text, match.end()):
        return []
    start, trigger = trigger_before(ctx, match.start())
    end = match.end()
    if ctx.text.endswith(_SHOWING, 0, match.start()) and _PAPER.match(ctx.text, end):
        return []
    if match[0].startswith("法定") and "承诺" in ctx.text:
        return []  # 法定时限：20个工作日；承诺时限：5个工作日
    if (trigger and trigger.endswith("延长后")) or _AT_LEAST.search(ctx.text, max(0, start - 6), match.start()):
        return []
    if not match[0].endswith("内") and _LASTS_FROM.search(ctx.text, max(0, start - 8), match.start()):
        return []
    if trigger is None and (behind := _BEHIND.match(ctx.text, end)):
        trigger, end = behind["trigger"], behind.end()
    if trigger is None and match["unit"] == "年" and match["n"] != "半":
        return []
    if ctx.text.startswith("的", end) and (match["unit"] in "年月" or match[0].endswith("以内")):
        return []  # 移植后五年内的养护费用, 15天以内的短期计划
    if ctx.column == "requirement" and trigger is None and (_limits(ctx, match) or _is_aim(ctx, match)):
        return []
    if ctx.column == "requirement" and (_HAD.match(ctx.text, match.end()) or _is_condition(ctx, match)):
        return []
    return [Found(Event(trigger, offset, in_business_days(match)), start, end)]


def terms_listed(match: re.Match[str], ctx: Context) -> list[Found]:
    """So long for each sort of matter: 咨询类1个工作日、求助类5个工作日."""
    del ctx
    found = []
    for term in re.finditer(_TERM, match[0]):
        offset = offset_of(term)
        if offset:
            at = match.start()
            found.append(Found(Event(term["what"], offset, in_business_days(term)), at + term.start(), at + term.end()))
    return found


_THAN = later("[比较][^,。;(]{0,8}$")
_SOONER = later("(?:全面|基本|全部|顺利|圆满)?(?:完成|实现|达到|建成|达标|通过|超额)")


def early(match: re.Match[str], ctx: Context) -> list[Found]:
    """So long before the row's own matter: 提前一周."""
    if match["unit"] in "年月" and _SOONER.match(ctx.text, match.end()):
        return []  # 京津冀等区域提前一年完成
    if ctx.text.startswith("的", match.end()):
        return []  # 提前半年以上的乡镇
    if _THAN.search(ctx.text, max(0, match.start() - 10), match.start()):
        return []  # 10月底（比计划提前2个月）
    offset = offset_of(match)
    return [Found(Event(None, f"-{offset}", in_business_days(match)), match.start(), match.end())] if offset else []


def after_what(match: re.Match[str], ctx: Context) -> list[Found]:
    """So long after what a cell names and nothing else says: 试运行3个月后."""
    del ctx
    offset = offset_of(match)
    if offset is None:
        return []
    rule = Event(match["trigger"], offset, in_business_days(match))
    return [Found(rule, match.start("trigger"), match.end())]


def that_day(match: re.Match[str], ctx: Context) -> list[Found]:
    """On the day of something, or by the day after: 受理后当日办结, 次日9时前."""
    start, trigger = trigger_before(ctx, match.start())
    return [Found(Event(trigger, "P0D" if match["same"] else "P1D"), start, match.end())]


def before_event(match: re.Match[str], ctx: Context) -> list[Found]:
    """So long before something: 会议召开前3日, 投入运行之日30个工作日前."""
    offset = offset_of(match)
    start, trigger = words_before(ctx, match.start())
    if offset and trigger is None and ctx.text[match.start() - 1] in "在于":
        return [Found(Event(None, f"-{offset}", in_business_days(match)), match.start(), match.end())]
    if offset is None or trigger is None:
        return []
    if match["unit"] == "年" and not trigger.endswith(("满", "到期")):
        return []  # 学前一年, 申请前三年
    if ctx.column == "requirement" and (_WITH.match(ctx.text, match.end()) or trigger.startswith(_SHOWN)):
        return []  # 返回前14天内有密切接触史的
    if "前" in match[0][:2]:
        trigger += "前"
    return [Found(Event(trigger, f"-{offset}", in_business_days(match)), start, match.end())]


def half_a_year(match: re.Match[str], ctx: Context) -> list[Found]:
    """Half a year before something: 届满前半年; half a year after it (到任后|半年内) is left to what reads lengths."""
    return before_event(match, ctx) if match["n"] else []


def offset_of(match: re.Match[str]) -> str | None:
    """The ISO 8601 duration of a length of time: 20日 P20D, 一周 P7D, 半年 P6M, 24小时 PT24H."""
    unit = _UNITS[match["unit"]]
    if match["n"] == "半":
        return {"M": "P15D", "Y": "P6M", "D": "PT12H", "H": "PT30M"}.get(unit)
    count = number(match["n"])
    if unit == "YEARS_HALF":
        return f"P{12 * count + 6}M" if count else None
    if match.groupdict().get("half"):
        return {"M": f"P{count}M15D", "Y": f"P{12 * count + 6}M"}.get(unit)
    before, times, after = _LENGTHS[unit]
    return f"{before}{times * count}{after}" if count else None


def in_business_days(match: re.Match[str]) -> bool:
    """Whether a length is counted in working days."""
    return match["unit"].endswith(("工作日", "工作天"))


HALVES = (
    Pattern(
        "half-a-year-off",
        r"(?<=[\u4e00-\u9fff])(?<![年度])(?:前(?P<n>半)(?P<unit>年)(?!的|工作)|后(?=半年))",
        half_a_year,
        (
            Example("任期届满前半年提出申请", "event -P6M 任期届满前", "requirement"),
            Example("到任后半年内完成", "event P6M 到任后"),
        ),
        "Half a year before or after something; the halves of a year stand by themselves or behind the year.",
        "某事之前（后）半年，与“前半年”“后半年”区别。",
    ),
)
TERMS = (
    Pattern(
        "at-most",
        rf"(?:最迟|最长|最多|最晚|一般|原则上|时限)?(?:不[得应准能可]?超过|不多于|不[晚迟]于(?=[^日月]{{1,3}}(?:工作日|小时|个月))|最迟|最长|最多|限期|限时|限(?={NUMBER}个?(?:工作日|小时|[天日])(?:整改|办结|完成|反馈|答复))|(?<!有效)时限[:为]|法定(?:办[理结])?[时期]限[:为]?|(?:办[理结]|承诺|受理|审批|审核|反馈)(?:办[理结])?[时期]限[:为]?|承诺(?=\d)){LENGTH}(?:之?内|以内)?",
        within,
        (
            Example("一般不少于5个工作日，最长不超过15个工作日", "event P15D business", "requirement"),
            Example("收到申请后最迟3日答复", "event P3D 收到申请后", "requirement"),
            Example("法定20个工作日，承诺5个工作日", "event P5D business"),
        ),
        "At most so long.",
        "最长不超过若干日。",
    ),
    Pattern(
        "within",
        rf"(?<!最后)(?<!\d\.)(?:在|于|限)?{LENGTH}(?:\([^()\n]{{1,20}}\)(?=之?内|以内))?(?:之?内|以内|(?=[、,和][\u4e00-\u9fff]{{1,6}}(?<![后起]){SPAN}(?:之?内|以内))|(?<=作日)(?={_DEALT_WITH})|(?<=小时)(?={_DEALT_WITH}))",
        within,
        (
            Example("信息形成或变更之日起20个工作日内", "event P20D business 信息形成或变更之日"),
            Example("在市人大通过市级部门预算后20日内批复", "event P20D 市人大通过市级部门预算后", "requirement"),
            Example(
                "特别重大、重大突发事件发生后，应在24小时内举行新闻发布会",
                "event PT24H 特别重大、重大突发事件发生后",
                "requirement",
            ),
            Example("3个月内", "event P3M"),
            Example("开工后一年半内", "event P18M 开工后"),
            Example(
                "自报修之日起，城市24小时、农村48小时内修复",
                "event PT24H 报修之日; event PT48H 报修之日",
                "requirement",
            ),
        ),
        "So long after something; with no trigger in the words, after the row's own matter.",
        "某事发生后若干日内；没有写明的，以本事项为准。",
    ),
    Pattern(
        "in-so-long",
        rf"(?<=力争|争取|计划)(?:用|利用|通过){LENGTH}(?:左右)?的?时间(?!,?(?:[于在到])?\d{{4}}年)",
        within,
        (
            Example("力争用三个月时间，完成整改", "event P3M", "requirement"),
            Example("力争用20天时间完成", "event P20D"),
        ),
        "A length of time that is aimed at.",
        "力争用若干时间完成。",
    ),
    Pattern(
        "after-so-long",
        rf"(?:(?<=[后起])|(?<=[后起],)(?={NUMBER}个?(?:工作日|[日天]|小时)(?:$|[,。;)\n完办])))(?<!最后)的?(?:第)?(?P<n>{NUMBER})(?P<each>个)?(?P<unit>工作日|工作天|日|天|小时|分钟|(?<=个)月(?=$|[,。;)\n]|左右))(?![前后至到起-])",
        within,
        (
            Example("会议结束后3个工作日报送纪要", "event P3D business 会议结束后", "requirement"),
            Example("自受理之日起5个工作日办结", "event P5D business 受理之日"),
        ),
        "So long after something, without the word 内.",
        "某事发生后若干日（未写“内”）。",
    ),
    Pattern(
        "days-alone",
        rf"(?m:^)(?:T\+|(?P<low>{NUMBER})个?(?:工作日|[天日周月])?(?:-|至|到))?(?P<n>{NUMBER})(?P<each>个)?(?P<unit>工作日|工作天|日历日|自然日|小时|天|周|星期|(?<=个)月|(?<=[4-9]\d)日|(?<=\d{{3}})日|(?<=\+\d)日|(?<=\+\d\d)日)(?:完成|办结|办理)?(?:(?=\((?:自|从|法定))|(?m:$))",
        within,
        (
            Example("20个工作日", "event P20D business"),
            Example("24小时", "event PT24H"),
            Example("15个工作日（自受理之日起计算）", "event P15D business 受理之日"),
        ),
        "A length of time and nothing else in the cell.",
        "整格只写若干工作日。",
        "deadline",
    ),
    Pattern(
        "terms-listed",
        rf"(?m:^){_ANY_TERM}(?:[、,;]{_ANY_TERM}){{1,8}}(?m:$)",
        terms_listed,
        (
            Example("咨询类1个工作日、求助类5个工作日", "event P1D business 咨询类; event P5D business 求助类"),
            Example("一般事项3天，复杂事项15天", "event P3D 一般事项; event P15D 复杂事项"),
        ),
        "So long for each sort of matter, and nothing else in the cell.",
        "整格逐类写明若干工作日。",
        "deadline",
        fallback=True,
    ),
    Pattern(
        "that-long-after",
        rf"(?m:^)(?P<trigger>(?![再经满约第前后每])[\u4e00-\u9fff]{{2,14}}?)(?<![满约第每近后起个一二三四五六七八九十两几多]){LENGTH}(?:之后|以后|后)(?:完成|实施|启动|开展|办理)?(?m:$)",
        after_what,
        (Example("试运行3个月后", "event P3M 试运行"), Example("公示7个工作日后", "event P7D business 公示")),
        "So long after what the cell names, and nothing more.",
        "整格只写某事若干日后。",
        "deadline",
        fallback=True,
    ),
    Pattern(
        "early",
        rf"(?:(?:须|应|要|至少)?提前(?:至少)?|事先){LENGTH}(?:以上|之?内|以内|以?前)?",
        early,
        (
            Example("提前一周发通知邀请", "event -P7D"),
            Example("应提前3个工作日报备", "event -P3D business", "requirement"),
        ),
        "So long before the row's own matter.",
        "提前若干日。",
    ),
    Pattern(
        "that-day",
        rf"(?<!的)(?:于|在)?(?:(?P<same>当[日天])|次日|翌日|第二天){HOUR}(?:{BEFORE}(?!后)|之?内|(?=公[开示布告]|报(?:送|告(?!制))|上报|发布|反馈|通报|[告通]知|办[结理毕]|[答回]复|移交|录入|送达|完成|处[理置]|整改|确认|研判|受理|签收))",
        that_day,
        (
            Example("于次日9时前报送巡查信息", "event P1D", "requirement"),
            Example("次日前", "event P1D"),
            Example("受理后当日办结", "event P0D 受理后"),
        ),
        "On the day of something, or by the day after it; of the row's own matter where the words name none.",
        "某事当日、次日。",
    ),
    Pattern(
        "before-something",
        rf"(?<=[\u4e00-\u9fff])(?<![将把对与比较])(?<![^日]的)(?<!报送|上报|报告|汇总|统计)(?:之?前(?:至少)?(?P<n>{NUMBER}|半)(?P<each>个)?(?P<unit>工作日|日|天|周|星期|月|年|小时|分钟)(?:以上|之?内|以内|以?前)?)",
        before_event,
        (
            Example("会议召开前3日报送材料", "event -P3D 会议召开前", "requirement"),
            Example("活动开始前1周", "event -P7D 活动开始前"),
            Example("节假日前三日报送值班表", "event -P3D 节假日前", "requirement"),
            Example("清明节前两日", "event -P2D 清明节前"),
        ),
        "So long before something.",
        "某事发生前若干日。",
    ),
    Pattern(
        "that-long-before",
        rf"(?<=[\u4e00-\u9fff])(?<!最后)(?<!第)(?:至少)?(?P<n>{NUMBER}|半)(?P<each>个)?(?P<unit>工作日|天|周|星期|小时|分钟|(?<=个)月|(?<=至少\d)日|(?<=至少\d\d)日|(?<=至少[{CN}])日|(?<=[{DOINGS}的]\d)日|(?<=[{DOINGS}的]\d\d)日|(?<=[{DOINGS}的][{CN}])日|(?<=[{DOINGS}的][{CN}]{{2}})日|(?<=[{DOINGS}的][{CN}]{{3}})日)(?:之|以)?前",
        before_event,
        (
            Example("会议召开5天前", "event -P5D 会议召开"),
            Example("举行会议二十五日前送交", "event -P25D 举行会议", "requirement"),
            Example("报名截止时间至少3日前公布", "event -P3D 报名截止时间", "requirement"),
            Example("在会议举行的七日前发给代表", "event -P7D 会议举行", "requirement"),
            Example("证书有效期届满六十日前申请换发", "event -P60D 证书有效期届满", "requirement"),
            Example("应当在工程投入运行之日30个工作日前", "event -P30D business 工程投入运行之日", "requirement"),
        ),
        "So long before something, said behind it.",
        "某事若干日前。",
    ),
)
