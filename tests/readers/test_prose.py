"""Plans in prose."""

from pathlib import Path

import pytest
from tests.helpers.documents import web_page, word_document

from gkplan.plan.model import Plan
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.interface import Draft, read_bytes, read_document

INVENTED = Path(__file__).parent / "documents" / "清河市2024.txt"
OTHER_TABLE = [["姓名", "电话"], ["某人", "000"]]


@pytest.fixture(scope="module")
def draft() -> Draft:
    """An invented plan without a table, with every way to name units."""
    return read_document(INVENTED)


def rows(plan: Plan) -> list[tuple[str, str, str, str]]:
    """What a plan has of each row."""
    return [(row.id, row.title, row.requirement, row.deadline) for row in plan.rows()]


def test_sentences_are_requirements_under_their_headings(draft: Draft) -> None:
    """A paragraph's own first sentence is the task where more follows, else the heading above it."""
    assert rows(draft.plan) == [
        ("1.1", "健全管理体制", "建立完善市统筹、县为主的体制，将工作纳入议程。", ""),
        ("2.1", "公开预算决算", "每季度公布执行情况。", "6月底前完成"),
        ("3.1", "公开专项资金", "及时公开资金分配结果。", "2024年9月底前"),
        ("4.1", "优化服务", "推行一网通办，9月底前上线。", ""),
        ("4.2", "优化服务", "开展满意度调查（试行），每半年通报一次。", "长期坚持"),
        ("5.1", "加强民生保障", "城镇新增就业5万人。", "12月底前"),
        ("5.2", "加强民生保障", "新建学校3所，各部门（市教育局等）要加强协调。", ""),
    ]


def test_units_and_support_are_those_of_the_brackets(draft: Draft) -> None:
    """Roles, labels, and lines of their own; a note on the order names nobody."""
    found = {row.id: (row.units, row.support) for row in draft.plan.rows()}

    assert found["1.1"] == (("市教育局", "市委农办", "各县（市、区）政府"), ())
    assert found["2.1"] == (("市财政局",), ("市审计局", "市税务局"))
    assert found["3.1"] == (("市财政局",), ("市发展改革委", "市审计局"))
    assert found["4.2"] == (("市政府办公室", "市统计局"), ())
    assert found["5.2"] == (("市教育局",), ("市财政局", "市自然资源局"))


def test_deadlines_of_brackets_and_sentences_are_read(draft: Draft) -> None:
    """Rules come from the words in brackets and from the sentence."""
    kinds = {row.id: [rule.kind for rule in row.rules] for row in draft.plan.rows()}

    assert kinds["2.1"] == ["by", "recurring"]
    assert kinds["4.1"] == ["none", "by"]


def test_title_and_year_are_the_plans(draft: Draft) -> None:
    """The covering letter's title and day are none of the plan's."""
    assert (draft.plan.title, draft.plan.year) == ("清河市2024年政务公开工作要点", 2024)


def test_what_names_nobody_is_left_out_and_said(draft: Draft) -> None:
    """That the plan is in prose, and each paragraph between duties that has none, is a person's to look at."""
    assert [(doubt.code, doubt.line) for doubt in draft.doubts] == [("prose", 0), ("paragraph-left-out", 21)]


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
def test_paragraphs_of_other_formats_are_read_alike(draft: Draft, name: str) -> None:
    """Word documents and pages give their paragraphs, also where a table of something else stands below."""
    lines = INVENTED.read_text(encoding="utf-8").splitlines()
    made = (word_document if name.endswith("docx") else web_page)(OTHER_TABLE, lines)

    assert rows(read_bytes(made, name).plan) == rows(draft.plan)


def test_prose_without_units_is_no_plan() -> None:
    """A letter is no plan, whatever its brackets hold."""
    with pytest.raises(UnreadableError, match="no table"):
        read_bytes("关于会议的通知\n一、时间。6月底前（试行）。\n二、地点。会议室（见附件）。".encode(), "a.txt")


def test_printed_numbers_stay_where_they_only_rise() -> None:
    """A plan whose items are counted through keeps their numbers as ids."""
    words = "某市2024年要点\n一、甲\n1.开展调查。上半年完成。（市甲局）\n二、乙\n3.通报情况。年底前完成。（市乙局）\n"

    assert [row.id for row in read_bytes(words.encode(), "a.txt").plan.rows()] == ["1.1", "3.1"]


def test_several_paragraphs_under_a_heading_are_one_requirement() -> None:
    """The bracket at the end of the last is of them all."""
    words = "某市2024年要点\n（一）加强统筹\n各县要建立台账。\n每月报送一次。（市甲局，12月底前完成）\n"
    (row,) = read_bytes(words.encode(), "a.txt").plan.rows()

    assert (row.title, row.requirement) == ("加强统筹", "各县要建立台账。\n每月报送一次。")


