"""Commands whose help is set as Chinese is; what sets it is imported when it is asked for."""

from __future__ import annotations

import click


class Context(click.Context):
    """What a command runs in; its help is written by our formatter."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter, as wide as click would make its own."""
        from gkplan.cli.formatter import HelpFormatter

        return HelpFormatter(width=self.terminal_width, max_width=self.max_content_width)


class Command(click.Command):
    """A command with such help."""

    context_class = Context
