"""What a bare point of time says in a requirement: a date to finish by, when an activity takes place, or nothing.

`2019年上半年，印发实施方案` is a date to finish by, `4月下旬召开` says when, `公开2016年度…结果` only names a
thing. The contract's rule is decided on the words around the point, never further than its sentence.
"""

from __future__ import annotations

import re
from typing import Literal

from gkplan.deadline.around import Around
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import FINISHING
from gkplan.deadline.narration import names
from gkplan.deadline.points import Stretch

Duty = Literal["by", "window"]
_REACHING = "到|至|在|于|力争|争取|确保|计划|拟|将|预计|截至|截止|要求|明确|是|(?<!成)为|时间|时限|期限|[:(,;。\n、]"


# What is done all through a year: 2019年，全省重点开展….
_CARRIES_ON = later(
    ",?(?:[我全各本][省市县区国])?(?:在[^,。;]{1,10}(?:内|范围|领域|行业))?(?:将|要|拟|计划|重点|组织|集中|全面|继续|深入|分批|分类|大力|有序|统筹)+(?:组织)?(?:开展|推进|启动|实施)"
    "(?!了|的)(?![^。;]*(?:方案|通知|意见|计划|办法|总结|情况)(?:$|[,。;)]))"
)
_FINISHING = later(FINISHING)
_DONE = later(
    "(?:完成|办结|整改|销号|报送|公布|提交|上报|申报|报名|截[止至]|最后)(?:(?:时间|时限|期限|日期)(?:为|是|在|于|[:,])?|[为是在于:])?分?别?[为是]?$|(?:不(?:得|应|能|可)?(?:[迟晚]于|超过)|最[迟晚](?:必?须|应|要)?于?|截[止至][至到]?|(?:推迟|延长|延期|延迟|延后|顺延|提前|调整)[到至为])$"
)
# 上半年组织开展成果发布推广活动: what is held, whatever it is about.
_GATHERING = later(
    "(?:组织|开展|举办|举行|召开)+[^,。;完]{0,24}(?:活动|会议?|论坛|大赛|博览会|培训班?|测评|评估|评议|评选|检查|抽查|督查|督导|考核|调研|演练|巡查)(?:[,。;)]|$)"
    "|对[^,。;]{2,30}(?:进行|开展|组织)[^,。;完]{0,8}(?:检查|督查|督导|督办|考核|评估|抽查|核查|调研|巡查|复查)(?:[,。;)]|$)"
)
_LAST_DAY = later("[^,。;]{1,24}(?:期限|时限|截止日期?|截止时间)(?:[,。;)]|$)")
_STAGE = later("[是为]?(?!第)[^,。;]{2,30}?阶段(?:[,。;)]|$)")
# 2022年度工作任务完成情况表; 上半年申报截止|4月15日
_NO_DUTY = later(
    "起(?![草运飞诉])|[^,。;\\d]{2,24}(?:情况|一览|统计|进度|汇总|分解)表(?:[)(。\n]|$)"
    "|(?![是为])[\u4e00-\u9fff]{0,10}(?:截[止至]|时限|期限|时间)(?:时间|日期)?[于为到至:]?$"
)
# 9月20日《特区报》公布
_PRINTED_IN = later("《[^》]{1,20}》上?(?:公[布告示开]|刊[登发载]|发布|登载)")
# （三）集中攻坚（2021年）。 The number is a line break by now.
_HEADING = later(r"\n[\u4e00-\u9fff、]{2,10}[(]$|阶段[(]$")
_CLOSED = later(r"[)](?:[。:,\n]|$)")
_LAST_STAGE = later(
    r"[)]?[是为](?!第|全年|今年|完成|决战|我)[^,。;]{2,14}?(?:阶段|(?:整治|攻坚|宣传|总结|启动|实施)期)(?:[,。;)]|$)"
)


def duty(words: Around, days: Stretch, year: int | None) -> Duty | None:
    """What a bare point of a plan of that year obliges to by the words around it; None where it does not."""
    before, after = words
    if (
        names(words)
        or after[:1] in ("份", "以", "来", "后")
        or (after[:1] == "“" and not _is_month_of(after))
        or (after[:1] == "《" and not _PRINTED_IN.match(after))
        or _NO_DUTY.match(after)
        or _quoted(words)
    ):
        return None
    if days.size == "year" and (_STAGE.match(after) or (_HEADING.search(before) and _CLOSED.match(after))):
        return "window"
    if days.size in ("month", "quarter", "half") and _LAST_STAGE.match(after):
        return "window"
    if after.startswith("是"):
        return "by" if _LAST_DAY.match(after) else None
    finishing = _FINISHING.search(after)
    if days.size == "year":
        ahead = year is not None and days.known and days.last.year > year
        if _is_aim(words, finishing.start() if finishing else None, ahead=ahead):
            return "by"
        opens = not before or before[-1] in "。;\n"
        return "window" if opens and _CARRIES_ON.match(after) else None
    if _is_month_of(after) or _GATHERING.match(after.removeprefix(",")):
        return "window"
    if finishing or _DONE.search(before):
        return "by"
    return "window" if _is_activity(days, after) else None


# 6月“安全生产月”期间
_MONTH_OF = later("“[^”]{2,10}月”(?:活动)?(?:期间|中|里|内|,|组织|开展)")


