"""An occurrence's record as JSON text, put together from pieces that are written once.

The text is, to the byte, what the JSON writer makes of `fields.occurrence_record` within an answer: indented by two,
its own braces by four. What a row says (`head`), what a rule says (`faces`) and what a date says (`Moment`) each stand
in many occurrences, so each is written once and joined at the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING

from gkplan.clean import visible
from gkplan.ledger.states import Sight, State

if TYPE_CHECKING:
    from gkplan.deadline.rules import Rule
    from gkplan.plan.model import Row

_NEXT = ",\n      "
_PART = ",\n        "
_CORRECTED = ("title", "requirement", "units", "deadline", "note")


def head(row: Row) -> str:
    """What a row says: from its task's number to its corrected words."""
    corrected = "null"
    if row.corrected is not None:
        said = ((name, getattr(row.corrected, name)) for name in _CORRECTED)
        parts = (f'"{name}": {_quoted(words)}' for name, words in said if words)
        corrected = _block("{", parts, "}")
    return visible(
        f'"task": {row.task}{_NEXT}"title": {_quoted(row.title)}{_NEXT}'
        f'"requirement": {_quoted(row.requirement)}{_NEXT}"corrected": {corrected}'
    )


def faces(row: Row) -> Iterator[str]:
    """What each of a row's rules says: from its units to its scope."""
    units, deadline = _owing(row.units), visible(f'"deadline": {_quoted(row.deadline)}{_NEXT}"rule": ')
    for number, rule in enumerate(row.rules, 1):
        yield f"{_owing(rule.units) if rule.units else units}{deadline}{number}{_NEXT}{_told(rule)}"


def _owing(names: Iterable[str]) -> str:
    return visible(f'"units": {_block("[", map(_quoted, names), "]")}{_NEXT}')


@lru_cache(maxsize=4_096)  # many rows have the same rule
def _told(rule: Rule) -> str:
    """What a rule says whatever its row: from its kind to its scope."""
    scope = "null" if rule.scope is None else _quoted(rule.scope)
    return visible(f'"kind": "{rule.kind}"{_NEXT}"quote": {_quoted(rule.quote)}{_NEXT}"scope": {scope}')


class Moment:
    """What an occurrence of a shape says on a day where nothing is recorded of it: its dates and its state."""

    __slots__ = ("estimated", "key", "state", "text")

    def __init__(self, dates: Sequence[str | None], sight: Sight) -> None:
        """`dates` are those of `plan.schedule.Dates`, in its order, as text."""
        key, period, start, end, due, alt, overdue_after, act_by, estimated = dates
        if due is None or overdue_after is None:
            self.state: State = sight.of_undated(day_of(start), day_of(end))
            left = "null"
        else:
            day = date.fromisoformat(due)
            self.state = sight.of_dated(day, day_of(alt), date.fromisoformat(overdue_after))
            left = str((day - sight.today).days)
        self.key = key
        self.estimated = "true" if estimated else "false"
        self.text = _NEXT.join((
            f'"period": {_bare(period)}',
            f'"start": {_bare(start)}',
            f'"due": {_bare(due)}',
            f'"act_by": {_bare(act_by)}',
            f'"overdue_after": {_bare(overdue_after)}',
            f'"days_left": {left}',
            f'"ambiguous": {"false" if alt is None else "true"}',
            f'"alt": {_bare(alt)}',
            f'"state": "{self.state}"',
            '"mark": null,\n      "done": 0',
        ))  # fmt: skip


def joined(row: str, row_head: str, rule_face: str, moment: Moment, of: int) -> str:
    """The record of an occurrence that `of` obligors owe."""
    return (
        f'    {{\n      "id": "{row}@{moment.key}",\n      "row": "{row}"{_NEXT}{row_head}{_NEXT}{rule_face}{_NEXT}'
        f'{moment.text}{_NEXT}"of": {of}{_NEXT}"act_by_estimated": {moment.estimated}\n    }}'
    )


def _block(opened: str, parts: Iterable[str], closed: str) -> str:
    within = _PART.join(parts)
    return f"{opened}\n        {within}\n      {closed}" if within else opened + closed


def _bare(text: str | None) -> str:
    return "null" if text is None else f'"{text}"'


def day_of(text: str | None) -> date | None:
    """The day that ISO text says, if any."""
    return None if text is None else date.fromisoformat(text)
