"""The tool that writes the documents' terminal sessions."""

from types import SimpleNamespace

import pytest
from tools.sessions import rewritten

LOCALE = "C.UTF-8"


def document(*lines: str) -> str:
    """A document with one session."""
    return "\n".join(["# A page", "", "```console", *lines, "```", "", "And more.", ""])


def test_a_session_is_written_down() -> None:
    """What a command says stands below it, whatever stood there; the text around is left alone."""
    assert rewritten(document("$ gkplan --version", "nothing"), LOCALE) == rewritten(
        document("$ gkplan --version"), LOCALE
    )
    assert "```console\n$ gkplan --version\ngkplan " in rewritten(document("$ gkplan --version"), LOCALE)


def test_what_was_left_out_is_left_out() -> None:
    """As many lines as stood before and after the dots are kept."""
    whole = rewritten(document("$ gkplan explain --help"), LOCALE).split("```")[1].splitlines()
    part = rewritten(document("$ gkplan explain --help", "a", "b", "…", "z"), LOCALE).split("```")[1].splitlines()
    assert part == [*whole[:4], "…", whole[-1]]


def test_a_setting_lasts() -> None:
    """What is exported holds for the commands after it."""
    said = rewritten(document("$ export GKPLAN_LANG=zh", "$ gkplan validate"), LOCALE)
    assert "91 项具体要求" in said


def test_a_block_may_be_a_file() -> None:
    """A block that names a file is there for the sessions of its document."""
    page = "```yaml other/plan.yaml\n- 1\n```\n\n```console\n$ gkplan validate other/plan.yaml\n```\n"
    assert "other/plan.yaml:1:1: error GK012" in rewritten(page, LOCALE)


def test_only_gkplan_runs() -> None:
    """A session can't run another program."""
    with pytest.raises(ValueError, match="not rm"):
        rewritten(document("$ rm -rf data"), LOCALE)


def test_no_fault_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program's own stops the writing."""
    monkeypatch.setattr("tools.sessions.ExitCode", SimpleNamespace(FAULT=2))
    with pytest.raises(RuntimeError, match="nobody"):
        rewritten(document("$ gkplan unit nobody"), LOCALE)
