"""The only place that asks what time it is: for `--today` where it is not given, and for when a record was written."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The day where the officer sits."""
    return date.today()  # noqa: DTZ011 - a plan's days are the office's own


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def parse(instant: str) -> datetime:
    """An instant as a record writes it."""
    return datetime.fromisoformat(instant)
