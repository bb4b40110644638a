"""YAML text to plain data with the place of every key and value, through the parser's events.

Only what a plan needs is taken: mappings, lists, text, whole numbers, true, false and null. Dates stay text. Aliases,
tags, merge keys, repeated keys, deep nesting and a second document are findings: each is a way to hide or explode data.
Events alone are walked, since building nodes or objects of 100,000 nested brackets kills the C parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from gkplan.plan.findings import Finding

DEPTH_LIMIT = 20
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = Sequence[str | int]


class Place(NamedTuple):
    """Where something stands: line and column, both from 1."""

    line: int
    col: int


class Mark(NamedTuple):
    """Where an entry's key and its value begin; a list's entry has its value's place for both."""

    key: Place
    value: Place


class Tree:
    """The data of one document, and where each part of it stands."""

    def __init__(self) -> None:
        self.data: Any = None
        self.start = Place(1, 1)
        # Containers are known by identity: the data holds them, so none of these goes stale.
        self._marks: dict[int, dict[str | int, Mark]] = {}

    def note(self, container: dict[str, Any] | list[Any], name: str | int, mark: Mark) -> None:
        """Remember where an entry of a container stands."""
        self._marks.setdefault(id(container), {})[name] = mark

    def mark(self, container: object, name: str | int) -> Mark | None:
        """Where an entry of a container stands, if it was in the file."""
        return self._marks.get(id(container), {}).get(name)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where a value (or its key) stands, or the nearest part around it that is in the file."""
        here, data = Mark(self.start, self.start), self.data
        for name in path:
            mark = self.mark(data, name)
            if mark is None:
                return here.value
            here, data = mark, data[name]
        return here.key if key else here.value


class _Open(NamedTuple):
    """A container that has not ended yet: a mapping waits for keys and values in turn."""

    container: Any
    pending: list[tuple[str, Place]]


class NotTakenError(Exception):
    """Parsing stops here: what follows can't be trusted."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def parse(text: str, file: str) -> tuple[Tree, list[Finding]]:
    """The tree of a YAML text without a byte order mark, and what is wrong with it as YAML.

    A repeated key keeps its first value and parsing goes on; anything else that is not taken ends it.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except NotTakenError as stop:
        builder.findings.append(stop.finding)
    except yaml.YAMLError as error:
        builder.findings.append(_syntax(error, text, file))
    return builder.tree, builder.findings


class _Builder:
    def __init__(self, file: str) -> None:
        self.tree = Tree()
        self.findings: list[Finding] = []
        self._file = file
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """One event; `NotTakenError` where parsing must end."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._begin(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._refused("GK006", event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refused("GK010", event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._plain(event)
        inner = self._open[-1] if self._open else None
        if inner is not None and isinstance(inner.container, dict) and not inner.pending:
            self._key(inner, event)
        else:
            self._put(_value(event), event)

    def _key(self, inner: _Open, event: yaml.ScalarEvent) -> None:
        key = event.value
        if key == "<<" and not event.style:
            raise self._refused("GK009", event)
        seen = self.tree.mark(inner.container, key)
        if seen is not None:
            self.findings.append(self._finding("GK008", event, key=key, first=str(seen.key.line)))
        inner.pending.append((key, _place(event)))

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._plain(event)
        if len(self._open) >= DEPTH_LIMIT:
            raise self._refused("GK005", event, limit=str(DEPTH_LIMIT))
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(container, event)
        self._open.append(_Open(container, []))

    def _put(self, value: Any, event: yaml.NodeEvent) -> None:
        """Give a value to the innermost open container, or make it the document."""
        place = _place(event)
        if not self._open:
            self.tree.data, self.tree.start = value, place
            return
        container, pending = self._open[-1]
        if isinstance(container, list):
            self.tree.note(container, len(container), Mark(place, place))
            container.append(value)
        elif not pending:
            raise self._refused("GK011", event)
        else:
            key, key_place = pending.pop()
            if key not in container:
                container[key] = value
                self.tree.note(container, key, Mark(key_place, place))

    def _plain(self, event: yaml.NodeEvent) -> None:
        """Refuse an anchor or a tag on a node."""
        if event.anchor is not None:
            raise self._refused("GK006", event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._refused("GK007", event, tag=tag)

    def _refused(self, code: str, event: yaml.Event, **params: str) -> NotTakenError:
        return NotTakenError(self._finding(code, event, **params))

    def _finding(self, code: str, event: yaml.Event, **params: str) -> Finding:
        return Finding(code, self._file, *_place(event), params)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _value(event: yaml.ScalarEvent) -> str | int | bool | None:
    """What a scalar means: only unquoted null, true, false and decimal integers are more than text."""
    text: str = event.value
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Finding:
    """What the parser says, at the place it says it of."""
    if isinstance(error, yaml.reader.ReaderError):
        line, col = _line_col(text, error.position)
        return Finding("GK003", file, line, col, {})
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or error)
    line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding("GK004", file, line, col, {"problem": problem})


def _line_col(text: str, index: int) -> Place:
    before = text[:index]
    return Place(before.count("\n") + 1, index - before.rfind("\n"))
