"""`ics`: a plan for calendars and task lists (RFC 5545): one task, or one all-day event, for each occurrence.

What a calendar keeps by is the UID, which is the occurrence's id; the time stamp is that of the row's last record,
else the plan's own beginning, so that the same plan and ledger give the same bytes. Recurring rules are written out,
one task a period, because each period has a status of its own; `rrule` writes them as recurrences where one says the
same days, and what the ledger says of a single period as an exception to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from gkplan.clean import visible
from gkplan.deadline.describe import describe
from gkplan.deadline.rules import Recurring
from gkplan.i18n import current
from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.plan.model import Plan
from gkplan.writers.interface import Extract
from gkplan.writers.recurrence import Recurrence, recurrence
from gkplan.writers.words import state_word

if TYPE_CHECKING:
    from icalendar import Component

Form = Literal["todo", "event"]
MARGIN = timedelta(days=7)
"""How long before its end a task is called to mind, where nothing else is asked for."""
_PRODID = "-//gkplan//gkplan//ZH"
_LONGEST_SUMMARY = 100
"""In characters; what is longer stands whole in the description."""
_EPOCH = date(1970, 1, 1)
_ONE_DAY = timedelta(days=1)


class Revision(NamedTuple):
    """When what is recorded of a row last changed, and how often it did."""

    at: datetime
    number: int


class IcsWriter:
    """Tasks (`todo`), which have a status, or all-day events, which every calendar shows.

    `margin` is how long before its end an open one is called to mind; it is not, where that is no time at all.
    """

    def __init__(self, form: Form = "todo", *, rrule: bool = False, margin: timedelta = MARGIN) -> None:
        self._form = form
        self._rrule = rrule
        self._margin = margin

    def content(self, extract: Extract) -> bytes:
        """The calendar. What has no date (in force, or triggered without one) is among the tasks, but is no event."""
        from icalendar import Calendar

        calendar = Calendar()
        calendar.add("prodid", _PRODID)
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", visible(extract.name))
        for component in self._components(extract):
            calendar.add_component(component)
        return bytes(calendar.to_ical())

    def _components(self, extract: Extract) -> Iterator[Component]:
        plan, revisions = extract.book.plan, _revisions(extract)
        kept = [each for each in extract.tallies if self._form == "todo" or each.expected is not None]
        for _rule, group in groupby(kept, key=lambda each: (each.occurrence.row.id, each.occurrence.rule_no)):
            tallies = list(group)
            revision = revisions.get(tallies[0].occurrence.row.id) or Revision(_begun(plan), 0)
            parts = _recurrence(tallies) if self._rrule else None
            if parts is None:
                yield from (self._single(plan, each, revision) for each in tallies)
            else:
                yield from self._series(plan, tallies, parts, revision)

    def _single(self, plan: Plan, each: Tally, revision: Revision) -> Component:
        """One occurrence by itself."""
        occurrence, due = each.occurrence, each.expected
        component = self._component(_uid(plan, occurrence.id), each, revision)
        self._settle(component, each)
        if self._form == "event":
            _fill_day(component, due)
        else:
            if occurrence.start is not None and (due is None or occurrence.start < due):
                component.add("dtstart", occurrence.start)
            if due is not None:
                component.add("due", due)
        if due is not None and not each.closed:
            self._remind(component, "START" if self._form == "event" else "END")
        return component

    def _series(
        self, plan: Plan, tallies: Sequence[Tally], parts: Recurrence, revision: Revision
    ) -> Iterator[Component]:
        """One component for all periods, then one for each period of which more is to be said.

        A task that recurs has no DUE: DTSTART is the due day itself here, and DUE must lie after it (3.8.2.3).
        """
        first = tallies[0].occurrence
        uid = _uid(plan, f"{first.row.id}-rule{first.rule_no}")
        series = self._component(uid, tallies[0], revision, whole=True)
        series.add("rrule", dict(parts))
        self._begin(series, first.due)
        if not all(each.closed for each in tallies):
            self._remind(series, "START")
        yield series
        for each in tallies:
            if _status(each) != "NEEDS-ACTION" or each.expected != each.occurrence.due:
                exception = self._component(uid, each, revision)
                exception.add("recurrence-id", each.occurrence.due)
                self._settle(exception, each)
                self._begin(exception, each.expected)
                if not each.closed:
                    self._remind(exception, "START")
                yield exception

    def _component(self, uid: str, each: Tally, revision: Revision, *, whole: bool = False) -> Component:
        """What a task or event says of itself; with `whole`, of all periods of its rule."""
        from icalendar import Event, Todo

        component: Component = Event() if self._form == "event" else Todo()
        component.add("uid", uid)
        component.add("dtstamp", revision.at)
        component.add("last-modified", revision.at)
        component.add("sequence", revision.number)
        component.add("summary", _summary(each, whole=whole, marked=self._form == "event"))
        component.add("description", "\n".join(_description(each, whole=whole)))
        if each.occurrence.units:
            component.add("categories", [visible(unit) for unit in each.occurrence.units])
        return component

    def _settle(self, component: Component, each: Tally) -> None:
        """Its status. An event has no more than confirmed and cancelled; what is done, its summary says."""
        status = _status(each)
        if self._form == "event":
            component.add("status", "CANCELLED" if status == "CANCELLED" else "CONFIRMED")
            return
        component.add("status", status)
        if status == "COMPLETED":
            component.add("percent-complete", 100)
            if done := max((one.account.done for one in each.obligations if one.account.done), default=None):
                component.add("completed", _midnight(done))
        elif each.done:
            component.add("percent-complete", 100 * each.done // len(each.obligations))

    def _begin(self, component: Component, day: date | None) -> None:
        if self._form == "event":
            _fill_day(component, day)
        else:
            component.add("dtstart", day)

    def _remind(self, component: Component, related: Literal["START", "END"]) -> None:
        """An alarm before the due day begins: a task without a start has but its end to count from (3.8.6.3)."""
        from icalendar import Alarm

        if self._margin:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", component["summary"])
            alarm.add("trigger", -self._margin, parameters={"RELATED": related})
            component.add_component(alarm)


def _fill_day(component: Component, day: date | None) -> None:
    """A whole day (its end is the first that is no more of it), in which its owner is free."""
    if day is not None:
        component.add("dtstart", day)
        component.add("dtend", min(day, date.max - _ONE_DAY) + _ONE_DAY)
        component.add("transp", "TRANSPARENT")


def _recurrence(tallies: Sequence[Tally]) -> Recurrence | None:
    rule = tallies[0].occurrence.rule
    days = [each.occurrence.due for each in tallies if each.occurrence.due is not None]
    return recurrence(rule, days) if isinstance(rule, Recurring) and len(days) == len(tallies) else None


def _status(each: Tally) -> str:
    """The status of a task (3.8.1.11), as far as records say; nobody owes what fell due before the plan was issued."""
    if each.state in {"done", "late"}:
        return "COMPLETED"
    if each.state in {"dropped", "elapsed"}:
        return "CANCELLED"
    begun = any(one.mark not in {None, "todo"} for one in each.obligations)
    return "IN-PROCESS" if begun else "NEEDS-ACTION"


def _uid(plan: Plan, name: str) -> str:
    """A name that no other plan's has, in characters that may also stand in a file's name."""
    return visible(f"{name.replace('@', '-').replace('/', '-')}@{plan.id}.gkplan")


def _summary(each: Tally, *, whole: bool, marked: bool) -> str:
    """The row's id and words on one line; of which period; in an event also what came of it."""
    occurrence = each.occurrence
    row, rule = occurrence.row, occurrence.rule
    words = " ".join(visible(row.meant_requirement).split())
    if len(words) > _LONGEST_SUMMARY:
        words = words[: _LONGEST_SUMMARY - 1] + "…"
    told = marked and not whole and (each.closed or each.state == "submitted")
    return "".join(
        [
            f"【{state_word(each.state)}】" if told else "",
            f"{row.id} ",
            f"【{visible(rule.scope)}】" if rule.scope else "",
            words,
            f"（{occurrence.period}）" if occurrence.period and not whole else "",
        ]
    )


