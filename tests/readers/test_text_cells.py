"""Tables that were copied cell by cell, where blank cells and the ends of rows left no trace."""

import pytest

from gkplan.readers.interface import Draft, read_bytes

HEADER = ("序号", "民生实事", "责任单位", "完成时限")


def _draft(*cells: str, header: tuple[str, ...] = HEADER, apart: str = "\n\n") -> Draft:
    return read_bytes(apart.join(("某市2024年民生实事分解表", *header, *cells, "")).encode(), "a.txt")


def _told(draft: Draft) -> list[tuple[str, str, str, str]]:
    return [(row.id, row.requirement, "、".join(row.units), row.deadline) for row in draft.plan.rows()]


@pytest.mark.parametrize("apart", ["\n", "\n\n", "\r\n\r\n \r\n"])
def test_rows_are_told_by_their_numbers(apart: str) -> None:
    """One line a cell, with or without empty lines between; the units' cell may have several."""
    draft = _draft("1", "治河。", "县水务局", "县住建局", "12月底前", "2", "修路。", "县交通局", "全年", apart=apart)

    assert _told(draft) == [
        ("1.1", "治河。", "县水务局、县住建局", "12月底前"),
        ("2.1", "修路。", "县交通局", "全年"),
    ]
    assert draft.doubts == ()


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "建养老楼。", "县民政局", "5月底前", "建老年大学。", "12月底前"),
        ("1", "修路。", "全年"),
        ("1", "修路。", "县交通局", "县财政局"),
        ("1", "修路。", "6月底前", "全年"),
        ("1", "修路。", "分两年", "县交通局", "全年"),
    ],
    ids=["two rows with one number", "a blank cell", "units and no time", "time for units", "a second line of work"],
)
def test_a_row_that_could_be_read_in_two_ways_is_left_out_in_doubt(cells: tuple[str, ...]) -> None:
    """Nothing says which line stands in which column; the rows below are read all the same."""
    draft = _draft(*cells, "2", "建校。", "县教育局", "8月底前")

    assert _told(draft) == [("2.1", "建校。", "县教育局", "8月底前")]
    assert [(doubt.code, doubt.line, doubt.words) for doubt in draft.doubts if doubt.code == "row-unclear"] == [
        ("row-unclear", 11, " ".join(cells))
    ]


def test_a_count_that_is_the_next_number_begins_no_row() -> None:
    """Where rows have as many lines as columns, a cell of a number is a cell."""
    header = ("序号", "项目", "数量", "责任单位", "完成时限")
    draft = _draft("1", "建桥", "2", "市交通局", "12月", "2", "建校", "3", "市教育局", "8月", header=header)

    assert [(row.requirement, row.extra) for row in draft.plan.rows()] == [
        ("建桥", (("数量", "2"),)),
        ("建校", (("数量", "3"),)),
    ]


def test_what_stands_below_the_table_is_told() -> None:
    """The last row ends with its time."""
    draft = _draft("1", "修路。", "县交通局", "全年", "分享到：", "打印")

    assert _told(draft) == [("1.1", "修路。", "县交通局", "全年")]
    assert [(doubt.code, doubt.words) for doubt in draft.doubts] == [
        ("section-left-out", "分享到："),
        ("section-left-out", "打印"),
    ]


def test_two_columns_of_units_leave_a_longer_row_unclear() -> None:
    """A second line could belong to either."""
    header = ("序号", "项目", "牵头单位", "配合单位", "完成时限")
    draft = _draft(
        *("1", "建桥", "市交通局", "市财政局", "市水利局", "12月", "2", "建校", "市教育局", "市财政局", "8月"),
        header=header,
    )

    assert [(row.id, row.units, row.support) for row in draft.plan.rows()] == [("2.1", ("市教育局",), ("市财政局",))]
