"""The pieces that the shape of a file is put together from, for pydantic's core.

The shape is written for pydantic-core itself. Classes of `BaseModel` would say the same, but every start of the program
would pay for making them, more than the rest of a query costs; as it is, only `gkplan schema` imports pydantic whole.
Strict: text is never taken for a number, nor a number for text.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticCustomError
from pydantic_core import core_schema as cs

from gkplan.calendar.period import clamped
from gkplan.deadline.rules import Yearless

_ISO_DAY = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
# Every month's own days, since a schema can't count them: 29 in February, 30, 31.
_YEARLESS = r"^--(?:02-(?:0[1-9]|[12]\d)|(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|(?:0[13578]|1[02])-31)$"
_LEAP_YEAR = 2000  # so that --02-29 is a day


def _day(value: object) -> date | Yearless:
    """A date in ISO form, or `--MM-DD`."""
    if not isinstance(value, str):
        raise PydanticCustomError("not_a_date", "not a date")
    return _written_day(value)


@lru_cache(maxsize=4096)  # a plan has few days, each in many rows
def _written_day(value: str) -> date | Yearless:
    found = _ISO_DAY.fullmatch(value)
    if not found or found["year"] == "0000":
        raise PydanticCustomError("not_a_date", "not a date")
    year = _LEAP_YEAR if found["year"] == "-" else int(found["year"])
    month, day = int(found["month"]), int(found["day"])
    last = clamped(year, month, 31) if 1 <= month <= 12 else date(year, 12, 31)
    if not (1 <= month <= 12 and 1 <= day <= last.day):
        said = f"--{last:%m-%d}" if found["year"] == "-" else last.isoformat()
        raise PydanticCustomError("no_such_day", "no such day", {"last": said})
    return Yearless(month, day) if found["year"] == "-" else date(year, month, day)


def _full_day(value: object) -> date:
    """A date in ISO form."""
    day = _day(value)
    if isinstance(day, Yearless):
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


def need(schema: cs.CoreSchema) -> cs.TypedDictField:
    """A field that must be there."""
    return cs.typed_dict_field(schema, required=True)


def may(schema: cs.CoreSchema, default: object = None) -> cs.TypedDictField:
    """A field that may be left out; one that is nothing then may also be null.

    A type stands for what it makes: a default that could change is copied each time, which takes long.
    """
    if isinstance(default, type):
        return cs.typed_dict_field(cs.with_default_schema(schema, default_factory=default), required=False)
    inner = cs.nullable_schema(schema) if default is None else schema
    return cs.typed_dict_field(cs.with_default_schema(inner, default=default), required=False)


def listed(item: cs.CoreSchema, least: int | None = None, most: int | None = None) -> cs.ListSchema:
    """A list, perhaps of so many entries."""
    return cs.list_schema(item, min_length=least, max_length=most, strict=True)


def whole(least: int, most: int) -> cs.IntSchema:
    """A whole number within bounds."""
    return cs.int_schema(ge=least, le=most, strict=True)


def form(pattern: str) -> cs.StringSchema:
    """Text of a certain form."""
    return cs.str_schema(pattern=pattern, strict=True)


def exactly(number: int) -> cs.AfterValidatorFunctionSchema:
    """One whole number; a literal would take true for 1."""

    def same(value: int) -> int:
        if value != number:
            raise PydanticCustomError("literal_error", "literal", {"expected": str(number)})
        return value

    return cs.no_info_after_validator_function(same, cs.int_schema(strict=True), metadata=_shown(const=number))


def part(name: str, said: str, /, **fields: cs.TypedDictField) -> cs.TypedDictSchema:
    """A part of the file with its fields, of which none that is not known is taken."""
    # `from` and `schema` would be awkward names of arguments, hence the underscore.
    named = {field.removesuffix("_"): each for field, each in fields.items()}
    shown = _shown(title=name, description=said, additionalProperties=False)  # the last, pydantic 2.10 does not say
    return cs.typed_dict_schema(named, ref=name, extra_behavior="forbid", metadata=shown)


BOOL = cs.bool_schema(strict=True)
TEXT = cs.str_schema(strict=True)
WORDS = cs.no_info_after_validator_function(_words, TEXT, metadata=_shown(pattern=r"\S"))
FULL_DAY = cs.no_info_plain_validator_function(_full_day, metadata=_shown(type="string", format="date"))
DAY = cs.no_info_plain_validator_function(
    _day,
    metadata=_shown(anyOf=[{"type": "string", "format": "date"}, {"type": "string", "pattern": _YEARLESS}]),
)
MOST = 99_999
"""The highest number of a task or a row."""
NUMBER = whole(1, MOST)
DAYS = whole(0, 3_660)
