"""Help pages whose lines end where a terminal's do: click counts characters, a Chinese one takes two columns."""

from __future__ import annotations

from collections.abc import Iterable

import click

from gkplan.i18n import gettext as _
from gkplan.writers.fold import columns, folded

_INDENT = 2


class HelpFormatter(click.HelpFormatter):
    """Writes help text and tables of options folded as Chinese is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called, its arguments below each other where they are many."""
        word = _("Usage:") if prefix is None else prefix.rstrip()
        begin = f"{word} {prog} "
        for line in folded(args, max(self.width - columns(begin), 20), columns):
            self.write(f"{begin}{line}".rstrip() + "\n")
            begin = " " * columns(begin)

    def write_text(self, text: str) -> None:
        """Write paragraphs, indented."""
        room = max(self.width - self.current_indent, 20)
        for line in text.splitlines():
            for part in folded(line, room, columns):
                self.write(f"{'':{self.current_indent}}{part}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = _INDENT) -> None:
        """Write each option or command with its words beside it, or below where its name is long."""
        rows = list(rows)
        first = min(max((columns(name) for name, _words in rows), default=0), col_max) + col_spacing
        indent, beside = self.current_indent, self.current_indent + first
        for name, words in rows:
            lines = folded(words, max(self.width - beside, 20), columns)
            gap = first - columns(name)
            begin = " " * gap + lines.pop(0) if gap >= col_spacing else ""
            self.write(f"{'':{indent}}{name}{begin}".rstrip() + "\n")
            for line in lines:
                self.write(f"{'':{beside}}{line}".rstrip() + "\n")
