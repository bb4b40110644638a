"""Text copied from a page: where cells and rows begin and end."""

from itertools import pairwise

import pytest

from gkplan.readers.doubts import UnreadableError
from gkplan.readers.grid import Grid
from gkplan.readers.text import read

TABBED = "某市分工方案\n\t序号\n\t任务\n\t时限\n\n\t1\n\t甲\n\t3月底\n6月底\n\n\t\n\t乙\n\t\n \n"


def _only(text: str, encoding: str = "utf-8") -> Grid:
    (grid,) = read(text.encode(encoding))
    return grid


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_tab_begins_a_cell_and_no_tab_goes_on_with_it() -> None:
    """A tabbed text gives its rows, two-line cells kept as two lines, a lone tab a blank cell."""
    grid = _only(TABBED)

    assert _texts(grid) == [["序号", "任务", "时限"], ["1", "甲", "3月底\n6月底"], ["", "乙", ""]]
    assert [cell.origin for cell in grid.rows[2]] == ["blank", "own", "blank"]
    assert grid.ragged == ()


def test_what_stands_before_the_table_is_kept() -> None:
    """The paragraphs before the first tab are the grid's `before`, blank ones as empty."""
    assert _only("附件1\n\n" + TABBED).before == ("附件1", "", "某市分工方案")


def test_cells_know_their_line() -> None:
    """Each cell carries the line of the source that it begins in."""
    assert [cell.line for cell in _only(TABBED).rows[1]] == [6, 7, 8]


def test_stripped_tabs_are_told_by_the_number_of_columns() -> None:
    """Without tabs blank cells and the ends of rows are empty lines alike: the header's width tells them apart."""
    grid = _only("某市分工方案\n序号\n任务\n时限\n\n1\n甲\n3月底\n\n\n乙\n\n\n2\n丙\n\n")

    assert _texts(grid) == [["序号", "任务", "时限"], ["1", "甲", "3月底"], ["", "乙", ""], ["2", "丙", ""]]


def test_rows_as_lines_are_rows() -> None:
    """From Word and Excel: tabs between cells, a blank cell nothing between two, two lines in quotation marks."""
    grid = _only('某市分工方案\n序号\t任务\t时限\n1\t甲\t"3月底\n6月底"\n\t乙\t\n\n')

    assert _texts(grid) == [["序号", "任务", "时限"], ["1", "甲", "3月底\n6月底"], ["", "乙", ""]]
    assert [row[0].line for row in grid.rows] == [2, 3, 5]
    assert grid.before == ("某市分工方案",)


def test_a_lone_quotation_mark_swallows_nothing() -> None:
    """A mark that never closes is a character of its cell."""
    assert _texts(_only('序号\t任务\n1\t"甲\n2\t乙\n')) == [["序号", "任务"], ["1", '"甲'], ["2", "乙"]]


def test_a_cell_without_end_is_refused() -> None:
    """A cell beyond the csv module's limit is an error with its line, not a crash."""
    with pytest.raises(UnreadableError, match="line 2"):
        _only("序号\t任务\n1\t" + "甲" * 200_000)


def test_a_row_of_other_length_is_ragged() -> None:
    """A row with too few cells is filled, one with too many cut, and both are told by their line."""
    grid = _only("\t序号\n\t任务\n\n\t1\n\n\t2\n\t乙\n\t多余\n")

    assert _texts(grid) == [["序号", "任务"], ["1", ""], ["2", "乙"]]
    assert grid.ragged == (4, 6)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_chinese_files_are_read(encoding: str) -> None:
    """UTF-8 with or without a mark, GB18030 as Chinese Windows saves it, Excel's Unicode text: the same grid."""
    assert _only(TABBED, encoding) == _only(TABBED)


def test_windows_line_ends_are_line_ends() -> None:
    """Carriage returns are no part of a cell."""
    assert _texts(_only(TABBED.replace("\n", "\r\n"))) == _texts(_only(TABBED))


@pytest.mark.parametrize("data", [b"\x00\x01", TABBED.encode("utf-16-le"), b"\xff\xfd\xff\xff\xff"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Binary bytes and UTF-16 without its mark are refused with words, not guessed at."""
    with pytest.raises(UnreadableError, match="not a text"):
        read(data)


def test_a_text_without_a_table_has_no_rows() -> None:
    """A text with neither a tab nor a line 序号 is all `before`."""
    assert _only("只有一段话。\n") == Grid((), ("只有一段话。",))


def test_an_empty_text_has_no_rows() -> None:
    """No bytes at all are an empty grid."""
    assert _only("").rows == ()


def test_lines_grow_along_the_table() -> None:
    """The first cells' lines strictly increase, so that a doubt's line can be found."""
    starts = [row[0].line for row in _only(TABBED).rows]

    assert all(one < next_one for one, next_one in pairwise(starts))
