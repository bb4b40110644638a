r"""`tsv` and `csv`: a header of the contract's fields, then one record a line.

In both, lists are joined by 、, line breaks written `\\n`, None is empty, and what has parts of its own is JSON. Either
may end up in a spreadsheet, so a would-be formula follows a `'` in both.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Any

from gkplan.clean import visible
from gkplan.writers.answer import Answer, Out
from gkplan.writers.json import dumps

# What a spreadsheet would run (OWASP, CSV injection), in half and full width; a plain number is none.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class TsvWriter:
    """Fields parted by tabs, which no field holds."""

    def write(self, answer: Answer, out: Out) -> None:
        """Write header and records."""
        out.writelines("\t".join(line) + "\n" for line in _lines(answer))


class CsvWriter:
    """Fields quoted where need be (RFC 4180), lines end in a bare newline."""

    def write(self, answer: Answer, out: Out) -> None:
        """Write header and records."""
        csv.writer(out, lineterminator="\n").writerows(_lines(answer))


def plain(value: Any) -> str:
    """A field's value on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, dict) for part in value)):
        return dumps(value).replace("\t", "\\t")
    if isinstance(value, list):
        return "、".join(map(plain, value))
    return visible(str(value)).replace("\n", "\\n").replace("\t", "\\t")


def guarded(value: Any) -> str:
    """A field's value that no spreadsheet takes for a formula."""
    text = plain(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _lines(answer: Answer) -> Iterable[list[str]]:
    yield list(answer.fields)
    for record in answer.records:
        yield [guarded(record[name]) for name in answer.fields]
