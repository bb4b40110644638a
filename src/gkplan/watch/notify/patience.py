"""How long to wait for others: a bound for each attempt, however it is spent, and a few attempts."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from gkplan.i18n import gettext as _
from gkplan.watch.notify.interface import Means, NotAcceptedError


def within(seconds: float, attempt: Callable[[], None]) -> None:
    """Make an attempt that may take so many seconds in all; what it raises is raised.

    Timeouts of sockets bound each read alone, and looking up a name not at all: a service that sends a byte now and
    then would keep a cron job for ever. The attempt runs in a thread that is left behind when its time is up; whether
    the service took the piece is then unknown, so nothing is tried again.
    """
    raised: list[BaseException] = []
    thread = Thread(target=_caught, args=(attempt, raised), daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise NotAcceptedError(_("no answer within {seconds:g} s").format(seconds=seconds))
    if raised:
        raise raised[0]


def insist(means: Means, attempt: Callable[[], None]) -> None:
    """Make an attempt again while it fails for the moment and there is patience left."""
    for wait in means.waits:
        try:
            return within(means.timeout, attempt)
        except NotAcceptedError as error:
            if not error.passing:
                raise
        means.sleep(wait)
    return within(means.timeout, attempt)


def _caught(attempt: Callable[[], None], raised: list[BaseException]) -> None:
    try:
        attempt()
    except BaseException as error:  # noqa: BLE001 - it is raised again by who waits
        raised.append(error)
