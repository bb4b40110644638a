"""`gkplan list`: rows, by the filters."""

from __future__ import annotations

from typing import Any

import click

from gkplan.cli.options import filter_options, make, plan_options
from gkplan.cli.question import Question
from gkplan.cli.rows import answer_rows
from gkplan.i18n import gettext as _


def command() -> click.Command:
    """`gkplan list`."""
    return make("list", list_, _("The rows of the plan, by the filters."), [*filter_options(), *plan_options()])


def list_(**given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    book, kept = question.entries()
    answer_rows("list", question, book, kept)
