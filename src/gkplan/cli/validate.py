"""`gkplan validate`: every finding in a plan, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from gkplan.clean import visible
from gkplan.cli.answered import say
from gkplan.cli.exit_codes import ExitCode
from gkplan.cli.opened import SHIPPED, ledger_name, locate
from gkplan.cli.options import FileName, file_option, format_option, lang_option, make
from gkplan.cli.progress import reading as reading_progress
from gkplan.cli.words import finding_lines
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.account import Ledger
from gkplan.ledger.doubts import flaws
from gkplan.ledger.journal import read
from gkplan.ledger.place import ledger_path
from gkplan.plan.findings import Finding
from gkplan.plan.load import Loaded, load_rows, with_rows
from gkplan.plan.model import Plan, Row
from gkplan.query.book import Book
from gkplan.query.fields import finding_record
from gkplan.query.records import FindingRecord, PlanRecord, fields_of
from gkplan.writers.answer import Answer

FORMATS = ("text", "json", "github")


class Examined(NamedTuple):
    """What was found in one file of so many rows; `loaded`, without them, is None where the file could not be read."""

    shown: str
    loaded: Loaded | None
    rows: int = 0
    ledger: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the plan, then with the ledger beside it."""
        return (*(self.loaded.findings if self.loaded else ()), *self.ledger)


def command() -> click.Command:
    """`gkplan validate`."""
    return make(
        "validate",
        validate,
        _("Every finding in a plan, all at once. Ends with 3 where one is an error, with 0 on warnings alone."),
        [
            click.Argument(["files"], nargs=-1, type=FileName(), metavar="[FILE]..."),
            file_option(),
            format_option(FORMATS),
            lang_option(),
        ],
    )


def validate(files: tuple[str, ...], file: str | None, format_: str) -> int:
    """Examine each file, whatever is wrong with another; the exit code."""
    examined = [_examined(name) for name in files or (file,)]
    findings = [finding for each in examined for finding in each.findings]
    if format_ == "json":
        say(_answer(examined, findings), "json")
    elif format_ == "github":
        click.echo("".join(f"{_annotation(finding)}\n" for finding in findings), nl=False)
    else:
        click.echo(_text(examined), nl=False)
    if any(finding.level == "error" for finding in findings):
        return ExitCode.INVALID
    return ExitCode.OK if all(each.loaded for each in examined) else ExitCode.UNAVAILABLE


class _Rows:
    """The rows of a plan as they pass by: how many there are, and those of which something is recorded."""

    def __init__(self, ledger: Ledger) -> None:
        self.count = 0
        self.recorded: list[Row] = []
        self._wanted = frozenset(ledger.rows())

    def take(self, row: Row) -> None:
        """One more."""
        self.count += 1
        if self._wanted and row.id in self._wanted:
            self.recorded.append(row)


def _examined(name: str | None) -> Examined:
    """Load one file, its deadlines read afresh, and its ledger; say on stderr why where one can't be read."""
    located, shown = locate(name)
    path = Path(located)
    ledger, unread = _ledger_beside(path, shown)
    rows = _Rows(ledger)
    try:
        with reading_progress() as watch:
            loaded = load_rows(path, lambda _plan: rows.take, shown=shown, reread=True, watch=watch)
    except OSError as error:
        return _unread(shown, shown, error)
    if unread is not None:
        return _unread(shown, ledger_name(shown), unread)
    recorded = with_rows(loaded, rows.recorded).plan if rows.recorded else loaded.plan
    return Examined(shown, loaded, rows.count, _ledger_findings(recorded, ledger, shown))


def _unread(shown: str, file: str, error: OSError) -> Examined:
    """Say why a file can't be read."""
    said = _("Error: {message}").format(message=f"{file}: {error.strerror or error}")
    click.echo(visible(said), err=True)
    return Examined(shown, None)


def _ledger_beside(plan: Path, shown: str) -> tuple[Ledger, OSError | None]:
    """The ledger beside a plan, read before it so that of its rows only those are kept that the ledger speaks of."""
    try:
        return Ledger() if shown == SHIPPED else Ledger(read(ledger_path(plan))), None
    except OSError as error:
        return Ledger(), error


def _ledger_findings(plan: Plan | None, ledger: Ledger, shown: str) -> tuple[Finding, ...]:
    """What is wrong with a plan's ledger; whether its records fit can only be said of a plan without error."""
    name = ledger_name(shown)
    lost = () if plan is None or not ledger.rows() else Book(plan, shown, date.min, ledger=ledger).doubts(name)
    return tuple(sorted([*flaws(ledger, name), *lost], key=lambda finding: finding.line))


def _answer(examined: Sequence[Examined], findings: Sequence[Finding]) -> Answer:
    records = [finding_record(finding) for finding in findings]
    plans = [_plan(each) for each in examined]
    return Answer("validate", None, plans, {"findings": records}, fields_of(FindingRecord), records, list)


def _plan(each: Examined) -> PlanRecord:
    plan = each.loaded.plan if each.loaded else None
    return (
        {"id": plan.id, "title": plan.title, "file": each.shown}
        if plan
        else {"id": None, "title": None, "file": each.shown}
    )


def _text(examined: Sequence[Examined]) -> str:
    lines: list[str] = []
    for each in examined:
        if each.loaded is None:
            continue
        for finding in each.findings:
            lines += finding_lines(finding)
        lines.append(_summary(each))
    return "".join(f"{visible(line)}\n" for line in lines)


def _summary(each: Examined) -> str:
    errors = sum(finding.level == "error" for finding in each.findings)
    warnings = len(each.findings) - errors
    said = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
    ]
    if each.loaded is not None and each.loaded.plan is not None:
        said.insert(0, ngettext("{count} row", "{count} rows", each.rows).format(count=each.rows))
    return f"{each.shown}: " + " · ".join(said)


def _annotation(finding: Finding) -> str:
    """A finding as a workflow command of GitHub Actions (its documentation, "Workflow commands")."""
    where = f"file={_property(finding.file)},line={finding.line},col={finding.col},title={finding.code}"
    return f"::{finding.level} {where}::{_message(f'{finding.title} {finding.hint}')}"


def _message(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
