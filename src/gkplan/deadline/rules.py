"""The eight kinds of rule: what a deadline's words oblige to.

Each kind is an immutable record whose fields are those of the plan file, in its order. Records of different kinds
are never equal, since `kind` is part of each. A date is a `datetime.date`, or a `Yearless` where no year is known.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from gkplan.calendar.period import Freq

Column = Literal["deadline", "requirement"]


new = tuple.__new__  # makes a NamedTuple of a tuple of all its fields, at half of what calling its class costs


class Yearless(NamedTuple):
    """A day of an unknown year, written `--MM-DD` (ISO 8601:2000, 5.2.1.3)."""

    month: int
    day: int

    def isoformat(self) -> str:
        """The day as `--12-31`."""
        return f"--{self.month:02}-{self.day:02}"


Day = date | Yearless


class By(NamedTuple):
    """截止: done at the latest on `date`; where two readings are honest, `alt` is the later one."""

    date: Day
    ambiguous: bool = False
    alt: Day | None = None
    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["by"] = "by"


class Window(NamedTuple):
    """起止: an activity from `start` to `end`."""

    start: Day
    end: Day
    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["window"] = "window"


class Standing(NamedTuple):
    """全年（长期）: in force from `start` to `end`; None is open."""

    start: Day | None = None
    end: Day | None = None
    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["standing"] = "standing"


class Recurring(NamedTuple):
    """定期: `times` times in every `interval` periods of length `freq`, from `start` to `end`.

    `by` names the day within the period in words (`day 25 of month`, `Friday`; None: the period's end) and
    `season` the months [first, last] it is confined to, which may run over the new year ([11, 3]).
    """

    freq: Freq
    interval: int = 1
    times: int = 1
    by: str | None = None
    season: tuple[int, int] | None = None
    start: Day | None = None
    end: Day | None = None
    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["recurring"] = "recurring"


class Event(NamedTuple):
    """触发: due `offset` (ISO 8601 duration, negative before) after what `trigger` says; None: the row's own matter."""

    trigger: str | None = None
    offset: str | None = None
    business_days: bool = False
    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["event"] = "event"


class Directive(NamedTuple):
    """按上级部署: when `authority` says."""

    authority: str | None = None
    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["directive"] = "directive"


class Irregular(NamedTuple):
    """不定期: now and then, as the matter asks."""

    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["irregular"] = "irregular"


class Unstated(NamedTuple):
    """未明确 (`none`): no deadline could be read, for `reason`."""

    reason: str
    quote: str = ""
    column: Column = "deadline"
    scope: str | None = None
    units: tuple[str, ...] = ()
    kind: Literal["none"] = "none"


Rule = By | Window | Standing | Recurring | Event | Directive | Irregular | Unstated

KINDS: dict[str, type[Rule]] = {
    "by": By,
    "window": Window,
    "standing": Standing,
    "recurring": Recurring,
    "event": Event,
    "directive": Directive,
    "irregular": Irregular,
    "none": Unstated,
}
DATED_OR_STANDING = frozenset({"by", "window", "recurring", "standing"})

# Written `count` (and `column` `from`), words that Python or its tuples have taken.
_WRITTEN = {"times": "count"}

_PLAIN = frozenset({str, int, bool, type(None)})

# What is left out of a written rule while it has its ordinary value, of which there is but one object each. `start`,
# `end` and `offset` are always written.
_ORDINARY: dict[str, object] = {
    "ambiguous": False,
    "alt": None,
    "interval": 1,
    "times": 1,
    "by": None,
    "season": None,
    "business_days": False,
}


def as_data(rule: Rule) -> dict[str, Any]:
    """A rule as the plan file and JSON write it: `kind` first, dates in ISO form, ordinary values left out."""
    kind = rule.kind
    data: dict[str, Any] = {"kind": kind}
    for place, name, ordinary in _own_fields(kind):
        value = rule[place]
        if value is not ordinary:
            data[name] = value if value.__class__ in _PLAIN else _plain(value)
    data["quote"] = rule.quote
    data["from"] = rule.column
    if rule.scope is not None:
        data["scope"] = rule.scope
    if rule.units:
        data["units"] = list(rule.units)
    return data


@cache
def _own_fields(kind: str) -> tuple[tuple[int, str, object], ...]:
    """The fields that not all kinds have: the place of each in the rule, its written name and its ordinary value."""
    always = object()
    fields = KINDS[kind]._fields[:-5]
    return tuple((place, _WRITTEN.get(name, name), _ORDINARY.get(name, always)) for place, name in enumerate(fields))


def quoted(rule: Rule, quote: str, column: Column) -> Rule:
    """The rule with the words it was read from and their column; as `_replace`, at a small part of its time.

    All kinds end with the same five fields: quote, column, scope, units, kind.
    """
    return new(type(rule), rule[:-5] + (quote, column) + rule[-3:])  # noqa: RUF005 -- thus no list is made


def dates_in(rule: Rule) -> tuple[object, ...]:
    """All of a rule that its occurrences depend on: everything but its words, their column, its scope and its units."""
    return (rule.kind, *rule[:-5])


def _plain(value: object) -> object:
    if isinstance(value, (date, Yearless)):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
