"""One line for a monitoring system, in the form of the Monitoring Plugins development guidelines.

`GKPLAN WARNING - words | 'overdue'=0;;0;0 'soon'=3;0;;0`: after the bar stand values with the ranges beyond which they
warn and are critical, and their least value. Words before the bar hold no bar and no line break.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from gkplan.clean import visible
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext

if TYPE_CHECKING:  # what says that there is no answer must not fail with what could not give one
    from gkplan.watch.check import Alarm

_NAMED = 5


class Service(IntEnum):
    """The states of a monitored service, which are a plugin's exit codes."""

    OK = 0
    WARNING = 1
    CRITICAL = 2
    UNKNOWN = 3


def service_of(found: Alarm) -> Service:
    """What is overdue is critical, what is soon due a warning."""
    if found.overdue:
        return Service.CRITICAL
    return Service.WARNING if found.soon else Service.OK


def service_line(found: Alarm, days: int) -> str:
    """The answer's line, without its line break."""
    overdue, soon = len(found.overdue), len(found.soon)
    said = [
        ngettext("{count} overdue", "{count} overdue", overdue).format(count=overdue),
        _("{count} due within {days} days").format(count=soon, days=days),
    ]
    named = [each.occurrence.id for each in (*found.overdue, *found.soon)[:_NAMED]]
    text = _line(service_of(found), ", ".join(said) + (f": {' '.join(named)}" if named else ""))
    return f"{text} | 'overdue'={overdue};;0;0 'soon'={soon};0;;0"


def unknown_line(*words: str) -> str:
    """The line of a question that could not be answered, without its line break."""
    return _line(Service.UNKNOWN, " ".join(filter(None, words)))


def plain_words(text: str) -> str:
    """Words without the bar after which a monitoring system reads values."""
    return text.replace("|", "¦")


def _line(service: Service, words: str) -> str:
    return f"GKPLAN {service.name} - {plain_words(' '.join(visible(words).split()))}"
