"""YAML text to plain data with the place of every key and value, through the parser's events.

Only what a plan needs is taken: mappings, lists, text, whole numbers, true, false and null. Dates stay text. Aliases,
tags, merge keys, repeated keys, deep nesting and a second document are findings: each is a way to hide or explode data.
Events alone are walked, since building nodes or objects of 100,000 nested brackets kills the C parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import yaml

from gkplan.plan.findings import Finding

DEPTH_LIMIT = 20
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = Sequence[str | int]
_Node = Any  # the event of a scalar or of a container's start: its stubs call its mark optional, which it never is
_NO_TAKERS: Mapping[str, Any] = {}


class Readable(Protocol):
    """What a parser reads from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""


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
    walk = Walk(text, file, lambda: [text])
    walk.run()
    return walk.tree, walk.findings


Taker = Callable[[int, _Node], None]
Takers = Mapping[str, Taker]
"""Of a mapping, what is done with the entries of the lists that are not kept: called with an entry's index and first
event, it reads the entry to its end."""


class Walk:
    """Walks a document's events once, into a tree but for the lists that have a taker; None stands for their entries.

    `text` gives the source's text again, for the place of a character that is refused.
    """

    def __init__(
        self, stream: str | Readable, file: str, text: Callable[[], Iterable[str]], takers: Takers | None = None
    ) -> None:
        self.tree = Tree()
        self.findings: list[Finding] = []
        self._file = file
        self._text = text
        self._takers = takers or {}
        self._stream = stream
        self.next: Callable[[], Any]  # the parser's, or another that gives events again

    def run(self) -> None:
        """Read the document; what is not taken, or no YAML, ends it with a finding."""
        try:
            parser: Any = _LOADER(self._stream)
            self.next = parser.get_event
            self._document()
        except NotTakenError as stop:
            self._report(stop.code, stop.event, stop.params)
        except yaml.YAMLError as error:
            self.findings.append(_syntax(error, self._text, self._file))

    def _document(self) -> None:
        self.next()
        if type(self.next()) is yaml.StreamEndEvent:
            return
        event = self.next()
        self.value(event, self.tree, 0, self._takers)
        self.next()
        event = self.next()
        if type(event) is not yaml.StreamEndEvent:
            raise NotTakenError("GK010", event)

    def value(self, event: _Node, tree: Tree, depth: int, takers: Takers = _NO_TAKERS) -> None:
        """Read a value from its first event, as the whole of a tree."""
        mark = event.start_mark
        tree.start = Place(mark.line + 1, mark.column + 1)
        tree.data = self._begun(event, depth)
        self._fill(tree.data, tree, depth, takers)

    def again(self, event: _Node, seen: Iterable[_Node], depth: int) -> Tree:
        """The tree of a value, some of whose events were seen already."""
        following, tree = self.next, Tree()
        self.next = _resumed(seen, following).__next__
        try:
            self.value(event, tree, depth)
        finally:
            self.next = following
        return tree

    def _begun(self, event: _Node, depth: int) -> Any:
        """A scalar's value, or the container, still empty, that an event begins."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise NotTakenError("GK006", event)
        if event.anchor is not None or event.tag is not None:
            raise _marked(event)
        if kind is yaml.ScalarEvent:
            return scalar(event.value, event.style)
        if depth >= DEPTH_LIMIT:
            raise NotTakenError("GK005", event, limit=str(DEPTH_LIMIT))
        return {} if kind is yaml.MappingStartEvent else []

    def _fill(self, container: Any, tree: Tree, depth: int, takers: Takers = _NO_TAKERS) -> None:
        """Read the entries of what has begun."""
        if type(container) is dict:
            self._fill_mapping(container, tree, depth, takers)
        elif type(container) is list:
            self._fill_list(container, tree, depth)

    def _fill_list(self, container: list[Any], tree: Tree, depth: int) -> None:
        marks = tree.marks_of(container)
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            value, mark = self._begun(event, depth + 1), event.start_mark
            marks[len(container)] = (mark.line, mark.column, mark.line, mark.column)
            container.append(value)
            self._fill(value, tree, depth + 1)

    def _fill_mapping(self, container: dict[str, Any], tree: Tree, depth: int, takers: Takers) -> None:
        marks = tree.marks_of(container)
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key, key_mark = self._key(event, marks, depth), event.start_mark
            event = self.next()
            value, mark = self._begun(event, depth + 1), event.start_mark
            if key in marks:
                self._fill(value, tree, depth + 1)
                continue
            marks[key] = (key_mark.line, key_mark.column, mark.line, mark.column)
            container[key] = value
            if key in takers and type(value) is list:
                self._hand_over(value, takers[key])
            else:
                self._fill(value, tree, depth + 1)

    def _hand_over(self, container: list[Any], take: Taker) -> None:
        """Let the entries of a list be taken; whether it has any is all that is kept."""
        index = 0
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            container[:] = [None]
            take(index, event)
            index += 1

    def _key(self, event: _Node, marks: _Marks, depth: int) -> str:
        """A key, which is always words; a finding where it is a repeated one."""
        self._begun(event, depth + 1)
        if type(event) is not yaml.ScalarEvent:
            raise NotTakenError("GK011", event)
        key: str = event.value
        if key == "<<" and not event.style:
            raise NotTakenError("GK009", event)
        if key in marks:
            self._report("GK008", event, {"key": key, "first": str(marks[key][0] + 1)})
        return key

    def _report(self, code: str, event: yaml.Event, params: dict[str, str]) -> None:
        """Add a finding at an event."""
        mark = event.start_mark
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.findings.append(Finding(code, self._file, line, col, params))


def _resumed(seen: Iterable[_Node], following: Callable[[], _Node]) -> Iterator[_Node]:
    """The events that were seen, and then those that follow."""
    yield from seen
    while True:
        yield following()


def _marked(event: _Node) -> NotTakenError:
    """The refusal of a node with an anchor or a tag."""
    return NotTakenError("GK006", event) if event.anchor is not None else NotTakenError("GK007", event, tag=event.tag)


def scalar(text: str, style: str | None) -> str | int | bool | None:
    """What a scalar means: only unquoted null, true, false and decimal integers are more than text."""
    if style:
        return text
    if text in WORDS:
        return WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def _syntax(error: yaml.YAMLError, text: Callable[[], Iterable[str]], file: str) -> Finding:
    """What the parser says, at the place it says it of."""
    if isinstance(error, yaml.reader.ReaderError) and isinstance(error.character, int) and error.character >= 0:
        return _refused_character(error.character, text(), file)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or error)
    line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding("GK004", file, line, col, {"problem": problem})


def _refused_character(code: int, text: Iterable[str], file: str) -> Finding:
    """A character that YAML does not allow, where it stands first: the two parsers count its position differently."""
    line, col = 1, 1
    try:
        for piece in text:
            before, found, _ = piece.partition(chr(code))
            line += before.count("\n")
            col = len(before) - before.rfind("\n") if "\n" in before else col + len(before)
            if found:
                break
    except UnicodeDecodeError:  # the file is no text, which its source will say
        line, col = 1, 1
    return Finding("GK013", file, line, col, {"character": f"U+{code:04X}"})
