"""The `gkplan` command: a group that imports a command only when it is called."""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, TextIO

import click

from gkplan import __version__, i18n
from gkplan.cli.exit_codes import ExitCode, Refusal, exit_code_of
from gkplan.cli.help import Group, version_option
from gkplan.i18n import gettext as _
from gkplan.query.damaged import DamagedError, forget

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = (
    *("due", "unit", "units", "status", "list", "show", "explain"),
    *("mark", "event", "set-due", "extend", "undo", "log"),
    *("check", "digest", "notify"),
    *("export", "report", "timeline", "calendar"),
    *("validate", "schema", "init", "import"),
)
"""The commands in the order in which help names them; each stands in the module of its name."""
_MODULES = {"import": "import_", "list": "list_", "set-due": "set_due"}


class LazyGroup(Group):
    """A group whose commands are found by name and imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of a name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"gkplan.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command()
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands by name alone: to say what they do, each would have to be imported."""
        from click.shell_completion import CompletionItem

        commands = [CompletionItem(name) for name in COMMANDS if name.startswith(incomplete)]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, naming the nearest command where there is none of that name."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = "、".join(get_close_matches(args[0], COMMANDS, n=1)) or " ".join(COMMANDS)
            ctx.fail(_("There is no command {name!r}; did you mean {near}?").format(name=args[0], near=near))
        return super().resolve_command(ctx, args)


def group() -> click.Group:
    """The command group, with its help in the language in use."""
    return LazyGroup(
        "gkplan",
        params=[version_option(f"gkplan {__version__}")],
        help=_("Who owes what by when, from a government work plan kept as one YAML file."),
        epilog=_("Start with: gkplan due --month 2016-12 · gkplan unit 市房管局 · gkplan show 18.5"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        no_args_is_help=True,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
    )


def run(arguments: Sequence[str] | None = None) -> None:
    """Run gkplan as a process: speak the language asked for, end with the contract's exit code."""
    atexit.register(gc.freeze)  # what is left then is not searched for cycles, which took longer than the answer
    arguments = sys.argv[1:] if arguments is None else arguments
    # None is a stream that was closed by whoever started this (`>&-`): what is said to it is said to nobody.
    sys.stdout = _speaking_utf8(sys.stdout or _nobody())
    sys.stderr = _speaking_utf8(sys.stderr or _nobody())
    i18n.use(i18n.preferred(arguments, os.environ))
    sys.exit(_ended(arguments))


def _ended(arguments: Sequence[str]) -> int:
    """The exit code of a whole run; what went wrong is said on stderr, in a line or two."""
    if _monitored(arguments):
        return _told_monitor(arguments)
    try:
        code = _ran(arguments)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last wall: a line, and the code of what it was
        _complain(error)
        return exit_code_of(error)
    return code if isinstance(code, int) else ExitCode.OK


def _ran(arguments: Sequence[str]) -> object:
    """What a command gives back; where a snapshot proves damaged it is thrown away, and the plan itself read."""
    try:
        return group().main(list(arguments), prog_name="gkplan", standalone_mode=False)
    except DamagedError as damaged:
        forget(damaged.path)
        without = {command: {"no_snapshot": True} for command in COMMANDS}
        return group().main(list(arguments), prog_name="gkplan", standalone_mode=False, default_map=without)


def _monitored(arguments: Sequence[str]) -> bool:
    """Whether a monitoring system asks: it must be known before parsing, since a mistyped option must not look well."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return any(option.startswith("--nagios") for option in options)


def _told_monitor(arguments: Sequence[str]) -> int:
    """The exit code of a run for a monitoring system, which reads stdout alone, up to a bar.

    Help is no answer; where not even a line can be written, the code alone says so.
    """
    from gkplan.cli.answered import let_go
    from gkplan.watch.nagios import Service, plain_words, unknown_line

    said = io.StringIO()
    try:
        with redirect_stdout(said):
            code = _ran(arguments)
        answered = isinstance(code, Service)
        text = said.getvalue() if answered else plain_words(said.getvalue())
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - as above
        code, answered, text = exit_code_of(error, monitored=True), True, unknown_line(*_said(error)) + "\n"
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        let_go(sys.stdout)
        return Service.UNKNOWN
    return int(code) if answered and isinstance(code, int) else Service.UNKNOWN


def _complain(error: BaseException) -> None:
    """Say on stderr what went wrong; a usage error as click does, with a word on the usage."""
    from gkplan.clean import visible
    from gkplan.cli.answered import let_go

    if isinstance(error, BrokenPipeError):
        let_go(sys.stdout)
        return
    if isinstance(error, click.ClickException):
        error.show()
        return
    for line in filter(None, _said(error)):
        click.echo(visible(line), err=True)


def _said(error: BaseException) -> Sequence[str]:
    """What went wrong, and what to do about it where that is known."""
    if isinstance(error, click.ClickException):
        return [error.format_message()]
    if isinstance(error, Refusal):
        return [_("Error: {message}").format(message=error.message), error.hint]
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        return [_("Error: {message}").format(message=f"{error.strerror or error}{where}")]
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return [_("Interrupted.")]
    return [_fault_words(error)]


def _fault_words(error: BaseException) -> str:
    """Where a fault of gkplan lies, without a traceback."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
    message = _("A fault of gkplan itself ({kind} at {where}); nothing was written. Please report it.")
    return message.format(kind=type(error).__name__, where=where)


def _speaking_utf8(stream: TextIO) -> TextIO:
    """The stream, in UTF-8 and with bare line feeds whatever the system; lone surrogates are shown as escapes."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def _nobody() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - as long as the process; pathlib is dear


if __name__ == "__main__":
    run()
