"""Which characters an expression can begin with, so that a scan tries at each place only what can match there.

Digits are taken for the ASCII ones, as they are with `re.ASCII`. The standard library's own parser of expressions is
asked. It is not a public module: where it is missing or has changed, every answer is None (anything), and scanning is
slower but finds the same.
"""

from __future__ import annotations

from typing import Any

_WIDEST_RANGE = 200


def starts(regex: str) -> frozenset[str] | None:
    """The characters that a match of `regex` can begin with; None where that is any, or not to be told."""
    try:
        from re import _constants, _parser  # type: ignore[attr-defined]

        found, empty = _sequence(list(_parser.parse(regex)), _constants)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return None if found is None or empty else frozenset(found)


Starts = tuple[set[str] | None, bool]  # the characters (None: any), and whether it can match nothing


def _sequence(steps: list[tuple[Any, Any]], names: Any) -> Starts:
    found: set[str] = set()
    for operation, argument in steps:
        more, empty = _step(operation, argument, names)
        if more is None:
            return None, False
        found |= more
        if not empty:
            return found, False
    return found, True


def _step(operation: Any, argument: Any, names: Any) -> Starts:
    if operation is names.LITERAL:
        return {chr(argument)}, False
    if operation is names.IN:
        return _set(argument, names), False
    if operation is names.BRANCH:
        branches = [_sequence(list(branch), names) for branch in argument[1]]
        return _union([found for found, _ in branches]), any(empty for _, empty in branches)
    if operation is names.SUBPATTERN:
        return _sequence(list(argument[3]), names)
    if operation in (names.MAX_REPEAT, names.MIN_REPEAT):
        found, empty = _sequence(list(argument[2]), names)
        return found, empty or argument[0] == 0
    if operation in (names.ASSERT, names.ASSERT_NOT, names.AT):
        return set(), True
    return None, False


def _set(members: list[tuple[Any, Any]], names: Any) -> set[str] | None:
    found: set[str] = set()
    for operation, argument in members:
        if operation is names.LITERAL:
            found.add(chr(argument))
        elif operation is names.RANGE and argument[1] - argument[0] < _WIDEST_RANGE:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif operation is names.CATEGORY and argument is names.CATEGORY_DIGIT:
            found.update("0123456789")
        else:
            return None
    return found


def _union(sets: list[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return found
