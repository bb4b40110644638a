"""Bars drawn with characters."""

from __future__ import annotations

import unicodedata

import pytest

from gkplan import i18n
from gkplan.ledger.states import STATES, State
from gkplan.writers.bars import SIGNS, bar, legend
from gkplan.writers.interface import composed


def drawn(counts: dict[State, int], most: int, width: int = 10) -> str:
    """A bar's signs."""
    return composed(bar(counts, most, width)).text


def test_every_state_has_a_sign_of_its_own() -> None:
    """Without colour the sign alone tells the state."""
    assert set(SIGNS) == set(STATES)
    assert len(set(SIGNS.values())) == len(STATES)


@pytest.mark.parametrize("sign", SIGNS.values())
def test_no_sign_is_wide_in_a_chinese_terminal(sign: str) -> None:
    """Each is one column everywhere: neutral or narrow, never ambiguous (UAX #11)."""
    assert [unicodedata.east_asian_width(character) in {"N", "Na"} for character in sign] == [True]


@pytest.mark.parametrize(
    ("counts", "most", "signs"),
    [
        ({"overdue": 4}, 4, "!!!!!!!!!!"),
        ({"overdue": 2}, 4, "!!!!!"),
        ({"overdue": 1}, 1000, "!"),
        ({"done": 1, "overdue": 1}, 2, "!!!!!✓✓✓✓✓"),
        ({"overdue": 0}, 4, ""),
        ({}, 0, ""),
    ],
)
def test_a_bar_is_as_long_as_its_share(counts: dict[State, int], most: int, signs: str) -> None:
    """The most fill the width, what is there at all is seen, the most urgent come first."""
    assert drawn(counts, most) == signs


def test_pieces_never_outgrow_the_whole() -> None:
    """One of every state is as long as all of them together."""
    assert len(drawn(dict.fromkeys(STATES, 1), len(STATES))) == 10


def test_the_legend_says_each_sign_once() -> None:
    """Signs with their words, in the order of urgency."""
    i18n.use("zh")
    assert composed(legend(["done", "overdue", "done"]).parts).text == "! 逾期  ✓ 已销号"
