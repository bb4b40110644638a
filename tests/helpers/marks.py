"""Records made in the test that uses them."""

from __future__ import annotations

from typing import Any

from tests.helpers.plans import day

from gkplan.ledger.record import Record, Word

QUOTE = "完成"


def mark(  # noqa: PLR0917 - what a mark is
    id_: str,
    second: int = 0,
    unit: str = "甲局",
    word: Word = "done",
    on: str = "2016-06-30",
    row: str = "1.1",
    **more: Any,
) -> Record:
    """A mark of the occurrence of 2016-06-30 of a row's first rule, written at some second of the 1st of July."""
    at = f"2016-07-01T08:{second // 60:02}:{second % 60:02}.000000+00:00"
    of = {"of": f"{row}@2016-06-30", "rule": 1, "kind": "by", "quote": QUOTE, **more}
    return Record(id=id_, at=at, by="tester", do="mark", on=day(on), row=row, unit=unit, word=word, **of)


def other(do: Any, id_: str, second: int = 0, on: str = "2016-06-30", row: str = "1.1", **more: Any) -> Record:
    """A record that is no mark."""
    return Record(id=id_, at=mark("", second).at, by="tester", do=do, on=day(on), row=row, **more)
