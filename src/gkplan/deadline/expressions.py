"""Expressions compiled when they are first asked, and with each set of characters worked out once.

Importing must stay cheap, and one text asks but few of the hundreds of expressions: `later` puts off compiling each.

The table of patterns says the same few sets (the figures, what ends a word behind 前) two thousand times, and the
standard library works each out anew, which is most of what compiling takes: `compiled` does not. The library's parser
and compiler are no public modules: where one is missing or has changed, an expression is compiled as ever.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

Steps = Any  # what the parser makes of an expression or a part of one: pairs of an operation and its argument


class _Later:
    """An expression that is compiled when one of its methods is first asked for; they are its own from then on."""

    __slots__ = ("findall", "finditer", "flags", "fullmatch", "match", "pattern", "search", "split", "sub")

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        found = re.compile(self.pattern, self.flags)
        for method in set(self.__slots__) - {"flags", "pattern"}:
            setattr(self, method, getattr(found, method))
        return getattr(found, name)


def later(regex: str, flags: int = 0) -> re.Pattern[str]:
    """An expression that is compiled when it is first asked for something."""
    return cast("re.Pattern[str]", _Later(regex, flags))


@cache
def parsed(regex: str) -> Steps:
    """What the standard library's parser makes of an expression; raises `ImportError` where it is missing."""
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(regex, re.ASCII)


def compiled(regex: str) -> re.Pattern[str]:
    """An expression made ready to match."""
    try:
        from re import _compiler, _constants, _parser  # type: ignore[attr-defined]

        steps = _settled(parsed(regex), _parser.SubPattern, _constants.IN)
        found: re.Pattern[str] = _compiler.compile(steps, re.ASCII)
    except (ImportError, AttributeError, TypeError, ValueError):
        return re.compile(regex, re.ASCII)
    return found


def _settled(part: Steps, sequence: Any, one_of: object) -> Steps:
    """A part of an expression with its sets of characters as the compiler would have them in the end.

    `sequence` is what the parser makes of several steps, `one_of` the operation that is a set's.
    """
    if type(part) is list:
        return [_settled(each, sequence, one_of) for each in part]
    if type(part) is not sequence:
        return part
    steps = []
    for step in part.data:
        operation, argument = step
        if operation is one_of:
            steps.append((operation, _set_of(tuple(argument))))
        elif type(argument) is tuple:
            steps.append((operation, tuple([_settled(each, sequence, one_of) for each in argument])))
        else:
            steps.append(step)
    return sequence(part.state, steps)


@cache
def _set_of(members: tuple[Any, ...]) -> Any:
    from re import _compiler  # type: ignore[attr-defined]

    return _compiler._optimize_charset(list(members))[0]  # noqa: SLF001 - the one thing that is worth keeping
