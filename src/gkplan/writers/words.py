"""The words of the screen for states, marks, kinds of rule and days, in the language in use, never in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext, pgettext

if TYPE_CHECKING:
    from gkplan.ledger.record import Record, Word
    from gkplan.ledger.states import State


def state_words() -> dict[State, str]:
    """Each state as an office says it: 临期."""
    return {
        "overdue": pgettext("state", "overdue"),
        "unsettled": pgettext("state", "unsettled"),
        "due": pgettext("state", "due"),
        "submitted": pgettext("state", "submitted"),
        "ongoing": pgettext("state", "ongoing"),
        "upcoming": pgettext("state", "upcoming"),
        "waiting": pgettext("state", "waiting"),
        "late": pgettext("state", "late"),
        "done": pgettext("state", "done"),
        "elapsed": pgettext("state", "elapsed"),
        "dropped": pgettext("state", "dropped"),
    }


def state_word(state: State | None) -> str:
    """A state as an office says it; a dash for none."""
    return "—" if state is None else state_words()[state]


def mark_word(word: Word) -> str:
    """A word that was recorded, as an office says it."""
    words = {
        "doing": pgettext("mark", "doing"),
        "submitted": pgettext("mark", "submitted"),
        "returned": pgettext("mark", "returned"),
        "done": pgettext("mark", "done"),
        "dropped": pgettext("mark", "dropped"),
        "todo": pgettext("mark", "todo"),
    }
    return words[word]


def deed_word(record: Record) -> str:
    """What was recorded, as an office says it."""
    if record.do == "mark" and record.word is not None:
        return mark_word(record.word)
    to = "" if record.to is None else record.to.isoformat()
    deeds = {
        "event": _("happened"),
        "set-due": _("due date settled: {to}").format(to=to),
        "extend": _("extended to {to}").format(to=to),
        "undo": _("took back {id}").format(id=record.undoes),
        "send": _("sent by {channel}").format(channel=record.channel),
    }
    return deeds[record.do]


def kind_words() -> dict[str, str]:
    """Each kind of rule as an office says it: 截止."""
    return {
        "by": pgettext("kind", "by"),
        "window": pgettext("kind", "window"),
        "standing": pgettext("kind", "standing"),
        "recurring": pgettext("kind", "recurring"),
        "event": pgettext("kind", "event"),
        "directive": pgettext("kind", "directive"),
        "irregular": pgettext("kind", "irregular"),
        "none": pgettext("kind", "none"),
    }


def kind_word(kind: str) -> str:
    """A kind of rule as an office says it."""
    return kind_words()[kind]


def days_word(days_left: int) -> str:
    """How far a date is: in 30 days, today, 3 days ago."""
    if days_left == 0:
        return _("today")
    count = abs(days_left)
    if days_left > 0:
        return ngettext("in {count} day", "in {count} days", count).format(count=count)
    return ngettext("{count} day ago", "{count} days ago", count).format(count=count)
