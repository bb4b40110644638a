"""An entry of a long list from its events, as quickly as Python can: this is the hot loop of every start.

Only data is made, no places: the events are kept until the entry was checked, and where something is to be said of it
they are walked again (`places.Walk.again`). The same walk goes on where anything is met that is not plain.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from gkplan.plan.places import WORDS, scalar

_DEEPEST = 6
_NUMERIC = frozenset("+-0123456789")


class UnplainError(Exception):
    """Something that takes a closer look: an anchor, a tag, a repeated key, a merge."""


def quick_mapping(following: Callable[[], Any], keep: Callable[[Any], None], depth: int = 0) -> dict[str, Any]:
    """The mapping whose start was met; each of its events is also kept."""
    data: dict[str, Any] = {}
    if depth > _DEEPEST:
        raise UnplainError
    while True:
        event = following()
        keep(event)
        if type(event) is not ScalarEvent:
            if type(event) is MappingEndEvent:
                return data
            raise UnplainError
        key = event.value
        if key in data or key == "<<" or event.anchor is not None or event.tag is not None:
            raise UnplainError
        event = following()
        keep(event)
        if type(event) is ScalarEvent:
            text = event.value
            if event.anchor is not None or event.tag is not None:
                raise UnplainError
            if event.style or (text not in WORDS and text[0] not in _NUMERIC):
                data[key] = text
            else:
                data[key] = scalar(text, None)
        else:
            data[key] = _container(event, following, keep, depth + 1)


def _list(following: Callable[[], Any], keep: Callable[[Any], None], depth: int) -> list[Any]:
    data: list[Any] = []
    if depth > _DEEPEST:
        raise UnplainError
    while True:
        event = following()
        keep(event)
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise UnplainError
            text = event.value
            plain = event.style or (text not in WORDS and text[0] not in _NUMERIC)
            data.append(text if plain else scalar(text, None))
        elif kind is SequenceEndEvent:
            return data
        else:
            data.append(_container(event, following, keep, depth + 1))


def _container(event: Any, following: Callable[[], Any], keep: Callable[[Any], None], depth: int) -> Any:
    kind = type(event)
    if (kind is MappingStartEvent or kind is SequenceStartEvent) and event.anchor is None and event.tag is None:
        return quick_mapping(following, keep, depth) if kind is MappingStartEvent else _list(following, keep, depth)
    raise UnplainError
