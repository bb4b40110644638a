"""A row of a plan: both columns together, with scopes, spans of recurrences, and rules that bind some units only.

The rows are those of the 2016 source that say more than one plain date, read by hand.
"""

from datetime import date

import pytest
from tests.deadline.shorthand import shorthand

from gkplan.deadline.row import read_row
from gkplan.deadline.rules import Rule

COUNTIES = "各县（市、区）政府"
ALL_2016 = "2016-01-01..2016-12-31"


def brief(rule: Rule) -> str:
    """A rule in shorthand with its scope and units."""
    scope = f" [{rule.scope}]" if rule.scope else ""
    return shorthand(rule) + scope + (f" <{'、'.join(rule.units)}>" if rule.units else "")


SOURCE = {
    "2.6": ("全年工作", "公开旅行社名录、季报、年报。", [f"standing {ALL_2016}"]),
    "2.7": ("全年工作", "每季度公示旅游投诉情况。", [f"standing {ALL_2016}", f"recurring quarterly {ALL_2016}"]),
    "3.3": ("2016年12月底前完成", "建立通报机制，定期通报各部门信息共享情况。", ["by 2016-12-31"]),
    "4.3": (
        "2016年12月底前完成",
        "待省网上统一申办受理平台拓展建成后，负责统一申办受理软件在本地区的部署实施，并推广应用。",
        ["by 2016-12-31", "event 省网上统一申办受理平台拓展建成后"],
    ),
    "6.1": (
        "按省制订的方案要求执行",
        "待省公开印发《广东省实行市场准入负面清单制度改革试点实施方案》后按要求实施。",
        ["directive 省", "event 省公开印发《广东省实行市场准入负面清单制度改革试点实施方案》后"],
    ),
    "6.2": (
        "2016 年12月底前完成",
        "全面推进我市市场准入负面清单试点工作，并按照省部署及时公开负面清单相关内容。",
        ["by 2016-12-31", "directive 省"],
    ),
    "8.1": ("全年工作", "做好项目信息更新工作，按规定公开全市PPP 项目信息。", [f"standing {ALL_2016}"]),
    "9.1": (
        "按省发展改革委部署实施",
        "待省制定《广东省公共资源交易信息发布管理办法》后，推动全市公共资源交易平台依法公开交易公告。",
        ["directive 省发展改革委", "event 省制定《广东省公共资源交易信息发布管理办法》后"],
    ),
    "10.1": (
        "收到国家、省税收政策文件后及时转发",
        "通过市财政局网站公布税收政策文件。",
        ["event 收到国家、省税收政策文件后"],
    ),
    "10.2": (
        "2016 年12月底前完成，后续不定期进行目录调整",
        "收费目录清单实行动态调整。",
        ["by 2016-12-31", "irregular"],
    ),
    "11.5": (
        "2017 年12底前完成",
        "研究制定国有企业信息公开有关制度（待省企信息公开有关制度出台后)。",
        ["by 2017-12-31", "event 省企信息公开有关制度出台后"],
    ),
    "12.4": ("2017 年第1季度完成", "公开精准扶贫脱贫上年考核结果、上年贫困退出情况", ["by 2017-03-31"]),
    "15.2": ("2016 年5月底前完成", "实行台账管理并动态更新。部署开展2016 年住房保障信息公开工作。", ["by 2016-05-31"]),
    "16.3": (
        "全年工作",
        "指导供水单位定期监测、检测和评估饮用水安全状况，自2016 年起每季度向社会公开。",
        [f"standing {ALL_2016}", "recurring quarterly 2016-01-01.."],
    ),
    "16.4": (
        "按环境保护部修订发布后的时间要求完成",
        "根据环境保护部正在修订的《建设项目环境影响评价公众参与办法》要求，督促指导建设单位按时公开环评信息。",
        ["directive 环境保护部"],
    ),
    "16.5": (
        "全年工作",
        "构建守信激励与失信惩戒机制，于2017 年底前分级建立企业环境信用评价体系。",
        [f"standing {ALL_2016}", "by 2017-12-31"],
    ),
    "17.1": (
        "中考3 月\n高考11 月",
        "公布进城务工人员随迁子女参加中考、高考的报考条件。",
        ["by 2016-03-31 [中考]", "by 2016-11-30 [高考]"],
    ),
    "18.4": (
        "全年工作",
        "登革热流行季节（5-11月）每月定期发布登革热媒介伊蚊密度监测评估结果。适时发布急性传染病疫情预警信息。",
        [f"standing {ALL_2016}", f"recurring monthly season 5-11 {ALL_2016}"],
    ),
    "18.5": (
        "全年工作",
        "做好抽检抽验信息公开工作，每周公开食品抽检信息，每季度公开药品抽检信息。",
        [f"standing {ALL_2016}", f"recurring weekly {ALL_2016}", f"recurring quarterly {ALL_2016}"],
    ),
    "19.1": ("按照省法制办部署实施", "依法推进行政决策公开工作。", ["directive 省法制办"]),
    "20.1": (
        "全年工作",
        "督导各单位全面公开向政府承诺的10个重点事项、十大民心工程，每半年向社会公开进展和完成情况",
        [f"standing {ALL_2016}", f"recurring half-yearly {ALL_2016}"],
    ),
    "20.5": (
        "2016年8月前\n2017年2月前",
        "公开2016 年度上半年和下半年对重大政策措施落实跟踪审计结果报告。",
        ["by 2016-07-31|2016-08-31 [上半年]", "by 2017-01-31|2017-02-28 [下半年]"],
    ),
    "21.2": (
        "按预算法规定时限完成。全部县（市、区）的部门决算公开完成时限为2016年12月底前",
        "在市人大通过市级部门预算后20 日内批复市级各部门的部门决算，指导各县（市、区）财政部门规范开展批复及公开工作。",
        [
            "directive 预算法",
            f"by 2016-12-31 [部门决算公开] <{COUNTIES}>",
            "event P20D 市人大通过市级部门预算后",
        ],
    ),
    "22.1": (
        "全年工作",
        "政策解读材料原则上与文件同步公开，最迟不超过3 个工作日。",
        [f"standing {ALL_2016}", "event P3D business 文件同步公开"],
    ),
    "22.2": (
        "全年工作",
        "各县（市、区）政府主要负责人要带头宣讲政策，每年解读重要政策措施不少于1 次",
        [f"standing {ALL_2016}", f"recurring yearly {ALL_2016} <{COUNTIES}>"],
    ),
    "23.1": (
        "全年工作",
        "负责处置的地方和部门是信息发布的第一责任人。特别重大、重大突发事件发生后，应在24 小时内举行新闻发布会。",
        [f"standing {ALL_2016}", "event PT24H 特别重大、重大突发事件发生后"],
    ),
    "23.2": (
        "全年工作",
        "落实《关于印发2016年湛江市政府门户网站在线访谈工作方案的通知》要求。",
        [f"standing {ALL_2016}"],
    ),
    "29.1": ("2017年第1季度前完成", "对各县（市、区）、各部门政务公开工作进行评估。", ["by 2016-12-31|2017-03-31"]),
}


