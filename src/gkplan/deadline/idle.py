"""Whether a sentence of a requirement names a time but obliges nobody to anything by it.

Permissions (可以自收到之日起15日内起诉), definitions (每年5月1日至9月30日为汛期), rates and measures (每日工作8小时),
the validity of the paper itself (本办法自7月1日起施行) and what is over already are told by the words around it,
whatever pattern read it.
"""

from __future__ import annotations

from datetime import date

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import CN, HOUR, SEASONAL, Context, Found
from gkplan.deadline.rules import By, Directive, Event, Irregular, Recurring, Rule, Standing, Window

AHEAD, BACK = 64, 24
_AMOUNT = rf"[\d.{CN}百千万亿两]{{1,8}}"


# 禁止其3年内从事, 不得早于付款日后15日: no term to act in.
_RULED_OUT = later(
    "(?:禁止|取消|剥夺)[其该]?(?:在|于)?(?:[一二三五1-9]年[至到-])?$|不[得能](?:在|于)?$|不再(?:要求|需要?)?[^,。;]{0,6}$|不得?早于?[^,。;]{0,12}$"
)
# 由原来的每周报送一次|调整为每两周报送一次: what was until then.
_HITHERTO = later("由(?:原来?|原先|现行|目前|现在)?的?$")
_FROM_NOW_ON = later("[^,。;]{0,16}?(?:调整|增加|提高|缩短|压缩|压减|扩大|减少|加密|改|变|延长|降低)[为到至成]")
_NOT_DONE = later("未(?:依?按?照?规定(?:的?[时期]限)?|进行|开展|做到|组织|及时|在|于|能)*$")
_SUPPOSED = later(
    r",[^,。;]{2,24}发生[^,。;]{1,10}的,|,?[仍尚]?未[^,。;]{1,40}的(?:,|$)|(?:,[^,。;]{1,20}内)?,?(?:(?!或)[^,。;]){0,8}不(?!得?(?:少于|低于|超过))[^,。;]{1,12}的(?:[^,。;]{0,6}|,[^。]*)?$|,?[^,。;]{0,6}(?:有效|无效)$|为[^,。;]{0,10}日$|为[^,。;]{0,6}[0-9.]+元|起?(?:计算|算起|起算)|(?:将要|可能)发生|[^,。;]{0,4}(?:方可|方能|才能|才可)"
)
# 出现下列情形之一的，判定为不合格：监测1周内…
_ONE_OF_THESE = later("(?:下列|以下)[^,。;:]{0,6}(?:情形|情况|条件|行为)之一的[^。应须\n]*:[^。应须\n]*$")
_CARRIED_OUT = later(
    "(?:进行|开展|完成|召开|组织|举行|实施|启动|派出|印发|下发|编制|制定|起草|修订|提出|形成|做)了|^,?我们"
)
# 截至2007年春季开学前，全省已全面完成: what there was by then.
_AS_OF = later("截[至止]到?[^,。;]{0,16}$")
_BY_THEN = later(",?[^,。;]{0,12}已(?![^,。;]{0,12}的)")
# 自处罚之日起三年内，国家机关不得购买其服务: a ban for years.
_BANNED = later("[^。]*?(?:不得|不予|禁止|不再?(?:受理|批准|接受|办理))")
_BANNED_AT_ONCE = later(",?[^,。;应须要]{0,8}(?:不得(?!少于|低于|超过|晚于|迟于)|禁止)")


