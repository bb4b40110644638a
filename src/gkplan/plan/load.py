"""A plan file read and checked: every finding at once, each at its place, or the plan.

Bytes become text (size, encoding), text a tree with places (`places`), the tree a plan (`schema`), and the plan is
held against its own promises (`checks`). Where one stage finds errors the next still looks at what is sound, so that
one mistake does not hide another.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

from gkplan.calendar.workdays import ChinaCalendar
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan
from gkplan.plan.places import Tree, parse

SIZE_LIMIT = 64 * 2**20
"""The most bytes a plan file may have: some 100,000 rows; a published table has a few hundred."""

WORKDAYS = "workdays.yaml"
"""What the file of working days beside a plan is called."""

# The longer marks first: that of UTF-32-LE begins as that of UTF-16-LE does.
_FOREIGN_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class Loaded(NamedTuple):
    """A plan, or None where there is an error among the findings, which are in the order of the file."""

    plan: Plan | None
    findings: tuple[Finding, ...]


def load(path: str | os.PathLike[str], *, shown: str | None = None, reread: bool = False) -> Loaded:
    """The plan in a file that findings call `shown` (else by its path), with every error in it.

    With `reread` also every warning, and the rules held against a fresh reading of the words: what `validate` wants to
    know and a question does not. A file `workdays.yaml` beside the plan is its calendar of working days, and an error
    in it is one of the plan. `OSError` where a file can't be read.
    """
    file = os.fspath(path) if shown is None else shown
    loaded = load_bytes(_read(Path(path)), file, reread=reread)
    try:
        data = _read(Path(path).with_name(WORKDAYS))
    except FileNotFoundError:
        return loaded
    calendar, findings = _calendar(data, str(PurePath(file).with_name(WORKDAYS)))
    plan = replace(loaded.plan, calendar=calendar) if loaded.plan and calendar else None
    return Loaded(plan, (*loaded.findings, *findings))


def load_bytes(data: bytes, file: str, *, reread: bool = False) -> Loaded:
    """The plan in the bytes of a file that findings call `file`, as `load` gives it but for a calendar beside it."""
    tree, findings = tree_of(data, file)
    if tree is None:
        return Loaded(None, _sorted(findings))
    plan, more = _planned(tree, file, reread=reread)
    findings += more
    if any(finding.level == "error" for finding in findings):
        plan = None
    return Loaded(plan, _sorted(findings))


def _calendar(data: bytes, file: str) -> tuple[ChinaCalendar | None, tuple[Finding, ...]]:
    """The calendar in the bytes of a file of working days, or what is wrong with it."""
    from gkplan.plan.workdays_file import calendar_of

    tree, findings = tree_of(data, file)
    calendar, more = (None, []) if tree is None else calendar_of(tree, file)
    return calendar if not findings else None, _sorted([*findings, *more])


def _read(path: Path) -> bytes:
    """A file's bytes, at most one more than the limit, so that an endless file ends."""
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.col, finding.code)))


def tree_of(data: bytes, file: str) -> tuple[Tree | None, list[Finding]]:
    """The tree in the bytes of a file, and what is wrong with it as text; None where the tree would be only a part."""
    text = _decoded(data, file)
    if isinstance(text, Finding):
        return None, [text]
    tree, findings = parse(text, file)
    return tree if all(finding.code == "GK008" for finding in findings) else None, findings


def _decoded(data: bytes, file: str) -> str | Finding:
    """The text of a file without its byte order mark, or what kept it from being read."""
    if len(data) > SIZE_LIMIT:
        return Finding("GK001", file, 1, 1, {"limit": str(SIZE_LIMIT // 2**20)})
    for mark, name in _FOREIGN_MARKS:
        if data.startswith(mark):
            return Finding("GK002", file, 1, 1, {"encoding": name})
    try:
        if b"\0" in data:
            return _foreign(data, file)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _foreign(data, file)


def _foreign(data: bytes, file: str) -> Finding:
    """What bytes that are not UTF-8 seem to be."""
    for encoding, name in (("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE"), ("gb18030", "GB18030")):
        if _reads_as(data, encoding):
            return Finding("GK002", file, 1, 1, {"encoding": name})
    return Finding("GK003", file, 1, 1, {})


def _reads_as(data: bytes, encoding: str) -> bool:
    """Whether bytes are text with lines and the word `plan` in an encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return "\0" not in text and "\n" in text and "plan" in text


def _planned(tree: Tree, file: str, *, reread: bool) -> tuple[Plan | None, list[Finding]]:
    """A sound tree's plan, and what is wrong with the tree as a plan."""
    if not isinstance(tree.data, dict):
        return None, [Finding("GK012", file, *tree.start, {})]
    from gkplan.plan.checks import errors, warnings
    from gkplan.plan.draft import drafted

    plan, draft, findings = drafted(tree, file)
    findings += errors(draft)
    return plan, [*findings, *warnings(draft, findings)] if reread else findings
