"""The words of the screen for units and findings; those for states and kinds are `writers.words`."""

from __future__ import annotations

from collections.abc import Mapping

from gkplan.i18n import gettext as _
from gkplan.i18n import pgettext
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
    kind, params = FINDINGS[finding.code], _params_in_words(finding)
    return _(kind.title).format_map(params), _(kind.hint).format_map(params)


def _params_in_words(finding: Finding) -> Mapping[str, str]:
    """What fills a finding's words; what libyaml, or the reader of a ledger, found wrong is in the language in use."""
    told = {"problem": _yaml_problem, "reason": _ledger_reason}
    return {name: told[name](value) if name in told else value for name, value in finding.params.items()}


def _ledger_reason(reason: str) -> str:
    """Why a line of the ledger is no record, in the words of `BadRecordError`; what follows a colon stays."""
    words = {
        "a record begins with a dash and a space": pgettext("ledger", "a record begins with a dash and a space"),
        "no JSON object": pgettext("ledger", "no JSON object"),
        "a record is one JSON object": pgettext("ledger", "a record is one JSON object"),
        "unknown field": pgettext("ledger", "unknown field"),
        "missing field": pgettext("ledger", "missing field"),
        "unknown deed": pgettext("ledger", "unknown deed"),
        "unknown word": pgettext("ledger", "unknown word"),
        "no time": pgettext("ledger", "no time"),
        "no text": pgettext("ledger", "no text"),
        "no number": pgettext("ledger", "no number"),
        "half a character": pgettext("ledger", "half a character"),
        "evidence is a list of objects that hold text alone": pgettext(
            "ledger", "evidence is a list of objects that hold text alone"
        ),
    }
    phrase, colon, where = reason.partition(": ")
    return words.get(phrase, phrase) + colon + where


def _yaml_problem(problem: str) -> str:
    """What libyaml finds wrong in the plans that people write (its scanner's and its parser's messages)."""
    words = {
        "did not find expected key": pgettext("yaml", "did not find expected key"),
        "did not find expected '-' indicator": pgettext("yaml", "did not find expected '-' indicator"),
        "did not find expected ',' or ']'": pgettext("yaml", "did not find expected ',' or ']'"),
        "did not find expected ',' or '}'": pgettext("yaml", "did not find expected ',' or '}'"),
        "did not find expected node content": pgettext("yaml", "did not find expected node content"),
        "did not find expected <document start>": pgettext("yaml", "did not find expected <document start>"),
        "could not find expected ':'": pgettext("yaml", "could not find expected ':'"),
        "mapping values are not allowed in this context": pgettext(
            "yaml", "mapping values are not allowed in this context"
        ),
        "block sequence entries are not allowed in this context": pgettext(
            "yaml", "block sequence entries are not allowed in this context"
        ),
        "found character that cannot start any token": pgettext("yaml", "found character that cannot start any token"),
        "found unexpected end of stream": pgettext("yaml", "found unexpected end of stream"),
        "found unknown escape character": pgettext("yaml", "found unknown escape character"),
        "found a tab character that violates indentation": pgettext(
            "yaml", "found a tab character that violates indentation"
        ),
    }
    return words.get(problem, problem)
