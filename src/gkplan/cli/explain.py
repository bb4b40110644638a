"""`gkplan explain`: how words are read, one text on the screen or many as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import MAXYEAR, MINYEAR, date
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, TextIO

import click

from gkplan.cli.answered import say
from gkplan.cli.exit_codes import Refusal
from gkplan.cli.help import Option
from gkplan.cli.options import FileName, IsoDate, format_option, lang_option, make, today_option
from gkplan.cli.pages import words
from gkplan.cli.words import doubt_lines
from gkplan.deadline.describe import describe
from gkplan.deadline.occurrences import Instance, occurrences
from gkplan.deadline.read import Mention, Reading, as_answer, read
from gkplan.deadline.rules import Column as Cells
from gkplan.deadline.rules import Rule
from gkplan.i18n import current
from gkplan.i18n import gettext as _
from gkplan.plan.findings import Finding
from gkplan.plan.reading_checks import DOUBTS
from gkplan.query.fields import finding_record
from gkplan.query.records import FindingRecord
from gkplan.writers.answer import Answer
from gkplan.writers.interface import Cell, Column, Line, Page, Table
from gkplan.writers.json import dumps
from gkplan.writers.words import kind_word

_NEXT = 3
_FIELDS = ("kind", "words", "meaning_zh", "meaning_en", "next", "pattern", "rule")


def command() -> click.Command:
    """`gkplan explain`."""
    return make(
        "explain",
        explain,
        _("How words are read: each rule and its words, what it means, and what was not understood."),
        [
            click.Argument(["text"], required=False, metavar="[TEXT]"),
            Option(
                ["--where"],
                type=click.Choice(("deadline", "requirement")),
                default="deadline",
                help=_("The column that the words stand in (default: deadline)."),
            ),
            Option(["--year"], type=click.IntRange(MINYEAR, MAXYEAR), metavar="2016", help=_("The plan's year.")),
            Option(["--issued"], type=IsoDate(), metavar="DATE", help=_("The day the plan was issued.")),
            Option(["--batch"], type=FileName(), metavar="FILE", help=_("JSON lines to read (-: stdin).")),
            today_option(),
            format_option(),
            lang_option(),
        ],
        epilog=_("Example: gkplan explain 2016年12月底前完成，后续不定期进行目录调整"),
    )


def explain(text: str | None, batch: str | None, **given: Any) -> None:
    """Answer the command."""
    if (text is None) == (batch is None):
        raise click.UsageError(_("Give the words to read, or --batch FILE."))
    if batch is not None:
        _explain_batch(batch)
        return
    reading = read(text or "", where=given["where"], year=given["year"], issued=given["issued"])
    explained = [_explained(reading, mention, given) for mention in reading.mentions]
    answer = Answer(
        "explain",
        given["today"],
        [],
        {**as_answer(reading), "findings": _findings(reading), "explained": explained},
        _FIELDS,
        [{**each, "rule": rule} for each, rule in zip(explained, as_answer(reading)["rules"], strict=True)],
        lambda: _page(reading, explained),
    )
    say(answer, given["format_"])


def _explain_batch(file: str) -> None:
    """Answer each line of a file, in order, as it comes."""
    with nullcontext(sys.stdin) if file == "-" else Path(file).open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(_decoded(lines, file), 1):
            if line.strip():
                sys.stdout.write(dumps(_answered(line, file, number)) + "\n")


def _decoded(lines: TextIO, file: str) -> Iterator[str]:
    if hasattr(lines, "reconfigure"):
        lines.reconfigure(encoding="utf-8-sig", errors="strict")
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise Refusal(_("{file} is no UTF-8 text.").format(file=file)) from error


def _answered(line: str, file: str, number: int) -> dict[str, Any]:
    """One line's answer; a line that asks nothing that can be answered refuses the rest."""
    try:
        asked = json.loads(line)
        issued = asked.get("issued")
        reading = read(
            _typed(str, asked["text"]),
            where=_column(asked.get("where", "deadline")),
            year=_year(asked.get("plan_year")),
            issued=None if issued is None else date.fromisoformat(issued),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refusal(
            _("{place}: not a question that can be read.").format(place=f"{file}:{number}"),
            _("Hint: each line is JSON such as {example}.").format(
                example='{"text": "2016年底前", "plan_year": 2016, "issued": null, "where": "deadline"}'
            ),
        ) from error
    return {**as_answer(reading), "findings": _findings(reading, file, number)}


def _findings(reading: Reading, file: str = "", line: int = 1) -> list[FindingRecord]:
    return [finding_record(finding) for finding in _doubts(reading, file, line)]


def _typed(wanted: Any, value: Any) -> Any:
    """The value, where it is of a type; `TypeError` otherwise (JSON's true is no number here)."""
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _year(year: Any) -> int | None:
    """The plan's year, where it is one of the calendar's; `ValueError` or `TypeError` otherwise."""
    number: int | None = None if year is None else _typed(int, year)
    if number is not None and not MINYEAR <= number <= MAXYEAR:
        raise ValueError(number)
    return number


def _column(where: object) -> Cells:
    if where == "deadline":
        return "deadline"
    if where == "requirement":
        return "requirement"
    raise ValueError(where)


def _doubts(reading: Reading, file: str = "", line: int = 1) -> list[Finding]:
    """What a person should look at, as findings; the column is that of the words in the text."""
    return [
        Finding(DOUBTS[doubt.code], file, line, doubt.span.start + 1, {"words": reading.text[slice(*doubt.span)]})
        for doubt in reading.doubts
        if doubt.code in DOUBTS
    ]


def _explained(reading: Reading, mention: Mention, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": mention.rule.kind,
        "words": "…".join(reading.text[start:end] for start, end in mention.spans),
        "meaning_zh": describe(mention.rule, "zh"),
        "meaning_en": describe(mention.rule, "en"),
        "next": [_named(instance) for instance in _next(mention.rule, given)],
        "pattern": mention.pattern,
        "spans": [list(span) for span in mention.spans],
    }


def _next(rule: Rule, given: dict[str, Any]) -> Sequence[Instance]:
    """The first occurrences that are not over by today; of a rule that is all over, none."""
    today: date = given["today"]
    origin = None if given["year"] is None else date(given["year"], 1, 1)
    ahead = (each for each in occurrences(rule, today, origin) if (each.due or each.end or today) >= today)
    return list(islice(ahead, _NEXT))


def _named(instance: Instance) -> str:
    if instance.due is None:
        return instance.key
    due = instance.due.isoformat()
    return due if instance.period is None else f"{due} ({instance.period})"


def _page(reading: Reading, explained: Sequence[dict[str, Any]]) -> Page:
    page: list[Table | Line] = [_marked(reading)]
    columns = [
        Column("#"),
        Column(_("Kind")),
        Column(_("Meaning"), wrap=True, share=2),
        Column(_("Next"), wrap=True),
        Column(_("Pattern")),
    ]
    meaning = "meaning_zh" if current() == "zh" else "meaning_en"
    rows = [
        [
            Cell(str(number)),
            Cell(kind_word(each["kind"])),
            Cell(each[meaning]),
            Cell("\n".join(each["next"])),
            Cell(each["pattern"], "dim"),
        ]
        for number, each in enumerate(explained, 1)
    ]
    page.append(Table(columns, rows) if rows else words(_("No rule was read in these words.")))
    page += [words(said, finding.level) for finding in _doubts(reading) for said in doubt_lines(finding)]
    return page


def _marked(reading: Reading) -> Line:
    """The text with each rule's words in brackets behind the rule's number."""
    opening = {span.start: number for number, mention in enumerate(reading.mentions, 1) for span in mention.spans}
    edges = sorted(
        {0, len(reading.text), *(edge for mention in reading.mentions for span in mention.spans for edge in span)}
    )
    inside = [span for mention in reading.mentions for span in mention.spans]
    parts: list[Cell] = []
    for start, end in pairwise(edges):
        held = any(span.start <= start and end <= span.end for span in inside)
        if start in opening and held:
            parts.append(Cell(f"[{opening[start]} ", "dim"))
        parts.append(Cell(reading.text[start:end], "mark" if held else ""))
        if held and any(span.end == end for span in inside):
            parts.append(Cell("]", "dim"))
    return Line(parts)
