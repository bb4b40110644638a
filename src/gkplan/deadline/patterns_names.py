"""Words that look like time and are none: titles, document numbers, last year, periodicals, permissions, lengths.

They are rows of the table like the others, without a builder: what they take, nothing else reads.
"""

from __future__ import annotations

from gkplan.deadline.grammar import CN, DOINGS, FEASTS, MONTH, NUMBER, TO, Example, Pattern

_LENGTH = rf"(?:\d{{1,3}}\.\d|{NUMBER})个?(?:半)?(?:工作日|工作天|日|天|周|月|年|小时|分钟)"


def _name(name: str, regex: str, examples: tuple[str, ...], english: str, chinese: str) -> Pattern:
    return Pattern(name, regex, None, tuple(Example(text, "", "requirement") for text in examples), english, chinese)


NAMES = (
    _name(
        "title",
        r"《[^》\n]{1,120}》",
        (
            "落实《2016年湛江市政府门户网站在线访谈工作方案》要求",
            "转发《全国各省区市信用信息共享工作考核办法（试行）》",
        ),
        "The title of a document, with whatever years it holds.",
        "文件名，其中的年份不是时限。",
    ),
    _name(
        "document-number",
        r"[〔\[(【]\d{4}[〕\])】](?:第)?\d{1,5}号(?:文件?)?|第?(?:\d{4}-)?\d{1,5}号(?:令|文件|公告)|第(?:\d{4}-)?\d{1,5}号|\d{4}年第?\d{1,5}号",
        ("国发〔2016〕23号", "国务院令第711号", "2016年第5号公告"),
        "The number of a document.",
        "发文字号。",
    ),
    _name(
        "past",
        rf"(?:上一?年度?|去年|前年|往年|历年|近年来?|(?<!本)上一?个?季度|上一?个?(?:月|周)|昨[天日]|前[天日]|(?<![{DOINGS}节假\d])日前|近日)(?:的)?(?:{MONTH}(?:[底末初]|\d{{1,2}}日)?|底|末|第?[1-4一二三四]季度|[上下]半年|同期|度|本月|(?:{FEASTS})节?(?:{TO}(?:{FEASTS})节?)?)?"
        rf"|(?:近|过去|(?<![\u4e00-\u9fff])前|连续|最近|以往)(?:\d{{1,2}}|[{CN}两几数]{{1,2}})(?:年|个?月|周|天)来?(?:内|以内)?|(?<!合)同期(?![满限])|截[至止](?:目前|[^,。;\n]{{2,12}}),?已",
        ("公开上年考核结果", "较去年12月下降", "近三年内无违法记录"),
        "A time gone by.",
        "已经过去的时间。",
    ),
    _name(
        "outlook",
        rf"未来(?:的)?{NUMBER}(?:-{NUMBER})?个?(?:小时|天|日)(?:之?内|以内)?(?:的|(?=天气))|截[至止](?:到)?今[日天]",
        ("定时发布未来四十八小时内的气象预报", "截至今日，共排查隐患30处"),
        "The time that a forecast covers, or up to which is counted.",
        "预报所指的时段；统计截止的时刻。",
    ),
    _name(
        "periodical",
        r"(?:季|年|月|周|旬|日|晚|早)(?:报(?!送|告|备|至|市|省|县|区|请|国|表|总)|刊|鉴)|年报表?|月报表|季报表|(?:半年|季度?|年度)报(?!送|告|备|至|市|省|县|区|请|国)",
        ("公开旅行社名录、季报、年报", "编印年鉴、月刊"),
        "A report or a paper named after how often it appears.",
        "季报、年报一类的名称。",
    ),
    _name(
        "plan-name",
        r"[“\"]?(?<!第)十[一二三四五六]五[”\"]?(?!日|天|个|期?末|时期末|[”\"](?:期?末|收官))(?:时期|期间|规划)?|[一二三四五六七八九十]年(?:行动|攻坚|规划|计划|任务|决战|方案)"
        r"|百日|百天|[“\"]?(?:\d|[一二三四五六七八九十]){1,2}[·.](?:\d|[一二三四五六七八九十]){1,2}[”\"](?=[^\d]{1,4}(?:事故|案|讲话|精神))"
        r"|周年|周期|周岁|年龄|年级|年限|年代|年检|年度(?:计划|目标|预算|任务|工作|方案|报告)",
        ("编制“十三五”规划", "开展百日攻坚", "打好三年攻坚战"),
        "A plan, a campaign or a word that has a unit of time in its name.",
        "规划、行动等名称里的时间字样。",
    ),
    _name(
        "permission",
        rf"有效期(?:限(?!届?满|结束|到期)|(?!限|届?满|结束|到期))(?:为|至|到|自)?[^,。;\n]{{1,24}}|(?:可|可以|最多|不得|再|予以)?(?:适当|申请|经批准)?(?:延长|顺延|延期|延迟|推迟|宽限)的?(?:期限?|时间)?(?:至|最长)?(?:不得?超过)?{_LENGTH}(?![\d{CN}底末初份]|[上中下]旬)(?:之?内)?"
        rf"|(?:可|可以)(?:适当)?(?:延长|延期|顺延|推迟|放宽)(?:到|至)[^,。;\n]{{1,14}}",
        ("经批准可延长1个月", "可以延长15日", "可延期至2017年3月底", "有效期至2019年6月30日"),
        "Leave to take longer, or how long something is valid.",
        "可以延长的期限；有效期。",
    ),
    _name(
        "length",
        rf"法定(?:办[理结])?(?:[时期]限)?[:为]?{_LENGTH}|(?:不少于|不低于|不得少于|至少|满|连续|共计?|累计|为期|历时|(?<!不)(?<!不得)超过){_LENGTH}(?:以上|左右)?(?![内前后])|{_LENGTH}(?:以上|连续)"
        rf"|(?:压减|压缩|缩短|减少|减|降|精简|提速|控制|保持|稳定|维持)(?:到|至|为|在)了?{_LENGTH}(?:之内|以内|内)?|\d{{1,2}}[×xX*]\d{{1,2}}小?时?|24小时(?=值班|热线|服务|不间断|监控|监测|在岗|值守|开放|运行|受理|待命|营业|全天)",
        ("公示期不少于7天", "平均办理时间压减至8个工作日以内", "24小时值班"),
        "How long something lasts, or the least it lasts.",
        "时间长度或最短时间，不是时限。",
    ),
    _name(
        "number",
        r"第[\d一二三四五六七八九十百]{1,5}[条款章节项编类]|\d{3,4}-\d{6,8}(?!\d)|(?<!\d)\d{5,}(?!\d|年)|\d{1,4}(?:\.\d{1,4})?[%‰]"
        r"|第[一二三]责任人|每(?:人|户|亩|吨|个|家|名|只|头|方|村|校|县|乡|镇|所|站|座|间|班|生|床|公里|平方米)每(?:学?年|月|天|日|次)",
        ("依照第七条处理", "联系电话：0759-3336688", "不低于4%"),
        "An article of law, a telephone number, a share, or a count.",
        "法条、电话、比例、数量。",
    ),
)