def _description(each: Tally, *, whole: bool) -> Iterator[str]:
    """The row's words, a line each, and how the deadline is read."""
    occurrence = each.occurrence
    row = occurrence.row
    said: list[tuple[str, str]] = [
        (_("Task"), f"{row.task} {row.title}"),
        (_("Requirement"), row.meant_requirement),
        (_("Units"), "、".join(occurrence.units)),
        (_("Support"), "、".join(row.support)),
        (_("Deadline"), row.meant_deadline),
        (_("Meaning"), describe(occurrence.rule, current())),
    ]
    if not whole:
        said += _dates(each)
    yield from (_("{name}: {words}").format(name=name, words=visible(words)) for name, words in said if words)


def _dates(each: Tally) -> Iterable[tuple[str, str]]:
    """What else is known of an occurrence's date."""
    occurrence = each.occurrence
    if occurrence.act_by is not None and occurrence.act_by != occurrence.due:
        yield _("Last working day"), occurrence.act_by.isoformat()
    if occurrence.alt is not None:
        yield _("Later reading"), occurrence.alt.isoformat()
    if occurrence.due is not None and each.expected not in {None, occurrence.due}:
        yield _("First due"), occurrence.due.isoformat()
    if len(each.obligations) > 1:
        yield _("Progress"), _("{done}/{of} done").format(done=each.done, of=len(each.obligations))


def _revisions(extract: Extract) -> dict[str, Revision]:
    """The last revision of each row that something is recorded of."""
    revisions: dict[str, Revision] = {}
    for record in extract.book.ledger.written:
        at = max(datetime.fromisoformat(record.at).astimezone(UTC).replace(microsecond=0), _begun(extract.book.plan))
        before = revisions.get(record.row, Revision(at, 0))
        revisions[record.row] = Revision(max(before.at, at), before.number + 1)
    return revisions


def _begun(plan: Plan) -> datetime:
    """When a plan begins to be what it is: its day of issue, else its year's first, else the first that UTC counts."""
    return _midnight(plan.issued or (_EPOCH if plan.year is None else date(plan.year, 1, 1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
