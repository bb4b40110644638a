"""Expressions compiled when they are first asked, and with each set of characters worked out once.

Importing must stay cheap, and one text asks but few of the hundreds of expressions: `later` puts off compiling each.

The table of patterns says the same few sets (the figures, what ends a word behind 前) two thousand times, and the
standard library works each out anew, which is most of what compiling takes: `compiled` does not. It also says what may
be absent as a choice, which is matched faster. The library's parser and compiler are no public modules: where one is
missing or has changed, an expression is compiled as ever.
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
        from re import _compiler  # type: ignore[attr-defined]

        found: re.Pattern[str] = _compiler.compile(_Settling().settled(parsed(regex)), re.ASCII)
    except (ImportError, AttributeError, TypeError, ValueError):
        return re.compile(regex, re.ASCII)
    return found


class _Settling:
    """The rewriting of a parsed expression into one that is compiled, or matches, in less time and finds the same."""

    def __init__(self) -> None:
        from re import _compiler, _constants, _parser  # type: ignore[attr-defined]

        self.sequence, self.one_of, self.choice = _parser.SubPattern, _constants.IN, _constants.BRANCH
        self.repeated, self.is_single = _constants.MAX_REPEAT, _compiler._simple  # noqa: SLF001

    def settled(self, part: Steps) -> Steps:
        """A part of an expression with its sets of characters as the compiler would have them in the end.

        What is there once or not at all (`(?:月底)?`) becomes a choice of it and nothing.
        """
        if type(part) is list:
            return [self.settled(each) for each in part]
        if type(part) is not self.sequence:
            return part
        steps = []
        for step in part.data:
            operation, argument = step
            if operation is self.one_of:
                steps.append((operation, _set_of(tuple(argument))))
            elif operation is self.repeated and argument[:2] == (0, 1) and not self.is_single(argument[2]):
                nothing = self.sequence(part.state, [])
                steps.append((self.choice, (None, [self.settled(argument[2]), nothing])))
            elif type(argument) is tuple:
                steps.append((operation, tuple([self.settled(each) for each in argument])))
            else:
                steps.append(step)
        return self.sequence(part.state, steps)


@cache
def _set_of(members: tuple[Any, ...]) -> Any:
    from re import _compiler  # type: ignore[attr-defined]

    return _compiler._optimize_charset(list(members))[0]  # noqa: SLF001 - the one thing that is worth keeping
