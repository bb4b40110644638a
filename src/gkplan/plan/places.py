"""YAML text to plain data with the place of every key and value, through the parser's events.

Only what a plan needs is taken: mappings, lists, text, whole numbers, true, false and null. Dates stay text. Aliases,
tags, merge keys, repeated keys, deep nesting and a second document are findings: each is a way to hide or explode data.
Events alone are walked, since building nodes or objects of 100,000 nested brackets kills the C parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import yaml

from gkplan.plan.findings import Finding

DEPTH_LIMIT = 20
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = Sequence[str | int]
_Node = Any  # the event of a scalar or of a container's start: its stubs call its mark optional, which it never is


class Place(NamedTuple):
    """Where something stands: line and column, both from 1."""

    line: int
    col: int


# Of an entry: line and column of its key, then of its value, counted from 0; a list's entry has no key of its own.
_Mark = tuple[int, int, int, int]
_Marks = dict[str | int, _Mark]


class Tree:
    """The data of one document, and where each part of it stands."""

    def __init__(self) -> None:
        self.data: Any = None
        self.start = Place(1, 1)
        # Containers are known by identity: the data holds them, so none of these goes stale.
        self._marks: dict[int, _Marks] = {}

    def marks_of(self, container: dict[str, Any] | list[Any]) -> _Marks:
        """Where the entries of a container stand, to be filled in."""
        return self._marks.setdefault(id(container), {})

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where a value (or its key) stands, or the nearest part around it that is in the file."""
        data, found = self.data, None
        for name in path:
            mark = self._marks.get(id(data), {}).get(name)
            if mark is None:
                key = False
                break
            data, found = data[name], mark
        if found is None:
            return self.start
        return Place(found[0] + 1, found[1] + 1) if key else Place(found[2] + 1, found[3] + 1)


class NotTakenError(Exception):
    """Parsing stops here: what follows can't be trusted."""

    def __init__(self, code: str, event: yaml.Event, **params: str) -> None:
        super().__init__(code)
        self.code, self.event, self.params = code, event, params


def parse(text: str, file: str) -> tuple[Tree, list[Finding]]:
    """The tree of a YAML text without a byte order mark, and what is wrong with it as YAML.

    A repeated key keeps its first value and parsing goes on; anything else that is not taken ends it.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take[type(event)](event)
    except NotTakenError as stop:
        builder.report(stop.code, stop.event, stop.params)
    except yaml.YAMLError as error:
        builder.findings.append(_syntax(error, text, file))
    return builder.tree, builder.findings


class _Builder:
    """Takes events one by one. This is the hot loop of every start, hence the plain tuples and the look-up by type."""

    def __init__(self, file: str) -> None:
        self.tree = Tree()
        self.findings: list[Finding] = []
        self._file = file
        self._documents = 0
        # The innermost open container, the marks of its entries and, of a mapping, the key that waits for its value.
        self._container: Any = None
        self._marks: _Marks = {}
        self._key: str | None = None
        self._key_at = (0, 0)
        self._outer: list[tuple[Any, _Marks, str | None, tuple[int, int]]] = []
        self.take: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._begin(event, {}),
            yaml.SequenceStartEvent: lambda event: self._begin(event, []),
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: self._nothing,
            yaml.StreamStartEvent: self._nothing,
            yaml.StreamEndEvent: self._nothing,
        }

    def report(self, code: str, event: yaml.Event, params: dict[str, str]) -> None:
        """Add a finding at an event."""
        mark = event.start_mark
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.findings.append(Finding(code, self._file, line, col, params))

    def _scalar(self, event: _Node) -> None:
        if event.anchor is not None or event.tag is not None:
            raise _marked(event)
        if self._key is None and type(self._container) is dict:
            self._take_key(event)
        else:
            self._put(_value(event.value, event.style), event)

    def _take_key(self, event: _Node) -> None:
        key = event.value
        if key == "<<" and not event.style:
            raise NotTakenError("GK009", event)
        seen = self._marks.get(key)
        if seen is not None:
            self.report("GK008", event, {"key": key, "first": str(seen[0] + 1)})
        mark = event.start_mark
        self._key, self._key_at = key, (mark.line, mark.column)

    def _put(self, value: Any, event: _Node) -> None:
        """Give a value to the innermost open container, or make it the document."""
        mark = event.start_mark
        line, col = mark.line, mark.column
        if type(self._container) is list:
            self._marks[len(self._container)] = (line, col, line, col)
            self._container.append(value)
        elif self._key is not None:
            if self._key not in self._marks:
                self._marks[self._key] = (*self._key_at, line, col)
                self._container[self._key] = value
            self._key = None
        elif self._container is None:
            self.tree.data, self.tree.start = value, Place(line + 1, col + 1)
        else:
            raise NotTakenError("GK011", event)

    def _begin(self, event: _Node, container: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            raise _marked(event)
        if len(self._outer) >= DEPTH_LIMIT:
            raise NotTakenError("GK005", event, limit=str(DEPTH_LIMIT))
        self._put(container, event)
        self._outer.append((self._container, self._marks, self._key, self._key_at))
        self._container, self._marks, self._key = container, self.tree.marks_of(container), None

    def _end(self, _event: yaml.Event) -> None:
        self._container, self._marks, self._key, self._key_at = self._outer.pop()

    def _alias(self, event: yaml.Event) -> None:
        raise NotTakenError("GK006", event)

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise NotTakenError("GK010", event)

    def _nothing(self, _event: yaml.Event) -> None:
        """The stream and the end of a document say nothing about the data."""


def _marked(event: _Node) -> NotTakenError:
    """The refusal of a node with an anchor or a tag."""
    return NotTakenError("GK006", event) if event.anchor is not None else NotTakenError("GK007", event, tag=event.tag)


def _value(text: str, style: str | None) -> str | int | bool | None:
    """What a scalar means: only unquoted null, true, false and decimal integers are more than text."""
    if style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Finding:
    """What the parser says, at the place it says it of."""
    if isinstance(error, yaml.reader.ReaderError):
        return _refused_character(error, text, file)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or error)
    line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding("GK004", file, line, col, {"problem": problem})


def _refused_character(error: yaml.reader.ReaderError, text: str, file: str) -> Finding:
    """A character that YAML does not allow, where it stands first: the two parsers count its position differently."""
    before = text[: text.index(chr(error.character))]
    line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Finding("GK013", file, line, col, {"character": f"U+{error.character:04X}"})