def _is_month_of(after: str) -> bool:
    """Whether a month is that of a campaign which is named behind it: 6月“安全生产月”期间."""
    return after[:1] == "“" and _MONTH_OF.match(after) is not None


_NO_AIM = later("[^,。;]{2,20}(?<!目)的,|已|是|将?有?可能")
_GROUNDWORK = later("打下|奠定|打好|夯实")
_SHALL = later("(?:年度)?[,，]?(?:要|将|底)")
_REACHING_WORDS = later(f"(?:{_REACHING})$")
_WON = later("(?![^。;]*(?:将|力争|确保|争取|要))[^。;]{0,40}?取得[^,。;]{0,8}(?:胜利|成效|进展|成绩|成果|突破)")
# A paper of that year, which is handed in or made public some day: 2016年度预算执行情况要及时公开.
_PAPER = later(
    "(?!计划)[\u4e00-\u9fff]{0,10}?(?:[预决]算|情况|报告|报表|总结|名单|目录|清单|数据|结果|信息|计划|要点)[^,。;]{0,8}?(?:公开|公布|公示|报送|上报|报|发布|提交|印发|编制|下达|审议|批复)"
)
_FINISH = later("(?:基本|全面|全部|全域|初步)?(?:完成|实现|建成|达到|建立|消除|形成)(?!的|情况)")
_IN_FULL = later(",?(?:在?[全各][国省市县区域][^,。;]{0,6})?全面(?:实行|推行)(?!的|情况)")
# How much of the whole is aimed at: 改造任务2013年完成60%.
_SHARE = later(
    "(?:计划|拟|力争|确保)?(?:累计)?(?:完成|达到?|(?:提高|增加|扩大|降低|下降|压缩|减少|控制)[到至在]|改造|新建(?:改建)?|建设(?!用地|项目|计划|资金|规模)|新增|培训(?!班)|治理|淘汰|关停)[^,。;了已\\d]{0,16}\\d(?![^。;]{0,30}(?:了|已|同比|增长))"
)


def _is_aim(words: Around, finishing: int | None, *, ahead: bool) -> bool:
    """Whether a bare year is aimed at: 到2025年, 2016年基本完成, 力争2025年度…达60%."""
    before, after = words
    if _NO_AIM.match(after) or (before.endswith("为") and _GROUNDWORK.search(after)):
        return False
    if before.endswith(("力争", "争取", "确保")):
        return finishing is not None
    if not before.endswith(("到", "至", "争取", "力争")) and (_PAPER.match(after) or _WON.match(after)):
        return False
    if before and not _REACHING_WORDS.search(before):
        return _is_set_for(before, after) or (ahead and bool(_FINISH.match(after)))
    until = before.endswith(("到", "至"))
    if before.endswith(("展望到", "展望至")) and finishing is None:
        return False
    opens = not before or before[-1] in "。;\n"
    near = finishing is not None and finishing <= (40 if until or opens else 6)
    if opens and _SHARE.match(after.removeprefix(",")):
        return True  # 2020年，新建农村公路100公里
    return near or until or bool(_SHALL.match(after)) or (ahead and bool(_IN_FULL.match(after)))


_STRIVEN_FOR = later("力争|确保|争取|计划(?=完成|实现|建成)")
_LEAVES = later("[^,。;了已]{0,14}(?:退出|摘帽|出列)(?!的)")
_TOWN = later("(?:^|[,。;:\n、])[\u4e00-\u9fff]{1,4}[省市县区州旗]$")
# Who a year is set for, right before it: 我市2020年基本完成, (一)2020年基本实现.
_SUBJECT = later(
    "(?:^|[,。;:\n])(?:[我全本各]?[省市县区州旗]|各地|全国|各县\\(市、区\\)|各?(?:单位|部门))$|[一二三四五六七八九十\\d]\\)$|其中$"
)


def _is_set_for(before: str, after: str) -> bool:
    """Whether a year right behind those it is set for is their aim: 我市2020年基本完成, 甲县2020年退出贫困县."""
    if _STRIVEN_FOR.match(after) and _FINISHING.search(after):
        return True
    if (_TOWN.search(before) and _LEAVES.match(after)) or _SHARE.match(after):
        return True
    return bool(_FINISH.match(after) and _SUBJECT.search(before))


_ACTS = later(
    "开展|召开|举办|举行|组织|启动|进行|实施|检查|督查|督导|考核|评估|约谈|整治|整改|集中|对|推进|部署|安排|调研|实行|执行|查漏|开始|宣传|培训|摸底|排查"
    "|总结|评比|抽查|推广|试点|深入|限行|停|组成[^,。;了]{0,6}组|做好|落实|申报|征求|研究|谋划|巩固|筹备|收集|梳理|督办|验收|推动|加强|加快|全面"
)
_THING = later("(?:情况|报告|指标|数据|结果|名单|成绩|统计|乡镇|产量|收入|总量)$")


def _is_activity(days: Stretch, after: str) -> bool:
    """Whether what follows a point is done, not measured: 上半年开展检查, but not 上半年主要经济指标."""
    if not after or not re.match(r"[\u4e00-\u9fff,]", after):
        return True
    clause = re.split("[,、)]", after.lstrip(","), maxsplit=1)[0]
    acts = not clause or _ACTS.search(clause)
    return bool(acts) if days.size in ("quarter", "half") else bool(acts) or not _THING.search(clause)


def _quoted(words: Around) -> bool:
    return words.before.rfind("“") > words.before.rfind("”") and "”" in words.after