def idle(ctx: Context, found: Found) -> bool:
    """Whether what was found in a requirement obliges to nothing."""
    rule = found.rule
    if isinstance(rule, Irregular):
        return False
    before, words, after = _said(ctx, found)
    if isinstance(rule, Directive):
        return bool(_CARRIED_OUT.search(after) or _NOT_DONE.search(before))
    if before and (_RULED_OUT.search(before) or (_HITHERTO.search(before) and _FROM_NOW_ON.match(after))):
        return True
    if _permitted(rule, before, words, after) or _defined(rule, before, words, after):
        return True
    if isinstance(rule, Recurring):
        return _is_rate(before, words, after) or _is_load(rule, after) or _is_failure(before, after)
    if isinstance(rule, Standing):
        return _is_validity(before, words, after)
    if isinstance(rule, Event):
        bans = _BANNED if rule.offset and rule.offset.endswith("Y") else _BANNED_AT_ONCE
        banned = rule.offset and bans.match(after)
        if rule.offset is None and words.endswith("前") and _BANNED_AT_ONCE.match(after):
            return True
        if rule.offset is None and _BY_THEN.match(after) and _AS_OF.search(before):
            return True
        if banned or _SUPPOSED.match(after) or _is_failure(before, after):
            return True
        return "之一的" in ctx.text and bool(_ONE_OF_THESE.search(ctx.text[max(0, found.start - AHEAD) : found.start]))
    return isinstance(rule, Window) and _is_over(ctx, rule, words)


def defines(ctx: Context, found: Found) -> bool:
    """Whether a recurrence of a cell only gives a part of each year its name: 每年11月15日至次年3月15日为防火期."""
    return isinstance(found.rule, Recurring) and _defined(found.rule, *_said(ctx, found))


_SENTENCE = later(r"[。;\n]")


def _said(ctx: Context, found: Found) -> tuple[str, str, str]:
    """The words before a rule, its own, and those behind it in its sentence."""
    text, (_rule, start, end) = ctx.text, found
    stop = _SENTENCE.search(text, end, end + AHEAD)
    after = text[end : stop.start() if stop else end + AHEAD]
    return text[max(0, start - BACK) : start], text[start:end], after


_FAILING = later("(?:无法|不能|未能|未)(?:在|于)?$")
_THOSE_WHO = later("[^,。;]{0,20}的(?:,|$)")


def _is_failure(before: str, after: str) -> bool:
    """Whether a term is one that was, or may be, missed: 未按月考核, 无法在48小时内恢复运行的，…."""
    if "未" not in before and "无法" not in before and "不能" not in before:
        return False
    if _NOT_DONE.search(before):
        return True
    return bool(_FAILING.search(before) and _THOSE_WHO.match(after))


_MAY = later(
    r"允许[^,。;]{0,12}$|(?<![不认许])(?:可以?|有权)(?:(?:根据|视)[^,。;]{1,6}|依法|在|于|自|从|按照?|分别|选择|连续)*$"
)
# 考生可于4月12日至16日登录网站打印准考证: the office has to keep it open.
_AT_THE_COUNTER = later("[^,。;]{0,12}(?:登[录记]|打印|下载|报名|查询|申报|缴[费纳]|领取|办理)")
_MAY_BY = later(r"允许(?:在|于)?$|(?<![不认许计望就])可以?(?:依法|在|于|自|从|分别)*$")
_ASKS = later("[^,。;]{0,14}(?:申请|继续|选择|自愿|提出|提起|起诉|申诉|复议|享受|暂|免)")
_PUT_OFF = later("(?<![不认许])可以?(?:缓缴|延[期至缓长]|推迟|顺延|展期)[^,。;]{0,14}[至到]$")  # 可缓缴公积金至6月底
_MAY_THEN = later("可(?:以|不限)?[^,。;]{0,8}(?:购买|享受|申请|选择|领取|提取|使用|报考|补考)")
_WHO_MAY = later(
    r"(?!,(?:可以?连|遇|如|若|必要|特殊|确|因|有))[,:]?[^(,。;应须要将]{0,14}?(?<![不认许也])可(?:以(?!上|来)|继续|免|暂|不再|享受|按|自愿|组织|申请|选择|根据|凭|依法|适当|随时|向|由|在)|[^。;应须要将]{0,56}[内起],[^,。;应须要]{0,8}可以(?!上)"
)


