"""Lines of a table by their columns, and merged cells filled in."""

from gkplan.readers.doubts import Doubt
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.headings import headings
from gkplan.readers.lines import Line, filled_down, table_lines

HEADER = ("序号", "工作任务", "具体要求", "牵头单位", "配合单位", "完成时限")


def _grid(*rows: tuple[str, ...]) -> Grid:
    cells = (tuple(Cell(text, "own" if text else "blank", at) for text in row) for at, row in enumerate(rows, 1))
    return Grid(tuple(cells))


def _lines(grid: Grid, doubts: list[Doubt]) -> list[Line]:
    found = headings(grid)
    return list(table_lines(grid, found, doubts)) if found else []


def _filled(*rows: tuple[str, ...], numbered: tuple[int, ...]) -> tuple[list[Line], list[Doubt]]:
    doubts: list[Doubt] = []
    lines = _lines(_grid(HEADER, *rows), doubts)
    return list(filled_down(zip(numbered, lines, strict=True), doubts)), doubts


def test_headings_repeated_and_sections_are_no_lines() -> None:
    """The header of the next page and a heading within the table are left out; the latter is a doubt."""
    doubts: list[Doubt] = []
    row = ("1", "甲", "乙", "市府办", "", "年底")
    grid = _grid(
        ("某市分解表", "", "", "", "", ""),
        HEADER,
        ("一、总体", "", "", "", "", ""),
        row,
        HEADER,
        ("", "", "", "", "", ""),
    )

    (line,) = _lines(grid, doubts)

    assert line.requirement.text == "乙"
    assert doubts == [Doubt("section-left-out", None, 3, "一、总体")]


def test_a_section_merged_over_all_columns_is_a_section() -> None:
    """The same words in every cell are one heading."""
    doubts: list[Doubt] = []

    assert not _lines(_grid(HEADER, ("二、保障",) * 6), doubts)
    assert [doubt.code for doubt in doubts] == ["section-left-out"]


def test_a_table_without_such_headings_has_no_lines() -> None:
    """Another table in the same document is passed over."""
    assert not _lines(_grid(("姓名", "电话"), ("某", "1")), [])


def test_numbers_without_a_heading_are_numbers() -> None:
    """A column without a heading that holds nothing but numbers is the 序号, wherever it stands."""
    doubts: list[Doubt] = []
    header = ("工作任务", "", "具体要求", "责任科室", "时限要求")
    lines = _lines(_grid(header, ("甲", "1", "一", "办公室", "年底前"), ("", "2", "二", "", "")), doubts)

    assert [line.no.text for line in lines] == ["1", "2"]
    assert doubts == []


def test_blank_cells_take_those_above_within_the_task() -> None:
    """Units and deadline are filled and said to be inherited; a blank title within the task is not worth saying."""
    (_, second, third), doubts = _filled(
        ("1", "甲", "一", "市府办", "市编办", "年底"),
        ("", "", "二", "", "", "6月底"),
        ("", "", "三", "市财政局", "", ""),
        numbered=(1, 1, 1),
    )

    assert (second.units[0].text, second.support[0].text, second.inherited) == ("市府办", "市编办", ("units",))
    assert (third.units[0].text, third.support[0].text, third.deadline.text) == ("市财政局", "", "6月底")
    assert third.inherited == ("deadline",)
    assert third.deadline.origin == "merged"
    assert doubts == []


def test_another_task_inherits_nothing_but_under_a_merged_title() -> None:
    """A new 序号 with its own title starts with what it has, in doubt; with a merged title it goes on."""
    (_, anew), doubts = _filled(
        ("1", "甲", "一", "市府办", "", "年底"), ("2", "乙", "二", "", "", "年底"), numbered=(1, 2)
    )
    (_, on), no_doubts = _filled(("1", "甲", "一", "市府办", "", "年底"), ("2", "", "二", "", "", ""), numbered=(1, 2))

    assert (anew.units[0].text, [doubt.code for doubt in doubts]) == ("", ["nothing-above"])
    assert (on.title.text, on.units[0].text, on.inherited, no_doubts) == (
        "甲",
        "市府办",
        (),
        [],
    )


def test_a_task_printed_again_is_repeated() -> None:
    """序号 and title on the next page of the same task are marked as repeated, other cells as their own."""
    (_, again), _ = _filled(
        ("1", "甲", "一", "市府办", "", "年底"), ("1", "甲", "二", "市府办", "", "年底"), numbered=(1, 1)
    )

    assert (again.no.origin, again.title.origin, again.units[0].origin) == ("repeated", "repeated", "own")


def test_a_cell_known_to_be_merged_keeps_its_words() -> None:
    """Where the format itself says what a merged cell holds, it is taken from there and said to be inherited."""
    header = tuple(Cell(text) for text in HEADER)
    first = (Cell("1"), Cell("甲"), Cell("一"), Cell("市府办"), Cell("", "blank"), Cell("年底"))
    second = (
        Cell("", "blank"),
        Cell("", "blank"),
        Cell("二"),
        Cell("市府办", "merged"),
        Cell("", "blank"),
        Cell("年底"),
    )
    doubts: list[Doubt] = []
    lines = _lines(Grid((header, first, second)), doubts)

    (_, filled) = filled_down([(1, lines[0]), (1, lines[1])], doubts)

    assert (filled.units[0].text, filled.inherited, doubts) == ("市府办", ("units",), [])
