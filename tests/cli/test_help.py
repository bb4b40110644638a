"""Help pages fit the terminal."""

from __future__ import annotations

import pytest
from tests.helpers.asking import Asker

from gkplan.cli.formatter import HelpFormatter
from gkplan.cli.main import COMMANDS
from gkplan.writers.fold import columns


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, name: str, lang: str, width: int
) -> None:
    """In both languages every line fits, a Chinese character counted as the two columns it takes."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("GKPLAN_LANG", lang)
    lines = ask(*filter(None, [name]), "--help").out.split("\n")
    assert max(map(columns, lines)) <= min(width, 102)
    assert all(line == line.rstrip() for line in lines)


def test_words_stand_beside_their_option_or_below_a_long_one() -> None:
    """What an option does begins in one column for all; where the name is too long, on the next line."""
    formatter = HelpFormatter(width=40)
    formatter.write_dl([("-a", "甲" * 20), ("--a-very-long-option-indeed VALUE", "乙")], col_max=10)
    assert formatter.getvalue().split("\n") == [
        "-a          " + "甲" * 14,
        "            " + "甲" * 6,
        "--a-very-long-option-indeed VALUE",
        "            乙",
        "",
    ]


def test_paragraphs_keep_their_indent() -> None:
    """Text is folded below its own first character."""
    formatter = HelpFormatter(width=24)
    with formatter.indentation():
        formatter.write_text("甲" * 12 + "，乙")
    assert formatter.getvalue() == "  " + "甲" * 11 + "\n  甲，乙\n"
