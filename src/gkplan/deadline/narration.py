"""Whether the words around a point of time only tell, measure or name something, and so oblige to nothing by it.

`2016年4月，国务院办公厅印发《…》` tells what was done, `一季度末存款余额` measures, `2004年底前投运的电厂` says which.
"""

from __future__ import annotations

from gkplan.deadline.around import Around
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import FINISHING, Context
from gkplan.deadline.points import Stretch

# A point right after these is part of a name: 公开2016年度…结果, 部署开展2016年…工作, 截至2015年底已….
_NAMING = (
    "公开|公布|发布|报送|拿出|撰写|提供|距|距离|开展|完成|编制|做好|落实|根据|按照|依据|对|统计|审核|印发|汇总|关于|《|的|及其|总结|分析|下达|制定|制订|组织|实施|完善|推进|参加|举办|"
    "安排|申报|现将|兹将|巩固|深化|执行|纳入|上报|提交|比|较|(?<!不)(?<!不得)超过|除|同比"
)

_IN_LINE_WITH = ("落实", "围绕", "对标", "锚定", "按照", "根据", "服务")
# What a clause may tell apart by what was done to it (完成验收的项目), unless something is done to it (…的锅炉改造).
_OF_WHICH = (
    "企业|项目|车辆|人员|学生|教师|单位|用户|户|工程|地块|房屋|住房|建筑|产品|事项|案件|医院|学校|机构|电厂|电站|锅炉|养殖场|设施|设备|船舶"
    "|驾驶人|职工|毕业生|居民|移民|群众|人口|家庭|申请人|旧车|村|线索|问题|任务|许可|证书|贷款|资产|作品|论文|电梯|小区"
)
_WORK_ON = (
    "改造|整治|建设|验收|整改|复核|清理|排查|评估|名单|培训|检查|调查|普查|登记|审核|审查|审批|管理|工作|任务"
    "|清单|台账|方案|清零|治理|目标|体系|机制"
)


_ALREADY = later("已经?(?:[于在](?:[^。;\n]{4,20},?并[于在])?|[^,。;\n的]{1,4}(?:于|在))?$")
_HAPPENED = later("[,，]?[^。;\n]{0,16}?发生了?(?:[一二三四五六七八九十多数]|\\d{1,4})余?[多]?[起例次件]")
_STANDS = later("(?:^|[,。;:\n])截[至止]到?$")
_FORESEEN = later("将[达超增突]|占比")
_DECIDED = later("[^,。;]{0,24}(?:会议?|研究|审议|批准|同意|通过)")
_GOAL = later("[^,。;]{0,10}(?:目标|愿景|要求)")
_MINUTES = later("(?:[上下]午|晚上?)?[,;]?(?:主持人?|记录人?|列席|缺席)[:：]?")  # 会议时间：4月12日下午　主持人：
_THERE_WERE = later(
    ",?(?:全[国省市县区])?(?:尚|仍|还|仅|只)有\\d|,?[^,。;要应须]{0,6}尚(?:有|未)"
)  # 1985年底，尚有危险校舍
# 2020年底，已由专家审核论证: done when that is written, unless something is asked of what was done.
_BY_THEN = later(",?已经?(?!有)(?![^,。;]{0,12}的)(?![^。;]{0,40}(?:要|应|须|确保|力争|一律|全部))")


