"""`table`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from tests.helpers.answers import HOSTILE, STEERING, answer, line, written

from gkplan.writers.interface import Cell, Column, Page, Table
from gkplan.writers.table import TableWriter

REQUIREMENT = (
    "建立市级部门信用信息交换共享工作通报机制，定期通报各部门信息共享情况（见2.7@2016-Q1），不得迟于2016-12-31。"
)
COLUMNS = [Column("到期日期"), Column("事项"), Column("具体要求", wrap=True, share=3), Column("责任单位", wrap=True)]
ROWS = [
    [Cell("2016-12-31\n或 2017-03-31"), Cell("29.1", "id"), Cell(REQUIREMENT), Cell("市府办公室、各县（市、区）政府")],
    [Cell("2016-12-31"), Cell("3.3"), Cell("短"), Cell("市发展改革局")],
]
TABLE: Page = [line("总题目" * 20), Table(COLUMNS, ROWS, "时间节点"), line("末行")]


def drawn(width: int, page: Page = TABLE) -> list[str]:
    """A page on a terminal of this width, line by line."""
    return written(TableWriter(width), answer(page=page)).split("\n")


def cells(lines: Sequence[str]) -> str:
    """All words of a page, put together again."""
    return "".join("".join(lines).split())


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 300])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    """Whatever the width, no line passes it, and none ends in padding."""
    lines = drawn(width)
    assert max(map(cell_len, lines)) <= width
    assert all(each == each.rstrip() for each in lines)


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120, 300])
def test_no_word_is_cut(width: int) -> None:
    """Every character of every cell is on the page, however narrow it is; nothing is replaced by dots."""
    words = cells(drawn(width))
    missing = [char for row in ROWS for cell in row for char in cell.text if not char.isspace() and char not in words]
    assert not missing
    assert "…" not in words


@pytest.mark.parametrize("columns", ["0", "1", "2", "7"])
def test_a_terminal_of_no_width_loses_nothing(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """Where a terminal says it has no columns, or hardly any, the words are all there."""
    monkeypatch.setenv("COLUMNS", columns)
    words = cells(written(TableWriter(), answer(page=TABLE)).split("\n"))
    assert not [char for row in ROWS for cell in row for char in cell.text if not char.isspace() and char not in words]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_dates_ids_and_headings_are_never_broken(width: int) -> None:
    """Each stands whole on a line of its own or within one."""
    text = "\n".join(drawn(width))
    for whole in ("2016-12-31", "2017-03-31", "2.7@2016-Q1", "29.1", "到期日期", "具体要求", "责任单位"):
        assert whole in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_begins_with_a_closing_mark(width: int) -> None:
    """A comma, a stop or a closing bracket stays with what it closes."""
    wrapped = drawn(width, [Table([Column("要求", wrap=True)], [[Cell(REQUIREMENT * 3)]])])
    assert not [each for each in wrapped if each.lstrip()[:1] in set("，。、）") and each.strip()]


def test_a_narrow_terminal_gets_a_list() -> None:
    """Where the columns do not fit side by side, each row is written cell by cell, under its headings."""
    lines = drawn(30)
    assert "到期日期 2016-12-31" in "\n".join(lines)
    assert "事项 29.1" in lines
    assert not any("───" in each for each in lines)


def test_a_column_takes_no_more_than_it_needs() -> None:
    """On a wide terminal nothing is folded and the table ends where its words end."""
    lines = drawn(300)
    (row,) = [each for each in lines if "29.1" in each]
    assert REQUIREMENT in row
    assert max(map(cell_len, lines)) < 200


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    """Its room goes to the others; one filled cell keeps it."""
    columns = [Column("甲"), Column("乙"), Column("丙", wrap=True)]
    rows = [[Cell("1"), Cell(""), Cell("")], [Cell("2"), Cell(""), Cell("三")]]
    heading = drawn(80, [Table(columns, rows)])[0]
    assert heading.split() == ["甲", "丙"]


def test_blocks_are_set_apart() -> None:
    """An empty line stands before and after a table, and none between two lines of words."""
    lines = drawn(120, [line("甲"), line("乙"), TABLE[1], TABLE[2], line("丙")])
    assert lines[:4] == ["甲", "乙", "", "时间节点"]
    assert lines[-4:] == ["", "末行", "丙", ""]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("width", [30, 100])
def test_hostile_text_is_shown(hostile: str, width: int) -> None:
    """Markup, emoji codes and escapes stand there as the words they are, in titles, headings, cells and lines."""
    page: Page = [
        line(hostile),
        Table([Column(hostile, wrap=True), Column("b")], [[Cell(hostile), Cell(hostile)]], hostile),
    ]
    text = written(TableWriter(width), answer(page=page))
    assert not STEERING & set(text)
    shown = cells(text.split("\n"))
    for word in ("[red]words[/red]", ":smile:", "<script>", "=1+1"):
        assert word not in hostile or "".join(word.split()) in shown


def test_colour_only_repeats_what_the_words_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal that wants none, the words are the same and no escape is written."""
    page = [Table([Column("状态")], [[Cell("逾期", "overdue")]])]
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = written(TableWriter(80), answer(page=page))
    monkeypatch.setenv("NO_COLOR", "1")
    plain = written(TableWriter(80), answer(page=page))
    assert "\x1b[" in coloured
    assert "31m" not in plain
    assert "逾期" in plain
