"""What brackets and labelled lines say of a paragraph: who owes it and by when (市教育局牵头，6月底前完成)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gkplan.deadline.read import read
from gkplan.readers.columns import Field, field_of
from gkplan.readers.names import BODY

_OPEN, _CLOSE = "（(【[〔［", "）)】]〕］"
_ENDING = re.compile(r"\s*(?:$|[。；;（(【\[［〔])")
_PAST = re.compile(r"\s*[。；;]*")
_LABEL = re.compile(
    r"(?:^|(?<=[；;，,。、\n \u3000]))[ \u3000]*(?P<label>[\u4e00-\u9fff及、和与/]{2,6})[ \u3000]*[:：]"
)
_ROLE = re.compile(
    r"(?:牵头|负责|配合|协助|协办|参与|主办|承办|落实|组织实施|具体实施)(?:负责|落实|实施|办理|推进|等工作)*$"
)
_UNIT = re.compile(rf"{BODY}(?:等(?:有关|相关|市直|各)*(?:部门|单位)?)?$")
_NO_UNIT = re.compile(r"(?:本|该|其|包括|含|不含|除|如|例如|即|由此)|.*(?:社会|机会|全会|大会|年会|协议会)$")
_BRACKETED = re.compile(r"[（(<＜][^（）()<>＜＞]*[）)>＞]")
_NOTE = re.compile(r"(?:以下|下)同|(?:列|排名?|排在)*(?:第一|首)位?(?:的|者|单位|部门)*[为是].*牵头.*|.*为牵头单位")
_LONGEST_UNIT = 30
_APART = "，,；;。\n"
_WITHIN = re.compile("、|和(?=[市县区省各])|及(?=[市县区省各相有其])|以及")


_OF_DUTY: tuple[Field, ...] = ("units", "support", "deadline")


class Duty(NamedTuple):
    """Words on a duty as printed: the units that owe it, those that assist, its time; blank where nothing is said."""

    units: str = ""
    support: str = ""
    deadline: str = ""


def bracketed(paragraph: str) -> Iterator[tuple[str, Duty | None]]:
    """A paragraph's pieces: the words before each bracket that tells of a duty, with what it tells; last what is left.

    A bracket tells of a duty only where a sentence or the paragraph ends: 各部门（市教育局等）要… tells of none.
    """
    start = 0
    for opened, closed in _brackets(paragraph):
        before = paragraph[start:opened].rstrip()
        ends = not before or before[-1] in "。；;！!.” 》" or _ENDING.match(paragraph, closed + 1)
        duty = told(paragraph[opened + 1 : closed]) if ends else None
        if duty:
            yield before, duty
            past = _PAST.match(paragraph, closed + 1)
            start = past.end() if past else closed + 1
    yield paragraph[start:].strip(), None


def labelled(paragraph: str) -> Duty | None:
    """What a paragraph tells that is nothing but labels: 责任单位：市教育局; None where it is another."""
    words = paragraph.strip()
    if words[:1] in _OPEN and words[-1:] in _CLOSE:
        words = words[1:-1]
    first = _LABEL.match(words)
    return told(words) if first and field_of(first["label"]) in _OF_DUTY else None


def trailing(paragraph: str) -> tuple[str, Duty | None]:
    """A paragraph's words and what labels at its end tell: 通车。 牵头领导：某某 责任单位：市交通局."""
    labels = [found for found in _LABEL.finditer(paragraph) if field_of(found["label"]) in (*_OF_DUTY, "extra")]
    words = paragraph[: labels[0].start()].rstrip("，, \u3000") if labels else ""
    duty = told(paragraph[labels[0].start() :]) if words else None
    return (words, duty) if duty and duty.units else (paragraph, None)


def of_other(paragraph: str) -> tuple[str, Field, str] | None:
    """A line's label that tells of no duty, its field, and the words behind it: 整改目标：…, 责任领导：…."""
    found = _LABEL.match(paragraph.strip())
    field = field_of(found["label"]) if found else None
    if not found or field is None or field in _OF_DUTY:
        return None
    return found["label"], field, paragraph.strip()[found.end() :].strip()


