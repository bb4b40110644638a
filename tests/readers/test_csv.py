"""Tables of values."""

import pytest

from gkplan.readers.csv import read
from gkplan.readers.doubts import UnreadableError

HEADER = "序号{0}工作任务{0}责任单位{0}完成时限"


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_what_makes_headings_stands_between_cells(mark: str) -> None:
    """Commas, tabs, semicolons or bars, even where the words have more of another."""
    words = ",,,,,;" if mark != "," else ";;;;;;"
    (grid,) = read(f"{HEADER.format(mark)}\n1{mark}甲{words.replace(mark, '')}{mark}市甲局{mark}年底前\n".encode()[:])

    assert [len(row) for row in grid.rows] == [4, 4]


def test_cells_of_several_lines_and_blank_lines() -> None:
    """Lines within quotation marks stay lines; rows without words are none; each cell knows its line."""
    (grid,) = read('序号,工作任务,责任单位,完成时限\r\n,,,\r\n1,"甲\r\n 乙 ",,"say ""x"""\r\n'.encode())

    assert [cell.text for cell in grid.rows[1]] == ["1", "甲\n乙", "", 'say "x"']
    assert [(cell.origin, cell.line) for cell in grid.rows[1]] == [("own", 3), ("own", 3), ("blank", 3), ("own", 3)]


def test_short_rows_are_filled() -> None:
    """A row with fewer cells than the widest has blank ones at its end."""
    (grid,) = read(f"某市分解表\n{HEADER.format(',')}\n1,甲\n".encode())

    assert [len(row) for row in grid.rows] == [4, 4, 4]


def test_a_cell_that_does_not_end_is_told_by_its_line() -> None:
    """A lone quotation mark at a cell's beginning would take in all the rest."""
    with pytest.raises(UnreadableError, match="line"):
        read(f'{HEADER.format(",")}\n1,"甲,市甲局,年底前\n2,乙,市乙局,年底前\n'.encode())