def over(ctx: Context, words: Around, days: Stretch, *, bare: bool) -> bool:
    """Whether a point of a requirement tells of what is past: a bare one before the plan's year, 截至6月底已建成."""
    ahead = ctx.issued is not None and days.last >= ctx.issued
    if ctx.year is not None and days.known and not ahead and days.last.year < (ctx.year if bare else ctx.year - 1):
        return True  # no plan sets a term that ended years before
    if bare and _reports(ctx, words, days):
        return True
    before, after = words
    if before.endswith(("未于", "未在", "未能于", "未能在")):
        return True  # 未于3月1日前结项者
    if tells(words) or after.endswith("基础上"):
        return True
    if before.endswith(("预计到", "预计至")) and _FORESEEN.search(after):
        return True  # 预计到2030年，老年人口将达120万
    if before.endswith("经") and _DECIDED.match(after):
        return True  # 经5月30日县政府常务会议研究同意
    if ("已" in after and _BY_THEN.match(after)) or _THERE_WERE.match(after) or _MINUTES.match(after):
        return True
    if "已" in before and _ALREADY.search(before):
        return True
    if "发生" in after and _HAPPENED.match(after):
        return True
    if before.endswith(_IN_LINE_WITH) and _GOAL.match(after):
        return True  # 落实2030年前碳达峰目标
    if before.endswith(("(截至", "(截止", "(截止到", "(截至到")) and after.startswith(")"):
        return True  # 进度表（截至10月31日）
    if not before.endswith(("截至", "截止", "截至到", "截止到")):
        return False
    by_now = ctx.issued is not None and days.known and days.last <= ctx.issued
    return _counts(words) or (by_now and bool(_STANDS.search(before)))


_GREW = later("同比|[比较](?:上年|去年|上月|年初)")
_AIM = later("力争|确保|争取|达到|目标|计划|预计|不低于|不少于|不超过|控制")
_ROSE = later(",[^。;]{0,24}?\\d[^,。;]{0,6},增长\\d(?![^,。;]{0,6}(?:以上|左右))")
_REPORTED = later(
    ",?(?:[^,。;]{0,12}(?:水位|流量|降雨量|降水量)[^,。;]{0,6}\\d|\\d[\\d.]{0,8}(?:%|[万亿个]+)[^,。;]{0,4}(?:降|升|提高|增|减)|当[天日月][^,。;]{0,12}(?:[共已]|查处|发生|完成|实现|新增)|[^,。;对将把为向从与和按]{0,16}?已(?![^,。;]{0,8}的)|[^。;]{1,24}的同时"
    "|[^,。;]{0,24}(?:会议?|审议|大会|常委会)[^,。;]{0,6}通过(?:[《,。;]|$)|[^,。;]{0,40}第[一二三四五六七八九十\\d]{1,4}次[\u4e00-\u9fff]{0,4}会议[^。;]{0,60}(?:通过|批准|修[正订])|通过(?:[,。;、]|$)|受[^,。;]{1,8}影响|\\(此件|[电讯](?![子话力网视商])"
    "|[^,。;]{0,8}(?:总理|总书记|国务院常务会议|国新办|新华社|记者|(?:[省市县区州]长|书记|主任|局长)[\u4e00-\u9fff]{0,3}(?:主持|出席|带队|前往|率队|率领|一行))"
    "|[^,。;]{0,16}?(?:累计|(?<![公中])共(?=计(?!\\d{1,3}个?(?:工作日|月|天|日|周))|\\d(?!\\d{0,2}(?:个?工作日|个?月|天|日|周))|检查|核查|召开|开展|发现|查处|完成|处理|收到|组织|出动|接|办理|受理|排查|整改|立案))"
    "(?![^。;]*(?:不少于|不低于|以上|确保|力争|达到)))"
)
_AMOUNT = later("[^。;]{0,12}?(?:完成|实现|达到?)[^,。;的]{0,10}(?:\\d|[一二三四五六七八九十百千]+[万亿])")
# To the hundredth, as no target is set: 上半年，完成生产总值802.81亿元.
_PRECISE = later(
    "[^。;]{0,16}(?:完成|实现|达到?|为)[^,。;]{0,16}\\d\\.\\d\\d[万亿%]|[^。;]{0,24}(?:增长|下降|提高)\\d+\\.\\d%(?!以上|左右)"
)
_FIGURES = later("[^。;]{0,36}(?:中有|占比?|比[例率重]为)\\d")


