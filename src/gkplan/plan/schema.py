"""The plan file's shape: one description from which pydantic's core makes the validator and pydantic the JSON Schema.

The shape is written for pydantic-core itself. Classes of `BaseModel` would say the same, but every start of the program
would pay for making them, twice what the rest of a query costs; as it is, only `gkplan schema` imports pydantic whole.
Strict: text is never taken for a number, nor a number for text. What comes out is plain data, which `plan_of` makes
records of; what is wrong comes out as pydantic's errors, which `draft` turns into findings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic_core import PydanticCustomError, SchemaValidator
from pydantic_core import core_schema as cs

from gkplan.calendar.period import FREQS, clamped
from gkplan.deadline import rules
from gkplan.plan import model

SCHEMA_URI = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = f"urn:gkplan:schema:plan:{model.SCHEMA}"
_ISO_DAY = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
# Every month's own days, since a schema can't count them: 29 in February, 30, 31.
_YEARLESS = r"^--(?:02-(?:0[1-9]|[12]\d)|(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|(?:0[13578]|1[02])-31)$"
_LEAP_YEAR = 2000  # so that --02-29 is a day
_RENAMED = {"from": "column", "count": "times"}


def _day(value: object) -> date | rules.Yearless:
    """A date in ISO form, or `--MM-DD`."""
    found = _ISO_DAY.fullmatch(value) if isinstance(value, str) else None
    if not found or found["year"] == "0000":
        raise PydanticCustomError("not_a_date", "not a date")
    year = _LEAP_YEAR if found["year"] == "-" else int(found["year"])
    month, day = int(found["month"]), int(found["day"])
    last = clamped(year, month, 31) if 1 <= month <= 12 else date(year, 12, 31)
    if not (1 <= month <= 12 and 1 <= day <= last.day):
        said = f"--{last:%m-%d}" if found["year"] == "-" else last.isoformat()
        raise PydanticCustomError("no_such_day", "no such day", {"last": said})
    return rules.Yearless(month, day) if found["year"] == "-" else date(year, month, day)


def _full_day(value: object) -> date:
    """A date in ISO form."""
    day = _day(value)
    if isinstance(day, rules.Yearless):
        raise PydanticCustomError("not_a_date", "not a date")
    return day


def _words(value: str) -> str:
    """Text that says something."""
    if not value.strip():
        raise PydanticCustomError("blank", "blank")
    return value


def _shown(**said: object) -> dict[str, Any]:
    """What JSON Schema says of a part, where pydantic can't tell from the shape."""
    return {"json": said}


def _need(schema: cs.CoreSchema) -> cs.TypedDictField:
    """A field that must be there."""
    return cs.typed_dict_field(schema, required=True)


def _may(schema: cs.CoreSchema, default: object = None) -> cs.TypedDictField:
    """A field that may be left out; one that is nothing then may also be null."""
    inner = cs.nullable_schema(schema) if default is None else schema
    return cs.typed_dict_field(cs.with_default_schema(inner, default=default), required=False)


def _list(item: cs.CoreSchema, least: int | None = None, most: int | None = None) -> cs.ListSchema:
    return cs.list_schema(item, min_length=least, max_length=most, strict=True)


def _whole(least: int, most: int) -> cs.IntSchema:
    """A whole number within bounds."""
    return cs.int_schema(ge=least, le=most, strict=True)


def _form(pattern: str) -> cs.StringSchema:
    """Text of a certain form."""
    return cs.str_schema(pattern=pattern, strict=True)


def _part(name: str, said: str, /, **fields: cs.TypedDictField) -> cs.TypedDictSchema:
    """A part of the file with its fields, of which none that is not known is taken."""
    # `from` and `schema` would be awkward names of arguments, hence the underscore.
    named = {field.removesuffix("_"): each for field, each in fields.items()}
    return cs.typed_dict_schema(named, ref=name, extra_behavior="forbid", metadata=_shown(title=name, description=said))


