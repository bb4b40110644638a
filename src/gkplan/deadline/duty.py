"""What a bare point of time says in a requirement: a date to finish by, when an activity takes place, or nothing.

`2019年上半年，印发实施方案` is a date to finish by, `4月下旬召开` says when, `公开2016年度…结果` only names a
thing. The contract's rule is decided on the words around the point, never further than its sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from gkplan.deadline.grammar import Context
from gkplan.deadline.points import Stretch

Duty = Literal["by", "window"]
AHEAD, BACK = 48, 16

_FINISHING = (
    "完成|建成|报送|上报|报(?=[市县省区国至到请备中]|各|有关|告[^,。;)])|提交|交付|交(?![通流易换叉接界汇友底办由])|移交|印发|出台|公布|公开|发布|制定|制订|实现|达到|达(?=\\d)"
    "|达标|到位|竣工|投产|投用|投入|验收|开工|办结|销号|清零|见效|结束|完工|通车|封顶|(?:投入|上线|正式|试)运[行营]|面市|上市(?!公司)|下线|量产|达产|并网|开业|揭牌|挂牌|上线|覆盖|落地|形成|建立|下达|兑现|入库"
    "|签约|取得|编制|公示|提高到|下降|降低|降至|不低于|不少于|以上|消除|淘汰|基本(?!情况)|全部"
)
# A point right after these is part of a name: 公开2016年度…结果, 部署开展2016年…工作, 截至2015年底已….
_NAMING = (
    "公开|公布|发布|报送|开展|编制|做好|落实|根据|按照|依据|对|统计|审核|印发|汇总|关于|《|的|及其|总结|分析|下达|制定|制订|组织|实施|完善|推进|参加|举办|"
    "安排|申报|现将|兹将|巩固|深化|执行|纳入|上报|提交|比|较|超过|除|同比"
)
_REACHING = "到|至|在|于|力争|争取|确保|计划|拟|将|预计|截至|截止|要求|明确|是|(?<!成)为|时间|时限|期限|[:(,;。\n、]"


class Around(NamedTuple):
    """The words before and after a point of time, within its sentence and up to the next point."""

    before: str
    after: str


def around(ctx: Context, start: int, end: int) -> Around:
    """The words around the point from `start` to `end`."""
    ahead = ctx.text[end : end + AHEAD]
    stop = _expressions()["stop"].search(ahead)
    return Around(ctx.text[max(0, start - BACK) : start], ahead[: stop.start()] if stop else ahead)


def duty(words: Around, days: Stretch, year: int | None) -> Duty | None:
    """What a bare point of a plan of that year obliges to by the words around it; None where it does not."""
    before, after = words
    if names(words) or after[:1] in ("份", "以", "来", "起", "后", "“", "《") or _quoted(words):
        return None
    if after.startswith("是"):
        return "by" if _expressions()["last day"].match(after) else None
    finishing = _expressions()["finishing"].search(after)
    if days.size == "year":
        ahead = year is not None and days.known and days.last.year > year
        if _is_aim(words, finishing.start() if finishing else None, ahead=ahead):
            return "by"
        opens = not before or before[-1] in "。;\n"
        return "window" if opens and _expressions()["carries on"].match(after) else None
    if finishing or _expressions()["done"].search(before):
        return "by"
    return "window" if _is_activity(days, after) else None


def _is_aim(words: Around, finishing: int | None, *, ahead: bool) -> bool:
    """Whether a bare year is aimed at: 到2025年, 2016年基本完成, 力争2025年度…达60%."""
    before, after = words
    if _expressions()["no aim"].match(after) or (before.endswith("为") and _expressions()["groundwork"].search(after)):
        return False
    if before.endswith(("力争", "争取", "确保")):
        return finishing is not None
    if not before.endswith(("到", "至", "争取", "力争")) and (
        _expressions()["paper"].match(after) or _expressions()["won"].match(after)
    ):
        return False
    if before and not _expressions()["reaching"].search(before):
        return _is_set_for(before, after) or (ahead and bool(_expressions()["finish"].match(after)))
    until = before.endswith(("到", "至"))
    opens = not before or before[-1] in "。;\n"
    near = finishing is not None and finishing <= (40 if until or opens else 6)
    return near or until or bool(_expressions()["shall"].match(after))


def _is_set_for(before: str, after: str) -> bool:
    """Whether a year right behind those it is set for is their aim: 我市2020年基本完成, 甲县2020年退出贫困县."""
    expressions = _expressions()
    if expressions["town"].search(before) and expressions["leaves"].match(after):
        return True
    return bool(expressions["finish"].match(after) and expressions["subject"].search(before))


def _is_activity(days: Stretch, after: str) -> bool:
    """Whether what follows a point is done, not measured: 上半年开展检查, but not 上半年主要经济指标."""
    if not after or not re.match(r"[\u4e00-\u9fff,]", after):
        return True
    clause = re.split("[,、)]", after.lstrip(","), maxsplit=1)[0]
    acts = _expressions()["acts"].search(clause)
    return bool(acts) if days.size in ("quarter", "half") else bool(acts) or not _expressions()["thing"].search(clause)


def over(ctx: Context, words: Around, days: Stretch, *, bare: bool) -> bool:
    """Whether a point of a requirement tells of what is past: a bare one before the plan's year, 截至6月底已建成."""
    if bare and ctx.year is not None and days.known and days.last.year < ctx.year:
        return True
    if ctx.year is not None and days.known and days.last.year < ctx.year - 1:
        return True  # no plan sets a term that ended years before
    before, after = words
    if bare and days.size != "year" and _expressions()["reported"].match(after):
        return True
    ahead = ctx.year is not None and days.known and days.last.year > ctx.year
    if bare and not ahead and _expressions()["grew"].search(after) and not _expressions()["aim"].search(after):
        return True
    if bare and days.size != "year" and _expressions()["rose"].match(after) and not _expressions()["aim"].search(after):
        return True
    if bare and _ended(ctx, days) and _expressions()["amount"].match(after):
        return True
    if bare and not ahead and (figures := _expressions()["figures"].match(after)):
        measured = "的比" in figures[0] or not _expressions()["aim"].search(after)
        if measured:
            return True
    if tells(words) or after.endswith("基础上") or _expressions()["by then"].match(after):
        return True
    if _expressions()["already"].search(before) or _expressions()["happened"].match(after):
        return True
    if not before.endswith(("截至", "截止", "截至到", "截止到")):
        return False
    if re.search("已|共|累计|尚|仍", after) or (_expressions()["amount"].match(after) and "计划" not in before):
        return True
    counted = _expressions()["stands"].search(before) and _expressions()["counted"].search(after)
    return bool(counted) and not _expressions()["finishing"].search(after)


