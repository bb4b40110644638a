"""A question that only a plan of one's own answers: what is watched and sent is never the shipped plan."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from typing import Any

from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.opened import DEFAULT
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _


def own_question(given: Mapping[str, Any], until: date | None = None) -> Question:
    """The question that a command's parameters make of the plan named or of the one here; refuses where there is none.

    A mistyped folder in a crontab would otherwise be answered from another city's plan, and all seem well.
    """
    if given["file"] is None and not os.path.exists(DEFAULT):
        raise Refusal(
            _("No plan was named and there is no {path} here.").format(path=DEFAULT),
            _("Hint: name one with --file or GKPLAN_FILE; `gkplan init DIR` lays one out."),
            ExitCode.UNAVAILABLE,
        )
    return Question.of(given, until)
