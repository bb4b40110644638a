"""A digest in the office's words: first as parts and items, whatever the form, then as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import NamedTuple

from gkplan.calendar.workdays import WorkCalendar
from gkplan.clean import visible
from gkplan.deadline.describe import describe
from gkplan.i18n import current, ngettext
from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.plan.model import Plan
from gkplan.watch.check import act_by
from gkplan.watch.digest import Digest, Returned, Waiting, owing
from gkplan.writers.markdown import escaped

_KEYS = 4
_NAMED = 6


class Today(NamedTuple):
    """The day on which a letter is written, and the calendar that its working days are counted by."""

    day: date
    calendar: WorkCalendar


class Item(NamedTuple):
    """One thing to hear: what it is, and what is said of it."""

    words: str
    notes: tuple[str, ...]


class Part(NamedTuple):
    """Things of one kind under their heading."""

    heading: str
    items: tuple[Item, ...]


class Letter(NamedTuple):
    """What one unit is told: `about` says from which plan, and whether there is nothing to tell."""

    subject: str
    about: str
    parts: tuple[Part, ...]


def letter(told: Digest, plan: Plan, today: date) -> Letter:
    """A digest put into words, in the language in use. Occurrences of one rule stand together as one item."""
    day = Today(today, plan.calendar)
    parts = (
        (_("Overdue"), _items(told.overdue, day)),
        (_("Due soon"), _items(told.due, day)),
        (_("Returned, to be done again"), [_returned(each, day) for each in told.returned]),
        (_("Ended, and nobody has said what came of it"), _items(told.unsettled, day)),
        (_("Recurring, next time"), _items(told.coming, day)),
        (_("Waiting"), [_waiting(each) for each in told.waiting]),
    )
    named = tuple(
        Part(_("{heading} ({count})").format(heading=heading, count=len(items)), tuple(items))
        for heading, items in parts
        if items
    )
    nothing = _("Nothing to remember.")
    return Letter(
        _line(_("{unit}: tasks to remember, as of {today}").format(unit=told.unit.name, today=today.isoformat())),
        _line(plan.title if named else f"{plan.title} · {nothing}"),
        named,
    )


def as_text(said: Letter) -> str:
    """A letter as plain text."""
    return "\n".join(_text_lines(said)) + "\n"


def as_markdown(said: Letter) -> str:
    """A letter as Markdown; nothing from the plan is run as markup."""
    return "\n".join(_markdown_lines(said)) + "\n"


def as_html(said: Sequence[Letter]) -> str:
    """Letters as one HTML document of their own; every word from the plan is escaped."""
    title = escape(said[0].subject if len(said) == 1 else _("Tasks to remember"))
    body = "\n".join(line for one in said for line in _html_lines(one))
    lang = {"zh": "zh-CN", "en": "en"}[current()]
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _items(tallies: Sequence[Tally], today: Today) -> list[Item]:
    """Occurrences, those of one rule together where the first of them stands."""
    firsts = {_of(each): number for number, each in reversed(list(enumerate(tallies)))}
    together = groupby(sorted(tallies, key=lambda each: firsts[_of(each)]), key=_of)
    return [_item(list(run), today) for _rule, run in together]


def _of(each: Tally) -> tuple[str, int]:
    return (each.occurrence.row.id, each.occurrence.rule_no)


def _item(run: Sequence[Tally], today: Today) -> Item:
    if len(run) == 1:
        return Item(_words(run[0].occurrence.id, run[0]), tuple(_notes(run[0], today)))
    times = ngettext("{count} time, {first} to {last}", "{count} times, {first} to {last}", len(run))
    notes = [times.format(count=len(run), first=_day(run[0].expected), last=_day(run[-1].expected))]
    if run[0].expected is not None and run[0].expected >= today.day:
        notes.append(_due_words(run[0].expected, today.day))
    if len({tuple(_left_notes(each)) for each in run}) == 1:
        notes += _left_notes(run[0])
    return Item(_words(_ids(run), run[0]), tuple(notes))


def _ids(run: Sequence[Tally]) -> str:
    """The ids of a rule's occurrences, row and rule said once; of many the first and the last."""
    first, *others = (each.occurrence.id for each in run)
    keys = [id_.partition("@")[2] for id_ in others]
    return "、".join([first, *keys]) if len(run) <= _KEYS else f"{first} … {keys[-1]}"