def _ended(ctx: Context, days: Stretch) -> bool:
    return ctx.issued is not None and days.known and days.last < ctx.issued


def told(ctx: Context, words: Around, days: Stretch) -> bool:
    """Whether a point that nothing closes tells what was done then: a paper issued, an honour, an accident."""
    before, after = words
    if days.size == "day" and (
        _expressions()["issued"].match(after) or _expressions()["sent"].match(after) or _is_signature(before, after)
    ):
        return True
    if _expressions()["by now"].match(after) or _expressions()["of the plan"].match(after):
        return True
    if _expressions()["issued above"].match(after) or _expressions()["once done"].match(after):
        return True
    if _ended(ctx, days) and _expressions()["issued"].match(after):
        return True
    return bool(_expressions()["told"].match(after)) and not _expressions()["aim"].search(after)


def totals(words: Around) -> bool:
    """Whether what follows a stretch is the sum of what was done in it: 2016年至2018年，…共完成改造300公里."""
    return bool(_expressions()["summed"].match(words.after)) and not _expressions()["aim"].search(words.after)


def _is_signature(before: str, after: str) -> bool:
    """Whether a day stands below a paper, or behind its name: 国务院办公厅2018年7月24日, (1998年11月29日国务院发布."""
    expressions = _expressions()
    if expressions["promulgated"].match(after):
        return True
    return not after.strip(")") and bool(expressions["signed"].search(before))


def tells(words: Around) -> bool:
    """Whether what follows is told as done: …起，开展了专项行动."""
    return ("了" in words.after or "以来" in words.after) and bool(_expressions()["past"].search(words.after))


def names(words: Around) -> bool:
    """Whether a point only names a thing (公开2016年上半年…报告, 5月份的数据)."""
    if _expressions()["measure"].match(words.after) and not _expressions()["aim"].search(words.after):
        return True  # 年末余额, 1-9月进展情况
    return words.after[:1] == "的" or bool(_expressions()["names"].search(words.before))


def refers(words: Around) -> bool:
    """Whether a point says when something is measured or of which year: 标准时点为11月1日, 上一年度1月至12月."""
    return bool(_expressions()["refers"].search(words.before))


