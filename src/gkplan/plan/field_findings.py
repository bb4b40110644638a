"""What pydantic says of a file's fields, said as findings at their places."""

from __future__ import annotations

from collections.abc import Callable

from pydantic_core import ErrorDetails, ValidationError

from gkplan.deadline.rules import KINDS
from gkplan.plan.findings import Finding
from gkplan.plan.places import Tree

_TYPES = {
    "string_type": "GK103",
    "int_type": "GK104",
    "bool_type": "GK105",
    "list_type": "GK106",
    "model_type": "GK107",
    "model_attributes_type": "GK107",
    "dict_type": "GK107",
}
_BOUNDS = {
    "greater_than_equal": ("GK114", "ge"),
    "less_than_equal": ("GK117", "le"),
    "too_short": ("GK118", "min_length"),
    "too_long": ("GK119", "max_length"),
}


def field_findings(
    error: ValidationError,
    tree: Tree,
    file: str,
    known_fields: Callable[[str], list[str]],
    above: tuple[str | int, ...] = (),
) -> tuple[list[Finding], list[tuple[str | int, ...]]]:
    """A finding for each of pydantic's errors, and the paths within the tree where they are.

    `above` is where the tree stands in the file.
    `known_fields` gives the fields of a part by the name of the field that the part stands in, or by its kind of rule.
    """
    findings, paths = [], []
    for each in error.errors(include_url=False):
        each["loc"] = (*above, *each["loc"])
        path = _untagged(each["loc"])
        paths.append(path[len(above) :])
        code, params = _said(each, path)
        if code == "GK102":
            params["known"] = ", ".join(known_fields(_part(each["loc"])))
        findings.append(Finding(code, file, *tree.place(paths[-1], key=code == "GK102"), params))
    return findings, paths


def _untagged(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path that pydantic gives, without the kind of rule that it puts after a rule's position."""
    return loc[:6] + loc[7:] if len(loc) > 6 and loc[4] == "rules" else loc


def _said(error: ErrorDetails, path: tuple[str | int, ...]) -> tuple[str, dict[str, str]]:
    what, context = error["type"], error.get("ctx", {})
    names = [name for name in path if isinstance(name, str)]
    field, value = names[-1], _shown(error.get("input"))
    if what == "missing":
        return "GK101", {"field": field}
    if what == "extra_forbidden":
        return "GK102", {"field": field}
    if what in _TYPES:
        return _TYPES[what], {"field": field}
    if what in _BOUNDS:
        code, bound = _BOUNDS[what]
        return code, {"field": field, "bound": str(context[bound])}
    if what == "union_tag_invalid":
        return "GK109", {"value": str(context["tag"]), "expected": ", ".join(KINDS)}
    if what == "union_tag_not_found":
        return "GK110", {"expected": ", ".join(KINDS)}
    if what == "not_a_date":
        return "GK111", {"value": value}
    if what == "no_such_day":
        return "GK112", {"value": value, "last": str(context["last"])}
    if what == "blank":
        return "GK113", {"field": field}
    if what == "string_pattern_mismatch":
        return "GK115", {"field": field, "pattern": str(context["pattern"])}
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    if field == "schema":
        return "GK116", {"value": value, "expected": expected}
    return "GK108", {"field": field, "value": value, "expected": expected}


def _part(loc: tuple[str | int, ...]) -> str:
    """The part of the file that a field stands in: the field above it, or its rule's kind."""
    return next((name for name in reversed(loc[:-1]) if isinstance(name, str)), "")


def _shown(value: object) -> str:
    """A value as the file writes it, not too long."""
    words = {None: "null", True: "true", False: "false"}
    text = words[value] if value is None or isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
