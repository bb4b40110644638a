"""`gkplan export`: the plan as a file for calendars, spreadsheets, documents, and other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import StringIO
from typing import Any

import click

from gkplan.cli.exit_codes import Refusal
from gkplan.cli.help import Option
from gkplan.cli.options import Span, file_option, filter_options, lang_option, make, snapshot_option, today_option
from gkplan.cli.output import STDOUT, check_output, deliver, needing_extra, output_options
from gkplan.cli.pages import head
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.place import ledger_path
from gkplan.query.book import Entry
from gkplan.query.fields import iso, obligation_record, occurrence_record, plan_record, row_record
from gkplan.query.records import RowRecord, fields_of
from gkplan.writers.answer import Answer, Writer
from gkplan.writers.interface import Cell, Column, Extract, FileWriter, Page, Table
from gkplan.writers.phrases import deadline_words, requirement_words
from gkplan.writers.words import state_word

FORMATS = ("ics", "xlsx", "docx", "csv", "md", "json")
BINARY = frozenset({"xlsx", "docx"})
_USUAL_MARGIN = "7d"


def command() -> click.Command:
    """`gkplan export`."""
    return make(
        "export",
        export,
        _("The plan as a file: a calendar (ics), the ledger (xlsx), the official table (docx), csv, md or json."),
        [
            click.Argument(["format_"], type=click.Choice(FORMATS), metavar="FORMAT"),
            *output_options(),
            Option(
                ["--as", "form"],
                type=click.Choice(("todo", "event")),
                default="todo",
                help=_("In ics: tasks, which have a status, or all-day events, which every calendar shows."),
            ),
            Option(
                ["--rrule"], is_flag=True, help=_("In ics: recurring rules as one recurrence, not one task a period.")
            ),
            Option(
                ["--remind", "margin"],
                type=Span(),
                metavar=_USUAL_MARGIN,
                default=_USUAL_MARGIN,
                help=_("In ics: call to mind so many days (d) or weeks (w) before; 0d: never."),
            ),
            *filter_options(),
            file_option(),
            today_option(),
            lang_option(),
            snapshot_option(),
        ],
        epilog=_("Example: gkplan export ics --unit 市房管局 -o 市房管局.ics"),
    )


def export(**given: Any) -> None:
    """Write the file."""
    _check_wishes(given)
    question = Question.of(given)
    output, force = given["output"], given["force"]
    opened = question.opened
    check_output(output, force=force, kept=() if opened.shipped else (opened.path, ledger_path(opened.path)))
    extract = extracted(question)
    with needing_extra(_("Writing {format}").format(format=question.format_)):
        content = _made(question, extract, form=given["form"], rrule=given["rrule"], margin=given["margin"])
    deliver(content, output, force=force)


def extracted(question: Question) -> Extract:
    """The rows and the occurrences that the filters keep."""
    book = question.book()
    entries = [entry for entry in book.entries if question.filters.keep_entry(entry)]
    return Extract(book, entries, [each for each in book.tallies() if question.filters.keep_tally(each)])


def _check_wishes(given: dict[str, Any]) -> None:
    """Refuse what only a calendar can do, and a binary file on a terminal."""
    if given["format_"] != "ics":
        context = click.get_current_context()
        for name, option in {"form": "--as", "rrule": "--rrule", "margin": "--remind"}.items():
            if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
                raise click.UsageError(_("{option} is for ics only.").format(option=option))
    if given["output"] == STDOUT and given["format_"] in BINARY and sys.stdout.isatty():
        raise Refusal(
            _("{format} is no text to show on a terminal.").format(format=given["format_"]),
            _("Hint: name a file with -o."),
        )


def _made(question: Question, extract: Extract, *, form: Any, rrule: bool, margin: timedelta) -> bytes:
    """The file's content, by the format's writer, imported when it is needed."""
    if question.format_ == "ics":
        from gkplan.writers.ics import IcsWriter

        return IcsWriter(form, rrule=rrule, margin=margin).content(extract)
    laid_out: dict[str, Callable[[], FileWriter]] = {"xlsx": _xlsx, "docx": _docx}
    if question.format_ in laid_out:
        return laid_out[question.format_]().content(extract)
    return _told(question, extract)


def _xlsx() -> FileWriter:
    from gkplan.writers.xlsx import XlsxWriter

    return XlsxWriter()


def _docx() -> FileWriter:
    from gkplan.writers.docx import DocxWriter

    return DocxWriter()


def _told(question: Question, extract: Extract) -> bytes:
    """The rows as an answer, in a format that every command can be asked in; a spreadsheet takes csv for UTF-8."""
    writer = _teller(question.format_)
    out = StringIO(newline="")
    writer.write(_answer(question, extract), out)
    return out.getvalue().encode("utf-8-sig" if question.format_ == "csv" else "utf-8")


def _teller(format_: str) -> Writer:
    if format_ == "csv":
        from gkplan.writers.delimited import CsvWriter

        return CsvWriter()
    if format_ == "md":
        from gkplan.writers.markdown import MarkdownWriter

        return MarkdownWriter()
    from gkplan.writers.json import JsonWriter

    return JsonWriter()


def _answer(question: Question, extract: Extract) -> Answer:
    """Rows with their occurrences and obligations; on a page, the table of the plan with its states."""
    book, plan, file = extract.book, question.opened.plan, question.opened.file
    rows = [row_record(entry) for entry in extract.entries]
    body = {
        "rows": rows,
        "occurrences": [occurrence_record(each, book.today) for each in extract.tallies],
        "obligations": [obligation_record(each, one) for each in extract.tallies for one in each.obligations],
    }
    count = ngettext("{count} row", "{count} rows", len(rows)).format(count=len(rows))
    return Answer(
        "export",
        book.today,
        [plan_record(plan, file)],
        body,
        fields_of(RowRecord),
        rows,
        lambda: _page(extract, head(book, count)),
    )


def _page(extract: Extract, line: Any) -> Page:
    columns = (_("No."), _("Task"), _("Requirement"), _("Units"), _("Deadline"), _("Next due"), _("State"))
    rows: Sequence[Sequence[Cell]] = [_cells(entry) for entry in extract.entries]
    return [line, Table([Column(name) for name in columns], rows)]


def _cells(entry: Entry) -> list[Cell]:
    row = entry.row
    return [
        Cell(row.id),
        Cell(row.title),
        Cell(requirement_words(row)),
        Cell("、".join(row.units)),
        Cell(deadline_words(row)),
        Cell(iso(entry.next_due) or ""),
        Cell(state_word(entry.state)),
    ]
