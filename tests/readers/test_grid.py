"""The grid: cells that reach over several places, and rows of unequal length."""

from gkplan.readers.grid import Cell, Grid, Spanned, filled, spread


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def _origins(grid: Grid) -> list[list[str]]:
    return [[cell.origin for cell in row] for row in grid.rows]


def test_a_cell_over_rows_holds_its_words_in_each() -> None:
    """A cell that reaches down is own where it is printed and merged, with the same words, below."""
    grid = spread([[Spanned("1", rows=3), Spanned("甲")], [Spanned("乙")], [Spanned("丙")]])

    assert _texts(grid) == [["1", "甲"], ["1", "乙"], ["1", "丙"]]
    assert _origins(grid) == [["own", "own"], ["merged", "own"], ["merged", "own"]]


def test_a_cell_over_columns_holds_its_words_in_each() -> None:
    """A heading over all columns is own in the first and merged in the others."""
    grid = spread([[Spanned("一、总则", columns=3)], [Spanned("a"), Spanned("b"), Spanned("c")]])

    assert _texts(grid)[0] == ["一、总则"] * 3
    assert _origins(grid)[0] == ["own", "merged", "merged"]


def test_cells_over_rows_and_columns_leave_the_others_their_places() -> None:
    """What reaches down in the middle or at the end of a row pushes later cells to their right columns."""
    grid = spread(
        [
            [Spanned("a"), Spanned("b", rows=2, columns=2), Spanned("c", rows=3)],
            [Spanned("d")],
            [Spanned("e"), Spanned("f"), Spanned("g")],
        ]
    )

    assert _texts(grid) == [["a", "b", "b", "c"], ["d", "b", "b", "c"], ["e", "f", "g", "c"]]
    assert grid.ragged == ()


def test_a_row_that_ends_early_is_filled_and_said_so() -> None:
    """A missing cell is blank, and the row's number stands in `ragged`."""
    grid = spread([[Spanned("a"), Spanned("b")], [Spanned("c")]])

    assert grid.rows[1] == (Cell("c"), Cell("", "blank"))
    assert grid.ragged == (2,)


def test_a_gap_before_a_cell_from_above_is_blank() -> None:
    """A row with too few cells for its first columns has blanks up to the cell that reaches down into it."""
    grid = spread([[Spanned("a"), Spanned("b"), Spanned("c", rows=2)], []])

    assert _origins(grid)[1] == ["blank", "blank", "merged"]


def test_a_printed_cell_without_words_is_blank() -> None:
    """Spaces alone are no words."""
    assert spread([[Spanned(" \u3000"), Spanned("b")]]).rows[0][0] == Cell("", "blank")


def test_filling_keeps_the_line() -> None:
    """Cells added to a row are at the row's line."""
    assert filled([Cell("a", line=7)], 2) == (Cell("a", line=7), Cell("", "blank", 7))
