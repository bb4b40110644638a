"""The records that JSON, CSV and TSV are written from: the contract's fields, in the contract's order.

Their types are evaluated, not kept as text: `typing` would compile each text anew, which costs a question more than
finding its answer.
"""

from typing import Any, TypedDict


class PlanRecord(TypedDict):
    """Which plan answered; `id` and `title` are None where it can't be known, in what `validate` finds."""

    id: str | None
    title: str | None
    file: str


class OccurrenceRecord(TypedDict):
    """An occurrence as it stands on a day; `rule` counts the row's rules from 1."""

    id: str
    row: str
    task: int
    title: str
    requirement: str
    corrected: dict[str, str] | None
    units: list[str]
    deadline: str
    rule: int
    kind: str
    quote: str
    scope: str | None
    period: str | None
    start: str | None
    due: str | None
    act_by: str | None
    overdue_after: str | None
    days_left: int | None
    ambiguous: bool
    alt: str | None
    state: str
    mark: str | None
    done: int
    of: int
    act_by_estimated: bool


class ObligationRecord(TypedDict):
    """One occurrence for one obligor."""

    id: str
    row: str
    unit: str
    due: str | None
    overdue_after: str | None
    state: str
    mark: str | None


class RowRecord(TypedDict):
    """A row as it stands on a day."""

    id: str
    task: int
    item: int
    title: str
    requirement: str
    corrected: dict[str, str] | None
    units: list[str]
    support: list[str]
    units_text: str | None
    completion: str
    deadline: str
    inherited: list[str]
    rules: list[dict[str, Any]]
    state: str | None
    next_due: str | None


class OwedRowRecord(RowRecord):
    """A row that a unit owes; `via` is the group through which it does, None for its own."""

    via: str | None


class UnitRecord(TypedDict):
    """A unit; `rows` counts the rows that name it."""

    name: str
    full_name: str | None
    aliases: list[str]
    initials: list[str]
    members: list[str]
    open: bool
    groups: list[str]
    rows: int


class FindingRecord(TypedDict):
    """A finding, in English whatever the language of the screen."""

    code: str
    level: str
    file: str
    line: int
    col: int
    title: str
    hint: str


def fields_of(record: type) -> tuple[str, ...]:
    """The names of a kind of record's fields, in order."""
    return tuple(record.__annotations__)
