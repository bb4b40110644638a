"""Rows that head the rows below them."""

import pytest

from gkplan.readers.assemble import assemble
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.interface import Draft

HEADER = ("序号", "工作任务", "责任单位", "完成时限")


def _draft(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Draft:
    cells = (
        tuple(Cell(text, "own" if text else "blank", at) for text in row) for at, row in enumerate((header, *rows), 1)
    )
    return assemble([Grid(tuple(cells), ("某市2024年任务表",))], file="a.csv")


def _told(draft: Draft) -> list[tuple[str, str, str]]:
    return [(row.id, row.title, row.requirement) for row in draft.plan.rows()]


@pytest.mark.parametrize("numbers", [("1.1", "1.2", "2.1"), ("（1）", "（2）", "（1）"), ("①", "②", "①")])
def test_a_numbered_row_of_work_alone_is_the_task_of_the_deeper_ones_below(numbers: tuple[str, str, str]) -> None:
    """1 优化环境 over 1.1 and 1.2: they are its requirements, and nothing is in doubt."""
    first, second, third = numbers
    draft = _draft(
        ("1", "优化环境", "", ""),
        (first, "放宽准入", "市发改委", "6月底"),
        (second, "减税降费", "市税务局", "全年"),
        ("2", "扩大开放", "", ""),
        (third, "招商", "市商务局", "12月底"),
    )

    assert _told(draft) == [
        ("1.1", "优化环境", "放宽准入"),
        ("1.2", "优化环境", "减税降费"),
        ("2.1", "扩大开放", "招商"),
    ]
    assert draft.doubts == ()


def test_a_row_of_work_alone_over_rows_that_are_counted_through_heads_a_section() -> None:
    """一 基础设施 over 1 and 2 is no task, and its words are told."""
    draft = _draft(
        ("一", "基础设施", "", ""),
        ("1", "建桥", "市交通局", "12月底"),
        ("（二）", "社会事业", "社会事业", ""),
        ("2", "建校", "市教育局", "8月底"),
    )

    assert _told(draft) == [("1.1", "建桥", "建桥"), ("2.1", "建校", "建校")]
    assert [(doubt.code, doubt.words) for doubt in draft.doubts] == [
        ("section-left-out", "一 基础设施"),
        ("section-left-out", "（二） 社会事业"),
    ]


def test_a_row_with_units_is_a_row_of_its_own() -> None:
    """Whatever is numbered below it."""
    draft = _draft(("1", "优化环境", "市发改委", "6月底"), ("1.1", "放宽准入", "市发改委", "3月底"))

    assert _told(draft) == [("1.1", "优化环境", "优化环境"), ("2.1", "放宽准入", "放宽准入")]
    assert [doubt.code for doubt in draft.doubts] == ["number-out-of-order"]


def test_numbers_within_another_tasks_are_none_of_it() -> None:
    """2.1 below 1 is not the first of 1."""
    draft = _draft(("1", "甲", "", ""), ("2.1", "乙", "市商务局", "6月底"))

    assert _told(draft)[0] == ("1.1", "甲", "甲")
    assert draft.doubts


@pytest.mark.parametrize("total", [("合计", "", "3项", ""), ("", "总 计", "市商务局", "")])
def test_a_row_that_counts_up_the_others_is_told_and_left_out(total: tuple[str, ...]) -> None:
    """合计 is no work."""
    draft = _draft(("1", "甲", "市商务局", "6月底"), total)

    assert _told(draft) == [("1.1", "甲", "甲")]
    assert [doubt.code for doubt in draft.doubts] == ["row-left-out"]


def test_numbers_within_a_task_that_is_merged_are_no_doubt() -> None:
    """1.1 and 1.2 beside one title are the first and second of task 1."""
    header = ("序号", "重点任务", "具体任务", "责任单位", "完成时限")
    draft = _draft(("1.1", "甲", "一", "市府办", "6月底"), ("1.2", "", "二", "市府办", "7月底"), header=header)

    assert _told(draft) == [("1.1", "甲", "一"), ("1.2", "甲", "二")]
    assert draft.doubts == ()
