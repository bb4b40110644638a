"""Who owes how much in which month."""

from __future__ import annotations

from tests.helpers.extracts import extract, marked
from tests.helpers.plans import by, day, group, plan, recurring, row, standing

from gkplan.query.heat import loads

TABLE = plan(
    row("1.1", by("2016-06-30"), units=("甲局", "各县政府")),
    row("1.2", recurring("quarterly"), standing(), units=("甲局",)),
    units=[group("各县政府", "乙县政府", "丙县政府")],
)


def test_each_obligor_has_its_months() -> None:
    """A group is counted in its members, a standing year in no month; who owes the most comes first."""
    found = loads(extract(TABLE).tallies)
    assert [(load.unit, load.total) for load in found] == [("甲局", 5), ("乙县政府", 1), ("丙县政府", 1)]
    june = day("2016-06-01")
    assert found[0].months[june] == {"overdue": 2}
    assert set(found[1].months) == {june}


def test_each_obligation_counts_by_itself() -> None:
    """What one member has done is done in its own account alone."""
    found = loads(extract(TABLE, marked(TABLE, "1.1@2016-06-30", "乙县政府", "done")).tallies)
    states = {load.unit: load.months[day("2016-06-01")] for load in found}
    assert (states["乙县政府"], states["丙县政府"]) == ({"done": 1}, {"overdue": 1})