def describes(words: Around) -> bool:
    """Whether a point only tells which things are meant: 2004年底前投运的电厂."""
    if "的" not in words.after or words.before.endswith(("将在", "将于", "拟于", "拟在")):
        return False
    if _expressions()["which"].match(words.after):
        return True
    return bool(_expressions()["those"].search(words.before) and _expressions()["made"].match(words.after))


def _quoted(words: Around) -> bool:
    return words.before.rfind("“") > words.before.rfind("”") and "”" in words.after


@cache
def _expressions() -> dict[str, re.Pattern[str]]:
    return {
        "no aim": re.compile("[^,。;]{2,20}(?<!目)的,|已|是|将?有?可能"),
        "groundwork": re.compile("打下|奠定|打好|夯实"),
        "shall": re.compile("(?:年度)?[,，]?(?:要|将|底)"),
        # What is done all through a year: 2019年，全省重点开展….
        "carries on": re.compile(
            ",?(?:[我全各本][省市县区国])?(?:在[^,。;]{1,10}(?:内|范围|领域|行业))?(?:将|要|拟|计划|重点|组织|集中|全面|继续|深入|分批|分类|大力|有序|统筹)+(?:组织)?(?:开展|推进|启动|实施)"
            "(?!了|的)(?![^。;]*(?:方案|通知|意见|计划|办法|总结|情况)(?:$|[,。;)]))"
        ),
        "already": re.compile("已经?(?:[于在]|[^,。;\n]{1,4}(?:于|在))?$"),
        "happened": re.compile("[,，]?[^。;\n]{0,16}?发生了?(?:[一二三四五六七八九十多数]|\\d{1,4})余?[多]?[起例次件]"),
        "stands": re.compile("(?:^|[,。;:\n])截[至止]到?$"),
        "counted": re.compile("\\d[\\d.]{0,9}余?(?:万|亿)?(?:[户家人名个件起亩吨条项处座所辆套元]|公里|%)"),
        # When a thing is measured, or of which year it is: it obliges to nothing at that day.
        "refers": re.compile(
            "(?:(?:发生|处)(?:在|于)?$|(?:标准|调查|普查|统计|基准|数据)?时点|基准日|数据(?:采集|统计)?时间(?:节点|范围)?|统计(?:时间|期间|区间))(?:为|是|:)?$"
            "|(?:规划|执行|适用|享受|优惠)期限?(?:为|是|:)?$|有效期限?[^,。;]{0,8},$|(?:使用|租赁|承包|聘用|有效|服务|执行|适用|享受)期限?(?:自|从)[^,。;]{0,12}[至到]$|(?:上一?|去)年度?(?:\\d{1,2}月[至到-])?$"
        ),
        "those": re.compile("(?:对|凡|凡是|将|把|清理|梳理|修订|评估)$"),
        "made": re.compile(
            "[\u4e00-\u9fff、]{1,20}(?:制发|制定|印发|发布|出台|公布|施行|实施|签订|订立|建设|设立)[\u4e00-\u9fff]{0,8}的[\u4e00-\u9fff“《]"
        ),
        # 2020年底，已由专家审核论证: done when that is written, unless something is asked of what was done.
        "by then": re.compile(",?已经?(?!有)(?![^,。;]{0,12}的)(?![^。;]{0,40}(?:要|应|须|确保|力争|一律|全部))"),
        "past": re.compile("(?<!为)了(?!解)|以来"),
        "finishing": re.compile(_FINISHING),
        "names": re.compile(f"(?:{_NAMING})$"),
        "reaching": re.compile(f"(?:{_REACHING})$"),
        "done": re.compile(
            "(?:完成|办结|整改|销号|报送|公布|提交|上报|申报|报名|截[止至]|最后)(?:时间|时限|期限|日期)?(?:为|是|在|于|[:,])?分?别?[为是]?$|(?:不[迟晚]于|最[迟晚]于?|截[止至][至到]?|(?:推迟|延长|延期|延迟|延后|顺延|提前|调整)[到至为])$"
        ),
        "acts": re.compile(
            "开展|召开|举办|组织|启动|进行|实施|检查|督查|督导|考核|评估|约谈|整治|整改|集中|对|推进|部署|安排|调研|实行|执行|查漏|开始|宣传|培训|摸底|排查"
            "|总结|评比|抽查|推广|试点|深入|限行|停|做好|落实|申报|征求|研究|谋划|筹备|收集|梳理|督办|验收|推动|加强|加快|全面"
        ),
        "thing": re.compile("(?:情况|报告|指标|数据|结果|名单|成绩|统计|乡镇|产量|收入|总量)$"),
        "grew": re.compile("同比|[比较](?:上年|去年|上月|年初)"),
        "aim": re.compile("力争|确保|争取|达到|目标|计划|预计|不低于|不少于|不超过|控制"),
        "rose": re.compile(",[^。;]{0,24}?\\d[^,。;]{0,6},增长\\d(?![^,。;]{0,6}(?:以上|左右))"),
        "measure": re.compile(
            "[^,。;]{2,10}[率额量]从|(?:实际|全部)?(?:在[职册岗]|常住|存量|户籍)|余额|总人口|存栏|库存|总数|人数|总额"
            "|(?:重点|主要|有关|相关|各项)?(?:工作|项目|任务)?(?:进展|完成|推进|落实|运行|执行|履职|收支|经济|投资|财务|统计|生产)*"
            "(?:情况|数据|指标|报表|产量|收入)|工作(?:总结|报告|要点|计划)"
            "|(?!前|[^,。;]{0,20}[将把对])[^,。;]{1,24}(?:总结|报告|报表)+(?:材料)?(?:报送|上报|提交)"
            "|[^,。;]{0,30}的[^,。;]{0,4}(?:时间|日期)(?:由|为|是)"
        ),
        "reported": re.compile(
            ",?(?:\\d[\\d.]{0,8}(?:%|[万亿个]+)[^,。;]{0,4}(?:降|升|提高|增|减)|当[天日][^,。;]{0,8}[共已]|[^,。;对将把为向从与和按]{0,16}?已(?![^,。;]{0,8}的)|[^。;]{1,24}的同时"
            "|[^,。;]{0,24}(?:会议?|审议|大会|常委会)[^,。;]{0,6}通过(?:[《,。;]|$)|[^,。;]{0,40}第[一二三四五六七八九十\\d]{1,4}次会议[^。;]{0,60}(?:通过|批准|修[正订])|通过(?:[,。;、]|$)|\\(此件|[电讯](?![子话力网视商])"
            "|[^,。;]{0,8}(?:总理|总书记|国务院常务会议|国新办|新华社|记者|(?:[省市县区]长|书记|主任)[\u4e00-\u9fff]{2,3}(?:主持|出席|带队|前往))"
            "|[^,。;]{0,16}?(?:累计|(?<![公中])共(?=计|\\d(?!\\d{0,2}(?:个?工作日|个?月|天|日|周))|检查|核查|召开|开展|发现|查处|完成|处理|收到|组织|出动|接|办理|受理|排查|整改|立案))"
            "(?![^。;]*(?:不少于|不低于|以上|确保|力争|达到)))"
        ),
        # Figures of what was found: …断面中有385个超标, 比例为82.0%.
        "last day": re.compile("[^,。;]{1,24}(?:期限|时限|截止日期?|截止时间)(?:[,。;)]|$)"),
        "amount": re.compile("[^。;]{0,12}?(?:完成|实现|达到?)[^,。;的]{0,10}\\d"),
        "figures": re.compile("[^。;]{0,36}(?:中有|占比?|比[例率重]为)\\d"),
        "issued": re.compile(",?[^,。;]{0,14}(?:印发|下发|发布|出台|公布)了?《"),
        "issued above": re.compile(
            ",?(?:[^,。;]{2,14}等[^,。;]{1,3}部门|党中央|中共中央|中央|国务院|中办|全国人大|国家[\u4e00-\u9fff]{2,8}[委局部])[^,。;]{0,14}(?:印发|下发|发布|出台|公布|颁布|批准|批复|部署|要求)"
        ),
        # What has come of it since: 2020年3月开工，目前已完成主体工程; and how much of the plan that was.
        "by now": re.compile("[^。;]{0,16}?,(?:目前|现已|至今|截[至止]目前)"),
        "of the plan": re.compile("[^。;]{0,40}?占(?:年度|全年|年|总)(?:计划|任务|目标|投资)[^,。;\\d]{0,6}\\d"),
        # 2020年1月国家下发通知后: a moment that other words only start from.
        "once done": re.compile(
            "[^,。;]{1,12}(?:下发|印发|出台|发布|颁布|通过|召开|成立|批准|批复|发生|公布)[^,。;]{0,10}后(?:,|$)"
        ),
        "sent": re.compile(",[^,。;将拟要]{2,14}(?:组成|派出)了?[一二两三四五六七八九十\\d]{1,2}个[^,。;]{0,8}组"),
        "told": re.compile(
            ",?随着|[^。;]{0,30}?(?:受到[^,。;]{0,12}(?:好评|表彰|肯定|表扬)|荣[获膺]|被(?:[^,。;]{0,12}(?:授予|评为|列为|列入|命名|认定|确定))|事故[^。;]{0,12}(?:死亡|遇难|受伤)"
            "|决定(?:组织|起草|启动|开展|在|对|将))|,?[^,。;]{0,24}(?:位居|位列|跻身|当选|抓获|破获|获悉|来到|视察|隆重|(?<!公开)表示|(?<!公开)宣布|指出|(?<!宣传)报道|亲临|消息[,。])|,?[^,。;在于]{1,10}网站(?:公布|发布|通报)|[^。;]{2,40}会议(?:上(?:[,。)]|$)|[^,。;]{0,10}(?:开幕|闭幕))"
        ),
        "won": re.compile(
            "(?![^。;]*(?:将|力争|确保|争取|要))[^。;]{0,40}?取得[^,。;]{0,8}(?:胜利|成效|进展|成绩|成果|突破)"
        ),
        # A paper of that year, which is handed in or made public some day: 2016年度预算执行情况要及时公开.
        "paper": re.compile(
            "(?!计划)[\u4e00-\u9fff]{0,10}?(?:[预决]算|情况|报告|报表|总结|名单|目录|清单|数据|结果|信息|计划|要点)[^,。;]{0,8}?(?:公开|公布|公示|报送|上报|报|发布|提交|印发|编制|下达|审议|批复)"
        ),
        "summed": re.compile(
            "[^。;]{0,30}?(?:累计|共)(?:完成|建成|投入|实施|发放|查处|解决|培训|改造|新增|争取|落实|开展|召开|收到|办理)[^,。;]{0,12}\\d"
        ),
        "signed": re.compile("(?:[局厅委部院府室]|总理[\u4e00-\u9fff]{2,3}|[号定知见][(])$"),
        "promulgated": re.compile(
            "[\u4e00-\u9fff]{2,16}令第|[\u4e00-\u9fff]{2,16}(?:院|部|委员会|局|政府|会议)(?:发布|公布|批准|通过)(?:\\)|$)|发布\\)"
        ),
        "finish": re.compile("(?:基本|全面|全部|全域|初步)?(?:完成|实现|建成|达到|建立|消除|形成)(?!的|情况)"),
        "leaves": re.compile("[^,。;了已]{0,14}(?:退出|摘帽|出列)(?!的)"),
        "town": re.compile("(?:^|[,。;:\n、])[\u4e00-\u9fff]{1,4}[省市县区州旗]$"),
        # Who a year is set for, right before it: 我市2020年基本完成, (一)2020年基本实现.
        "subject": re.compile(
            "(?:^|[,。;:\n])(?:[我全本各]?[省市县区州旗]|各地|全国|各县\\(市、区\\)|各?(?:单位|部门))$|[一二三四五六七八九十\\d]\\)$"
        ),
        "which": re.compile(
            "(?:(?:要|应当?|须|需要?|必须|计划|拟)|已|未|尚未|新)?(?:投[运产用]|建[成设]|取得|印发|出台|制[定发]|实施|施行|颁布|签订|审批|注册|登记|批准|受理|召开|举行|举办|发布|下发|公布|开工|竣工|完工|完成|入库|发生|形成|设立|成立|办理|购置|生产|出生|毕业|参加|孳生|取得|划定)"
            "(?![本各全该相我][\u4e00-\u9fff])(?:|(?!后)[\u4e00-\u9fff]{1,4}(?<!后)(?=的(?![\u4e00-\u9fff]{0,6}(?:工作|任务|审[核查批]|编制|建设|改造|整改|验收|签订|[制修]定|办理|评审|清理|排查|调查|报送|公[示开])(?:[,。;)]|$))))的(?:[\u4e00-\u9fff“《,]|$)"
            "|[^,。;]{0,16}(?:印发|发布|公布|颁布|出台|施行|通过)的[《“]|经[^,。;]{1,20}(?:批准|同意|通过|核准|登记|备案|许可|认定)|年满|出生"
        ),
        "stop": re.compile(
            r"[。;\n]|\d{1,4}年|\d{1,2}[月日号]|[一二三四五六七八九十]月|每[年月季周]|第[一二三四1-4]季度"
        ),
    }
