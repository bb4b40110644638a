"""The table of findings."""

from __future__ import annotations

import re
import string

import pytest

from gkplan.plan.findings import KINDS, Finding, Kind

TABLE = sorted(KINDS.items())


@pytest.mark.parametrize(("code", "kind"), TABLE, ids=list(KINDS))
def test_a_code_tells_its_level(code: str, kind: Kind) -> None:
    """Codes are GK and three digits, of which the last two are 50 and more for warnings."""
    assert re.fullmatch(r"GK\d{3}", code)
    assert kind.level == ("warning" if int(code[3:]) >= 50 else "error")


@pytest.mark.parametrize("kind", [kind for _, kind in TABLE], ids=list(KINDS))
def test_templates_are_whole(kind: Kind) -> None:
    """Title and hint say something, begin as part of a line, end without a full stop, and have only named gaps."""
    for template in (kind.title, kind.hint):
        assert template == template.strip()
        assert not template.endswith(".")
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(template))


def test_titles_tell_findings_apart() -> None:
    """No two codes say the same."""
    assert len({kind.title for kind in KINDS.values()}) == len(KINDS)


def test_a_finding_speaks_any_language() -> None:
    """The template is translated before it is filled, so that words of the plan are never taken for ours."""
    finding = Finding("GK101", "x.yaml", 1, 1, {"field": "{field} is missing"})
    assert finding.said(lambda words: {"{field} is missing": "缺少 {field}"}.get(words, "…")) == (
        "缺少 {field} is missing",
        "…",
    )
    assert finding.title == "{field} is missing is missing"
