"""How far a reading agrees with the right one: the measure of the tests and of the benchmark.

Rules are compared as written data (`as_data`), so that readers of any make can be scored. The outcomes, best first:

exact   every rule right and none too many
near    the same due days and periods said as another kind (a window for a by with the same end), or `irregular`
        said or left out
missed  nothing false was said, but something was left unread
wrong   something was said that is not so
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

Written = Mapping[str, Any]
Outcome = Literal["exact", "near", "missed", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("exact", "near", "missed", "wrong")

# To name a period's last day says no more than to name none.
_LAST_DAY_OF_ITS_PERIOD = frozenset(
    {
        ("weekly", "Sunday"),
        ("monthly", "last day of month"),
        ("quarterly", "last day of quarter"),
        ("yearly", "last day of month 12"),
        ("yearly", "month 12 day 31"),
    }
)


class Phrase(NamedTuple):
    """A phrase with the year it is read in, where it stands, and its right reading."""

    text: str
    plan_year: int | None
    issued: str | None
    where: str
    gold: tuple[Written, ...]


def load(path: Path) -> list[Phrase]:
    """The phrases of a file of JSON lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_phrase(json.loads(line)) for line in lines if line.strip()]


def outcome(gold: Iterable[Written], said: Iterable[Written]) -> Outcome:
    """How what was said agrees with the right rules; `none` counts as nothing on either side."""
    right = [rule for rule in gold if rule["kind"] != "none"]
    rules = [rule for rule in said if rule["kind"] != "none"]
    unread, false = _left_over(right, rules, _strictly)
    if not unread and not false:
        return "exact"
    unread, false = _left_over(_certain(right), _certain(rules), _loosely)
    if false:
        return "wrong"
    return "missed" if unread else "near"


def _phrase(data: Mapping[str, Any]) -> Phrase:
    return Phrase(data["text"], data["plan_year"], data["issued"], data["where"], tuple(data["gold"]))


def _certain(rules: list[Written]) -> list[Written]:
    """Without `irregular`, which promises no day."""
    return [rule for rule in rules if rule["kind"] != "irregular"]


def _left_over(
    right: list[Written], said: list[Written], sense: Callable[[Written], object]
) -> tuple[list[Written], list[Written]]:
    """The right rules nobody said, and what was said beside them."""
    false = list(said)
    unread = []
    for rule in right:
        honest = [sense(reading) for reading in _readings(rule)]
        hit = next((i for i, spoken in enumerate(false) if sense(spoken) in honest), None)
        if hit is None:
            unread.append(rule)
        else:
            del false[hit]
    return unread, false


def _readings(rule: Written) -> list[Written]:
    """Both readings of an ambiguous date; else the rule alone."""
    if rule.get("ambiguous") and rule.get("alt"):
        return [rule, {**rule, "date": rule["alt"]}]
    return [rule]


def _strictly(rule: Written) -> object:
    """What of a rule must agree: neither its words nor its trigger's, since those may be cut in several ways."""
    kind = rule["kind"]
    if kind == "by":
        return kind, rule["date"]
    if kind == "window":
        return kind, rule["start"], rule["end"]
    if kind == "event":
        return kind, rule.get("offset"), bool(rule.get("business_days"))
    if kind == "recurring":
        return _recurrence(rule)
    return kind


def _loosely(rule: Written) -> object:
    """The last day a rule allows, where it has one."""
    kind = rule["kind"]
    if kind == "by":
        return "until", rule["date"]
    if kind == "window" or (kind == "standing" and rule.get("start") and rule.get("end")):
        return "until", rule["end"]
    return _strictly(rule)


def _recurrence(rule: Written) -> object:
    day = rule.get("by")
    if (rule["freq"], day) in _LAST_DAY_OF_ITS_PERIOD:
        day = None
    season = tuple(rule.get("season") or ())
    return "recurring", rule["freq"], rule.get("interval") or 1, rule.get("count") or 1, day, season
