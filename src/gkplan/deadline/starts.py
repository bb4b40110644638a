"""What an expression can begin with, so that a scan tries at each place only what can match there.

Told are the characters of a first match and those that can stand behind each of them (自收 begins nothing that 自5 may
begin) or, for expressions that begin with a number, behind that: what begins 30日内 can't begin 30家. Digits are taken
for the ASCII ones, as they are with `re.ASCII`.

The standard library's own parser of expressions is asked. It is not a public module: where it is missing or has
changed, every answer is None (anything), and scanning is slower but finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from gkplan.deadline.expressions import parsed

DIGITS = frozenset("0123456789")
CHINESE_FIGURES = frozenset("〇零○O一二三四五六七八九十两廿卅百")
NUMERALS = DIGITS | CHINESE_FIGURES
EVERYWHERE = DIGITS | frozenset("年月日")
_COMMON = frozenset("前后内至到一起以、,")  # what very many such texts have
_WIDEST_RANGE = 200
LONGEST_NUMBER = 5

Characters = frozenset[str] | None  # None: any
Starts = tuple[Characters, bool]  # the characters, and whether nothing at all can match
Steps = tuple[Any, ...]  # what the parser makes of an expression: pairs of an operation and its argument


@cache
def starts(regex: str) -> Characters:
    """The characters that a match of `regex` can begin with; None where that is any, or not to be told."""
    try:
        found, empty = _Tree(regex).begin(_parsed(regex))
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return None if empty else found


@cache
def follows(regex: str, figures: frozenset[str] = NUMERALS) -> tuple[Characters, ...]:
    """For 0, 1, 2… of the `figures` that a match begins with, the characters that can stand behind them; None: any.

    Numbers longer than the last of these may be followed by anything.
    """
    try:
        return _Tree(regex, figures).behind_numbers(_parsed(regex))
    except (ImportError, AttributeError, TypeError, ValueError):
        return ()


@cache
def behind(regex: str, first: str) -> Characters:
    """The characters that can stand behind the first one of a match; None: any, or none at all."""
    try:
        return _Tree(regex, frozenset(first)).behind_first(_parsed(regex))
    except (ImportError, AttributeError, TypeError, ValueError):
        return None


@cache
def needs(regex: str) -> frozenset[str]:
    """Characters of which any text that holds a match has at least one; none where that is not to be told."""
    try:
        return _rarest(_Tree(regex).need(_parsed(regex)))
    except (ImportError, AttributeError, TypeError, ValueError):
        return frozenset()


@cache
def _parsed(regex: str) -> Steps:
    return tuple(parsed(regex))


@cache
def _begun(regex: str) -> dict[int, tuple[Any, Starts]]:
    """What is known of the beginnings of an expression's steps, which is asked for again and again.

    By a step's identity, and with the step, so that it is kept and its identity not given to another.
    """
    del regex
    return {}


def _how_common(characters: frozenset[str]) -> tuple[bool, bool, int]:
    """What makes characters a poor sign: all or many texts with times in them have some of these, or there are many."""
    return not characters.isdisjoint(EVERYWHERE), not characters.isdisjoint(_COMMON), len(characters)


def _rarest(signs: Iterable[frozenset[str]]) -> frozenset[str]:
    """The best of several signs; none where there are none."""
    return min(signs, key=_how_common, default=frozenset())


class _Tree:
    """Questions to the tree of a parsed expression."""

    def __init__(self, regex: str, figures: frozenset[str] = NUMERALS) -> None:
        from re import _constants  # type: ignore[attr-defined]

        self.names = _constants
        self.figures = figures
        self.begun = _begun(regex)
        self.single = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY)
        self.silent = (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT)
        self.less: dict[int, Any] = {}
        self.repeats = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)

    def begin(self, steps: Steps) -> Starts:
        """What a sequence can begin with."""
        found: frozenset[str] = frozenset()
        for step in steps:
            more, empty = self._begins(step)
            if step[0] is self.names.ASSERT and more:
                return found | more, False  # whatever comes next begins with what is looked ahead for
            if more is None:
                return None, False
            found |= more
            if not empty:
                return found, False
        return found, True

    def need(self, steps: Steps) -> list[frozenset[str]]:
        """Sets of characters of each of which a sequence has one in every match."""
        return [needed for step in steps for needed in self._need_of_step(*step)]

    def _need_of_step(self, operation: Any, argument: Any) -> list[frozenset[str]]:
        if operation is self.names.BRANCH:
            branches = [self.need(tuple(branch)) for branch in argument[1]]
            shared = [needed for needed in branches[0] if all(needed in more for more in branches)]
            return [*shared, frozenset().union(*map(_rarest, branches))] if all(branches) else []
        if operation is self.names.SUBPATTERN:
            return self.need(tuple(argument[3]))
        if operation in self.repeats:
            return self.need(tuple(argument[2])) if argument[0] else []
        if operation is self.names.ASSERT:
            return self.need(tuple(argument[1]))
        needed = self._begin_step(operation, argument)[0] if operation not in self.silent else None
        return [needed] if needed else []

    def behind_numbers(self, steps: Steps) -> tuple[Characters, ...]:
        """What can stand behind so many numerals that a sequence begins with."""
        found: list[Characters] = [None]
        states = [steps]
        for _ in range(LONGEST_NUMBER):
            after = {tuple(map(id, left)): left for state in states for left in self._past_numeral(state)}
            states = list(after.values())
            begun = self._begin_any(states)
            found.append(None if begun is None else begun - self.figures)
        return tuple(found)

    def behind_first(self, steps: Steps) -> Characters:
        """What can stand behind the first character of a sequence, one of the figures."""
        return self._begin_any(self._past_numeral(steps))

    def _begin_any(self, states: list[Steps]) -> Characters:
        """What one or another of several sequences begins with; None where that is any, or nothing."""
        begun = [self.begin(state) for state in states]
        if any(more is None or empty for more, empty in begun):
            return None
        return frozenset().union(*(more or () for more, _ in begun))

    def _begins(self, step: Any) -> Starts:
        """What one step can begin with, worked out once."""
        known = self.begun.get(id(step))
        if known is None:
            known = self.begun[id(step)] = step, self._begin_step(*step)
        return known[1]

    def _begin_step(self, operation: Any, argument: Any) -> Starts:
        if operation is self.names.LITERAL:
            return frozenset((chr(argument),)), False
        if operation is self.names.IN:
            return self._members(argument), False
        if operation is self.names.BRANCH:
            branches = [self.begin(tuple(branch)) for branch in argument[1]]
            if any(found is None for found, _ in branches):
                return None, False
            return frozenset().union(*(found or () for found, _ in branches)), any(empty for _, empty in branches)
        if operation is self.names.SUBPATTERN:
            return self.begin(tuple(argument[3]))
        if operation in self.repeats:
            found, empty = self.begin(tuple(argument[2]))
            return found, empty or argument[0] == 0
        if operation is self.names.ASSERT and argument[0] > 0:
            found, empty = self.begin(tuple(argument[1]))
            return (frozenset(), True) if empty or found is None else (found, True)
        if operation is self.names.FAILURE:  # what Python 3.13 makes of (?!)
            return frozenset(), False
        return (frozenset(), True) if operation in self.silent else (None, False)

    def _past_numeral(self, steps: Steps) -> list[Steps]:
        """What is left of a sequence once its first character, a numeral, is read: every way it can be."""
        left: list[Steps] = []
        for index, step in enumerate(steps):
            rest = steps[index + 1 :]
            left += [(*inner, *rest) for inner in self._past_numeral_of(step)]
            if not self._may_be_nothing(*step):
                break
        return left

    def _may_be_nothing(self, operation: Any, argument: Any) -> bool:
        """Whether a step can be passed without reading a character, as one that only looks ahead is."""
        if operation is self.names.BRANCH:
            return any(branch.getwidth()[0] == 0 for branch in argument[1])
        if operation is self.names.SUBPATTERN:
            return bool(argument[3].getwidth()[0] == 0)
        if operation in self.repeats:
            return bool(argument[0] == 0 or argument[2].getwidth()[0] == 0)
        return operation in self.silent

    def _past_numeral_of(self, step: Any) -> list[Steps]:
        operation, argument = step
        if operation is self.names.BRANCH:
            return [inner for branch in argument[1] for inner in self._past_numeral(tuple(branch))]
        if operation is self.names.SUBPATTERN:
            return self._past_numeral(tuple(argument[3]))
        if operation in self.repeats:
            _, most, inside = argument
            inners = self._past_numeral(tuple(inside))
            return inners if most == 1 else [(*inner, self._once_less(step)) for inner in inners]
        if operation in self.silent:
            return []
        if operation not in self.single:
            raise ValueError("not told how much of it one character is")
        characters, _ = self._begin_step(operation, argument)
        return [()] if characters is None or not characters.isdisjoint(self.figures) else []

    def _once_less(self, step: Any) -> Any:
        """A repetition after one round of it; the same object for the same step, since states are told by identity."""
        operation, (least, most, inside) = step
        if most is self.names.MAXREPEAT and least == 0:
            return step
        if id(step) not in self.less:
            fewer = most if most is self.names.MAXREPEAT else most - 1
            self.less[id(step)] = (operation, (max(least - 1, 0), fewer, inside))
        return self.less[id(step)]

    def _members(self, members: list[tuple[Any, Any]]) -> Characters:
        found: set[str] = set()
        for operation, argument in members:
            if operation is self.names.LITERAL:
                found.add(chr(argument))
            elif operation is self.names.RANGE and argument[1] - argument[0] < _WIDEST_RANGE:
                found.update(map(chr, range(argument[0], argument[1] + 1)))
            elif operation is self.names.CATEGORY and argument is self.names.CATEGORY_DIGIT:
                found.update("0123456789")
            else:
                return None
        return frozenset(found)
