"""The units cell (牵头落实单位) taken apart into names, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_OPEN, _CLOSE = "（(〔[【［", "）)〕]】］"
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "［": "］", "《": "》", "“": "”"}
_MARKS = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")
_APART = "、，,；;。\n"
_SENTENCE_ENDS = "；;。\n"
_SUPPORTING = re.compile("配合|协助|协办|协同|参与|参加|会办")
_LABEL = re.compile(
    r"(?P<label>[^:：]{0,6}(?:单位|部门|处室|科室)|(?:牵头|主办|承办|责任|落实|配合|协助|协办|协同|参与|会办)方?"
    r"|(?P<person>[^:：]{0,6}(?:领导|责任人|负责人|联系人)))"
    r"[ \u3000]*[:：]"
)
_EXPLAINING = ("包括", "含", "下同", "即", "以下", "不含", "除")
_ROLE = re.compile(
    r"(?P<name>.+?)(?:[（(](?P<bracketed>(?:牵头|负责|主办|承办|配合|协助|协办|参与)(?:单位|部门)?)[）)]"
    r"|(?P<bare>(?:分别|共同)?(?:按|根据)(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实|推进)?"
    r"|(?:分别|具体|共同)?(?:牵头|负责|主办|承办|配合|协助|协办|参与)(?:负责|落实|实施|组织实施|推进|办理)?))"
)
_NOBODY = re.compile(r"[-—–－/／\\＼*·.…~]+|暂?无|空")
_AND_OTHERS = re.compile(r"(?P<name>.+?)等(?P<others>(?:市直|市级|区直|县直|各|有关|相关)*(?:部门|单位))?")
BODY = (
    r"(?:[局委办厅部院署处室会府校队站所联团]|供销社|银行|政府|单位|部门|公司|集团|中心|机构|区县|街道|乡镇|党委"
    r"|办公室|公安|法院|检察院)"
)
"""What the names of bodies end with."""
_BODY_ALONE = re.compile(rf".{{2,}}{BODY}|各.*[市县区乡镇]")
_GAP = re.compile(r"[ \t\u3000\u00a0]+|[/／]")
_TOGETHER = re.compile("(?:(?<=[局委办厅部院署处室会府校队站所联团])|^)会同")
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


@lru_cache(maxsize=4096)
def names(cell: str) -> tuple[Named, ...]:
    """The units that a cell names, who leads (牵头) first, and who only assists: 市发改局（牵头）、市财政局配合.

    Names are apart by 、，； and line breaks outside brackets, by 和 and 及 after a name's end, and by blanks and
    strokes where names stand on both sides. A label (配合单位：) holds until the next one; what a label calls a person
    (责任人：) is no unit and left out. A role behind a list is that of all of it: both assist of
    市教育局牵头，市财政局、市人社局配合.
    """
    desk = _Desk()
    supports = person = False
    for mark, piece in _apart(cell):
        desk.part(mark)
        label = _LABEL.match(piece)
        if label:
            supports, person = bool(_SUPPORTING.search(label["label"])), bool(label["person"])
        words = piece[label.end() :].strip() if label else piece
        if words and not person and not _NOBODY.fullmatch(words):
            desk.put_all(words.removeprefix("由"), supports=supports)
    return desk.found()


class _Desk:
    """The names found so far, and from which on a role at a list's end reaches back.

    `_group` is where the names after the last comma or sentence's end begin, `_helping` says that 会同 stands before.
    """

    def __init__(self) -> None:
        self._names: list[Named] = []
        self._leads: set[int] = set()
        self._run = 0
        self._group = 0
        self._roles = False
        self._helping = False

    def part(self, mark: str) -> None:
        """A separator: a role reaches back over 、, and over a comma where the list before it has its own role."""
        if mark in _SENTENCE_ENDS or (mark in "，," and not self._roles):
            self._run = len(self._names)
        if mark and mark != "、":
            self._group, self._helping = len(self._names), False
        self._roles = self._roles and mark not in _SENTENCE_ENDS

    def put_all(self, words: str, *, supports: bool) -> None:
        """The names that 和 joins, and as assisting those that 会同 joins."""
        for at, part in enumerate(_TOGETHER.split(words)):
            self._helping = self._helping or at > 0
            for one in _joined(part):
                self._put(one, supports=supports or self._helping)

    def _put(self, words: str, *, supports: bool) -> None:
        """A name, perhaps with its role: one in brackets is the name's own, or its list's where others come before."""
        named, role, alone = _named(words, supports=supports)
        start = (max(self._group, self._run) if self._group else len(self._names)) if alone else self._run
        self._names.extend(_with_others(named))
        if role is None:
            return
        if _SUPPORTING.search(role):
            self._names[start:] = [name._replace(supports=True) for name in self._names[start:]]
        elif "牵头" in role or "主办" in role:
            self._leads.update(range(start, len(self._names)))
        self._run, self._roles = len(self._names), True

    def found(self) -> tuple[Named, ...]:
        """The names in order, those that lead before others."""
        order = sorted(range(len(self._names)), key=lambda at: at not in self._leads)
        return tuple(self._names[at] for at in order)


def _apart(cell: str) -> Iterator[tuple[str, str]]:
    """A cell's parts, each with the separator before it, brackets kept whole; an unclosed one reaches to the end."""
    depth, start, mark = 0, 0, ""
    for at, character in enumerate(f"{cell}\n"):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif character in _APART and (not depth or at == len(cell)):
            for words in _spaced(cell[start:at].strip()):
                label = bool(_LABEL.match(words))
                yield ("；" if label and not mark else mark), words
                mark = "、"
            start, mark = at + 1, _stronger("" if cell[start:at].strip() else mark, character)