@pytest.mark.parametrize(("deadline", "requirement", "rules"), SOURCE.values(), ids=SOURCE)
def test_row_of_the_source(deadline: str, requirement: str, rules: list[str]) -> None:
    """The row's rules are those that a person reads from its two cells, the deadline's first."""
    reading = read_row(deadline, requirement, units=("市政府各部门", COUNTIES), year=2016)

    assert rules == [brief(rule) for rule in reading.rules]


def test_units_are_restricted_by_the_subject_of_the_sentence() -> None:
    """A rule binds the units that its own sentence names first, whatever they are; all of them is no restriction."""
    units = ("市教育局", "市公安局", "市财政局")
    reading = read_row(
        "全年工作",
        "市教育局、市公安局于5月底前完成排查。每月通报。市教育局、市公安局和市财政局每季度会商。",
        units=units,
        year=2016,
    )

    assert [rule.units for rule in reading.rules] == [(), ("市教育局", "市公安局"), (), ()]


def test_a_unit_that_is_no_subject_restricts_nothing() -> None:
    """通过市财政局网站…: a unit named elsewhere in the sentence binds nobody."""
    reading = read_row("全年工作", "通过市财政局网站每季度公布。", units=("市财政局", "市审计局"), year=2016)

    assert [rule.units for rule in reading.rules] == [(), ()]


@pytest.mark.parametrize(
    ("deadline", "scopes"),
    [
        ("市级：6月底前；县级：9月底前", ["市级", "县级"]),
        ("第一阶段：5月底前，第二阶段：10月底前", ["第一阶段", "第二阶段"]),
        ("完成时限：2016年6月底前", [None]),
        ("力争于6月底前", [None]),
        ("6月底前完成，并持续推进", [None, None]),
    ],
)
def test_scopes_are_the_words_before_a_date(deadline: str, scopes: list[str | None]) -> None:
    """The part of the row that a deadline speaks of is named before it; header words and adverbs are none."""
    assert scopes == [rule.scope for rule in read_row(deadline, "", year=2016).rules]


def test_recurrences_without_a_year_stay_open() -> None:
    """With neither a standing rule nor a plan year a recurrence has no span."""
    (rule,) = read_row("每季度", "", year=None).rules

    assert rule.kind == "recurring"
    assert (rule.start, rule.end) == (None, None)


def test_doubts_name_their_column() -> None:
    """What remains to be looked at says in which of the two cells it stands."""
    reading = read_row("2016 年12底前完成", "评审结果月底前完成", year=2016, issued=date(2016, 5, 20))

    assert [(doubt.column, doubt.code) for doubt in reading.doubts] == [("deadline", "month-unsaid")]
    assert [rule.kind for rule in reading.rules] == ["by", "by"]
