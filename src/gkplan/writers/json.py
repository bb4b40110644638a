"""`json`: one object in the contract's frame. `jsonl`: the records alone, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gkplan import SCHEMA
from gkplan.clean import visible
from gkplan.writers.answer import Answer, Out, Ready


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON in UTF-8 unescaped but for what would steer a terminal."""
    separators = (",", ": ") if indent else (", ", ": ")
    return visible(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def _indented(value: Any, by: int) -> str:
    return dumps(value, indent=2).replace("\n", "\n" + " " * by)


class JsonWriter:
    """One object: the frame, then what the command adds."""

    def write(self, answer: Answer, out: Out) -> None:
        """Write the object, indented; what is told one by one is written as it comes."""
        frame: dict[str, Any] = {
            "schema": SCHEMA,
            "command": answer.command,
            "today": None if answer.today is None else answer.today.isoformat(),
            "plans": list(answer.plans),
            **answer.body,
        }
        begin = "{"
        for name, value in frame.items():
            out.write(f'{begin}\n  "{name}": ')
            out.writelines(_listed(value) if isinstance(value, Ready) else [_indented(value, 2)])
            begin = ","
        out.write("\n}\n")


def _listed(told: Ready) -> Iterator[str]:
    """The parts of a list within the object."""
    begin, end = "[\n", "[]"
    for each in told.entries:
        yield begin + (each if isinstance(each, str) else "    " + _indented(each, 4))
        begin, end = ",\n", "\n  ]"
    yield end


class JsonLinesWriter:
    """The records alone."""

    def write(self, answer: Answer, out: Out) -> None:
        """Write one record a line."""
        out.writelines(f"{dumps(record)}\n" for record in answer.records)
