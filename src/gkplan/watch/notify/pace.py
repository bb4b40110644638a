"""No more messages a minute than a service takes: who sends faster is shut out for minutes (钉钉: for ten)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)


class Pace:
    """When each address was handed something; a turn is waited for where there were too many within a minute."""

    def __init__(self, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._now = now
        self._sleep = sleep
        self._turns: dict[str, deque[datetime]] = {}

    def wait(self, address: str, per_minute: int) -> None:
        """Wait until an address may be handed something again, and count it as handed."""
        turns = self._turns.setdefault(address, deque(maxlen=per_minute))
        if len(turns) == per_minute:
            left = (turns[0] + _MINUTE - self._now()).total_seconds()
            if left > 0:
                self._sleep(left)
        turns.append(self._now())