def _reports(ctx: Context, words: Around, days: Stretch) -> bool:
    """Whether a bare point is that of a report or of figures: 一季度完成…亿元 once it is over, 上半年…同比增长."""
    after = words.after
    aims = bool(_AIM.search(after))
    if days.size != "year" and (_REPORTED.match(after) or (not aims and _ROSE.match(after))):
        return True
    if _ended(ctx, days) and _AMOUNT.match(after):
        return True
    if days.size != "year" and not aims and _PRECISE.match(after):
        return True
    if ctx.year is not None and days.known and days.last.year > ctx.year:
        return False
    figures = _FIGURES.match(after)
    return bool((not aims and _GREW.search(after)) or (figures and (not aims or "的比" in figures[0])))


_TO_REACH = later("(?:要|应|须|需|力争|确保)(?:达到|实现|完成|增|降|提高)")
_SO_FAR = later("已|(?<!公)共(?![同享])|累计|尚|仍|仅[为有占达]|只有|不足\\d")
_BOUNDED = later("不低于|不少于|不超过|确保|力争")
_TO_THE_HUNDREDTH = later("\\d\\.\\d\\d%")
_COUNTED = later("\\d[\\d.]{0,9}余?(?:万|亿)?(?:[户家人名个件起亩吨条项处座所辆套元瓦]|公里|兆瓦|立方|平方|%)")
_FINISHING = later(FINISHING)


def _counts(words: Around) -> bool:
    """Whether what stands behind 截至 and a point is what there was by then: 已完成, 共有20个, 达到30%."""
    before, after = words
    if _TO_REACH.search(after):
        return False
    if _SO_FAR.search(after):
        return True
    if _BOUNDED.search(after):
        return False
    if _TO_THE_HUNDREDTH.search(after):
        return True
    if _AMOUNT.match(after) and "计划" not in before:
        return True
    counted = _STANDS.search(before) and _COUNTED.search(after)
    return bool(counted) and not _FINISHING.search(after)


def _ended(ctx: Context, days: Stretch) -> bool:
    return ctx.issued is not None and days.known and days.last < ctx.issued


_ISSUED = later(",?[^,。;]{0,14}(?:印发|下发|发布|出台|公布)了?《")
_ISSUED_ABOVE = later(
    ",?(?:[^,。;]{2,14}等[^,。;]{1,3}部门|党中央|中共中央|中央|国务院|中办|全国人大|国家[\u4e00-\u9fff]{2,8}[委局部])[^,。;]{0,14}(?:印发|下发|发布|出台|公布|颁布|批准|批复|部署|要求)"
)
# What has come of it since: 2020年3月开工，目前已完成主体工程; and how much of the plan that was.
_BY_NOW = later("[^。;]{0,16}?,(?:目前|现已|至今|截[至止]目前)")
_OF_THE_PLAN = later("[^。;]{0,40}?占(?:年度|全年|年|总)(?:计划|任务|目标|投资)[^,。;\\d]{0,6}\\d")
# 2020年1月国家下发通知后: a moment that other words only start from.
_ONCE_DONE = later("[^,。;]{1,12}(?:下发|印发|出台|发布|颁布|通过|召开|成立|批准|批复|发生|公布)[^,。;]{0,10}后(?:,|$)")
_SENT = later(",[^,。;将拟要]{2,14}(?:组成|派出)了?[一二两三四五六七八九十\\d]{1,2}个[^,。;]{0,8}组")
_TOLD = later(
    ",?随着|,?[^,。;]{0,20}(?:检查|督查|暗访|巡查|核查|排查|抽查|调查)(?:时|中|过程中)?发现(?![^,。;]{0,12}的)|[^。;]{0,30}?(?:受到[^,。;]{0,12}(?:好评|表彰|肯定|表扬)|荣[获膺]|被(?:[^,。;]{0,12}(?:授予|评为|列为|列入|命名|认定|确定))|事故[^。;]{0,12}(?:死亡|遇难|受伤)"
    "|决定(?:组织|起草|启动|开展|在|对|将))|,?[^,。;]{0,24}(?:位居|位列|跻身|当选|抓获|破获|获悉|来到|视察|隆重|(?<!公开)表示|(?<!公开)宣布|指出|(?<!宣传)报道|亲临|消息[,。])|,?[^,。;在于]{1,10}网站(?:公布|发布|通报)|[^。;]{2,40}会议(?:上(?:[,。)]|$)|[^,。;]{0,10}(?:开幕|闭幕))"
)


