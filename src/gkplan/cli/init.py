"""`gkplan init`: a folder to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.opened import shipped
from gkplan.cli.options import lang_option, make
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
        [click.Argument(["folder"], type=click.Path(), metavar="DIR"), lang_option()],
    )


def init(folder: str) -> None:
    """Write the files, or none of them where one is there already."""
    home = Path(folder)
    contents = {
        home / "data" / "tasks.yaml": shipped("tasks.yaml").read_bytes(),
        home / "data" / "plan.schema.json": shipped("plan.schema.json").read_bytes(),
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
    """A crontab line to uncomment: cron has neither the shell's folder nor its language."""
    command = "gkplan due --within 7d --lang zh --format table"
    folder = shlex.quote(str(home.resolve())).replace("%", r"\%")  # cron takes a bare % for the end of the line
    return "".join(
        f"# {line}\n"
        for line in (
            _("Every working morning, what falls due within a week; cron mails what is printed."),
            f"30 8 * * 1-5  cd {folder} && {command}",
        )
    )
