"""The stored rules held against a fresh reading of the words, so that neither can drift unseen.

Only `validate` asks for this: a question takes the rules as they are stored, so a better pattern never stops a cron
job. Where a person decided otherwise the row says `reviewed`, and the words are not read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from gkplan.deadline.rules import Column, Rule, as_data
from gkplan.plan.draft import Fault, Frame, Placed, fault

if TYPE_CHECKING:
    from gkplan.deadline.row import RowReading

DOUBTS = {
    "not-understood": "GK353",
    "no-such-date": "GK354",
    "no-month": "GK355",
    "month-unsaid": "GK355",
    "ends-before-it-starts": "GK356",
    "no-issue-date": "GK357",
    "same-as-above": "GK358",
    "no-year": "GK359",
}
"""Which finding a doubt of the reading is. Two honest readings are none: the rule itself says so."""
SAID_OF_THE_RULE = "GK359"  # a stored date without a year is a finding of its own, so the words need not say it again


def rules_are_what_the_words_say(placed: Placed, frame: Frame) -> Iterator[Fault]:
    """Reading a row's words gives its rules, no more and no fewer, and leaves no doubt, unless a person reviewed it."""
    if frame.dated and placed.whole and not placed.row.reviewed:
        yield from _reread(placed, frame)


def _reread(placed: Placed, frame: Frame) -> Iterator[Fault]:
    from gkplan.deadline.row import read_row

    row = placed.row
    cells: dict[Column, str] = {"deadline": row.meant_deadline, "requirement": row.meant_requirement}
    reading = read_row(row.meant_deadline, row.meant_requirement, units=row.units, year=frame.year, issued=frame.issued)
    unread = list(reading.rules)
    for k, rule in placed.rules:
        if rule in unread:
            unread.remove(rule)
        else:
            yield fault("GK352", ["rules", k], rule=_written(rule))
    for rule in unread:
        yield fault("GK351", ["rules"], key=True, rule=_written(rule))
    for column, words, code in _doubts(reading, cells):
        yield fault(code, [column], words=words)


def _doubts(reading: RowReading, cells: dict[Column, str]) -> Iterator[tuple[Column, str, str]]:
    """The doubts that are findings: column, words, code. Words are left over only if nothing else is said of them."""
    said = {(doubt.column, doubt.span) for doubt in reading.doubts if doubt.code != "not-understood"}
    for doubt in reading.doubts:
        words = cells[doubt.column][slice(*doubt.span)]
        left_over = doubt.code == "not-understood"
        code = DOUBTS.get(doubt.code, SAID_OF_THE_RULE)
        if code != SAID_OF_THE_RULE and not (left_over and (doubt.column, doubt.span) in said):
            yield doubt.column, words, code


def _written(rule: Rule) -> str:
    """A rule in one line, as JSON, which is YAML as well."""
    return json.dumps(as_data(rule), ensure_ascii=False)


READING_WARNINGS: tuple[Callable[[Placed, Frame], Iterator[Fault]], ...] = (rules_are_what_the_words_say,)
