"""The plan file's shape: one description from which pydantic's core makes the validator and pydantic the JSON Schema.

What comes out is plain data, which `plan_of` makes records of; what is wrong comes out as pydantic's errors, which
`field_findings` turns into findings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, get_args

from pydantic_core import SchemaValidator
from pydantic_core import core_schema as cs

from gkplan import SCHEMA
from gkplan.calendar.period import FREQS
from gkplan.deadline import rules
from gkplan.plan import model
from gkplan.plan.shape import (
    BOOL,
    DAY,
    DAYS,
    FULL_DAY,
    NUMBER,
    TEXT,
    WORDS,
    exactly,
    form,
    listed,
    may,
    need,
    part,
    whole,
)

SCHEMA_URI = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = f"urn:gkplan:schema:plan:{SCHEMA}"
_WRITTEN = {"column": "from", "times": "count"}


def _rule(name: str, kind: str, said: str, /, **fields: cs.TypedDictField) -> cs.TypedDictSchema:
    """A kind of rule, with what every rule says of itself."""
    common = {
        "quote": need(TEXT),
        "from_": need(cs.literal_schema(list(get_args(rules.Column)))),
        "scope": may(WORDS),
        "units": may(listed(WORDS), ()),
    }
    return part(name, said, kind=need(cs.literal_schema([kind])), **fields, **common)


_RULES: dict[str, cs.TypedDictSchema] = {
    "by": _rule(
        "By",
        "by",
        "截止: done at the latest on `date`; of two honest readings `alt` is the later",
        date=need(DAY),
        ambiguous=may(BOOL, default=False),
        alt=may(DAY),
    ),
    "window": _rule("Window", "window", "起止: an activity from `start` to `end`", start=need(DAY), end=need(DAY)),
    "standing": _rule(
        "Standing",
        "standing",
        "全年（长期）: in force from `start` to `end`, null is open",
        start=need(cs.nullable_schema(DAY)),
        end=need(cs.nullable_schema(DAY)),
    ),
    "recurring": _rule(
        "Recurring",
        "recurring",
        "定期: `count` times in every `interval` periods, due on the day that `by` names, else on the last",
        freq=need(cs.literal_schema(list(FREQS))),
        interval=may(whole(1, 366), 1),
        count=may(whole(1, 1_000), 1),
        by=may(WORDS),
        season=may(listed(whole(1, 12), 2, 2)),
        start=need(cs.nullable_schema(DAY)),
        end=need(cs.nullable_schema(DAY)),
    ),
    "event": _rule(
        "Event",
        "event",
        "触发: due `offset` (ISO 8601 duration) after what `trigger` says; null: the row's own matter",
        trigger=may(WORDS),
        offset=may(WORDS),
        business_days=may(BOOL, default=False),
    ),
    "directive": _rule("Directive", "directive", "按上级部署: when `authority` says", authority=may(WORDS)),
    "irregular": _rule("Irregular", "irregular", "不定期: now and then"),
    "none": _rule("Unstated", "none", "未明确: no deadline could be read, for `reason`", reason=need(WORDS)),
}
CORRECTED = part(
    "Corrected",
    "更正: the words meant where the source has a slip, and a note why",
    requirement=may(WORDS),
    deadline=may(WORDS),
    units=may(WORDS),
    title=may(WORDS),
    note=need(WORDS),
)
REVIEWED = part(
    "Reviewed",
    "复核: a person decided otherwise than the words read",
    by=need(WORDS),
    on=need(FULL_DAY),
    why=need(WORDS),
)
ROW = part(
    "Row",
    "具体要求（事项）: one requirement, its units (the first leads) and its deadline, verbatim",
    no=need(NUMBER),
    requirement=need(WORDS),
    units=need(listed(WORDS)),
    support=may(listed(WORDS), ()),
    units_text=may(WORDS),
    deadline=need(TEXT),
    corrected=may(CORRECTED),
    completion=may(cs.literal_schema(list(get_args(model.Completion))), "all"),
    inherited=may(listed(cs.literal_schema(list(get_args(model.Cell)))), ()),
    rules=may(listed(cs.tagged_union_schema(dict(_RULES), discriminator="kind")), ()),
    reviewed=may(REVIEWED),
    extra=may(cs.dict_schema(WORDS, TEXT, strict=True), dict),
)
TASK = part(
    "Task",
    "工作任务: one 序号 with its title and its rows",
    no=need(NUMBER),
    title=need(WORDS),
    rows=need(listed(ROW, 1)),
)
UNIT = part(
    "Unit",
    "单位: a body, or a group (统称) with its members; `open`: they can't all be listed",
    name=need(WORDS),
    full_name=may(WORDS),
    aliases=may(listed(WORDS), ()),
    initials=may(listed(form(r"^[a-z0-9]+$")), ()),
    members=may(listed(WORDS), ()),
    open=may(BOOL, default=False),
    note=may(WORDS),
)
POLICY = part("Policy", "口径: how the plan counts, in days", soon=may(DAYS, 30), grace=may(DAYS, 0))
SOURCE = part(
    "Source",
    "来源: the published document that the plan was read from",
    file=need(WORDS),
    sha256=may(form(r"^[0-9a-f]{64}$")),
    url=may(WORDS),
)
HEAD = part(
    "Head",
    "分解表: what the plan is called, whose it is and for which year",
    id=need(form(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")),
    title=need(WORDS),
    year=may(whole(1949, 2200)),
    issued=may(FULL_DAY),
    region=may(WORDS),
    source=may(SOURCE),
)
PLAN = part(
    "Plan",
    "A work plan (分工方案、实施分解表) as gkplan keeps it",
    schema_=need(exactly(SCHEMA)),
    plan=need(HEAD),
    policy=may(POLICY, {"soon": 30, "grace": 0}),
    units=need(listed(UNIT)),
    tasks=need(listed(TASK)),
)
_PARTS: dict[str, cs.TypedDictSchema] = {
    "plan": HEAD,
    "source": SOURCE,
    "policy": POLICY,
    "units": UNIT,
    "tasks": TASK,
    "rows": ROW,
    "corrected": CORRECTED,
    "reviewed": REVIEWED,
    **_RULES,
}


def _emptied(part: cs.TypedDictSchema, *fields: str) -> cs.TypedDictSchema:
    """A part whose entries in these lists were looked at by themselves; how many there are still counts."""
    emptied = dict(part["fields"])
    for field in fields:
        schema: Any = {**emptied[field]["schema"], "items_schema": cs.any_schema()}
        emptied[field] = need(schema)
    return {**part, "fields": emptied}


@cache
def _validator(name: str) -> SchemaValidator:
    rest = {"Plan": lambda: _emptied(PLAN, "units", "tasks"), "Task": lambda: _emptied(TASK, "rows")}
    whole = {"Head": HEAD, "Unit": UNIT, "Row": ROW}
    return SchemaValidator(rest[name]() if name in rest else whole[name])


def checked(data: object, part: str = "Plan") -> dict[str, Any]:
    """A part of the file with all its fields; `ValidationError` where it is wrong.

    `Plan` without a look at its units and tasks, `Task` without one at its rows, and `Head`, `Unit` and `Row` whole.
    """
    found: dict[str, Any] = _validator(part).validate_python(data)
    return found


def known_fields(part: str) -> list[str]:
    """The fields of a part of the file, named by the field it stands in or by its kind of rule; else of the whole."""
    return list(_PARTS.get(part, PLAN)["fields"])


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a plan file, as it is committed: indented, ending in a line break."""
    from gkplan.plan.json_schema import json_schema

    schema = {"$schema": SCHEMA_URI, "$id": SCHEMA_ID, **json_schema(PLAN)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def plan_of(data: Mapping[str, Any], units: Sequence[model.Unit]) -> model.Plan:
    """The frozen record of a plan without its tasks, from data that was checked."""
    head, source = data["plan"], data["plan"]["source"]
    return model.Plan(
        **{name: head[name] for name in ("id", "title", "year", "issued", "region")},
        units=units,
        tasks=(),
        source=model.Source(**source) if source else None,
        policy=model.Policy(**data["policy"]),
    )


def unit_of(data: Mapping[str, Any]) -> model.Unit:
    """A unit's frozen record."""
    return model.Unit(**_frozen(data))


def row_of(data: Mapping[str, Any], task: int, title: str) -> model.Row:
    """A row's frozen record, within the task of that number and title."""
    corrected, reviewed = data["corrected"], data["reviewed"]
    return model.Row(
        *(task, data["no"], title, data["requirement"], tuple(data["units"]), data["deadline"]),
        tuple(map(_rule_of, data["rules"])),
        tuple(data["support"]),
        data["units_text"],
        model.Corrected(**corrected) if corrected else None,
        data["completion"],
        tuple(data["inherited"]),
        model.Reviewed(**reviewed) if reviewed else None,
        tuple(data["extra"].items()),
    )


def _rule_of(data: Mapping[str, Any]) -> rules.Rule:
    make, values_of = _maker(data["kind"])
    values = values_of(data)
    if type(data["units"]) is list or data.get("season"):
        values = [tuple(value) if type(value) is list else value for value in values]
    return make(values)


@cache
def _maker(kind: str) -> tuple[Callable[[Iterable[Any]], rules.Rule], Callable[[Mapping[str, Any]], Iterable[Any]]]:
    """What makes a record of a kind of rule of its values, and what takes these, in the record's order, from data."""
    made = rules.KINDS[kind]
    return made._make, itemgetter(*(_WRITTEN.get(name, name) for name in made._fields))


def _frozen(data: Mapping[str, Any]) -> dict[str, Any]:
    """A part's fields, lists made tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
