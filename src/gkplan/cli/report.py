"""`gkplan report`: the plan on one page, for whoever opens it in a browser."""

from __future__ import annotations

from typing import Any

import click

from gkplan.cli.export import extracted
from gkplan.cli.options import file_option, filter_options, lang_option, make, snapshot_option, today_option
from gkplan.cli.output import check_output, deliver, needing_extra, output_options
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.ledger.place import ledger_path


def command() -> click.Command:
    """`gkplan report`."""
    return make(
        "report",
        report,
        _("The plan on one HTML page: at a glance, over the months, by unit, and every row; no network needed."),
        [*output_options(), *filter_options(), file_option(), today_option(), lang_option(), snapshot_option()],
        epilog=_("Example: gkplan report -o report.html --lang zh"),
    )


def report(**given: Any) -> None:
    """Write the page."""
    question = Question.of({**given, "format_": "html"})
    output, force, opened = given["output"], given["force"], question.opened
    check_output(output, force=force, kept=() if opened.shipped else (opened.path, ledger_path(opened.path)))
    extract = extracted(question)
    with needing_extra(_("Writing {format}").format(format="html")):
        from gkplan.writers.html import HtmlWriter

        content = HtmlWriter().content(extract)
    deliver(content, output, force=force)