def _rule(name: str, kind: str, said: str, /, **fields: cs.TypedDictField) -> cs.TypedDictSchema:
    """A kind of rule, with what every rule says of itself."""
    common = {
        "quote": _need(_TEXT),
        "from_": _need(cs.literal_schema(list(get_args(rules.Column)))),
        "scope": _may(_WORDS),
        "units": _may(_list(_WORDS), []),
    }
    return _part(name, said, kind=_need(cs.literal_schema([kind])), **fields, **common)


_BOOL = cs.bool_schema(strict=True)
_TEXT = cs.str_schema(strict=True)
_WORDS = cs.no_info_after_validator_function(_words, _TEXT, metadata=_shown(pattern=r"\S"))
_FULL_DAY = cs.no_info_plain_validator_function(_full_day, metadata=_shown(type="string", format="date"))
_DAY = cs.no_info_plain_validator_function(
    _day,
    metadata=_shown(anyOf=[{"type": "string", "format": "date"}, {"type": "string", "pattern": _YEARLESS}]),
)
_NUMBER = _whole(1, 99_999)
_DAYS = _whole(0, 3_660)

_RULES: dict[str, cs.TypedDictSchema] = {
    "by": _rule(
        "By",
        "by",
        "截止: done at the latest on `date`; of two honest readings `alt` is the later",
        date=_need(_DAY),
        ambiguous=_may(_BOOL, default=False),
        alt=_may(_DAY),
    ),
    "window": _rule("Window", "window", "起止: an activity from `start` to `end`", start=_need(_DAY), end=_need(_DAY)),
    "standing": _rule(
        "Standing",
        "standing",
        "全年（长期）: in force from `start` to `end`, null is open",
        start=_need(cs.nullable_schema(_DAY)),
        end=_need(cs.nullable_schema(_DAY)),
    ),
    "recurring": _rule(
        "Recurring",
        "recurring",
        "定期: `count` times in every `interval` periods, due on the day that `by` names, else on the last",
        freq=_need(cs.literal_schema(list(FREQS))),
        interval=_may(_whole(1, 366), 1),
        count=_may(_whole(1, 1_000), 1),
        by=_may(_WORDS),
        season=_may(_list(_whole(1, 12), 2, 2)),
        start=_need(cs.nullable_schema(_DAY)),
        end=_need(cs.nullable_schema(_DAY)),
    ),
    "event": _rule(
        "Event",
        "event",
        "触发: due `offset` (ISO 8601 duration) after what `trigger` says; null: the row's own matter",
        trigger=_may(_WORDS),
        offset=_may(_WORDS),
        business_days=_may(_BOOL, default=False),
    ),
    "directive": _rule("Directive", "directive", "按上级部署: when `authority` says", authority=_may(_WORDS)),
    "irregular": _rule("Irregular", "irregular", "不定期: now and then"),
    "none": _rule("Unstated", "none", "未明确: no deadline could be read, for `reason`", reason=_need(_WORDS)),
}
CORRECTED = _part(
    "Corrected",
    "更正: the words meant where the source has a slip, and a note why",
    requirement=_may(_WORDS),
    deadline=_may(_WORDS),
    units=_may(_WORDS),
    title=_may(_WORDS),
    note=_need(_WORDS),
)
REVIEWED = _part(
    "Reviewed",
    "复核: a person decided otherwise than the words read",
    by=_need(_WORDS),
    on=_need(_FULL_DAY),
    why=_need(_WORDS),
)
ROW = _part(
    "Row",
    "具体要求（事项）: one requirement, its units (the first leads) and its deadline, verbatim",
    no=_need(_NUMBER),
    requirement=_need(_WORDS),
    units=_need(_list(_WORDS, 1)),
    support=_may(_list(_WORDS), []),
    units_text=_may(_WORDS),
    deadline=_need(_TEXT),
    corrected=_may(CORRECTED),
    completion=_may(cs.literal_schema(list(get_args(model.Completion))), "all"),
    inherited=_may(_list(cs.literal_schema(list(get_args(model.Cell)))), []),
    rules=_may(_list(cs.tagged_union_schema(dict(_RULES), discriminator="kind")), []),
    reviewed=_may(REVIEWED),
)
TASK = _part(
    "Task",
    "工作任务: one 序号 with its title and its rows",
    no=_need(_NUMBER),
    title=_need(_WORDS),
    rows=_need(_list(ROW, 1)),
)
UNIT = _part(
    "Unit",
    "单位: a body, or a group (统称) with its members; `open`: they can't all be listed",
    name=_need(_WORDS),
    full_name=_may(_WORDS),
    aliases=_may(_list(_WORDS), []),
    initials=_may(_list(_form(r"^[a-z0-9]+$")), []),
    members=_may(_list(_WORDS), []),
    open=_may(_BOOL, default=False),
    note=_may(_WORDS),
)
POLICY = _part("Policy", "口径: how the plan counts, in days", soon=_may(_DAYS, 30), grace=_may(_DAYS, 0))
SOURCE = _part(
    "Source",
    "来源: the published document that the plan was read from",
    file=_need(_WORDS),
    sha256=_may(_form(r"^[0-9a-f]{64}$")),
    url=_may(_WORDS),
)
HEAD = _part(
    "Head",
    "分解表: what the plan is called, whose it is and for which year",
    id=_need(_form(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")),
    title=_need(_WORDS),
    year=_may(_whole(1949, 2200)),
    issued=_may(_FULL_DAY),
    region=_may(_WORDS),
    source=_may(SOURCE),
)
PLAN = _part(
    "Plan",
    "A work plan (分工方案、实施分解表) as gkplan keeps it",
    schema_=_need(cs.literal_schema([model.SCHEMA])),
    plan=_need(HEAD),
    policy=_may(POLICY, {"soon": 30, "grace": 0}),
    units=_need(_list(UNIT)),
    tasks=_need(_list(TASK)),
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


@cache
def _validator(name: str) -> SchemaValidator:
    return SchemaValidator({"Plan": PLAN, "Head": HEAD, "Unit": UNIT, "Row": ROW}[name])


def checked(data: object, part: str = "Plan") -> dict[str, Any]:
    """A part of the file (`Plan`, `Head`, `Unit` or `Row`) with all its fields; `ValidationError` where it is wrong."""
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


def plan_of(data: Mapping[str, Any]) -> model.Plan:
    """The frozen records of a file's data that was checked."""
    head, source = data["plan"], data["plan"]["source"]
    return model.Plan(
        **{name: head[name] for name in ("id", "title", "year", "issued", "region")},
        units=tuple(unit_of(unit) for unit in data["units"]),
        tasks=tuple(_task_of(task) for task in data["tasks"]),
        source=model.Source(**source) if source else None,
        policy=model.Policy(**data["policy"]),
    )


def unit_of(data: Mapping[str, Any]) -> model.Unit:
    """A unit's frozen record."""
    return model.Unit(**_frozen(data))


def row_of(data: Mapping[str, Any], task: int, title: str) -> model.Row:
    """A row's frozen record, within the task of that number and title."""
    fields = _frozen(data)
    corrected, reviewed = data["corrected"], data["reviewed"]
    fields |= {
        "item": fields.pop("no"),
        "corrected": model.Corrected(**corrected) if corrected else None,
        "reviewed": model.Reviewed(**reviewed) if reviewed else None,
        "rules": tuple(_rule_of(rule) for rule in data["rules"]),
    }
    return model.Row(task=task, title=title, **fields)


def _task_of(data: Mapping[str, Any]) -> model.Task:
    number, title = data["no"], data["title"]
    return model.Task(number, title, tuple(row_of(row, number, title) for row in data["rows"]))


def _rule_of(data: Mapping[str, Any]) -> rules.Rule:
    fields = {_RENAMED.get(name, name): value for name, value in _frozen(data).items()}
    return rules.KINDS[data["kind"]](**fields)


def _frozen(data: Mapping[str, Any]) -> dict[str, Any]:
    """A part's fields, lists made tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
