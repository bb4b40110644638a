"""Where a table's headings stand."""

from gkplan.readers.columns import Columns
from gkplan.readers.grid import Cell, Grid, Spanned, spread
from gkplan.readers.headings import continued, headings

HEADER = ("序号", "工作任务", "责任单位", "完成时限")


def _plain(*rows: tuple[str, ...], before: tuple[str, ...] = ()) -> Grid:
    cells = (tuple(Cell(text, "own" if text else "blank", at) for text in row) for at, row in enumerate(rows, 1))
    return Grid(tuple(cells), before)


def test_headings_stand_below_a_title_over_the_whole_table() -> None:
    """The title is no upper row of headings, though a heading below it is blank."""
    grid = spread([[Spanned("某市任务表", columns=5)], [*(Spanned(word) for word in HEADER), Spanned("")]])
    found = headings(grid)

    assert found is not None
    assert (found.start, found.end, found.words[:4]) == (1, 2, HEADER)


def test_two_rows_of_headings_without_merged_cells() -> None:
    """A csv file has no merged cells: a lower heading stands below a blank or beside one."""
    grid = _plain(("序号", "工作任务", "", "完成时限"), ("", "", "牵头单位", ""), ("1", "甲", "市甲局", "年底前"))
    found = headings(grid)

    assert found is not None
    assert (found.start, found.end, found.named) == (0, 2, Columns(0, 1, 1, (2,), (), (3,), ()))


def test_short_words_below_headings_are_a_row() -> None:
    """A first row of data is no second row of headings, however short its words."""
    found = headings(_plain(HEADER, ("1", "甲", "各部门", "全年"), ("", "项目", "单位", "")))

    assert found is not None
    assert found.end == 1


def test_a_table_lacks_a_column_only_where_that_is_asked_for() -> None:
    """And then all its headings must be known, so that no row of data is taken for them."""
    grid = _plain(("1", "甲", "乙局"), ("序号", "工作任务", "责任单位"), ("1", "甲", "市甲局"))

    assert headings(grid) is None
    found = headings(grid, lacking="deadline")
    assert found is not None
    assert (found.start, found.named.deadline) == (1, ())
    assert headings(_plain(("1", "重点项目", "市直部门")), lacking="deadline") is None


def test_a_table_goes_on_only_right_below_and_with_a_number() -> None:
    """Words between, another width or a first cell that is no number: another table."""
    before = headings(_plain(HEADER))
    assert before is not None

    assert continued(_plain(("2", "乙", "市乙局", "年底前")), before) is not None
    assert continued(_plain(("", "乙", "市乙局", "年底前")), before) is not None
    assert continued(_plain(("2", "乙", "市乙局", "年底前"), before=("附件2",)), before) is None
    assert continued(_plain(("2", "乙", "市乙局")), before) is None
    assert continued(_plain(("某某", "科长", "1", "2")), before) is None
