"""What every pattern is made of: fragments of regular expressions, the row of the table, and what a builder is given.

All expressions are matched against squeezed text (see `text`): half-width, simplified, without blanks. None nests a
quantifier in another and each repetition is bounded, so matching stays linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from gkplan.calendar.period import Freq
from gkplan.deadline.expressions import later
from gkplan.deadline.rules import Column, Rule

CN = "一二三四五六七八九十"
NUMBER = rf"(?:\d{{1,3}}|[{CN}两廿卅百]{{1,4}})"
TO = r"(?:-{1,3}|至|到|直至|直到|(?<=[年月日])一(?=\d))"
AND = "(?:、|,|和|及|与|以及|或)"
NOTE = (
    r"(?:\((?:含|[本下]周|[今明后]天|第?[0-9]{1,2}周|星期|周[一二三四五六日天]|农历|正月|腊月|除夕|春节|元旦)"
    r"[^()\n]{0,16}\))?"
)
_PART_OF_DAY = "(?:凌晨|清晨|早晨|早上|早间|上午|中午|正午|下午|傍晚|晚上|晚间|夜间|晚(?!于))"
_CLOCK = rf"(?:\d{{1,2}}:\d\d(?::\d\d)?[时分]?|(?:\d{{1,2}}|[{CN}零]{{1,3}})(?:时|点钟?(?!以))(?:\d{{1,2}}分|整|半)?)"
_TIME = f"(?: ?{_PART_OF_DAY}?{_CLOCK}|{_PART_OF_DAY})"
HOUR = (  # told at once to be absent by what it can't begin with
    rf"(?:(?=[ \d{CN}零凌清早上中正下傍晚夜])(?:{_TIME}(?:(?:-|至|到){_TIME})?(?:下班)?|下班))?"
)

# A year of two figures is one only before a part of it: 21年底, 零七年八月, but not 20年的电梯.
_SHORT_YEAR = (
    rf"(?:(?<![\d.熙隆正绪丰祯])\d\d|(?<![{CN}〇零○])[一二八九〇零○][一二三四五六七八九〇零○])年"
    rf"(?=(?:\d{{1,2}}|[{CN}]{{1,2}}|元)月|年?[底末](?![层部])|第?[1-4一二三四]个?季度|首季度|[上下]半年)"
)
# What a year, and a point of time, can begin with: told at once to be absent by it, as most are.
_YEAR_BEGINS = rf"\d{CN}〇零○O本今当明次来翌下第"
_POINT_BEGINS = rf"{_YEAR_BEGINS}元Qq首前上后年"
YEAR = (
    rf"(?=[{_YEAR_BEGINS}])(?:(?<!\d)\d{{4}}年(?:度|的)?|[{CN}〇零○O]{{4}}年(?:度|的)?|{_SHORT_YEAR}"
    rf"|(?:(?<!基)本|今|当|明|次|(?<!近|以|历)来|翌|(?<!以)下一?|第二(?=年的?(?:\d{{1,2}}|[{CN}]{{1,2}}|元)月))年(?:度|的)?"
    r"|(?<![\d.])\d{4}\.(?=\d{1,2}月)"
    r"|(?<![\d.])(?:19|20)\d\d[-.]?(?=第?[1-4一二三四]个?季度|[上下]半年|[Qq][1-4](?!\d)))"
)
MONTH = (
    rf"(?:(?<![\d÷×])(?<![A-Za-z]\d\.)\d{{1,2}}|(?<![{CN}])(?<!最后)(?:十[一二]?|[一二三四五六七八九])|元)"
    "月(?![龄大街饼嫂球坛])(?:份)?"
)
DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])[日号]"
EARLY = "初(?![步期次级始中审赛选稿]|评(?![比选估])|试(?!点)|验(?!收))"
PART = f"(?:月?底|月?末|上旬|中旬|下旬|中、?下旬|上、?中旬|{EARLY})"
_DAY_FIGURE = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
MID_YEAR = r"中(?=之?前|底|[、,。;和与及()”]|$|总结|检查|考核|评估|分析|考评|完成|办结)"
QUARTER = (
    r"(?:第[1-4一二三四]个?季度?(?!报|节)|(?<![\d.每第])[1-4]季度|(?<![每第])[一二三四]季度"
    r"|(?<![A-Za-z])(?:(?<!\d)|(?<=(?:19|20)\d\d))[Qq][1-4](?![\dA-Za-z]|[ /-]?\d{4}))"
)
FIRST_QUARTERS = "(?:首季度|前[一二两三1-3]个?季度)"
_FIRST_MONTHS = rf"(?:前|最?后)(?:\d{{1,2}}|[{CN}两]{{1,2}})个?月(?!内|之内|以内|底|末|\d)"
# The ends of words for what happens: 开庭三日以前, 报名截止日前.
DOINGS = "开行始束期满用效业议动庭标审考票赛举止订付登到幕工"
HALF = "(?:上|下|前|后)半年"
NUMERIC = (
    r"(?<![\d./])\d{4}(?:\.\d{1,2}(?:\.\d{1,2}[日号]?)?|/\d{1,2}(?:/\d{1,2}[日号]?)?|-\d{1,2}(?:-\d{1,2}[日号]?)?)"
    r"(?![\d年月季号%]|\.\d)"
)
FEASTS = (
    r"春节|(?:农历|阴历|旧历)新?年(?=之?前|以前)|五四|青年节|农历(?:五月初五|八月十五|九月初九)|(?:农历)?正月(?:十五|初一)|元旦|除夕|元宵|清明|五一|端午|中秋|国庆|重阳|“十一”"
    r"|(?<![\d第一二三四五六七八九十])十一(?=之?前|假期|国庆|黄金周)|七一|八一|六一|三八|建党节|建军节|教师节|植树节"
)
FEAST_WORD = "(?:国际劳动节|劳动节|国庆节|青年节|儿童节|妇女节|节假日|节日?|小长假|长假|假期)?"
FEAST = rf"(?:{YEAR})?[“\"']?(?:{FEASTS})[”\"']?{FEAST_WORD}"
SEASONS = (
    "开学|会召开|会开幕|会举行|秋季开学|春季开学|秋季学期|春季学期|新学期|学期结束|放假|暑假|寒假|主汛期|汛期|入汛|雨季|台风季|(?:全国|省|市|区|县)?两会|(?:全国|省|市|区|县)?“两会”|人代会|党代会|供暖季|供暖"
    "|采暖季|采暖期|入冬|冬季|夏季|高考|中考|换届|防火期|森林防火期|春耕|春播|夏收|夏种|麦收|秋收|秋种|秋播|封冻|上冻|结冻|到期|任期届满|会议召开|党的十九大|党的二十大|十九大|二十大|开工"
)

SENTENCE_END = later(r"[。;\n]")
SEASONAL = "汛火渔猎牧暖水育雨台风旺季"  # what stands before 期 in the names of seasons: 防火期, 枯水期

POINT = (
    rf"(?=[{_POINT_BEGINS}])(?:{NUMERIC}|(?<![\d./])(?:0?[1-9]|1[0-2])\.(?:[12]\d|3[01])(?=之?前|以前)|(?<![\d{CN}〇零○元]年)(?:"
    rf"(?:{YEAR})?(?:{MONTH}的?"
    rf"(?:{DAY}|{_DAY_FIGURE}(?=之?前(?!后)|以前|{TO}(?:(?:\d{{1,2}}|[{CN}]{{1,2}})月)?{_DAY_FIGURE}[日号])|{PART})?"
    rf"|{FIRST_QUARTERS}|{QUARTER}(?:末|底)?|{HALF}(?:末|底)?"
    rf"|(?<![\d{CN}〇零○全半每几多近资计算学])年(?:底(?![层部])|末|终(?!身|结)|内(?!蒙|部|容|外|分配|各[月季])|度(?:末|底|内(?!蒙|部|容|外|各[月季]))|{MID_YEAR}))"
    rf"|{YEAR}(?:{_FIRST_MONTHS}|底(?![层部])|末|终(?!身|结)|(?<!的)内(?!蒙|部|容|外|各[月季])|{EARLY}|\d{{1,2}}(?=底|末)(?:底|末)|{MID_YEAR})))"
)
# A point that leaves its unit to those after it: 3、6、9月, 第一、二季度, 上、下半年.
UNITLESS = (
    rf"(?:(?<![\d.])\d{{1,2}}(?=(?:{AND}\d{{1,2}}){{1,11}}月)|(?<![\d.])(?:19|20)\d\d(?=(?:{AND}(?:19|20)\d\d){{1,6}}年(?!每))"
    rf"|(?<![{CN}])[{CN}]{{1,2}}(?=(?:、[{CN}]{{1,2}}){{2,11}}月)|(?<=[年于在、])[{CN}]{{1,2}}(?=(?:、[{CN}]{{1,2}}){{1,11}}月)"
    rf"|第?[1-4{CN[:4]}](?=(?:{AND}第?[1-4{CN[:4]}]){{1,3}}个?季度)"
    rf"|[上下](?={AND}[上下]半年))"
)
LISTED = rf"(?:{POINT}|{UNITLESS}|{DAY}|{YEAR}(?![汛节]前))"
BEFORE = (
    r"(?:之前|以前|前(?![后期置瞻任]|提(?![供交出请前升高报醒名])|半年|[一二两三1-3]个?季度"
    rf"|(?:\d{{1,2}}|[{CN}两]{{1,2}})(?:个月|周|天|日)))"
)

# The words of what is finished or handed in.
FINISHING = (
    "完成(?<!未完成)|建成|报送|上报|向[^,。;作]{2,12}报告|报(?=[市县省区国至请备中]|到[市县省区局委办部厅]|各|有关|告[^,。;)中书所])|提交|交付|交(?![通流易换叉接界汇友底办由])|移交|印发|出台|公布|公开|发布|制定|制订|实现|达到|达(?=\\d)"
    "|达标|到位(?<!不到位)|竣工|投产|投用|投入|验收|开工|办结|销号|清零|见效|结束|完工|通车|封顶|投入运[行营]|上线运[行营]|正式运[行营]|试运[行营]|面市|上市(?!公司)|下线|量产|达产|并网|开业|揭牌|挂牌|上线|覆盖|落地|形成|建立|下达|兑现|结算|清算|拨付|入库"
    "|签约|贯通|合龙|开通|启用|通水|通气|通电|取得|编制|公示|退出(?=[,。;、)]|$)|(?:提高|扩大|增加|提升|压缩|缩短|压减|减少)[到至]|下降|降低|降至|不低于|不少于|以上(?<![岁级]以上)|送审|报审|报批|付印|定稿|出版|消除|淘汰|扫尾|收官|基本(?!情况)|全部"
)

# A point without its year taken apart; the alternatives are those of POINT.
_PARTS = rf"""
    (?P<month>\d{{1,2}}|十[一二]?|[一二三四五六七八九]|元)(?:月份?的?|[./-](?=\d)|$)
         (?:(?P<day>\d{{1,2}}|[{CN}廿卅]{{1,3}})[日号]|(?P<bare_day>\d{{1,2}}|[{CN}廿]{{1,3}})(?!\d)|(?P<part>{PART}))?
    |前(?P<quarters>[一二两三1-3])个?季度|(?P<first_quarter>首季度)
    |前(?P<months>\d{{1,2}}|[{CN}两]{{1,2}})个?月
    |最?后(?P<last_months>\d{{1,2}}|[{CN}两]{{1,2}})个?月
    |(?:第|[Qq](?=\d))?(?P<quarter>[1-4{CN[:4]}])(?:个?季度?|(?<=[Qq]\d))(?P<quarter_end>末|底)?
    |(?P<half>[上下前后])半年(?P<half_end>末|底)?
    |年?度?(?P<end>底|末|终|内|中|初)
    |(?P<lost_month>\d{{1,2}})(?:底|末)
    |(?P<lone_day>\d{{1,2}}|[{CN}廿卅]{{1,3}})[日号]
    |$
