"""From `--file` to a validated plan, and from a unit's name to the unit, or the refusal to answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from gkplan.clean import visible
from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.progress import reading
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.place import begun
from gkplan.query.damaged import DamagedError
from gkplan.query.opening import opened
from gkplan.query.snapshot import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from gkplan.ledger.account import Ledger
    from gkplan.plan.findings import Finding
    from gkplan.plan.model import Plan, Unit
    from gkplan.query.folded import Doubts, Recorded
    from gkplan.query.narrow import Asking
    from gkplan.query.records import PlanRecord

DEFAULT = "data/tasks.yaml"
SHIPPED = "gkplan:data/tasks.yaml"
"""How the plan inside the package is named in answers."""


class Located(NamedTuple):
    """A plan's path, and its name as answers give it."""

    path: str
    shown: str


class Opened:
    """A valid plan: where it is, the file's name as answers give it, and what its records are read from."""

    def __init__(self, where: str, file: str, source: Plan | Snapshot) -> None:
        self.where = where
        self.file = file
        self._source = source

    @property
    def snapshot(self) -> Snapshot | None:
        """The compiled plan, where it is answered from."""
        return self._source if isinstance(self._source, Snapshot) else None

    @cached_property
    def path(self) -> Path:
        """The plan's path."""
        from pathlib import Path

        return Path(self.where)

    @cached_property
    def plan(self) -> Plan:
        """The whole plan."""
        if not isinstance(self._source, Snapshot):
            return self._source
        from gkplan.query.excerpt import whole

        return whole(self._source)

    @property
    def record(self) -> PlanRecord:
        """What answers say of the plan."""
        if isinstance(self._source, Snapshot):
            id_, title = self._source.line("SELECT id, title FROM plan") or (None, None)
            return {"id": id_, "title": title, "file": self.file}
        return {"id": self._source.id, "title": self._source.title, "file": self.file}

    @property
    def shipped(self) -> bool:
        """Whether it is the plan inside the package, which is read-only."""
        return self.file == SHIPPED

    @property
    def begun(self) -> bool:
        """Whether there is a ledger."""
        return not self.shipped and begun(self.where)

    def ledger(self, today: date, mentioning: str | None = None) -> Ledger:
        """The plan's ledger as of a day, or what it says of one row; refuses one with a line that is no record.

        What is merely doubtful in it is said on stderr.
        """
        from gkplan.ledger.account import Ledger
        from gkplan.ledger.doubts import flaws
        from gkplan.ledger.journal import read
        from gkplan.ledger.place import ledger_path

        if self.shipped:
            return Ledger()
        path = ledger_path(self.path)
        ledger = Ledger(read(path, mentioning), today)
        findings = list(flaws(ledger, ledger_name(self.file)))
        if any(finding.level == "error" for finding in findings):
            refuse(findings)
        for finding in findings:
            _say(finding)
        return ledger

    def recorded(self, snapshot: Snapshot, today: date, doubts: Doubts) -> Recorded:
        """What the ledger says as of a day, folded as far as it was before; refuses it as `ledger` does."""
        from gkplan.ledger.place import ledger_path
        from gkplan.query.folded import Whole, folded

        found = folded(ledger_path(self.path), snapshot, today, doubts)
        if found is None:
            return Whole(self.ledger(today))
        _at_end(found.close)
        return found

    def say_doubted(self, doubted: int) -> None:
        """Say on stderr, in a line, that so many records of the ledger no longer fit the plan."""
        if not doubted:
            return
        said = ngettext(
            "{file}: {count} record no longer fits the plan and does not count; `gkplan validate` names it.",
            "{file}: {count} records no longer fit the plan and do not count; `gkplan validate` names them.",
            doubted,
        )
        click.echo(visible(said.format(file=ledger_name(self.file), count=doubted)), err=True)


def ledger_name(shown: str) -> str:
    """How the ledger beside a plan is named in answers."""
    from pathlib import Path

    from gkplan.ledger.place import SUFFIX

    return str(Path(shown).with_suffix(SUFFIX))


def beside(shown: str, path: Path) -> str:
    """How a file beside a plan is named in answers."""
    from pathlib import Path

    return str(Path(shown).with_name(path.name))


def open_plan(file: str | None, year: int, *, snapshots: bool = True) -> Opened:
    """The plan that a command was given; refuses one with an error in it, naming every finding on stderr.

    `year` is that of the day that is asked about; without `snapshots` the file itself is read.
    """
    path, shown = locate(file)
    with reading() as watch:
        found = opened(path, shown, year, snapshots=snapshots, watch=watch)
    if isinstance(found, Snapshot):
        _at_end(found.close)
        return Opened(path, shown, found)
    if found.plan is None:
        refuse(found.findings)
    return Opened(path, shown, found.plan)


def locate(file: str | None) -> Located:
    """Where the plan is: the file named, else the one here, else the shipped one, which is said on stderr."""
    if file is not None:
        return Located(file, file)
    if os.path.exists(DEFAULT):
        return Located(DEFAULT, DEFAULT)
    said = _("No plan was named and there is no {path} here: answering from the plan that gkplan ships.")
    click.echo(said.format(path=DEFAULT), err=True)
    return Located(shipped("tasks.yaml"), SHIPPED)


def shipped(name: str) -> str:
    """A file of the folder `data` inside the package, or, in an editable checkout, of the one beside it."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    packaged = os.path.join(home, "data", name)
    return packaged if os.path.exists(packaged) else os.path.join(home, "..", "..", "data", name)


def find_unit(plan: Plan, name: str) -> Unit:
    """The unit of a name, alias, initials or short form; refuses where none fits or several do."""
    from gkplan.plan.units import UnitBook

    found = UnitBook(plan).find(name)
    if found.unit is not None:
        return found.unit
    if found.candidates:
        raise Refusal(
            _("{name} may be any of these units: {units}").format(name=name, units="、".join(found.candidates)),
            _("Hint: give one of them in full."),
        )
    nearest = "、".join(found.nearest)
    raise Refusal(
        _("No unit is named {name}.").format(name=name),
        _("Hint: the nearest are {units}.").format(units=nearest) if nearest else _("Hint: `gkplan units` lists all."),
    )


def find_asking(snapshot: Snapshot, name: str) -> Asking:
    """The unit of a name, as `find_unit` finds it, in a snapshot."""
    from gkplan.query.narrow import asking

    found = asking(snapshot, name)
    if found is None:
        from gkplan.query.excerpt import units_alone

        found = asking(snapshot, find_unit(units_alone(snapshot), name).name)
    if found is None:
        raise DamagedError(snapshot.path)
    return found


def refuse(findings: Sequence[Finding], hint: str | None = None) -> NoReturn:
    """Answer nothing from a file with errors in it: each is named on stderr."""
    errors = [finding for finding in findings if finding.level == "error"]
    for finding in errors:
        _say(finding)
    said = ngettext(
        "{file} has {count} error; nothing is answered from it.",
        "{file} has {count} errors; nothing is answered from it.",
        len(errors),
    )
    hint = _("Hint: `gkplan validate` lists every finding.") if hint is None else hint
    raise Refusal(said.format(file=errors[0].file, count=len(errors)), hint, ExitCode.INVALID)


def _at_end(close: Callable[[], None]) -> None:
    """Close what was opened once the command has ended."""
    click.get_current_context().call_on_close(close)


def _say(finding: Finding) -> None:
    """Say a finding on stderr."""
    from gkplan.cli.words import finding_lines

    click.echo(visible("\n".join(finding_lines(finding))), err=True)