def _spaced(piece: str) -> Iterator[str]:
    """A part's names that blanks or strokes stand between; the part whole where there is anything but names."""
    if _GAP.search(piece):
        words = [words for words in _GAP.split(piece) if words]
        if all(_BODY_ALONE.fullmatch(_LABEL.sub("", each, count=1)) for each in words):
            yield from words
            return
    if piece:
        yield piece


def _stronger(mark: str, other: str) -> str:
    """Of separators with nothing between them, the one that parts more."""
    return mark if mark in _SENTENCE_ENDS and mark else other


def is_body(words: str) -> bool:
    """Whether words could be a body's name by what they end with."""
    return bool(_BODY_ALONE.fullmatch(words))


def closes(text: str) -> bool:
    """Whether every bracket and quotation mark of a text closes as the kind it opened."""
    waiting: list[str] = []
    for mark in _MARKS.findall(text):
        if mark in _PAIRS:
            waiting.append(_PAIRS[mark])
        elif not waiting or waiting.pop() != mark:
            return False
    return not waiting


def _joined(piece: str) -> Iterator[str]:
    """The names that 和 or 及 joins outside brackets."""
    start = depth = seen = 0
    for joint in _JOINED.finditer(piece):
        depth += sum((mark in _OPEN) - (mark in _CLOSE) for mark in piece[seen : joint.start()])
        seen = joint.start()
        if depth <= 0:
            if words := piece[start:seen].strip():
                yield words
            start = joint.end()
    if words := piece[start:].strip():
        yield words


def _with_others(named: Named) -> Iterator[Named]:
    """市司法局 and 有关部门 of 市司法局等有关部门; a bare 等 names nobody."""
    found = _AND_OTHERS.fullmatch(named.name)
    yield named._replace(name=found["name"]) if found else named
    if found and found["others"]:
        others = found["others"] if len(found["others"]) > 2 else f"有关{found['others']}"
        yield Named(others, named.supports)


def _named(piece: str, *, supports: bool) -> tuple[Named, str | None, bool]:
    """A name, the role that stands with it, and whether that is its alone, being in brackets."""
    name, explanation = _explained(piece)
    if explanation:
        return Named(name, supports, explanation), None, True
    role = _ROLE.fullmatch(piece)
    if role:
        return Named(role["name"].strip(), supports), role["bracketed"] or role["bare"], role["bracketed"] is not None
    return Named(piece, supports), None, True


def _explained(piece: str) -> tuple[str, str | None]:
    """A name and what the brackets at its end explain, if they do."""
    depth, at = 0, len(piece)
    while at and (depth or at == len(piece)):
        at -= 1
        depth += (piece[at] in _CLOSE) - (piece[at] in _OPEN)
    words = piece[at + 1 : -1]
    return (piece[:at].strip(), words) if at and words.startswith(_EXPLAINING) else (piece, None)
