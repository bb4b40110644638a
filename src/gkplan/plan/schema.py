"""The plan file's shape, checked by pydantic at the border only, and its JSON Schema for editors and other tools.

Importing this costs more than all else a query does, so `load` imports it when a file must be checked and nothing
else does. What comes out are the frozen records of `model`; what is wrong comes out as pydantic's errors, which
`load` turns into findings. Strict: text is never taken for a number, nor a number for text.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from gkplan.calendar.period import Freq, clamped
from gkplan.deadline import rules
from gkplan.plan import model

SCHEMA_URI = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = f"urn:gkplan:schema:plan:{model.SCHEMA}"
_ISO_DAY = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
# Every month's own days, since a schema can't count them: 29 in February, 30, 31.
_YEARLESS = r"^--(?:02-(?:0[1-9]|[12]\d)|(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|(?:0[13578]|1[02])-31)$"
_RENAMED = {"from_": "column", "count": "times"}
_LEAP_YEAR = 2000  # so that --02-29 is a day


def _day(value: object) -> date | rules.Yearless:
    """A date in ISO form, or `--MM-DD`."""
    found = _ISO_DAY.fullmatch(value) if isinstance(value, str) else None
    if not found or found["year"] == "0000":
        raise PydanticCustomError("not_a_date", "not a date", {"value": str(value)})
    year = _LEAP_YEAR if found["year"] == "-" else int(found["year"])
    month, day = int(found["month"]), int(found["day"])
    last = clamped(year, month, 31) if 1 <= month <= 12 else date(year, 12, 31)
    if not (1 <= month <= 12 and 1 <= day <= last.day):
        said = f"--{last:%m-%d}" if found["year"] == "-" else last.isoformat()
        raise PydanticCustomError("no_such_day", "no such day", {"value": value, "last": said})
    return rules.Yearless(month, day) if found["year"] == "-" else date(year, month, day)


def _full_day(value: object) -> date:
    """A date in ISO form."""
    day = _day(value)
    if isinstance(day, rules.Yearless):
        raise PydanticCustomError("not_a_date", "not a date", {"value": str(value)})
    return day


def _words(value: str) -> str:
    """Text that says something."""
    if not value.strip():
        raise PydanticCustomError("blank", "blank")
    return value


FullDay = Annotated[date, BeforeValidator(_full_day), WithJsonSchema({"type": "string", "format": "date"})]
Day = Annotated[
    date | rules.Yearless,
    BeforeValidator(_day),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "pattern": _YEARLESS}]}),
]
Words = Annotated[str, AfterValidator(_words), Field(json_schema_extra={"pattern": r"\S"})]
Number = Annotated[int, Field(ge=1, le=99_999)]
Month = Annotated[int, Field(ge=1, le=12)]
Days = Annotated[int, Field(ge=0, le=3_660)]


class _Part(BaseModel):
    """What all parts of the file share: no field that is not known, no value taken for another type."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class Source(_Part):
    """来源: the published document that the plan was read from."""

    file: Words
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    url: Words | None = None


