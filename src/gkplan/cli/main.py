"""The `gkplan` command: a group that imports a command only when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from gkplan import __version__, i18n
from gkplan.cli.exit_codes import ExitCode, Refusal, exit_code_of
from gkplan.i18n import gettext as _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = (
    *("due", "unit", "units", "status", "list", "show", "explain"),
    *("mark", "event", "set-due", "extend", "undo", "log"),
    *("validate", "schema", "init"),
)
"""The commands in the order in which help names them; each stands in the module of its name."""
_MODULES = {"list": "list_", "set-due": "set_due"}


class LazyGroup(click.Group):
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
    main = LazyGroup(
        "gkplan",
        help=_("Who owes what by when, from a government work plan kept as one YAML file."),
        epilog=_("Start with: gkplan due --month 2016-12 · gkplan unit 市房管局 · gkplan show 18.5"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        no_args_is_help=True,
    )
    return click.version_option(__version__, "--version", "-V", message="%(prog)s %(version)s")(main)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run gkplan as a process: speak the language asked for, end with the contract's exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    i18n.use(i18n.preferred(arguments, os.environ))
    sys.exit(_ended(arguments))


def _ended(arguments: Sequence[str]) -> int:
    """The exit code of a whole run; what went wrong is said on stderr, in a line or two."""
    try:
        code = group().main(list(arguments), prog_name="gkplan", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
        return ExitCode.OK
    except (click.ClickException, Refusal, OSError, KeyboardInterrupt, click.Abort) as error:
        _complain(error)
        return exit_code_of(error)
    except Exception as error:  # noqa: BLE001 - the last wall: whatever it is, one line and the code of a fault
        _complain_of_fault(error)
        return ExitCode.FAULT
    return code if isinstance(code, int) else ExitCode.OK


def _complain(error: BaseException) -> None:
    from gkplan.writers.clean import visible

    if isinstance(error, click.ClickException):
        error.show()
        return
    if isinstance(error, Refusal):
        lines = [_("Error: {message}").format(message=error.message), error.hint]
    elif isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        lines = [_("Error: {message}").format(message=f"{error.strerror or error}{where}")]
    else:
        lines = [_("Interrupted.")]
    for line in filter(None, lines):
        click.echo(visible(line), err=True)


def _complain_of_fault(error: Exception) -> None:
    """Say where a fault of gkplan lies, without a traceback."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
    message = _("A fault of gkplan itself ({kind} at {where}); nothing was written. Please report it.")
    click.echo(message.format(kind=type(error).__name__, where=where), err=True)


def _let_go(stream: Any) -> None:
    """Nobody reads any more: keep the interpreter from complaining when it flushes the stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speak_utf8(stream: Any) -> None:
    """UTF-8 whatever the locale; lone surrogates are shown as escapes."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    run()
