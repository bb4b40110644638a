"""What the words of a plan must not hide. Each check is a small generator; its docstring is the rule.

Neither is an error: such characters are in published documents, and whatever shows them shows their codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gkplan.plan.draft import Fault, fault
from gkplan.plan.places import Path

# C0 and C1 controls but tab and line break (ECMA-48), and the line separators of Unicode.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# Formatting characters of UAX #9 (bidirectional order), and those without a width.
_INVISIBLE = re.compile("[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def text_has_no_control_characters(data: object) -> Iterator[Fault]:
    """No text holds what steers a terminal."""
    yield from _found(data, "GK254", _CONTROL)


def text_has_no_invisible_marks(data: object) -> Iterator[Fault]:
    """No text holds what turns the reading order or takes no room."""
    yield from _found(data, "GK255", _INVISIBLE)


def _found(data: object, code: str, unwanted: re.Pattern[str]) -> Iterator[Fault]:
    for path, text in _texts(data, ()):
        found = unwanted.search(text)
        if found:
            yield fault(code, path, character=f"U+{ord(found[0]):04X}")


def _texts(data: object, path: tuple[str | int, ...]) -> Iterator[tuple[Path, str]]:
    """Every text below a path; the tree is never deeper than the parser lets it be."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))


TEXT_WARNINGS: tuple[Callable[[object], Iterator[Fault]], ...] = (
    text_has_no_control_characters,
    text_has_no_invisible_marks,
)