def told(ctx: Context, words: Around, days: Stretch) -> bool:
    """Whether a point that nothing closes tells what was done then: a paper issued, an honour, an accident."""
    before, after = words
    if days.size == "day" and (_ISSUED.match(after) or _SENT.match(after) or _is_signature(before, after)):
        return True
    if _BY_NOW.match(after) or _OF_THE_PLAN.match(after):
        return True
    if _ISSUED_ABOVE.match(after) or _ONCE_DONE.match(after):
        return True
    if _ended(ctx, days) and _ISSUED.match(after):
        return True
    return bool(_TOLD.match(after)) and not _AIM.search(after)


_SUMMED = later(
    "[^。;]{0,30}?(?:累计|共)(?:完成|建成|投入|实施|发放|查处|解决|培训|改造|新增|争取|落实|开展|召开|收到|办理)[^,。;]{0,12}\\d"
)


def totals(words: Around) -> bool:
    """Whether what follows a stretch is the sum of what was done in it: 2016年至2018年，…共完成改造300公里."""
    return bool(_SUMMED.match(words.after)) and not _AIM.search(words.after)


_SIGNED = later("(?:[局厅委部院府室会联]|总理[\u4e00-\u9fff]{2,3}|[号定知见][(])$")
_PROMULGATED = later(
    "[\u4e00-\u9fff]{0,8}第[\u4e00-\u9fff\\d]{1,3}届[\u4e00-\u9fff]{2,30}会议《|[\u4e00-\u9fff、]{0,40}公告(?:公布(?:[,。;)]|$)|第$)|(?:正式)?(?:施行|实施|执行|生效|删除|废止|通过|修[订正])(?:[,。;)]|$)|[\u4e00-\u9fff、]{2,40}令第|(?![^,。;]{0,8}[交报送前完在由])[\u4e00-\u9fff]{2,14}(?:委员会|政府|办公[厅室]|[部局厅院])$|[\u4e00-\u9fff]{2,16}(?:院|部|委员会|局|政府|会议)(?:发布|公布|批准|通过)(?:\\)|$)|(?:发布|印发)\\)"
)


def _is_signature(before: str, after: str) -> bool:
    """Whether a day stands below a paper, or behind its name: 国务院办公厅2018年7月24日, (1998年11月29日国务院发布."""
    if _PROMULGATED.match(after):
        return True
    closed = not after.strip(")") or after in ("印发", "印")  # …办公室2019年3月15日印发
    return closed and bool(_SIGNED.search(before))


_PAST = later("(?<!为)了(?![解之然断结望])|以来")


def tells(words: Around) -> bool:
    """Whether what follows is told as done: …起，开展了专项行动."""
    return ("了" in words.after or "以来" in words.after) and bool(_PAST.search(words.after))


# 十一月一日零时为抽样调查的标准时间
_COUNTED_AS_OF = later("[为是][^,。;]{0,24}(?:标准|普查|调查)(?:时间|时点|日期)")
_LISTED = later(
    "(?:、|和|及)(?:全年|年度|[上下]?半年|[一二三四]?季度|月度)(?:[^,。;]{0,4}的|[^,。;]{0,16}(?:情况|数据|报表))"
)
_IN_OFFICE = later("(?:任职|任期|在任|在职|服役)(?:期间|时)?")
_ERA = later("五”?(?:规划)?(?:时期|期间|期)[(]$")
_NAMES = later(f"(?:{_NAMING})$")
_MADE_INTO = later("(?:确定|作|列|定|设)为")
_MEASURE = later(
    "[^,。;]{2,10}[率额量]从|(?:实际|全部)?(?:在[职册岗]|常住|存量|户籍)|余额|占(?:全|总)|总人口|存栏|库存|总数|人数|总额"
    "|(?:重点|主要|有关|相关|各项)?(?:工作|项目|任务)?(?:进展|完成|推进|落实|运行|执行|履职|收支|经济|投资|财务|统计|生产)*"
    "(?:情况|数据(?!归集|采集|共享|开放|治理|汇聚|库|平台|标准|资源|中心|中台)|指标|报表|产量|收入)|(?:总结|小结|报告|报表)(?:应|请)?[于在]?$|工作(?:总结|报告|要点|计划|安排|打算|思路)|[^,。;\\d]{1,8}(?:金|款|补贴|工资|费用?|租金)[于在应须]"
    "|(?!前|[^,。;]{0,20}[将把对])[^,。;]{1,24}(?:总结|报告|报表)+(?:材料)?(?:报送|上报|提交)"
    "|[^,。;]{0,30}的[^,。;]{0,4}(?:时间|日期)(?:由|为|是)"
)


