"""Deadlines: the words of a plan read into rules, and rules into dated occurrences.

Pure functions on the standard library, dateutil and chinesecalendar alone, so that any program can use them. The names
below are loaded when they are first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkplan.deadline.read import Reading, as_answer
    from gkplan.deadline.read import read as read_deadline
    from gkplan.deadline.row import RowReading, read_row

__all__ = ["Reading", "RowReading", "as_answer", "read_deadline", "read_row"]

_WHERE = {"Reading": "read", "as_answer": "read", "read_deadline": "read", "RowReading": "row", "read_row": "row"}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(f"gkplan.deadline.{_WHERE[name]}")
    return getattr(module, "read" if name == "read_deadline" else name)
