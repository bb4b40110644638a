"""Saved pages."""

from gkplan.readers.grid import Grid
from gkplan.readers.html import read


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def _read(page: str) -> tuple[Grid, ...]:
    return read(page.encode())


def test_cells_reach_over_rows_and_columns() -> None:
    """Rowspan and colspan, end tags left out, a rowspan of 0 to the end, nonsense as 1."""
    table, _ = _read(
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=0>c<td rowspan='x'>d<td colspan=-1>e<tr><td>f<td>g</table>"
    )

    assert _texts(table) == [["a", "a", "b"], ["c", "d", "e"], ["c", "f", "g"]]
    assert [cell.origin for cell in table.rows[0]] == ["own", "merged", "own"]
    assert table.rows[2][0].origin == "merged"
    assert [row[1].line for row in table.rows] == [1, 2, 3]


def test_white_space_is_as_a_reader_sees_it() -> None:
    """Blocks and `<br>` are lines; a break within Chinese words is the editor's, another is a space."""
    table, _ = _read("<table><tr><td> 市财\n  政局 <p>2016\n年</p>a\nb<br><br>c&nbsp;d<div>（\n一）</div></table>")

    assert _texts(table) == [["市财政局\n2016 年\na b\nc\u00a0d\n（一）"]]


def test_what_a_reader_does_not_see_is_not_read() -> None:
    """Scripts, styles, comments, hidden elements and what is not displayed."""
    table, rest = _read(
        "<head><title>t</title></head><script>x</script><style>y</style><p hidden>z</p><table><tr><!-- c -->"
        "<td>a<span style='DISPLAY: none'>b</span><tr style='display:none'><td>c</table><noscript>d</noscript>e"
    )

    assert _texts(table) == [["a"]]
    assert (table.before, rest.before) == ((), ("e",))


def test_paragraphs_stand_before_their_table() -> None:
    """A heading stands apart by empty lines; paragraphs after the last table are the last grid's."""
    first, second, rest = _read("<h1>题</h1><p>甲<b>乙</b></p><p>丙</p><table><td>1</table>丁<table><td>2</table><p>戊")

    assert first.before == ("题", "", "甲乙", "丙")
    assert (second.before, rest.before) == (("丁",), ("戊",))
    assert (first.place.table, second.place.table) == (1, 2)


def test_a_table_that_lays_the_page_out_is_passed_through() -> None:
    """Only one with headings of a plan is a table although it holds others; those are lines, one a row."""
    inner = "<table><tr><td>甲<td>乙</table>"
    header = "<tr><td>序号<td>工作任务<td>责任单位<td>完成时限"

    (only, _) = _read(f"<table><tr><td>菜单<td>{inner}</table>")
    assert (_texts(only), only.before) == ([["甲", "乙"]], ("菜单",))
    (table, _) = _read(f"<table>{header}<tr><td>1<td>{inner}<td>市甲局<td>年底前</table>")
    assert _texts(table)[1] == ["1", "甲 乙", "市甲局", "年底前"]


def test_a_page_without_a_table_is_its_paragraphs() -> None:
    """Plans in prose are read from these."""
    assert _read("<p>一</p><p>二</p>") == (Grid((), ("一", "二")),)


def test_numbers_of_a_list_are_printed() -> None:
    """A list's items have the numbers that a reader sees; a list of one item has no number worth printing."""
    table, _ = _read(
        "<table><tr><td><ol><li>甲<li>乙</ol><td><ol start=3><li><p>丙</p><li>丁</ol><td><ol><li>戊</ol>"
        "<td><ol><li><li></ol>己</table>"
    )

    assert _texts(table) == [["1.甲\n2.乙", "3.丙\n4.丁", "戊", "己"]]


def test_a_page_that_breaks_off_is_in_doubt() -> None:
    """Its last rows may be missing; a piece of a page, which never began, has no end to miss."""
    (table, _) = _read("<html><body><table><tr><td>1")

    assert [doubt.code for doubt in table.doubts] == ["cut-off"]
    assert _read("<table><tr><td>1")[0].doubts == _read("<html><table><td>1</table></HTML>")[0].doubts == ()