def names(words: Around) -> bool:
    """Whether a point only names a thing (公开2016年上半年…报告, 5月份的数据)."""
    if words.before.endswith("将") and _MADE_INTO.match(words.after):
        return True  # 将2018-2020年定为创建周期
    if _MEASURE.match(words.after) and not _AIM.search(words.after):
        return True  # 年末余额, 1-9月进展情况
    if words.after[:1] in ("为", "是") and _COUNTED_AS_OF.match(words.after):
        return True
    if _LISTED.match(words.after) or _IN_OFFICE.match(words.after):
        return True  # 将半年、前三季度、全年的自查情况; 2011年3月至2016年5月任职期间
    if words.after[:1] == ")" and _ERA.search(words.before):
        return True  # “十四五”时期（2021—2025年）成效
    return words.after[:1] == "的" or bool(_NAMES.search(words.before))


_MEASURED_BY = later(
    "[^,。;]{0,30}为(?:[^,。;]{0,8}(?:基准|基数|时点|截止)|准|依据|标准|基础|起点)|[^,。;\\d]{0,10}(?:折算|计价|核算|换算)"
)


# When a thing is measured, or of which year it is: it obliges to nothing at that day.
_REFERS = later(
    "(?:(?:发生|处)(?:在|于)?$|(?:标准|调查|普查|统计|基准|数据)?时点|标准时间点?,?|(?:普查|调查|统计)时期|时期资料|基准日|数据(?:采集|统计)?时间(?:节点|范围)?|(?:统计|计算)截[止至]到?(?:时间|日期)?|统计(?:时间|时段|期间|区间|期限|周期|范围|口径)|(?:计算|考核|评价|统计)周期)(?:为|是|:)?$|(?:年限|年龄|工龄|教龄|资历|业绩|成果)(?:计算)?截[止至][到至于]?$"
    "|(?:规划|编制|执行|适用|享受|优惠)期限?(?:为|是|:)?$|(?:对象|范围|区间)(?:为|是|:)$|适用于?$|(?:执行|有效|施行|实行|延续)(?:期限?)?[至到]$|(?:原定|原计划|原时限)[于在为]?$|(?:据(?:测算|预测|统计|估计|分析)|预测)(?:,[到至]|[到至]?)$|(?:大|全会|报告)(?:明确)?(?:提出|指出),[自从]$|出现在?$|(?:使用|租赁|承包|聘用|有效|服务|执行|适用|享受)期限?(?:自|从)[^,。;]{0,12}[至到]$|(?:上一?|去)年度?(?:\\d{1,2}月(?:\\d{1,2}日)?[至到-])?$"
)
_REFERS_BEHIND_COMMA = later(  # the same where a comma stands before the point, apart since that is where most stand
    "(?:据[^,。;]{0,10}预报|标准时间点?|有效期限?[^,。;]{0,8}|据(?:测算|预测|统计|估计|分析)|预测|(?:大|全会|报告)(?:明确)?(?:提出|指出)),$"
)


def refers(words: Around) -> bool:
    """Whether a point says when something is measured or of which year: 标准时点为11月1日, 上一年度1月至12月."""
    if words.before.endswith("以") and _MEASURED_BY.match(words.after):
        return True  # 以2013年末监测水位为基准
    expression = _REFERS_BEHIND_COMMA if words.before.endswith(",") else _REFERS
    return expression.search(words.before) is not None


