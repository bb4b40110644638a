"""`md`."""

from __future__ import annotations

import re

import pytest
from tests.helpers.answers import HOSTILE, STEERING, answer, line, written

from gkplan.writers.interface import Cell, Column, Page, Table
from gkplan.writers.markdown import MarkdownWriter, escaped

PAGE: Page = [
    line("甲 · 乙"),
    Table([Column("事项"), Column("具体要求")], [[Cell("1.1"), Cell("一\n二")], [Cell("1.2"), Cell("")]], "时间节点"),
]


def test_a_page_is_paragraphs_and_tables() -> None:
    """A line is a paragraph, a table has a heading, a header and a row a line; a line break in a cell is kept."""
    assert written(MarkdownWriter(), answer(page=PAGE)) == (
        "甲 · 乙\n\n## 时间节点\n\n| 事项 | 具体要求 |\n| --- | --- |\n| 1.1 | 一<br>二 |\n| 1.2 |  |\n"
    )


def test_an_empty_page_is_empty() -> None:
    """Nothing to say is nothing written."""
    assert written(MarkdownWriter(), answer(page=[line("")])) == "\n"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_is_run_as_markup(hostile: str) -> None:
    """No cell ends early, no tag or link or emphasis comes about, no escape reaches a terminal."""
    page = [Table([Column("a"), Column("b")], [[Cell(hostile), Cell("x")]])]
    text = written(MarkdownWriter(), answer(page=page))
    assert not STEERING & set(text)
    *_head, row = text.rstrip("\n").split("\n")
    assert len(re.split(r"(?<!\\)\|", row)) == 4
    assert not re.search(r"(?<!\\)[<*`\[]", row.replace("<br>", ""))


def test_markup_characters_are_escaped() -> None:
    """Each character that Markdown would take for markup stands behind a backslash."""
    assert escaped("[a](b) *c* <d> e|f $g$ :h: 15:00") == r"\[a\](b) \*c\* \<d\> e\|f \$g\$ \:h: 15:00"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1. 甲", r"1\. 甲"),
        ("12) 甲", r"12\) 甲"),
        ("- 甲", r"\- 甲"),
        ("    甲", "甲"),
        ("===", r"\==="),
        ("2016年", "2016年"),
    ],
)
def test_a_paragraph_never_begins_as_something_else(words: str, expected: str) -> None:
    """A title that begins with a number, a dash or spaces is no list, heading or block of code."""
    assert written(MarkdownWriter(), answer(page=[line(words)])) == f"{expected}\n"