def _returned(each: Returned, today: Today) -> Item:
    reasons = (_("Reason: {reason}").format(reason=_line(record.note)) for record in each.records if record.note)
    return Item(_words(each.tally.occurrence.id, each.tally), (*reasons, *_notes(each.tally, today)))


def _waiting(each: Waiting) -> Item:
    return Item(f"{each.row.id} {_line(each.row.meant_requirement)}", (_line(describe(each.rule, current())),))


def _words(id_: str, each: Tally) -> str:
    scope = each.occurrence.rule.scope
    said = f"【{scope}】{each.occurrence.row.meant_requirement}" if scope else each.occurrence.row.meant_requirement
    return _line(f"{id_} {said}")


def _notes(each: Tally, today: Today) -> Iterator[str]:
    occurrence, expected = each.occurrence, each.expected
    if expected is None:
        if occurrence.end is not None:
            yield _("in force until {end}").format(end=occurrence.end.isoformat())
        yield from _left_notes(each)
        return
    yield _due_words(expected, today.day)
    by = act_by(each, today.calendar)
    if by is not None and today.day <= by < expected:
        yield _("act by {day}, the last working day before").format(day=by.isoformat())
    if occurrence.alt is not None and expected == occurrence.due:
        yield _("may also be read as {alt}").format(alt=occurrence.alt.isoformat())
    if occurrence.due is not None and expected != occurrence.due:
        yield _("more time was granted; first due {due}").format(due=occurrence.due.isoformat())
    yield from _left_notes(each)


def _due_words(expected: date, today: date) -> str:
    days = (expected - today).days
    day = expected.isoformat()
    if days < 0:
        return ngettext("was due {day}, {count} day ago", "was due {day}, {count} days ago", -days).format(
            day=day, count=-days
        )
    if days == 0:
        return _("due today, {day}").format(day=day)
    return ngettext("due {day}, in {count} day", "due {day}, in {count} days", days).format(day=day, count=days)


def _left_notes(each: Tally) -> Iterator[str]:
    """For a group: how many have done it, and who has not."""
    if len(each.obligations) < 2:
        return
    left = [one.unit for one in owing(each)]
    names = "、".join(left[:_NAMED]) + ("…" if len(left) > _NAMED else "")
    yield _("done {done} of {count}; not yet: {units}").format(done=each.done, count=len(each.obligations), units=names)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _line(text: str | None) -> str:
    """Words on one line, with nothing in them that steers a terminal."""
    return " ".join(visible(text or "").split())


def _text_lines(said: Letter) -> Iterator[str]:
    yield said.subject
    yield said.about
    for part in said.parts:
        yield ""
        yield part.heading
        for number, item in enumerate(part.items, 1):
            yield f"{number}. {item.words}"
            yield from (f"   {note}" for note in item.notes)


def _markdown_lines(said: Letter) -> Iterator[str]:
    yield f"## {escaped(said.subject)}"
    yield ""
    yield escaped(said.about)
    for part in said.parts:
        yield ""
        yield f"### {escaped(part.heading)}"
        yield ""
        for number, item in enumerate(part.items, 1):
            yield f"{number}. " + "<br>".join(map(escaped, (item.words, *item.notes)))


def _html_lines(said: Letter) -> Iterator[str]:
    yield f"<h1>{escape(said.subject)}</h1>"
    yield f"<p>{escape(said.about)}</p>"
    for part in said.parts:
        yield f"<h2>{escape(part.heading)}</h2>"
        yield "<ol>"
        yield from (f"<li>{'<br>'.join(map(escape, (item.words, *item.notes)))}</li>" for item in part.items)
        yield "</ol>"
