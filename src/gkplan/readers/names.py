"""The units cell (牵头落实单位) taken apart into names, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "《": "》", "“": "”"}
_APART = "、，,；;。\n"
_SUPPORTING = re.compile("配合|协助|协办|协同|参与|参加")
_LABEL = re.compile(
    r"(?P<label>[^:：]{0,6}(?:单位|部门|处室|科室)|(?P<person>[^:：]{0,6}(?:领导|责任人|负责人|联系人)))"
    r"[ \u3000]*[:：]"
)
_EXPLAINING = ("包括", "含", "下同", "即", "以下", "不含", "除")
_ROLE = re.compile(
    r"(?P<name>.+?)(?:[（(](?P<bracketed>牵头|负责|配合|协助|协办|参与)[）)]"
    r"|(?P<bare>(?:按|根据)(?:各自)?职责(?:分工)?(?:负责|落实)?|分别负责|具体负责|牵头负责|负责落实|牵头|负责|配合|协助|协办|参与))"
)
_NOBODY = re.compile(r"[-—–－/／\\＼*·.…~]+|暂?无|空")
_AND_OTHERS = re.compile(r"(?P<name>.+?)等(?P<others>(?:市直|市级|区直|县直|各|有关|相关)*(?:部门|单位))?")
# 和 stands within names too (市经济和信息化局): it parts two names only after the end of one.
_JOINED = re.compile(
    r"(?:(?<=[局委办厅府院])|(?<=公室)|(?<=中心)|(?<=公司)|(?<=集团)|(?<=单位)|(?<=部门)|(?<=机构)|(?<=委会)|(?<=员会)|(?<=小组))"
    r"(?:以及|及|和|与)"
)


class Named(NamedTuple):
    """One name in a units cell: whether it only assists (配合), and what brackets after it explain."""

    name: str
    supports: bool = False
    explanation: str | None = None


def names(cell: str) -> tuple[Named, ...]:
    """The units that a cell names, in order, and who of them only assists: 市发改局（牵头）、市财政局配合.

    Names are apart by 、，； and line breaks outside brackets, and by 和 and 及 after a name's end. A label
    (配合单位：) holds until the next one; what a label calls a person (责任人：) is no unit and left out.
    """
    found: list[Named] = []
    supports = person = False
    for piece in pieces(cell):
        label = _LABEL.match(piece)
        if label:
            supports, person = bool(_SUPPORTING.search(label["label"])), bool(label["person"])
        words = piece[label.end() :].strip() if label else piece
        if words and not person and not _NOBODY.fullmatch(words):
            found.extend(_named(name, supports=supports) for one in _joined(words) for name in _with_others(one))
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
            yield from _worded(cell[start:at])
            start = at + 1
    yield from _worded(cell[start:])


def closes(text: str) -> bool:
    """Whether every bracket and quotation mark of a text closes as the kind it opened."""
    waiting: list[str] = []
    for character in text:
        if character in _PAIRS:
            waiting.append(_PAIRS[character])
        elif character in _PAIRS.values() and (not waiting or waiting.pop() != character):
            return False
    return not waiting


def _worded(piece: str) -> Iterator[str]:
    piece = piece.strip()
    if piece:
        yield piece


def _joined(piece: str) -> Iterator[str]:
    """The names that 和 or 及 joins outside brackets."""
    start = depth = seen = 0
    for joint in _JOINED.finditer(piece):
        depth += sum((mark in _OPEN) - (mark in _CLOSE) for mark in piece[seen : joint.start()])
        seen = joint.start()
        if depth <= 0:
            yield from _worded(piece[start:seen])
            start = joint.end()
    yield from _worded(piece[start:])


def _with_others(piece: str) -> Iterator[str]:
    """市司法局 and 有关部门 of 市司法局等有关部门; a bare 等 names nobody."""
    found = _AND_OTHERS.fullmatch(piece)
    yield found["name"] if found else piece
    if found and found["others"]:
        yield found["others"] if len(found["others"]) > 2 else f"有关{found['others']}"


def _named(piece: str, *, supports: bool) -> Named:
    name, explanation = _explained(piece)
    if explanation:
        return Named(name, supports, explanation)
    role = _ROLE.fullmatch(piece)
    if role:
        word = role["bracketed"] or role["bare"]
        return Named(role["name"].strip(), supports or bool(_SUPPORTING.fullmatch(word)))
    return Named(piece, supports)


def _explained(piece: str) -> tuple[str, str | None]:
    """A name and what the brackets at its end explain, if they do."""
    depth, at = 0, len(piece)
    while at and (depth or at == len(piece)):
        at -= 1
        depth += (piece[at] in _CLOSE) - (piece[at] in _OPEN)
    words = piece[at + 1 : -1]
    return (piece[:at].strip(), words) if at and words.startswith(_EXPLAINING) else (piece, None)
