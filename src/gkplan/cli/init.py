"""`gkplan init`: a folder to begin with."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.opened import shipped
from gkplan.cli.options import FileName, lang_option, make
from gkplan.i18n import gettext as _
from gkplan.plan.files import write_new

_ATTRIBUTES = """\
# Branches of the ledger merge line by line: its records are folded by time and id, so their order does not matter.
*.progress.yaml merge=union
"""


def command() -> click.Command:
    """`gkplan init`."""
    return make(
        "init",
        init,
        _("Set up a folder: the shipped plan, its schema, and lines for git and cron."),
        [click.Argument(["folder"], type=FileName(), metavar="DIR"), lang_option()],
    )


def init(folder: str) -> None:
    """Write the files, or none of them where one is there already."""
    home = Path(folder)
    contents = {
        home / "data" / "tasks.yaml": Path(shipped("tasks.yaml")).read_bytes(),
        home / "data" / "plan.schema.json": Path(shipped("plan.schema.json")).read_bytes(),
        home / ".gitattributes": _ATTRIBUTES.encode(),
        home / "crontab.example": _crontab(home).encode(),
    }
    if there := [path for path in contents if path.exists() or path.is_symlink()]:
        raise Refusal(
            _("These are there already, and nothing was written: {paths}").format(paths="、".join(map(str, there))),
            _("Hint: choose another folder, or move them away."),
            ExitCode.UNAVAILABLE,
        )
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, content)
        click.echo(str(path))


def _crontab(home: Path) -> str:
    """Crontab lines to uncomment: cron has neither the shell's folder nor its path nor its language."""
    begin = f"cd {_for_cron(str(home.resolve()))} && {_for_cron(_command())}"
    return "".join(
        f"# {line}\n"
        for line in (
            _("In the crontab, so that what cron mails is read as the Chinese that it is."),
            'CONTENT_TYPE="text/plain; charset=UTF-8"',
            _("Every working morning, what is overdue or must be done within a week; cron mails what is printed."),
            f"30 8 * * 1-5  {begin} check --within 7d --lang zh",
            _("The same morning, tell each unit in notify.yaml what it must do now, and after a week again."),
            f"40 8 * * 1-5  {begin} notify email --send --again 7d --lang zh",
        )
    )


def _command() -> str:
    """This command with its path, since cron looks in few places; by its name where it can't be told."""
    ran = Path(sys.argv[0])
    return str(ran.resolve()) if ran.name.startswith("gkplan") and ran.exists() else "gkplan"


def _for_cron(words: str) -> str:
    """A word quoted for the shell, and for cron, which takes a bare % for the end of the line."""
    return shlex.quote(words).replace("%", r"\%")