def _permitted(rule: Rule, before: str, words: str, after: str) -> bool:
    """Whether something only may be done then: 可以每年选择, 自1月1日起可继续免征, 可在3年内到位."""
    if not any(word in before for word in ("可", "有权", "允许")) and "可" not in after:
        return False
    if _PUT_OFF.search(before):
        return True
    if isinstance(rule, By):
        leave = words.endswith("年内") or _ASKS.match(after)
        if words.endswith("年内") and after.startswith("可"):
            return True
        return bool((leave and _MAY_BY.search(before)) or _MAY_THEN.match(after))
    served = isinstance(rule, Window) and rule.start != rule.end and _AT_THE_COUNTER.match(after)
    return not served and bool(_MAY.search(before) or _WHO_MAY.match(after))


_NAMED_SO = later(
    r"(?:起?至[\d月日]{4,8}止?)?(?:[、和][\d月日至到-]{5,16}){0,3}(?:期间)?(?:,?(?:将)?[为是])[^,。;]{0,14}?"
    r"(?:(?:[汛火渔猎牧暖水育发险雨台风旺季峰]|集中|关键|敏感|紧要)期|(?:宣传|纪念|活动|接种|环境|教师|志愿者|护士|记者|医师|助残|爱眼|无烟|公休|休假)日"
    r"|节|年度|标准时点|[^,。;]{0,6}周期)(?=[,。;)]|$)"
)
_SAME_YEAR = later(r"\d{4}年[^,。;]{1,16}(?:[、和]|,其中)$")
# 3月1日至5月10日为高火险期，期间严禁野外用火: something is asked while it lasts.
_IN_IT = later(",(?:在?此)?(?:期间|期内|时段内?)")
_NAMED_EACH_YEAR = later(
    rf"(?:的?第[{CN}\d]个?(?:周|星期)[{CN}日天]?|所在的?(?:周|星期|月))?[为是][^,。;]{{0,14}}?(?<![上下本当每个第\d{CN}两])(?:月|周|旬|(?<![工日学])期)”?(?=[,。;)]|$)"
)
# 每年9月为“质量月”，各地要…
_ASKED_THEN = later("[^,。;]{1,16},(?:各|全|期间|要|应|须|组织|集中|开展|统一)")
_NAMED_DAY = later(
    rf"(?:农历[^,。;为]{{2,14}}|的?第[{CN}\d]个(?:周|星期)[{CN}日天])?[为是][^,。;\d]{{1,14}}[日节](?=[,。;)]|$)"
)
_YEAR_OF_ACCOUNTS = later(
    "(?:(?:预算|会计|财政|调度|结算|纳税|统计|水文|粮食|决算)(?:年度?|日)|结账日)(?:即|自|为|是|从|按)*(?:公历)?(?:年度)?$"
)
_OUTLOOK = later("(?:将是|正值|处于|正处|进入)[^,。;]{0,16}(?:期|季节|阶段)(?=[,。;]|$)")


def _defined(rule: Rule, before: str, words: str, after: str) -> bool:
    """Whether a stretch or a day is only given a name: 5月15日至9月30日为汛期, 预算年度自一月一日起.

    What ends with 前 or 内 is a term, whatever it is called (每月10日前为报送期); a stretch that names its year is set
    for that year (2020年10月1日至2021年5月31日为防火期).
    """
    if isinstance(rule, Event):
        return False
    bounded = words.endswith(("前", "内"))
    if isinstance(rule, Window) and _IN_IT.search(after):
        return False
    if before.endswith(("为", "是", "指", ":")) and _is_season_or_hours(rule, before, words):
        return True
    named = "为" in after or "是" in after
    if named and _NAMED_SO.match(after):
        dated = _dated(words) or _SAME_YEAR.search(before)
        return not (dated and isinstance(rule, Window) and rule.start != rule.end)
    if named and isinstance(rule, Recurring) and not bounded and _NAMED_EACH_YEAR.match(after):
        return not _ASKED_THEN.match(after)
    if named and isinstance(rule, Recurring) and rule.freq == "yearly" and _NAMED_DAY.match(after):
        return True
    accounts = before + words[:2] if words.startswith("年") else before  # 纳税|年度内
    return bool(_YEAR_OF_ACCOUNTS.search(accounts)) or (isinstance(rule, Window) and bool(_OUTLOOK.search(after)))