"""


def unnamed(regex: str) -> str:
    """An expression without the names of its groups, so that it can be said several times in one."""
    return re.sub(r"\?P<\w+>", "?:", regex)


YEARS = range(1900, 2201)  # what lies beyond is no year of a plan, and leaves room to count from


class Context:
    """What is known while one text is read: the text, whose column, and the years that dates without one take."""

    __slots__ = ("carried", "column", "cycle", "doubts", "issued", "month", "school_year", "taken", "text", "year")

    def __init__(self, text: str, column: Column, year: int | None, issued: date | None) -> None:
        self.text = text
        self.column = column
        self.issued = issued if issued and issued.year in YEARS else None
        known = issued.year if year is None and issued else year
        self.year = known if known in YEARS else None
        self.carried: int | None = None
        self.month: int | None = None
        self.school_year = False  # whether `carried` is the second of a school year
        self.cycle: tuple[Freq, int] | None = None  # of the recurrence before, and up to where it is known to run
        self.doubts: list[tuple[str, int, int]] = []
        self.taken: list[tuple[int, int]] = []  # stretches that no rule quotes, and that are understood all the same

    def doubt(self, code: str, start: int, end: int) -> None:
        """Note a doubt about the words from `start` to `end` of the squeezed text."""
        self.doubts.append((code, start, end))


class Found(NamedTuple):
    """A rule and the stretch of the squeezed text that it was read from."""

    rule: Rule
    start: int
    end: int


Build = Callable[[re.Match[str], Context], list[Found]]


class Example(NamedTuple):
    """Words and the rules they give in a plan of 2016 issued on 2016-05-20, written as in docs/deadlines.md."""

    text: str
    rules: str
    where: Column = "deadline"


class Pattern(NamedTuple):
    """One row of the table: a shape of words and what is made of it.

    `build` gets the match and the context and gives what it found: nothing where the words turn out to oblige to
    nothing. A pattern without `build` takes words that look like time and are none. A `fallback` is only tried on a
    line of a cell that no other pattern found anything in.
    """

    name: str
    regex: str
    build: Build | None
    examples: tuple[Example, ...]
    english: str
    chinese: str
    where: Literal["both", "deadline", "requirement"] = "both"
    fallback: bool = False


POINT_PARTS = later(_PARTS, re.VERBOSE)  # takes one point of time apart into named groups
LISTED_POINTS = later(LISTED)  # finds the points of a list one by one
