"""Where a plan's ledger is, and whether there is one: all that a question asks of a ledger that was never begun."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".progress.yaml"


def ledger_path(plan: Path) -> Path:
    """Where a plan's ledger is: `tasks.progress.yaml` beside `tasks.yaml`, links followed.

    Raises `OSError` where links lead in a circle.
    """
    path = plan.with_suffix(SUFFIX)
    try:
        return path.resolve()
    except RuntimeError as error:  # what Python 3.12 and older say of a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def begun(plan: str) -> bool:
    """Whether anything, be it a link that leads nowhere, stands where the ledger of a plan's file would be."""
    stem = plan if plan.endswith(".") else os.path.splitext(plan)[0]  # noqa: PTH122 - pathlib is dear at every question
    return os.path.lexists(stem + SUFFIX)