# 森林防火期为每年10月1日至次年5月31日
_SEASON_OF = later(f"(?:[{SEASONAL}要]期(?:一般)?|所称[^,。;]{{1,10}}),?(?:是?指|[为是])$")
# 受理时间为每天8:00至20:00, 优惠时段为每年10月15日至次年4月15日
_HOURS_OF = later(
    "(?:(?:受理|办公|开放|营业|接访|服务|上班|值班|开馆|施工|通行)时间|时段|周期|(?:报告|统计|调查|核算|所属|结算)期)[为是:]$"
)


def _is_season_or_hours(rule: Rule, before: str, words: str) -> bool:
    """Whether a season, or hours, are only named: 防火期为每年10月1日至次年5月31日, 受理时间为每天8时至20时."""
    if isinstance(rule, Recurring) and _HOURS_OF.search(before):
        return True
    seasonal = isinstance(rule, Recurring) or (isinstance(rule, Window) and not _dated(words))
    return seasonal and bool(_SEASON_OF.search(before))


_YEAR_SAID = later("[自从由]?(?:[0-9]{4}年|[今明本]年|[二一][〇○零一二三四五六七八九]{3}年)")


def _dated(words: str) -> bool:
    """Whether a stretch says the year it begins in."""
    return bool(_YEAR_SAID.match(words))


_NO_MORE = later(
    "(?:不再|无需|无须|不必|不需|免于|停止|取消|平均|人均|户均)$|(?<!不得)已经?(?:按[年季月周](?:、|或者?)){0,3}$"
)
_CAPPED = later("不[得应能可]?(?:超过|多于)")
_RATE = later(
    rf"(?:(?:延迟|推迟|提前)[{CN}\d]{{1,2}}个?[年月日天]|(?:分别)?(?:提高|增加|上调|下调|降低|减少)(?:到|至|了)?{_AMOUNT}元|[^,。;]{{0,4}}利率|(?:每[人亩户吨头只家名个])?{_AMOUNT}(?:元|天(?=[,。;]|$))|[百千万]分之|[^,。;]{{0,24}}元[^,。;]{{0,12}}罚款|(?:[处罚缴]|加[收处缴])[^,。;]{{0,3}}{_AMOUNT}元|(?:计?发放?|补[助贴]|享受)[^,。;]{{0,2}}{_AMOUNT}个月|收入额?(?:[减为])"
    rf"|(?:仍|均|各|都)?按{_AMOUNT}元|工作{_AMOUNT}个?小时|[^,。;每]{{0,6}}(?:时间|时长)?(?:\([^()]*\),?)?[^,。;每]{{0,4}}不[得应]?超过"
    rf"|[^,。;每]{{0,10}}能力{_AMOUNT}|[^,。;]{{0,12}}按{_AMOUNT}[^,。;]{{1,4}}计算|[^,。;]{{0,20}}滞纳金|(?:加收|加处|连续)?(?:处罚|罚款)|申报[^,。;]{{0,6}}的,)"
)
_CASE = later(
    f"(?:或者?按[年季月周])?[^,。;]{{0,3}}的,|应[^,。;]{{1,4}}的|年?满[^,。;]{{1,4}}周?岁|出生|(?:递增|增长|递减|下降|提高|增加|减少)[^,。;]{{0,6}}[0-9.]+%|(?:超过)?[0-9.]+%|(?![将把对])[^,。;]{{0,6}}超过[0-9]|(?:稳定|保持)在|多了|少了|平均|因[^,。;]{{2,20}}(?:损失|死亡|伤亡|受伤)|(?:期间)?{HOUR},?(?:一律)?(?:不得(?!少于|低于)|禁止|严禁)"
)
_PRICE = later("每[平立]?[\u4e00-\u9fff]{1,3}\\d[\\d.]*万?元")  # 每月每平方米1.2元
_PRACTICE = later("[^,。;”]{0,16}”的[\u4e00-\u9fff]{0,6}(?:做法|经验|现象)")  # “每周一查、每月一报”的做法受到肯定
_LOSS = later("[^,。;]{0,4}(?:违法|违规|侵占|损失|流失|死亡|浪费)[^,。;]{0,16}\\d")
_SHARE = later(
    rf"加[收处][^,。;每]{{0,10}}[百千万]分之|(?:按照?|以)[^,。;每]{{0,10}}[百千万]分之{_AMOUNT}的?(?:比例|标准|费率|利率)?"
    "(?:加[收处]|[收支付计征扣罚处缴]|$)"
)


