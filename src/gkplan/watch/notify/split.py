"""Long texts in pieces of so many bytes: cut at line ends, a line too long within it, never within a character."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Measure = Callable[[str], int]


def utf8(text: str) -> int:
    """The length of a text in UTF-8."""
    return len(text.encode())


def pieces(text: str, limit: int, measure: Measure = utf8) -> Sequence[str]:
    """A text in pieces that each measure at most `limit`, the first line repeated above every one with its number.

    A text that fits is one piece as it is. `measure` must grow with the text; `limit` must leave room for the first
    line and one more character.
    """
    if measure(text) <= limit:
        return [text]
    subject, _end, rest = text.partition("\n")
    room = limit - measure(_headed(subject, 999, 999, ""))
    bodies = list(_bodies(rest, room, measure))
    return [_headed(subject, number, len(bodies), body) for number, body in enumerate(bodies, 1)]


def _headed(subject: str, number: int, count: int, body: str) -> str:
    return f"{subject} ({number}/{count})\n{body}"


def _bodies(text: str, room: int, measure: Measure) -> Iterator[str]:
    body = ""
    for line in text.splitlines(keepends=True):
        for fragment in _fragments(line, room, measure):
            if body and measure(body + fragment) > room:
                yield body
                body = ""
            body += fragment
    if body:
        yield body


def _fragments(line: str, room: int, measure: Measure) -> Iterator[str]:
    """A line, or where it has no room by itself, its characters in as few fragments as may be."""
    while measure(line) > room:
        low, high = 1, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if measure(line[:middle]) <= room else (low, middle - 1)
        yield line[:low]
        line = line[low:]
    if line:
        yield line
