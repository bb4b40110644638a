"""A plan as the text of its file (`data/tasks.yaml`): what is short in one line, what is long a line an entry.

The text is for people first: fields in the order of the table's columns, nothing that has its ordinary value, words
unescaped and never folded, so that a difference between two versions is a difference of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import yaml

from gkplan import SCHEMA
from gkplan.deadline.rules import Rule, as_data
from gkplan.plan.model import Corrected, Plan, Reviewed, Row, Source, Task, Unit

HEAD = "# yaml-language-server: $schema=plan.schema.json\n"
WIDE = 110
"""A mapping or list longer than this many characters, written in one line, is written a line an entry."""

_BREAK = re.compile("[\n\x85\u2028\u2029]")
_FOREIGN_BREAK = re.compile("[\x85\u2028\u2029]")
"""Characters that break a line in YAML 1.1 and are none of a text's own: only escaped do they come back as they are."""
_DATES = frozenset({"date", "alt", "start", "end", "on", "issued"})


def dump(plan: Plan) -> str:
    """The plan file's text, ending in a line break; loading it gives the plan again."""
    return HEAD + yaml.dump(
        as_file(plan), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9, default_flow_style=False
    )


def as_file(plan: Plan) -> dict[str, Any]:
    """The plan as the plain mapping that its file holds."""
    head = {
        "id": plan.id,
        "title": plan.title,
        "year": plan.year,
        "issued": plan.issued,
        "region": plan.region,
        "source": _filled(plan.source) if plan.source else None,
    }
    return {
        "schema": SCHEMA,
        "plan": head,
        "policy": {"soon": plan.policy.soon, "grace": plan.policy.grace},
        "units": [_filled(unit) for unit in plan.units],
        "tasks": [_task(task) for task in plan.tasks],
    }


def _task(task: Task) -> dict[str, Any]:
    return _ManyLines(no=task.no, title=task.title, rows=[_row(row) for row in task.rows])


def _row(row: Row) -> dict[str, Any]:
    data = _ManyLines(no=row.item, requirement=row.requirement, units=list(row.units))
    data |= {"support": list(row.support)} if row.support else {}
    data |= {"units_text": row.units_text} if row.units_text is not None else {}
    data["deadline"] = row.deadline
    data |= {"corrected": _filled(row.corrected)} if row.corrected else {}
    data |= {"completion": row.completion} if row.completion != "all" else {}
    data |= {"inherited": list(row.inherited)} if row.inherited else {}
    data |= {"reviewed": _filled(row.reviewed)} if row.reviewed else {}
    data |= {"extra": dict(row.extra)} if row.extra else {}
    data["rules"] = [_rule(rule) for rule in row.rules]
    return data


def _rule(rule: Rule) -> _OneLine:
    return _OneLine(
        (name, _Date(value) if name in _DATES and value else value) for name, value in as_data(rule).items()
    )


def _filled(record: Unit | Source | Corrected | Reviewed) -> dict[str, Any]:
    """A record's fields that hold something; a unit's full name is written also where it is not known."""
    data: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if value or (isinstance(record, Unit) and field.name == "full_name" and not record.group):
            data[field.name] = list(value) if isinstance(value, tuple) else value
    return data


class _OneLine(dict[str, Any]):
    """A mapping that is written in one line however long it is."""


class _ManyLines(dict[str, Any]):
    """A mapping that is written a line an entry however short it is, so that rows look alike."""


class _Date(str):
    """A date in ISO form, written without quotation marks."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes dashes indented under their key, collections in one line where they are short, lines as lines."""

    # `no` and `on` are words here, as in YAML 1.2 and to our loader; as booleans they would be quoted.
    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, words) for tag, words in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._analyses: dict[str, Any] = {}
        self._tags: dict[str, str] = {}

    def analyze_scalar(self, scalar: str) -> Any:
        """What styles a text may have: keys, units and deadlines are the same again and again."""
        if scalar not in self._analyses:
            self._analyses[scalar] = super().analyze_scalar(scalar)
        return self._analyses[scalar]

    def prepare_tag(self, tag: str) -> str:
        if tag not in self._tags:
            self._tags[tag] = super().prepare_tag(tag)
        return self._tags[tag]

    def write_plain(self, text: str, split: bool = True) -> None:
        """Write a text that needs no marks: at once where it is one line, since none is ever folded."""
        if self.root_context or not text or _BREAK.search(text):
            super().write_plain(text, split)
            return
        written = text if self.whitespace else f" {text}"
        self.whitespace = self.indention = False
        self.column += len(written)
        self.stream.write(written)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        if not flow_style:
            node.flow_style = _is_short(mapping)
        return node

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = _is_short(sequence)
        return node


def _is_short(value: Any) -> bool:
    """Whether a collection fits in one line: its words hold no line break, and rows of a table are never joined."""
    if isinstance(value, _OneLine | _ManyLines):
        return isinstance(value, _OneLine)
    entries = list(value.values()) if isinstance(value, Mapping) else list(value)
    if isinstance(value, list) and any(isinstance(entry, dict) for entry in entries):
        return False
    return len(str(value)) <= WIDE and not any("\n" in str(entry) for entry in entries)


def _write_text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = '"' if _FOREIGN_BREAK.search(value) else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _write_date(dumper: _Dumper, value: str | date) -> yaml.ScalarNode:
    text = value if isinstance(value, str) else value.isoformat()
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp" if text[0] != "-" else "tag:yaml.org,2002:str", text)


_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(_Date, _write_date)
_Dumper.add_representer(date, _write_date)
_Dumper.add_representer(_OneLine, _Dumper.represent_dict)
_Dumper.add_representer(_ManyLines, _Dumper.represent_dict)
