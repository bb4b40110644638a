"""`md`: the page for people as Markdown (GitHub's tables); nothing in it is run as markup or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gkplan.clean import visible
from gkplan.writers.answer import Answer, Out
from gkplan.writers.interface import Line, Table

# What Markdown takes for markup anywhere, with the `$` of mathematics and the colons of an emoji on GitHub; and what
# would make a list or a heading of a paragraph that begins with it.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~#&$]|:(?=[\w+-]+:)")
_BEGINNING = re.compile(r"^(?:\d+(?=[.)])|(?=[-+=]))")


class MarkdownWriter:
    """A heading a table, a paragraph a line."""

    def write(self, answer: Answer, out: Out) -> None:
        """Write the page."""
        blocks = [_table(block) if isinstance(block, Table) else _line(block) for block in answer.page()]
        out.write("\n".join("\n".join(block) + "\n" for block in blocks))


def escaped(text: str) -> str:
    """Words from a plan as Markdown shows them, on one line."""
    text = _MARKUP.sub(lambda found: f"\\{found[0]}", visible(text))
    return text.replace("\n", "<br>").replace("\t", " ")


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield f"## {escaped(table.title)}"
        yield ""
    yield "| " + " | ".join(escaped(column.heading) for column in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield "| " + " | ".join(escaped(cell.text) for cell in row) + " |"


def _line(line: Line) -> Iterator[str]:
    words = "".join(escaped(cell.text) for cell in line.parts).lstrip()
    yield _BEGINNING.sub(lambda found: f"{found[0]}\\", words)
