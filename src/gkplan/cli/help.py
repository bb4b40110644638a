"""Commands whose help is set as Chinese is; what sets it is imported when it is asked for."""

from __future__ import annotations

from typing import Any

import click

from gkplan.i18n import gettext as _


class Context(click.Context):
    """What a command runs in; its help is written by our formatter."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter, as wide as click would make its own."""
        from gkplan.cli.formatter import HelpFormatter

        return HelpFormatter(width=self.terminal_width, max_width=self.max_content_width)


class Option(click.Option):
    """An option whose help is a line that needs no tidying, for which click would import `inspect`."""

    def __init__(self, declarations: list[str], *, help: str, **given: Any) -> None:  # noqa: A002 - click's name
        super().__init__(declarations, **given)
        self.help = help


class Command(click.Command):
    """A command with such help."""

    context_class = Context
    _helping: Option | None = None

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - click's signature
        """What the command does, for the list of all commands; it is folded there and not cut."""
        return (self.help or "").partition("\n")[0]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, in our own words."""
        if self._helping is None:
            names = self.get_help_option_names(ctx)
            self._helping = _early([*names, "help_"], _("Show this message and exit."), _show_help)
        return self._helping


class Group(Command, click.Group):
    """A group of commands with such help."""


def version_option(said: str) -> Option:
    """`--version`, which says a line."""

    def show(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(said)
            ctx.exit()

    return _early(["--version", "-V"], _("Show the version and exit."), show)


def _show_help(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def _early(names: list[str], words: str, callback: Any) -> Option:
    """A flag that is acted on before anything else is parsed."""
    return Option(names, is_flag=True, is_eager=True, expose_value=False, callback=callback, help=words)
