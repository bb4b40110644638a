"""Doubts and errors: what a reader says beside the plan."""

import re
from pathlib import Path

import pytest

from gkplan.deadline.read import DOUBTS as TIME_DOUBTS
from gkplan.readers.doubts import DOUBTS, UnreadableError

PAGE = Path(__file__).parents[2] / "docs" / "import.md"
READERS = Path(__file__).parents[2] / "src" / "gkplan" / "readers"


def test_the_page_about_import_has_every_doubt() -> None:
    """docs/import.md lists each code with what it says, in order."""
    _, _, section = PAGE.read_text(encoding="utf-8").partition("## What to look at")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", section, re.MULTILINE)

    assert rows == list(DOUBTS.items())


def test_the_deadline_readers_doubts_are_among_them() -> None:
    """Whatever a deadline's reading may doubt can be said of an imported row."""
    assert {f"time-{code}" for code in TIME_DOUBTS} <= set(DOUBTS)


def test_every_doubt_is_raised_somewhere() -> None:
    """A code that no reader gives would be a promise."""
    code = "".join(path.read_text(encoding="utf-8") for path in READERS.glob("*.py") if path.name != "doubts.py")
    own = [name for name in DOUBTS if not re.match("time-|no-.*-column", name)]

    assert [name for name in own if f'"{name}"' not in code] == []


def test_an_error_says_its_words_in_english() -> None:
    """The screen says message and hint in its own language; as an exception it is English, filled in."""
    error = UnreadableError("line {line}: {why}", "look at {line}", line=3, why="a {brace}")

    assert str(error) == "line 3: a {brace}"
    assert str(UnreadableError("a {brace} without values")) == "a {brace} without values"
    with pytest.raises(UnreadableError):
        raise error
