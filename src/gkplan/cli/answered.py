"""From an answer to stdout, in the format asked for."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from gkplan.cli.spool import Spool
from gkplan.writers.answer import Answer, Writer


def say(answer: Answer, format_: str) -> None:
    """Write an answer to stdout, whole or not at all; that nobody reads any more is no fault."""
    try:
        _write(answer, format_)
    except BrokenPipeError:
        let_go(sys.stdout)


def _write(answer: Answer, format_: str) -> None:
    if format_ == "table":
        from gkplan.writers.table import TableWriter

        TableWriter().write(answer, sys.stdout)
        return
    spool = Spool()
    _writer(format_).write(answer, spool)
    spool.deliver(sys.stdout)


def let_go(stream: TextIO | None) -> None:
    """Nobody reads any more: keep the interpreter from complaining when it flushes the stream at exit."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _writer(format_: str) -> Writer:
    """The writer of a format, imported when it is needed."""
    if format_ in {"json", "jsonl"}:
        from gkplan.writers.json import JsonLinesWriter, JsonWriter

        return JsonWriter() if format_ == "json" else JsonLinesWriter()
    if format_ == "md":
        from gkplan.writers.markdown import MarkdownWriter

        return MarkdownWriter()
    from gkplan.writers.delimited import CsvWriter, TsvWriter

    return CsvWriter() if format_ == "csv" else TsvWriter()
