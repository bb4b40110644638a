"""`json`: one object in the contract's frame. `jsonl`: the records alone, one a line."""

from __future__ import annotations

import json
from typing import Any, TextIO

from gkplan.plan.model import SCHEMA
from gkplan.writers.clean import visible
from gkplan.writers.interface import Answer


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON in UTF-8 unescaped but for what would steer a terminal."""
    separators = (",", ": ") if indent else (", ", ": ")
    return visible(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


class JsonWriter:
    """One object: the frame, then what the command adds."""

    def write(self, answer: Answer, out: TextIO) -> None:
        """Write the object, indented."""
        frame: dict[str, Any] = {
            "schema": SCHEMA,
            "command": answer.command,
            "today": None if answer.today is None else answer.today.isoformat(),
            "plans": list(answer.plans),
            **answer.body,
        }
        out.write(dumps(frame, indent=2) + "\n")


class JsonLinesWriter:
    """The records alone."""

    def write(self, answer: Answer, out: TextIO) -> None:
        """Write one record a line."""
        out.writelines(f"{dumps(record)}\n" for record in answer.records)
