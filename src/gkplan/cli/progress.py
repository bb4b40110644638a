"""How far the reading of a large plan is: on stderr, on a terminal, once it has taken two seconds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from gkplan.i18n import gettext as _

if TYPE_CHECKING:
    from gkplan.plan.source import Watch

_PATIENCE = 2.0


class _Bar:
    """A bar that appears late, and is told how many bytes were read, and of how many."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self._bar: Any = None  # click's bar, whose class it keeps to itself
        self._at = 0

    def __call__(self, read: int, size: int) -> None:
        if self._bar is None:
            if monotonic() - self._begun < _PATIENCE:
                return
            self._bar = click.progressbar(length=size, label=_("Reading the plan"), file=sys.stderr)
        self._bar.update(max(read - self._at, 0))
        self._at = max(read, self._at)

    def end(self) -> None:
        """Leave the line, if the bar appeared."""
        if self._bar is not None:
            self._bar.render_finish()


@contextmanager
def reading() -> Iterator[Watch | None]:
    """What is told of a reading as long as this lasts; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.end()
