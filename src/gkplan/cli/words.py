"""The words of the screen for what the contract names in code: states, kinds, findings. JSON never uses them."""

from __future__ import annotations

from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext, pgettext
from gkplan.ledger.state import State
from gkplan.plan.findings import KINDS as FINDINGS
from gkplan.plan.findings import Finding
from gkplan.plan.model import Unit


def state_word(state: State | None) -> str:
    """A state as an office says it: 临期; a dash for none."""
    words = {
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
    return "—" if state is None else words[state]


def kind_word(kind: str) -> str:
    """A kind of rule as an office says it: 截止."""
    words = {
        "by": pgettext("kind", "by"),
        "window": pgettext("kind", "window"),
        "standing": pgettext("kind", "standing"),
        "recurring": pgettext("kind", "recurring"),
        "event": pgettext("kind", "event"),
        "directive": pgettext("kind", "directive"),
        "irregular": pgettext("kind", "irregular"),
        "none": pgettext("kind", "none"),
    }
    return words[kind]


def days_word(days_left: int) -> str:
    """How far a date is: in 30 days, today, 3 days ago."""
    if days_left == 0:
        return _("today")
    count = abs(days_left)
    if days_left > 0:
        return ngettext("in {count} day", "in {count} days", count).format(count=count)
    return ngettext("{count} day ago", "{count} days ago", count).format(count=count)


def unit_words(unit: Unit) -> str:
    """A unit's name, with its full name where that differs."""
    return unit.name if unit.full_name in {None, unit.name} else f"{unit.name}（{unit.full_name}）"


def finding_lines(finding: Finding) -> list[str]:
    """A finding as two lines: where and what, then what to do."""
    level = {"error": _("error"), "warning": _("warning")}[finding.level]
    title, hint = doubt_lines(finding)
    return [f"{finding.file}:{finding.line}:{finding.col}: {level} {finding.code} {title}", f"    {hint}"]


def doubt_lines(finding: Finding) -> tuple[str, str]:
    """What a finding says and what to do, in the language in use."""
    kind = FINDINGS[finding.code]
    return _(kind.title).format_map(finding.params), _(kind.hint).format_map(finding.params)
