"""No more messages a minute than a service takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gkplan.watch.notify.pace import Pace


class Clock:
    """A clock that only waiting moves, and work by so many seconds."""

    def __init__(self) -> None:
        self.now = datetime(2016, 12, 1, tzinfo=UTC)
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        """Wait."""
        self.waits.append(seconds)
        self.work(seconds)

    def work(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def test_a_minute_never_sees_more_than_its_share() -> None:
    """However many there are, no stretch of a minute has more than the service takes."""
    clock = Clock()
    pace = Pace(lambda: clock.now, clock.wait)
    turns = []
    for _ in range(65):
        pace.wait("a", 20)
        turns.append(clock.now)
        clock.work(2.5)
    assert all(later - earlier >= timedelta(minutes=1) for earlier, later in zip(turns, turns[20:], strict=False))
    assert len(clock.waits) == 3


def test_addresses_do_not_wait_for_each_other() -> None:
    """Each robot has its own minute, and who is slow anyway never waits."""
    clock = Clock()
    pace = Pace(lambda: clock.now, clock.wait)
    for _ in range(20):
        pace.wait("a", 20)
        pace.wait("b", 20)
    for _ in range(40):
        clock.work(4)
        pace.wait("c", 20)
    assert clock.waits == []
