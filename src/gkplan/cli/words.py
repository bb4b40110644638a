"""The words of the screen for units and findings; those for states and kinds are `writers.words`."""

from __future__ import annotations

from gkplan.i18n import gettext as _
from gkplan.plan.findings import KINDS as FINDINGS
from gkplan.plan.findings import Finding
from gkplan.plan.model import Unit


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
