"""From `--file` to a validated plan, and from a unit's name to the unit, or the refusal to answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.words import finding_lines
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.account import Ledger
from gkplan.ledger.doubts import flaws
from gkplan.ledger.journal import SUFFIX, ledger_path, read
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan, Unit
from gkplan.plan.units import UnitBook
from gkplan.writers.clean import visible

DEFAULT = Path("data/tasks.yaml")
SHIPPED = "gkplan:data/tasks.yaml"
"""How the plan inside the package is named in answers."""


class Located(NamedTuple):
    """A plan's path, and its name as answers give it."""

    path: Path
    shown: str


class Opened(NamedTuple):
    """A valid plan, its path, and the file's name as answers give it."""

    plan: Plan
    path: Path
    file: str

    @property
    def shipped(self) -> bool:
        """Whether it is the plan inside the package, which is read-only."""
        return self.file == SHIPPED

    def ledger(self, today: date, mentioning: str | None = None) -> Ledger:
        """The plan's ledger as of a day, or what it says of one row; refuses one with a line that is no record.

        What is merely doubtful in it is said on stderr.
        """
        if self.shipped:
            return Ledger()
        path = ledger_path(self.path)
        ledger = Ledger(read(path, mentioning), today)
        findings = list(flaws(ledger, ledger_name(self.file)))
        if any(finding.level == "error" for finding in findings):
            refuse(findings)
        for finding in findings:
            click.echo(visible("\n".join(finding_lines(finding))), err=True)
        return ledger

    def say_doubted(self, doubted: Collection[str]) -> None:
        """Say on stderr, in a line, that some records of the ledger no longer fit the plan."""
        if not doubted:
            return
        said = ngettext(
            "{file}: {count} record no longer fits the plan and does not count; `gkplan validate` names it.",
            "{file}: {count} records no longer fit the plan and do not count; `gkplan validate` names them.",
            len(doubted),
        )
        click.echo(visible(said.format(file=ledger_name(self.file), count=len(doubted))), err=True)


def ledger_name(shown: str) -> str:
    """How the ledger beside a plan is named in answers."""
    return str(Path(shown).with_suffix(SUFFIX))


def beside(shown: str, path: Path) -> str:
    """How a file beside a plan is named in answers."""
    return str(Path(shown).with_name(path.name))


def open_plan(file: str | None) -> Opened:
    """The plan that a command was given; refuses one with an error in it, naming every finding on stderr."""
    from gkplan.plan.load import load

    path, shown = locate(file)
    loaded = load(path, shown=shown)
    if loaded.plan is None:
        refuse(loaded.findings)
    return Opened(loaded.plan, path, shown)


def locate(file: str | None) -> Located:
    """Where the plan is: the file named, else the one here, else the shipped one, which is said on stderr."""
    if file is not None:
        return Located(Path(file), file)
    if DEFAULT.exists():
        return Located(DEFAULT, DEFAULT.as_posix())
    said = _("No plan was named and there is no {path} here: answering from the plan that gkplan ships.")
    click.echo(said.format(path=DEFAULT.as_posix()), err=True)
    return Located(shipped("tasks.yaml"), SHIPPED)


def shipped(name: str) -> Path:
    """A file of the folder `data` inside the package, or, in an editable checkout, of the one beside it."""
    packaged = Path(__file__).parents[1] / "data" / name
    return packaged if packaged.exists() else Path(__file__).parents[3] / "data" / name


def find_unit(plan: Plan, name: str) -> Unit:
    """The unit of a name, alias, initials or short form; refuses where none fits or several do."""
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


def refuse(findings: Sequence[Finding], hint: str | None = None) -> NoReturn:
    """Answer nothing from a file with errors in it: each is named on stderr."""
    errors = [finding for finding in findings if finding.level == "error"]
    for finding in errors:
        click.echo(visible("\n".join(finding_lines(finding))), err=True)
    said = ngettext(
        "{file} has {count} error; nothing is answered from it.",
        "{file} has {count} errors; nothing is answered from it.",
        len(errors),
    )
    hint = _("Hint: `gkplan validate` lists every finding.") if hint is None else hint
    raise Refusal(said.format(file=errors[0].file, count=len(errors)), hint, ExitCode.INVALID)
