"""The options that commands share, and the values that they read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from gkplan.calendar.period import parse_period
from gkplan.cli import clock
from gkplan.cli.complete import complete_unit
from gkplan.cli.help import Command, Option
from gkplan.i18n import LANGUAGES
from gkplan.i18n import gettext as _
from gkplan.query.window import parse_span
from gkplan.writers.words import kind_words, state_words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

FORMATS = ("table", "tsv", "json", "jsonl", "csv", "md")

Parameters = list[click.Parameter]


class IsoDate(click.ParamType[date]):
    """A day as ISO 8601 writes it, `2016-12-31`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error for anything else, and for a day that does not exist."""
        if isinstance(value, date):
            return value
        try:
            period = parse_period(value)
        except ValueError:
            period = None
        if period is None or period.freq != "daily":
            self.fail(_("{value!r} is no date; write it as 2016-12-31.").format(value=value), param, ctx)
        return period.start


class FileName(click.ParamType[str]):
    """The name of a file or folder, which the shell completes; whether there is one shows when it is opened."""

    name = "path"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's
        """What tells the shell to complete files itself."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class Span(click.ParamType[timedelta]):
    """A number of days or weeks: `30d`, `2w`."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The span; a usage error for anything else."""
        if isinstance(value, timedelta):
            return value
        try:
            return parse_span(value)
        except ValueError:
            said = _("{value!r} can't be read; write it as {example}.")
            self.fail(said.format(value=value, example="30d"), param, ctx)


class Named(click.Choice[str]):
    """One of some words of code, which may also be said in the words of the screen: `overdue`, or 逾期 in Chinese."""

    def __init__(self, words: Mapping[Any, str]) -> None:
        super().__init__(tuple(words))
        self._said = {word: choice for choice, word in words.items()}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word of code; a usage error for any other."""
        return super().convert(self._said.get(value, value), param, ctx)

    def told(self) -> str:
        """All of them, for help."""
        return ", ".join(choice if choice == word else f"{word} {choice}" for word, choice in self._said.items())


def make(
    name: str, callback: Callable[..., Any], summary: str, options: Parameters, *, epilog: str | None = None
) -> click.Command:
    """A command, made when it is called, so that its help is in the language then in use."""
    return Command(name, callback=callback, help=summary, params=options, epilog=epilog, options_metavar=_("[OPTIONS]"))


def today_option() -> Option:
    """`--today`: the only clock of every answer."""
    return Option(
        ["--today"],
        type=IsoDate(),
        metavar="DATE",
        envvar="GKPLAN_TODAY",
        default=clock.today,
        help=_("Answer as of this day (default: today)."),
    )


def format_option(formats: tuple[str, ...] = FORMATS) -> Option:
    """`--format`: what is asked for, else the first; where that is a table, a pipe gets tab-separated fields."""
    piped = _("Output format; the first is for a terminal, a pipe gets tsv where there is one.")
    usual = piped if formats[0] == FORMATS[0] else _("Output format (default: the first).")
    return Option(
        ["--format", "format_"],
        type=click.Choice(formats),
        default=lambda: _usual_format(formats),
        help=usual + " [GKPLAN_FORMAT]",
    )


def lang_option() -> Option:
    """`--lang`: acted on before parsing (see `i18n.preferred`); here it is only checked."""
    return Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        envvar="GKPLAN_LANG",
        expose_value=False,
        help=_("Language of words and headings (default: the locale's)."),
    )


def file_option() -> Option:
    """`--file`: the plan."""
    return Option(
        ["-f", "--file"],
        type=FileName(),
        metavar="PATH",
        envvar="GKPLAN_FILE",
        help=_("The plan (default: data/tasks.yaml, else the plan that gkplan ships)."),
    )


def snapshot_option() -> Option:
    """`--no-snapshot`: an answer from the plan's file itself; the same answer, only later."""
    return Option(
        ["--no-snapshot"],
        is_flag=True,
        envvar="GKPLAN_NO_SNAPSHOT",
        help=_("Read the plan's file itself, not the compiled plan that is kept of it in the cache."),
    )


def plan_options(formats: tuple[str, ...] = FORMATS) -> Parameters:
    """What every command that reads a plan takes; arrives as `file`, `today`, `format_` and `no_snapshot`."""
    return [file_option(), today_option(), format_option(formats), lang_option(), snapshot_option()]


def filter_options() -> Parameters:
    """The shared filters; they arrive as `unit`, `states`, `tasks`, `kinds` and `grep`."""
    states = Named(state_words())
    return [
        Option(["--unit"], metavar="NAME", shell_complete=complete_unit, help=_("Only what this unit owes.")),
        Option(
            ["--status", "states"],
            type=states,
            multiple=True,
            metavar="STATE",
            help=_("Only in this state (repeatable): {states}.").format(states=states.told()),
        ),
        *row_filter_options(),
    ]


def row_filter_options() -> Parameters:
    """The filters that ask for neither unit nor state; they arrive as `tasks`, `kinds` and `grep`."""
    kinds = Named(kind_words())
    return [
        Option(["--task", "tasks"], type=int, multiple=True, metavar="N", help=_("Only this task (repeatable).")),
        Option(
            ["--kind", "kinds"],
            type=kinds,
            multiple=True,
            metavar="KIND",
            help=_("Only rules of this kind (repeatable): {kinds}.").format(kinds=kinds.told()),
        ),
        Option(["--grep"], metavar="TEXT", help=_("Only where title, requirement or deadline has these very words.")),
    ]


def _usual_format(formats: tuple[str, ...]) -> str:
    """What `GKPLAN_FORMAT` says where this command has it, else what suits the stream."""
    asked = os.environ.get("GKPLAN_FORMAT", "")
    if asked in formats:
        return asked
    if asked and asked not in FORMATS:
        said = _("{value!r} in GKPLAN_FORMAT is no format; there are: {formats}.")
        raise click.UsageError(said.format(value=asked, formats=" ".join(formats)))
    return "tsv" if formats[0] == FORMATS[0] and not sys.stdout.isatty() else formats[0]