def _is_rate(before: str, words: str, after: str) -> bool:
    """Whether a period is part of a rate, a ban or what was done: 每月处五千元罚款, 每年不得超过2次, 已按月预缴."""
    rated = _RATE.match(after) or _SHARE.match(after)
    rated = rated or _LOSS.match(after) or _CASE.match(after)
    return bool(
        rated or _PRACTICE.match(after) or _PRICE.match(after) or _NO_MORE.search(before) or _CAPPED.search(words)
    )


_LOAD = later(rf"(?:累计)?(?:不少于|不低于|不得少于|至少)?{_AMOUNT}个?(?:学时|课时|学分|小时)")


def _is_load(rule: Recurring, after: str) -> bool:
    """Whether a day or a week is only what hours are counted in: 每周不少于40学时."""
    return rule.freq in ("daily", "weekly") and bool(_LOAD.match(after))


_DONE = later(",?(?:我?[省市县区州]|全[省市县区国])?已经?(?![^,。;]{0,10}的)")
# 自2026年起，连续两年…方可; 从7月1日起按日加收
_QUALIFIED = later("[^。;]{0,40}(?:方可|方能|才可以?|才能)|[^。;]{0,12}加[收处]")
_CEASES = later("(?:停止执行|停止施行|(?:同时|即行)?废止|失效|作废)[,。;]?$")
_PAPER = later(
    r"(?:(?:办法|条例|规定|预案|意见|通知|通告|方案|政策|措施|细则|规则|公告|决定|章程|规程|法|决议|本[\u4e00-\u9fff]{1,8})(?:\([^()]{1,6}\))?[》]?(?:\([^()]{1,16}\)){0,2},?(?:有效期(?:限)?(?:为|是)?[^,。;]{1,6},)?|(?:通过|公布|发布|修[订正]),|[明确定]并)将?[于从]?$"
)
_IN_FORCE = later("(?:起|开始)?,?(?:正式)?(?:施行|实施|实行|执行|试行|生效)(?:[,。;]|$)")
_LAW_IN_FORCE = later(r",?《[^》]{1,40}》(?:\([^()]{1,16}\)){0,2}(?:将|开始)?(?:正式)?(?:施行|实施|生效)(?:[,。;]|$)")


def _is_validity(before: str, words: str, after: str) -> bool:
    """Whether a paper only enters into force or ceases, or what began has been done."""
    if _DONE.match(after) or _CEASES.search(after):
        return True
    if _QUALIFIED.match(after):
        return True
    if _LAW_IN_FORCE.match(after):
        return True
    in_force = _IN_FORCE
    return bool(_PAPER.search(before) and (in_force.search(words) or in_force.match(after)))


_FULL_DATE = later(r"(?:自|从|由|于|在)?\d{4}(?:年\d{1,2}月\d|[./-]\d{1,2}[./-]\d)")


def _is_over(ctx: Context, rule: Window, words: str) -> bool:
    """Whether days named with their year were over when the plan was issued; a month or a stage may be a plan's."""
    if ctx.issued is None or not isinstance(rule.end, date) or rule.end >= ctx.issued:
        return False
    return bool(_FULL_DATE.match(words))