def _rows(*lines: str) -> tuple[Draft, list[tuple[str, str, str, str, str]]]:
    draft = read_bytes("\n".join(("某市2024年要点", *lines, "")).encode(), "a.txt")
    return draft, [
        (row.title, row.requirement, "、".join(row.units), "、".join(row.support), row.deadline)
        for row in draft.plan.rows()
    ]


def test_a_list_of_problems_gives_its_duty_to_the_measures() -> None:
    """责任单位 and 整改时限 stand once above the measures; what no field is for is kept beside each."""
    draft, found = _rows(
        "一、扬尘管控不到位。",
        "责任单位：市住建局、市城管局",
        "整改时限：2024年6月底前",
        "整改目标：扬尘达标。",
        "整改措施：",
        "1.开展专项整治；",
        "2.安装在线监测。",
        "二、污水直排。",
        "责任单位：市水务局",
        "整改时限：长期坚持",
        "整改措施：修复管网。",
    )

    assert found == [
        ("扬尘管控不到位", "开展专项整治；", "市住建局、市城管局", "", "2024年6月底前"),
        ("扬尘管控不到位", "安装在线监测。", "市住建局、市城管局", "", "2024年6月底前"),
        ("污水直排", "修复管网。", "市水务局", "", "长期坚持"),
    ]
    assert next(draft.plan.rows()).extra == (("整改目标", "扬尘达标。"),)
    assert [doubt.code for doubt in draft.doubts].count("duty-of-heading") == 2


def test_a_headings_duty_is_that_of_the_items_below_that_name_nobody() -> None:
    """（市科技局牵头） behind a heading; an item's own time stands, and its own units."""
    _, found = _rows(
        "一、强化创新（市科技局牵头）",
        "1.建设研究院。",
        "2.培育企业20家。（年底前完成）",
        "3.发放补贴。（市财政局，6月底前）",
        "二、保障措施",
        "（一）加强领导。",
    )

    assert found == [
        ("强化创新", "建设研究院。", "市科技局", "", ""),
        ("强化创新", "培育企业20家。", "市科技局", "", "年底前完成"),
        ("强化创新", "发放补贴。", "市财政局", "", "6月底前"),
    ]


def test_labels_behind_a_sentence_are_its_duty() -> None:
    """Pages that lost their table's lines print 责任单位：… in the same paragraph; people are left out."""
    _, found = _rows(
        "1.轨道交通通车。 牵头领导：某某 责任单位：市交通局 项目责任人：某某 配合单位：市公安局",
        "2.新辟公交线路。责任单位：市运管局；完成时限：10月底前",
    )

    assert found == [
        ("轨道交通通车。", "轨道交通通车。", "市交通局", "市公安局", ""),
        ("新辟公交线路。", "新辟公交线路。", "市运管局", "", "10月底前"),
    ]


@pytest.mark.parametrize("pair", ["（）", "()", "【】", "［］", "〔〕", "[]"])
def test_every_kind_of_bracket_tells_of_a_duty(pair: str) -> None:
    """Documents mix them."""
    _, found = _rows(f"1.扩大范围。{pair[0]}责任单位：市人社局；完成时限：9月底前{pair[1]}")

    assert found == [("扩大范围。", "扩大范围。", "市人社局", "", "9月底前")]


def test_items_behind_the_last_duty_are_told_up_to_the_next_part() -> None:
    """A last item whose duty is not understood is in doubt; the closing part of the document is not."""
    draft, _ = _rows(
        "一、任务", "1.甲事。（市甲局，6月底前）", "2.乙事，谁办再定。", "二、保障措施", "（一）加强领导。"
    )

    assert [(doubt.code, doubt.line) for doubt in draft.doubts] == [("prose", 0), ("paragraph-left-out", 4)]


def test_what_follows_the_measures_of_a_problem_is_none_of_them() -> None:
    """整改进展 below the last measure is told; a paragraph that goes on with a measure belongs to it."""
    draft, found = _rows(
        "一、污水直排。",
        "责任单位：市水务局",
        "整改措施：",
        "1.修复管网。",
        "全长3公里。",
        "2.安装监测。",
        "整改进展：已完成。",
        "二、扬尘严重。",
        "责任单位：市住建局",
        "工作要求：加强领导。",
    )

    assert found == [
        ("污水直排", "修复管网。\n全长3公里。", "市水务局", "", ""),
        ("污水直排", "安装监测。", "市水务局", "", ""),
        ("扬尘严重。", "扬尘严重。", "市住建局", "", ""),
    ]
    assert [doubt.words for doubt in draft.doubts if doubt.code == "paragraph-left-out"] == ["整改进展：已完成。"]


def test_a_heading_with_a_time_alone_lends_nothing() -> None:
    """Items below it that name nobody are told and left out, as ever."""
    draft, found = _rows("一、甲项（6月底前完成）", "1.乙事。", "2.丙事。（市丙局）")

    assert [words[1] for words in found] == ["甲项", "丙事。"]
    assert "paragraph-left-out" in [doubt.code for doubt in draft.doubts]