def told(words: str) -> Duty | None:
    """What words in brackets tell of a duty; None where they tell of something else (试行, 见附件)."""
    labels = [found for found in _LABEL.finditer(words) if field_of(found["label"]) is not None]
    if not any(field_of(found["label"]) in _OF_DUTY for found in labels):
        return _unlabelled(words)
    parts: dict[Field, list[str]] = {}
    ends = [*(found.start() for found in labels[1:]), len(words)]
    if (head := words[: labels[0].start()].strip(_APART + " \u3000")) and (before := _unlabelled(head)):
        parts = {"units": [before.units], "support": [before.support], "deadline": [before.deadline]}
    for found, end in zip(labels, ends, strict=True):
        field = field_of(found["label"])
        said = words[found.end() : end].strip(_APART + "、 \u3000")
        if field in ("units", "support"):
            units, times = _parted(said)
            parts.setdefault(field, []).append(units)
            parts.setdefault("deadline", []).append(times)
        elif field is not None:
            parts.setdefault(field, []).append(said)
    return Duty(*("\n".join(filter(None, parts.get(field, ()))) for field in ("units", "support", "deadline")))


def _unlabelled(words: str) -> Duty | None:
    """Units with their roles, or a list of nothing but units, and times; None where there is any other word."""
    units, times = _parted(words)
    if not units:
        return Duty(deadline=times) if times and re.search("前|底|完成|长期|坚持|推进|每|全年", times) else None
    pieces = [piece for piece, _mark in _pieces(units)]
    if any(_ROLE.search(piece) and (len(piece) > 2 or at) for at, piece in enumerate(pieces)):
        return Duty(units, deadline=times) if any(_names_unit(piece) for piece in pieces) else None
    return Duty(units, deadline=times) if all(map(_is_list, pieces)) else None


def _parted(words: str) -> tuple[str, str]:
    """The units and the times of words, without notes on how to read them (排名第一位为牵头单位, 下同)."""
    units: list[str] = []
    times: list[str] = []
    for printed, mark in _pieces(words):
        piece = printed.removeprefix("由")
        if _NOTE.fullmatch(piece):
            continue
        at = _time(piece)
        if at is None or (at and not _names_unit(piece[:at])):
            units.append((mark if units else "") + piece)
            continue
        if at:
            units.append((mark if units else "") + piece[:at])
        times.append(piece[at:])
    return "".join(units), "，".join(times)


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """Words between commas and the like outside brackets, each with the mark before it."""
    depth, start, mark = 0, 0, ""
    for at, character in enumerate(f"{words}\n"):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character in _APART and (depth <= 0 or at == len(words)):
            if piece := words[start:at].strip():
                yield piece, mark
            start, mark = at + 1, character


def tells_time(words: str) -> bool:
    """Whether words are of a time, as a cell of deadlines holds it."""
    return _time(words) is not None


@lru_cache(maxsize=4096)
def _time(piece: str) -> int | None:
    """Where a time begins in a piece; None where it tells of none, or of a role."""
    if _ROLE.search(piece) or (_UNIT.search(piece) and not re.search(r"\d", piece)):
        return None
    mentions = [mention for mention in read(piece, where="deadline").mentions if mention.rule.kind != "none"]
    return mentions[0].spans[0].start if mentions else None


def _names_unit(words: str) -> bool:
    """Whether a unit is named before the role that words end with, or at their end."""
    plain = re.sub(
        r"(?:按|根据|依据)(?:各自|有关|部门)?(?:职责|职能)(?:分工)?|分别|共同|具体|[（(]?(?:牵头|负责|配合).*$",
        "",
        words,
    )
    plain = re.sub(r"[、，]$|等$", "", plain.strip())
    return bool(_UNIT.search(plain)) or bool(re.search("[各县市区]$|政府|部门|单位", plain))


def _is_list(piece: str) -> bool:
    names = [name.strip() for name in _WITHIN.split(_BRACKETED.sub("", piece))]
    return all(2 < len(name) <= _LONGEST_UNIT and _UNIT.search(name) and not _NO_UNIT.match(name) for name in names)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets: where each opens and closes."""
    depth = start = 0
    for at, character in enumerate(text):
        if character in _OPEN:
            start = start if depth else at
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
            if not depth:
                yield start, at
