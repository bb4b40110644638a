"""Writes docs/deadlines.md: the pattern table of the deadline reader, with its examples, for people.

Run `python tools/deadlines_md.py > docs/deadlines.md`; a test holds the file to the table.
"""

from __future__ import annotations

from gkplan.deadline.grammar import Example, Pattern
from gkplan.deadline.patterns import TABLE
from gkplan.deadline.read import DOUBTS

HEAD = """\
# What deadlines are read from

This page is made from the pattern table (`python tools/deadlines_md.py > docs/deadlines.md`); a test holds it to the
table. Patterns are tried in this order at each place of the text, from left to right; each says in plain words what it
reads, and its examples are tests.

The readings are those in a plan of 2016 that was issued on 2016-05-20. How they are written: `by 2016-07-31|2016-08-31`
is a date with a second honest reading; `a..b` is from a to b, and an open end is left out; `recurring monthly x2 by day
25 of month season 5-11` is twice in each month, by the 25th, from May to November; `recurring yearly /2` is every two
years; `event P20D business` is 20 working days after the words that follow it; `nothing` is no rule at all.

A column is a deadline cell (完成时限), a requirement (具体要求), or both.

## Patterns
"""
COLUMNS = {"both": "both columns", "deadline": "deadline cells", "requirement": "requirements"}


def page() -> str:
    """The whole page as Markdown."""
    doubts = ["", "## Doubts", "", "| code | what it says |", "|---|---|"]
    doubts += [f"| `{code}` | {meaning} |" for code, meaning in DOUBTS.items()]
    return "\n".join([HEAD, *(_section(pattern) for pattern in TABLE), *doubts]) + "\n"


def _section(pattern: Pattern) -> str:
    where = COLUMNS[pattern.where] + (", on a line of its own" if pattern.fallback else "")
    rows = [_row(example) for example in pattern.examples]
    head = [f"### {pattern.name}", "", f"{pattern.english} {pattern.chinese} ({where})", ""]
    return "\n".join([*head, "| words | column | read as |", "|---|---|---|", *rows, ""])


def _row(example: Example) -> str:
    read_as = example.rules.replace("|", "\\|") or "nothing"
    return f"| {example.text.replace('|', chr(92) + '|')} | {example.where} | `{read_as}` |"


if __name__ == "__main__":
    print(page(), end="")
