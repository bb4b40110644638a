"""The units cell (牵头落实单位) taken apart into names, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "《": "》", "“": "”"}
_APART = "、，,；;\n"
_EXPLAINED = re.compile(r"(?P<name>.+?)[（(](?P<words>(?:包括|含|下同|即|以下|不含|除).*)[）)]")
_LABEL = re.compile(r"(?P<label>[^:：]{0,6}(?:单位|部门))[ \u3000]*[:：]")
_SUFFIX = re.compile(
    r"(?P<name>.+?)(?:[（(](?P<bracketed>牵头|配合|协助|协办|参与)[）)]|(?P<bare>牵头|负责|配合|协助|协办|参与))"
)
_SUPPORTING = re.compile("配合|协助|协办|协同|参与|参加")


class Named(NamedTuple):
    """One name in a units cell: whether it only assists (配合), and what brackets after it explain."""

    name: str
    supports: bool = False
    explanation: str | None = None


def names(cell: str) -> tuple[Named, ...]:
    """The units that a cell names, in order, those led first: 市发改局（牵头）、市财政局 配合.

    Names are apart by 、，； and line breaks outside brackets. A label (配合单位：) holds until the next one.
    """
    found: list[Named] = []
    supports = False
    for piece in pieces(cell):
        label = _LABEL.match(piece)
        if label:
            supports = bool(_SUPPORTING.search(label["label"]))
            piece = piece[label.end() :].strip()  # noqa: PLW2901
        if piece:
            found.append(_named(piece, supports=supports))
    return tuple(found)


def pieces(cell: str) -> Iterator[str]:
    """A cell's parts between its separators, brackets kept whole; an unclosed bracket reaches to the end."""
    depth, start = 0, 0
    for at, character in enumerate(cell):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif character in _APART and not depth:
            yield from _stripped(cell[start:at])
            start = at + 1
    yield from _stripped(cell[start:])


def _stripped(piece: str) -> Iterator[str]:
    piece = piece.strip().rstrip("。等").strip()
    if piece:
        yield piece


def _named(piece: str, *, supports: bool) -> Named:
    explained = _EXPLAINED.fullmatch(piece)
    if explained:
        return Named(explained["name"].strip(), supports, explained["words"])
    suffixed = _SUFFIX.fullmatch(piece)
    if suffixed:
        word = suffixed["bracketed"] or suffixed["bare"]
        return Named(suffixed["name"].strip(), supports or bool(_SUPPORTING.fullmatch(word)))
    return Named(piece, supports)


def closes(text: str) -> bool:
    """Whether every bracket and quotation mark of a text closes as the kind it opened."""
    waiting: list[str] = []
    for character in text:
        if character in _PAIRS:
            waiting.append(_PAIRS[character])
        elif character in _PAIRS.values() and (not waiting or waiting.pop() != character):
            return False
    return not waiting
