"""How long others are waited for."""

from __future__ import annotations

from threading import Event

import pytest

from gkplan.watch.notify.interface import Means, NotAcceptedError
from gkplan.watch.notify.patience import insist, within


class Attempts:
    """Attempts that end as told, one after the other."""

    def __init__(self, *ends: NotAcceptedError | None) -> None:
        self.ends = list(ends)
        self.made = 0

    def __call__(self) -> None:
        """Make the next one."""
        self.made += 1
        end = self.ends[self.made - 1]
        if end is not None:
            raise end


BUSY, FINAL = NotAcceptedError("busy", passing=True), NotAcceptedError("no")


@pytest.mark.parametrize(
    ("ends", "made", "waits", "reason"),
    [
        ([None], 1, [], None),
        ([BUSY, None], 2, [1], None),
        ([BUSY, BUSY, None], 3, [1, 4], None),
        ([BUSY, BUSY, BUSY], 3, [1, 4], "busy"),
        ([FINAL], 1, [], "no"),
        ([BUSY, FINAL], 2, [1], "no"),
    ],
)
def test_what_passes_is_tried_again_up_to_a_bound(  # noqa: PLR0917
    means: Means,
    waited: list[float],
    ends: list[NotAcceptedError | None],
    made: int,
    waits: list[float],
    reason: str | None,
) -> None:
    """Three attempts at most, longer and longer apart; a refusal is not argued with."""
    attempts = Attempts(*ends)
    said = None
    try:
        insist(means, attempts)
    except NotAcceptedError as error:
        said = error.reason
    assert (attempts.made, waited, said) == (made, waits, reason)


def test_an_attempt_ends_when_its_time_is_up() -> None:
    """However an attempt spends its time, it is left behind, and it is not tried again."""
    ended = Event()

    def attempt() -> None:
        ended.wait()

    with pytest.raises(NotAcceptedError, match=r"no answer within 0\.1 s") as error:
        within(0.1, attempt)
    assert (error.value.passing, ended.is_set()) == (False, False)
    ended.set()


def test_what_an_attempt_raises_is_raised() -> None:
    """A fault in an attempt does not get lost in its thread."""

    def fault() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        within(5, fault)
