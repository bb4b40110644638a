"""The plan as it stands in memory: frozen records, made by `load` from the file and read by everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gkplan.calendar.workdays import CHINA, WorkCalendar
from gkplan.deadline.rules import Rule

Completion = Literal["all", "lead"]
Cell = Literal["title", "requirement", "units", "deadline"]


@dataclass(frozen=True, slots=True)
class Source:
    """The published document that a plan was read from: its file name and SHA-256 in hex."""

    file: str
    sha256: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """How a plan counts, in days: an obligation is 临期 `soon` ahead; a recurring one may be `grace` late."""

    soon: int = 30
    grace: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that owes something, or a group (统称) that stands for its members.

    An `open` group's members can't all be listed; those in `members` are the sure ones. `initials` are pinyin
    initials (`sfgj`), several where a character has several readings.
    """

    name: str
    full_name: str | None = None
    aliases: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    open: bool = False
    note: str | None = None

    @property
    def group(self) -> bool:
        """Whether it stands for others."""
        return self.open or bool(self.members)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The words meant where the source has a slip of layout, beside the words printed; None where a cell is right."""

    requirement: str | None = None
    deadline: str | None = None
    units: str | None = None
    title: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A person decided other than the words read: who, when and why."""

    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement (事项) of a task. Text is verbatim; `inherited` names cells merged with the row above.

    The first of `units` is the lead (牵头); `support` (配合) owes nothing dated. `extra` are cells of columns that the
    plan has no field for, each with its heading: 备注.
    """

    task: int
    item: int
    title: str
    requirement: str
    units: tuple[str, ...]
    deadline: str
    rules: tuple[Rule, ...] = ()
    support: tuple[str, ...] = ()
    units_text: str | None = None
    corrected: Corrected | None = None
    completion: Completion = "all"
    inherited: tuple[Cell, ...] = ()
    reviewed: Reviewed | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """`TASK.ITEM`: the seventh requirement of task 2 is `2.7`."""
        return f"{self.task}.{self.item}"

    @property
    def meant_requirement(self) -> str:
        """The requirement as meant: corrected where the source has a slip."""
        return self.requirement if self.corrected is None else self.corrected.requirement or self.requirement

    @property
    def meant_deadline(self) -> str:
        """The deadline as meant: corrected where the source has a slip."""
        return self.deadline if self.corrected is None else self.corrected.deadline or self.deadline


@dataclass(frozen=True, slots=True)
class Task:
    """One 序号 with its title (工作任务) and its rows."""

    no: int
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One decomposition table (分解表), and the calendar that its working days are counted by."""

    id: str
    title: str
    units: Sequence[Unit]
    tasks: tuple[Task, ...]
    year: int | None = None
    issued: date | None = None
    region: str | None = None
    source: Source | None = None
    policy: Policy = field(default_factory=Policy)
    calendar: WorkCalendar = field(default=CHINA, compare=False, repr=False)

    def rows(self) -> Iterator[Row]:
        """Every row, in the order of the table."""
        for task in self.tasks:
            yield from task.rows
