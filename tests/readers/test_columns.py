"""Columns known by their headings."""

import pytest

from gkplan.readers.columns import Columns, columns


def test_the_headings_of_the_source_are_known() -> None:
    """序号 工作任务 具体要求 牵头落实单位 完成时限, in this order."""
    assert columns(["序号", "工作任务", "具体要求", "牵头落实单位", "完成时限"]) == Columns(0, 1, 2, (3,), (), (4,), ())


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            ["序 号", "重点任务", "工作措施", "责任单位", "配合单位", "完成时限", "备注"],
            Columns(0, 1, 2, (3,), (4,), (5,), (6,)),
        ),
        (["编号", "事项", "主要内容", "承办单位", "协办部门", "办结时限"], Columns(0, 1, 2, (3,), (4,), (5,), ())),
        (["序号", "整改任务", "整改措施", "整改时限", "责任单位"], Columns(0, 1, 2, (4,), (), (3,), ())),
        (["序号", "工作内容", "责任单位", "牵头单位", "时间节点"], Columns(0, 1, 1, (3, 2), (), (4,), ())),
        (["任务名称", "目标要求", "责任部门", "时间要求", "责任人"], Columns(None, 0, 1, (2,), (), (3,), (4,))),
        (["序号", "主要任务", "重点任务", "牵头单位", "完成时间"], Columns(0, 1, 2, (3,), (), (4,), ())),
        (["編號", "工作任務", "具體要求", "責任單位", "完成時限"], Columns(0, 1, 2, (3,), (), (4,), ())),
        (
            ["序号", "领域", "工作任务", "工作目标", "推进措施", "责任领导", "责任单位", "时间安排"],
            Columns(0, 2, 4, (6,), (), (7,), (1, 3, 5), (3,)),
        ),
        (["项目", "启动时间", "完成时间", "责任单位及责任人"], Columns(None, 0, 0, (3,), (), (2,), (1,))),
        (["问题清单", "任务清单", "责任清单", "时限要求"], Columns(None, 0, 1, (2,), (), (3,), ())),
        (["序号", "工作任务", "责任单位", "督办单位", "办结时限"], Columns(0, 1, 1, (2,), (), (4,), (3,))),
        (["序号", "公开内容", "公开主体", "公开时限", "公开方式"], Columns(0, 1, 1, (2,), (), (3,), (4,), (4,))),
    ],
)
def test_headings_of_other_documents_are_known(header: list[str], expected: Columns) -> None:
    """The usual wordings, in any order; the lead's column before others; unknown columns left out by place."""
    assert columns(header) == expected


@pytest.mark.parametrize(
    "row",
    [
        ["1", "推进公开", "做好公开", "市编办", "2016年底前"],
        ["序号", "工作任务", "备注"],
        ["序号", "责任单位", "完成时限"],
        ["序号", "工作任务", "完成时限"],
        [],
    ],
)
def test_a_row_that_lacks_work_units_or_time_is_no_header(row: list[str]) -> None:
    """All three must be named, else the row is a row."""
    assert columns(row) is None


def test_unknown_headings_of_the_work_are_taken_where_units_and_time_are_known() -> None:
    """Before the units if anything is; only where that is asked for, and no heading of work is known."""
    header = ("序号", "办什么", "怎么办", "责任单位", "时限", "印章")
    found = columns(header, lacking="title")

    assert columns(header) is None
    assert found is not None
    assert (found.title, found.requirement, found.unknown) == (1, 2, (5,))
    assert columns(("工作任务", "责任单位", "时限"), lacking="title") is None


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("一季度", "二季度", "三季度", "四季度"), (2, 3, 4, 5)),
        (("3月", "6月份", "十二月"), (2, 3, 4)),
        (("上半年", "下半年"), (2, 3)),
        (("3月", "6月"), None),
        (("6月", "6月", "6月"), None),
    ],
)
def test_stages_are_columns_of_time_where_a_row_could_not_say_them(
    times: tuple[str, ...], expected: tuple[int, ...] | None
) -> None:
    """Two months may be the start and end of a row; as many as a year has stages are headings."""
    found = columns(("工作任务", "责任单位", *times))

    assert (found.deadline if found else None) == expected
