"""Tables in Markdown."""

from gkplan.readers.markdown import read

TEXT = r"""# 某市2024年**分解表**

> 填报单位：市府办

| 序号 | 工作\|任务 | 责任单位 |
|:---|:---:|---:|
| 1 | **甲**<br>乙\*丙 &lt;丁&gt; | |
2 | 戊 | 市甲局
| 3 | 己 |

结束
a | b
"""


def test_a_table_is_read_with_its_marks_taken_off() -> None:
    """Emphasis, escapes and `<br>` are Markdown's; outer bars may be missing; a short row is ragged."""
    table, rest = read(TEXT.encode())

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["序号", "工作|任务", "责任单位"],
        ["1", "甲\n乙*丙 <丁>", ""],
        ["2", "戊", "市甲局"],
        ["3", "己", ""],
    ]
    assert table.before == ("某市2024年分解表", "", "填报单位：市府办", "")
    assert table.ragged == (9,)
    assert [row[0].line for row in table.rows] == [5, 7, 8, 9]
    assert rest.before == ("", "结束", "a | b")


def test_bars_without_dashes_below_are_no_table() -> None:
    """A paragraph with a bar is a paragraph."""
    (rest,) = read(b"a | b\nc | d\n")

    assert rest.rows == ()
