"""The line for a monitoring system."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from tests.helpers.plans import by, day, plan, row

from gkplan import i18n
from gkplan.query.book import Book
from gkplan.query.filters import Filters
from gkplan.watch.check import Alarm, alarm
from gkplan.watch.nagios import Service, plain_words, service_line, service_of, unknown_line

# Monitoring Plugins development guidelines: 'label'=value[UOM];[warn];[crit];[min];[max], parted by spaces.
PERFDATA = re.compile(r"'[^'=]+'=\d+(;(\d+)?){0,4}( '[^'=]+'=\d+(;(\d+)?){0,4})*")


def found_on(today: str) -> Alarm:
    """What one deadline of 2016-06-30 brings."""
    book = Book(plan(row("1.1", by("2016-06-30"))), "tasks.yaml", day(today))
    return alarm(book, timedelta(days=7), Filters())


@pytest.mark.parametrize(
    ("today", "service", "line"),
    [
        ("2016-05-01", Service.OK, "GKPLAN OK - 0 overdue, 0 due within 7 days | 'overdue'=0;;0;0 'soon'=0;0;;0"),
        (
            "2016-06-25",
            Service.WARNING,
            "GKPLAN WARNING - 0 overdue, 1 due within 7 days: 1.1@2016-06-30 | 'overdue'=0;;0;0 'soon'=1;0;;0",
        ),
        (
            "2016-07-01",
            Service.CRITICAL,
            "GKPLAN CRITICAL - 1 overdue, 0 due within 7 days: 1.1@2016-06-30 | 'overdue'=1;;0;0 'soon'=0;0;;0",
        ),
    ],
)
def test_the_line_says_state_counts_and_values(today: str, service: Service, line: str) -> None:
    """Overdue is critical, soon is a warning, and the values stand behind the bar in the guidelines' form."""
    found = found_on(today)
    assert (service_of(found), service_line(found, 7)) == (service, line)
    assert PERFDATA.fullmatch(line.partition(" | ")[2])


def test_the_words_are_the_offices_and_the_values_are_not() -> None:
    """In Chinese the words change; state and labels, which programs read, stay."""
    i18n.use("zh")
    assert service_line(found_on("2016-07-01"), 7) == (
        "GKPLAN CRITICAL - 逾期 1 项, 7 日内到期 0 项: 1.1@2016-06-30 | 'overdue'=1;;0;0 'soon'=0;0;;0"
    )


def test_what_is_unknown_is_one_line_without_a_bar() -> None:
    """Whatever is in a message, the line has no bar, line break or escape."""
    assert unknown_line("no | such\nfile", "", "\x1b[31mhint") == "GKPLAN UNKNOWN - no ¦ such file \\u001b[31mhint"
    assert plain_words("[a|b]\n") == "[a¦b]\n"


def test_the_line_needs_nothing_that_may_be_broken() -> None:
    """Saying that there is no answer takes no library but the standard one, which a broken installation still has."""
    blocked = (
        "import sys; sys.modules.update(dict.fromkeys(('click', 'dateutil', 'pydantic_core', 'yaml', 'filelock')))"
    )
    script = f"{blocked}; from gkplan.watch.nagios import unknown_line; print(unknown_line('x'))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("GKPLAN UNKNOWN - x\n", "")
