"""The measure itself."""

from __future__ import annotations

import pytest
from tests.deadline.scoring import Written, outcome

BY = {"kind": "by", "date": "2016-12-31"}
WINDOW = {"kind": "window", "start": "2016-10-01", "end": "2016-12-31"}
AMBIGUOUS = {"kind": "by", "date": "2016-07-31", "ambiguous": True, "alt": "2016-08-31"}
MONTHLY = {"kind": "recurring", "freq": "monthly"}
IRREGULAR = {"kind": "irregular"}
NONE = {"kind": "none", "reason": "a header word"}


@pytest.mark.parametrize(
    ("gold", "said", "expected"),
    [
        ([BY], [BY], "exact"),
        ([NONE], [], "exact"),
        ([], [NONE], "exact"),
        ([AMBIGUOUS], [{"kind": "by", "date": "2016-08-31"}], "exact"),
        ([MONTHLY], [{**MONTHLY, "interval": 1, "count": 1, "by": "last day of month"}], "exact"),
        ([BY], [WINDOW], "near"),
        ([BY, IRREGULAR], [BY], "near"),
        ([BY], [BY, IRREGULAR], "near"),
        ([BY, MONTHLY], [BY], "missed"),
        ([BY], [], "missed"),
        ([], [BY], "wrong"),
        ([BY], [BY, BY], "wrong"),
        ([BY], [{"kind": "by", "date": "2016-12-30"}], "wrong"),
        ([MONTHLY], [{**MONTHLY, "count": 2}], "wrong"),
        ([MONTHLY], [{**MONTHLY, "by": "day 5 of month"}], "wrong"),
    ],
)
def test_outcome(gold: list[Written], said: list[Written], expected: str) -> None:
    """Each outcome is told from the next better and the next worse."""
    assert outcome(gold, said) == expected
