"""How every command that writes to the ledger does it: decide under the lock, append, say what was written."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from getpass import getuser
from pathlib import Path
from secrets import token_hex
from typing import Any

import click

from gkplan.cli import clock
from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.help import Option
from gkplan.cli.options import IsoDate, Parameters
from gkplan.cli.pages import words
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.ledger.journal import LOCK_SECONDS, append, locked
from gkplan.ledger.place import ledger_path
from gkplan.ledger.record import BadRecordError, Record, as_data
from gkplan.ledger.state import Tally
from gkplan.query.book import Book, Entry
from gkplan.writers.interface import Cell, Column, Page, Table
from gkplan.writers.words import deed_word

Draft = Record
"""A record whose id and time of writing are still to be given."""

FIELDS = tuple(Record._fields)


def record_options() -> Parameters:
    """What every command that records takes; arrives as `note`, `by` and `dry_run`."""
    return [
        Option(["--note"], metavar="TEXT", help=_("A note to keep with the record.")),
        Option(["--by"], metavar="WHO", help=_("Who records it (default: the user's name).")),
        Option(["-n", "--dry-run"], is_flag=True, help=_("Say what would be recorded, and record nothing.")),
    ]


def on_option() -> Option:
    """`--on`: the day that a record speaks of."""
    return Option(["--on"], type=IsoDate(), metavar="DATE", help=_("The day it happened (default: today)."))


def draft(question: Question, given: Mapping[str, Any], **fields: Any) -> Draft:
    """A record of the day given with `--on`, else today; a day in the future is refused."""
    on = given.get("on") or question.today
    if on > question.today:
        raise Refusal(
            _("{on} is in the future; today is {today}.").format(on=on, today=question.today),
            _("Hint: record it when it has happened."),
        )
    return Record(id="", at="", by=given.get("by") or _user(), on=on, note=given.get("note"), **fields)


def rule_fields(each: Tally) -> dict[str, Any]:
    """What a record keeps of the occurrence that it is of, and of its rule."""
    occurrence = each.occurrence
    return {
        "row": occurrence.row.id,
        "of": occurrence.id,
        "rule": occurrence.rule_no,
        "kind": occurrence.rule.kind,
        "quote": occurrence.rule.quote,
    }


def record(command: str, question: Question, row: str, decide: Callable[[Book], Sequence[Draft]], *, dry: bool) -> None:
    """Decide what to record of a row, knowing all that is recorded of it, write it, and answer with it.

    The lock is held from reading to writing, so that nothing decided is stale when it is written. A dry run writes
    nothing at all, no lock either.
    """
    if question.opened.shipped:
        raise Refusal(
            _("The plan that gkplan ships is read-only."),
            _("Hint: `gkplan init DIR` makes a folder with a plan of your own."),
            ExitCode.UNAVAILABLE,
        )
    path = ledger_path(question.opened.path)
    if dry:
        written = _decided(question, row, decide)
        click.echo(_("Dry run: nothing was recorded."), err=True)
    else:
        with _held(path):
            written = _decided(question, row, decide)
            _added(path, written)
    _answer(command, question, written)


def _decided(question: Question, row: str, decide: Callable[[Book], Sequence[Draft]]) -> list[Record]:
    book = question.book_of(question.opened.ledger(question.today, row))
    return _signed(decide(book), book)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """The ledger's lock; says who is in the way where another process does not let go of it."""
    try:
        with locked(path):
            yield
    except TimeoutError as error:
        raise Refusal(
            _("Another process has been writing to {path} for {seconds:.0f} seconds; nothing was recorded.").format(
                path=path.name, seconds=LOCK_SECONDS
            ),
            _("Hint: try again when it has ended."),
            ExitCode.UNAVAILABLE,
        ) from error


def _added(path: Path, written: Sequence[Record]) -> None:
    try:
        append(path, written)
    except BadRecordError as error:
        raise Refusal(
            _("What was given holds bytes that are no text; nothing was recorded."),
            _("Hint: type it again; it may have been pasted in another encoding."),
        ) from error


def evidence_pieces(given: Sequence[str], plan: Path, *, copy: bool) -> tuple[dict[str, str], ...]:
    """Evidence as a record keeps it: a URL, a file with its SHA-256, or a document's number."""
    from gkplan.cli.evidence import piece

    return tuple(piece(each, plan.parent, copy=copy) for each in given)


def _signed(drafts: Sequence[Draft], book: Book) -> list[Record]:
    """The drafts with their ids and the time of writing, which is after all that is recorded of the row."""
    at, latest = clock.now().isoformat(timespec="microseconds"), book.ledger.latest
    if at <= latest:
        at = (clock.parse(latest) + timedelta(microseconds=1)).isoformat(timespec="microseconds")
    return [each._replace(id=token_hex(6), at=at) for each in drafts]


def _answer(command: str, question: Question, written: Sequence[Record]) -> None:
    records = [as_data(each) for each in written]
    question.answer(
        command,
        body={"records": records},
        fields=FIELDS,
        records=[{name: each.get(name) for name in FIELDS} for each in records],
        page=lambda: records_page(written),
    )


def records_about(entry: Entry, tallies: Sequence[Tally], *, whole: bool) -> Sequence[Record]:
    """What is recorded of a row, or of some of its occurrences alone, in the order in which it was written."""
    if whole:
        return entry.records
    ids = {each.occurrence.id for each in tallies}
    brought = {(each.occurrence.rule_no, each.occurrence.id.partition("@")[2].partition("/")[0]) for each in tallies}
    return [each for each in entry.records if each.of in ids or (each.rule, _brings(each)) in brought]


def _brings(each: Record) -> str | None:
    """What names the occurrence that a record brings about, None where it brings about none."""
    if each.of is None and each.do == "event":
        return f"from-{each.on.isoformat()}"
    return each.to.isoformat() if each.of is None and each.to is not None else None


def records_page(
    written: Sequence[Record], gone: Container[str] = (), title: str = "", *, doubted: Container[str] = ()
) -> Page:
    """Records as a table; those taken back are said to be, and those that the plan has left behind."""
    if not written:
        return [words(_("Nothing is recorded."))]
    columns = [
        Column(_("Day")),
        Column(_("Of")),
        Column(_("What"), wrap=True, share=2),
        Column(_("Note"), wrap=True, share=2),
        Column(_("Record")),
    ]
    return [Table(columns, [_cells(each, gone, doubted) for each in written], title)]


def _cells(each: Record, gone: Container[str], doubted: Container[str]) -> list[Cell]:
    said = [each.note, each.label, each.reason, each.approved_by, each.doc]
    said += [piece.get("url") or piece.get("file") or piece.get("doc") for piece in each.evidence]
    standing = [_("(taken back)")] if each.id in gone else []
    standing += [_("(no longer fits the plan, does not count)")] if each.id in doubted else []
    return [
        Cell(each.on.isoformat()),
        Cell((each.of or each.row).replace("@", "\n@"), "id"),
        Cell(" ".join(filter(None, [each.unit, deed_word(each), *standing]))),
        Cell("；".join(part for part in said if part)),
        Cell(f"{each.id}\n{each.by}", "dim"),
    ]


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):
        return "?"
