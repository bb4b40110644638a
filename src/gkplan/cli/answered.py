"""From an answer to stdout, in the format asked for."""

from __future__ import annotations

import sys

from gkplan.writers.interface import Answer, Writer


def say(answer: Answer, format_: str) -> None:
    """Write an answer to stdout."""
    _writer(format_).write(answer, sys.stdout)


def _writer(format_: str) -> Writer:
    """The writer of a format, imported when it is needed."""
    if format_ == "table":
        from gkplan.writers.table import TableWriter

        return TableWriter()
    if format_ in {"json", "jsonl"}:
        from gkplan.writers.json import JsonLinesWriter, JsonWriter

        return JsonWriter() if format_ == "json" else JsonLinesWriter()
    if format_ == "md":
        from gkplan.writers.markdown import MarkdownWriter

        return MarkdownWriter()
    from gkplan.writers.delimited import CsvWriter, TsvWriter

    return CsvWriter() if format_ == "csv" else TsvWriter()
