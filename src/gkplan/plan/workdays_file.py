"""`workdays.yaml` beside a plan: the days off and the worked weekends of years that chinesecalendar does not know yet.

```yaml
years:
  - year: 2027
    notice: 国办发明电〔2026〕1号      # the State Council's notice that settles it
    off: [2027-10-01, 2027-10-04]
    worked: [2027-09-26]
```
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic_core import SchemaValidator, ValidationError

from gkplan.calendar.workdays import ChinaCalendar, Overlay
from gkplan.plan.field_findings import field_findings
from gkplan.plan.findings import Finding
from gkplan.plan.places import Tree
from gkplan.plan.shape import FULL_DAY, WORDS, listed, may, need, part, whole

_YEAR = part(
    "Workdays",
    "调休: what one notice settles for a year",
    year=need(whole(1949, 2200)),
    notice=need(WORDS),
    off=may(listed(FULL_DAY), []),
    worked=may(listed(FULL_DAY), []),
)
_FILE = part("WorkdaysFile", "调休安排: working days of years that are not known yet", years=need(listed(_YEAR)))


def calendar_of(tree: Tree, file: str) -> tuple[ChinaCalendar | None, list[Finding]]:
    """The calendar that a file of working days makes, or what is wrong with its fields."""
    try:
        data: dict[str, Any] = _validator().validate_python(tree.data if isinstance(tree.data, dict) else {})
    except ValidationError as error:
        findings, _ = field_findings(error, tree, file, _known_fields)
        return None, findings
    return ChinaCalendar(_overlay(year) for year in data["years"]), []


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(_FILE)


def _known_fields(field: str) -> list[str]:
    return list((_YEAR if field == "years" else _FILE)["fields"])


def _overlay(year: dict[str, Any]) -> Overlay:
    return Overlay(year["year"], frozenset(year["off"]), frozenset(year["worked"]), year["notice"])