class Head(_Part):
    """分解表: what the plan is called, whose it is and for which year."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    title: Words
    year: Annotated[int, Field(ge=1949, le=2200)] | None = None
    issued: FullDay | None = None
    region: Words | None = None
    source: Source | None = None


class Policy(_Part):
    """口径: how the plan counts, in days."""

    soon: Days = 30
    grace: Days = 0


class Unit(_Part):
    """单位: a body, or a group (统称) with its members."""

    name: Words
    full_name: Words | None = None
    aliases: list[Words] = []
    initials: list[Annotated[str, Field(pattern=r"^[a-z0-9]+$")]] = []
    members: list[Words] = []
    open: bool = False
    note: Words | None = None


class _Rule(_Part):
    """What every rule says of itself."""

    quote: str
    from_: rules.Column = Field(alias="from")
    scope: Words | None = None
    units: list[Words] = []


class By(_Rule):
    """截止: done at the latest on `date`."""

    kind: Literal["by"]
    date: Day
    ambiguous: bool = False
    alt: Day | None = None


class Window(_Rule):
    """起止: an activity from `start` to `end`."""

    kind: Literal["window"]
    start: Day
    end: Day


class Standing(_Rule):
    """全年（长期）: in force from `start` to `end`, null is open."""

    kind: Literal["standing"]
    start: Day | None
    end: Day | None


class Recurring(_Rule):
    """定期: `count` times in every `interval` periods."""

    kind: Literal["recurring"]
    freq: Freq
    interval: Annotated[int, Field(ge=1, le=366)] = 1
    count: Annotated[int, Field(ge=1, le=1_000)] = 1
    by: Words | None = None
    season: Annotated[list[Month], Field(min_length=2, max_length=2)] | None = None
    start: Day | None
    end: Day | None


class Event(_Rule):
    """触发: due `offset` after what `trigger` says."""

    kind: Literal["event"]
    trigger: Words | None = None
    offset: Words | None = None
    business_days: bool = False


class Directive(_Rule):
    """按上级部署: when `authority` says."""

    kind: Literal["directive"]
    authority: Words | None = None


class Irregular(_Rule):
    """不定期: now and then."""

    kind: Literal["irregular"]


class Unstated(_Rule):
    """未明确: no deadline could be read."""

    kind: Literal["none"]
    reason: Words


Rule = Annotated[
    By | Window | Standing | Recurring | Event | Directive | Irregular | Unstated, Field(discriminator="kind")
]


class Corrected(_Part):
    """更正: the words meant where the source has a slip, and a note why."""

    requirement: Words | None = None
    deadline: Words | None = None
    units: Words | None = None
    title: Words | None = None
    note: Words


class Reviewed(_Part):
    """复核: a person decided otherwise than the words read."""

    by: Words
    on: FullDay
    why: Words


class Row(_Part):
    """具体要求（事项）: one requirement, its units and its deadline."""

    no: Number
    requirement: Words
    units: Annotated[list[Words], Field(min_length=1)]
    support: list[Words] = []
    units_text: Words | None = None
    deadline: str
    corrected: Corrected | None = None
    completion: model.Completion = "all"
    inherited: list[model.Cell] = []
    rules: list[Rule] = []
    reviewed: Reviewed | None = None


class Task(_Part):
    """工作任务: one 序号 with its title."""

    no: Number
    title: Words
    rows: Annotated[list[Row], Field(min_length=1)]


class PlanFile(_Part):
    """A work plan (分工方案、实施分解表) as gkplan keeps it."""

    version: Literal[1] = Field(alias="schema")
    plan: Head
    policy: Policy = Policy.model_construct(soon=30, grace=0)
    units: list[Unit]
    tasks: list[Task]


_PARTS: dict[str, type[_Part]] = {
    "plan": Head,
    "source": Source,
    "policy": Policy,
    "units": Unit,
    "tasks": Task,
    "rows": Row,
    "corrected": Corrected,
    "reviewed": Reviewed,
    "by": By,
    "window": Window,
    "standing": Standing,
    "recurring": Recurring,
    "event": Event,
    "directive": Directive,
    "irregular": Irregular,
    "none": Unstated,
}


def known_fields(part: str) -> list[str]:
    """The fields of a part of the file, named by the field it stands in or by its kind of rule; else of the whole."""
    fields = _PARTS.get(part, PlanFile).model_fields
    return [field.alias or name for name, field in fields.items()]


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a plan file, as it is committed: indented, ending in a line break."""
    schema: dict[str, Any] = {"$schema": SCHEMA_URI, "$id": SCHEMA_ID}
    schema |= PlanFile.model_json_schema(by_alias=True)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def plan_of(file: PlanFile) -> model.Plan:
    """The frozen records of a file that was found right."""
    head = file.plan
    return model.Plan(
        id=head.id,
        title=head.title,
        units=tuple(unit_of(unit) for unit in file.units),
        tasks=tuple(_task(task) for task in file.tasks),
        year=head.year,
        issued=head.issued,
        region=head.region,
        source=model.Source(**dict(head.source)) if head.source else None,
        policy=model.Policy(file.policy.soon, file.policy.grace),
    )


def unit_of(unit: Unit) -> model.Unit:
    """A unit's frozen record."""
    return model.Unit(
        name=unit.name,
        full_name=unit.full_name,
        aliases=tuple(unit.aliases),
        initials=tuple(unit.initials),
        members=tuple(unit.members),
        open=unit.open,
        note=unit.note,
    )


def row_of(row: Row, task: int, title: str) -> model.Row:
    """A row's frozen record, within the task of that number and title."""
    return model.Row(
        task=task,
        item=row.no,
        title=title,
        requirement=row.requirement,
        units=tuple(row.units),
        deadline=row.deadline,
        rules=tuple(_rule(rule) for rule in row.rules),
        support=tuple(row.support),
        units_text=row.units_text,
        corrected=model.Corrected(**dict(row.corrected)) if row.corrected else None,
        completion=row.completion,
        inherited=tuple(row.inherited),
        reviewed=model.Reviewed(**dict(row.reviewed)) if row.reviewed else None,
    )


def _task(task: Task) -> model.Task:
    return model.Task(task.no, task.title, tuple(row_of(row, task.no, task.title) for row in task.rows))


def _rule(rule: Rule) -> rules.Rule:
    values = {_RENAMED.get(name, name): value for name, value in rule}
    values["units"] = tuple(rule.units)
    if values.get("season"):
        values["season"] = tuple(values["season"])
    return rules.KINDS[rule.kind](**values)