_OR_ELSE = later(
    "[仍尚]?(?:未|不)[^,。;]{1,16}的?,?(?:一律|坚决|依法|予以)+(?:关[闭停]|取缔|停[产业]|拆除|淘汰|吊销|撤销)"
)


def or_else(words: Around) -> bool:
    """Whether a point is set by what becomes of those who miss it: 6月底前未经验收合格的，一律关闭."""
    return "未" in words.after and _OR_ELSE.match(words.after) is not None


_THOSE = later("(?:对|凡|凡是|将|把|清理|梳理|修订|评估)$")
_MADE = later(
    "[\u4e00-\u9fff、]{0,20}(?:建成|投用|投运|投产|开工|竣工|形成|购置|制发|制定|印发|发布|出台|公布|施行|实施|签订|订立|建设|设立)[\u4e00-\u9fff]{0,8}的[\u4e00-\u9fff“《]"
)
# 9月1日至12月31日缴费的，…
_OF_THOSE_WHO = later("(?![对将把给予])[^,。;应须要将]{1,8}(?<![目逐逾])(?<!到位)的,")
_WHICH = later(
    "(?:(?:要|应当?|须|需要?|必须|计划|拟)|已|未|尚未|新)?(?:投[运产用]|[新改扩兴]建|建[成设]|取得|印发|出台|制[定发]|实施|施行|颁布|签订|审批|注册|登记|批准|受理|召开|举行|举办|发布|下发|公布|开工|竣工|完工|完成|入库|发生|形成|设立|成立|办理|购置|生产|出生|毕业|搬迁|退役|参保|落户|参加|孳生|取得|划定|立项|备案|缴纳|征收|发放|下达|获批|认定|核发|颁发|引进|签约|交付|确认|产生|获得|出版|发表|授权|入职|任职|领取)"
    "(?![本各全该相我对已所新][\u4e00-\u9fff])(?:的(?!时间|目标|要求|进度|节点|时限)(?:[\u4e00-\u9fff“《,]|$)|(?!后)[\u4e00-\u9fff]{1,4}(?<!后)的(?:[,)]|$"
    f"|[\u4e00-\u9fff]{{0,8}}?(?:{_OF_WHICH})(?![\u4e00-\u9fff]{{0,4}}(?:{_WORK_ON}))|[^,。;]{{1,16}}?(?:要|应|须|可(?!复制|持续|靠|行)|予以|给予|一律)))"
    "|[^,。;]{0,16}(?:印发|发布|公布|颁布|出台|施行|通过)的[《“]|经[^,。;]{1,20}(?:批准|同意|通过|核准|登记|备案|许可|认定)|年?满|出生|未[^,。;]{1,12}的[\u4e00-\u9fff]{1,4}(?:有|为|是)[:\u4e00-\u9fff]"
)


_POINTED_OUT = later("[^,。;]{0,12}(?:批示|交办|转办|反映|通报|指出|曝光|举报)的[\u4e00-\u9fff]")
_WHO_ALONE = later("[^,。;]{2,24}的[^,。;]{1,10},?(?:方可|可(?:以)?(?:申请|享受)|均可|不得申请)")


def describes(words: Around) -> bool:
    """Whether a point only tells which things are meant: 2004年底前投运的电厂."""
    if or_else(words):
        return False
    if words.before.endswith(("凡", "凡在", "凡于", "凡是")):
        return True  # 凡6月底前未完成的
    if words.before.endswith("指") and "的" in words.after:
        return True  # 老旧小区是指2000年底以前建成的住宅小区
    if "的" not in words.after or words.before.endswith(("将在", "将于", "拟于", "拟在")):
        return False
    if _WHICH.match(words.after):
        return True
    if _WHO_ALONE.match(words.after) or _POINTED_OUT.match(words.after):
        return True  # 4月24日前登记在本人名下的旧车，方可申请; 4月2日在信访件上批示的问题
    if "的," in words.after and _OF_THOSE_WHO.match(words.after):
        return True
    return bool(_THOSE.search(words.before) and _MADE.match(words.after))
