"""Units as a document names them."""

import pytest

from gkplan.plan.model import Row, Task
from gkplan.readers.bodies import one_name_each, units_of, variants
from gkplan.readers.doubts import Doubt


def _task(*units: str) -> Task:
    rows = tuple(Row(1, item, "甲", "乙", (unit,), "年底") for item, unit in enumerate(units, 1))
    return Task(1, "甲", rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("各县（市、区）政府", "县（市、区）政府"),
        ("各县（市、区）政府", "各县(市、区)政府"),
        ("各县（市、区）人民政府", "各县（市、区）政府"),
        ("市发展和改革委员会", "市发展改革委"),
        ("市政府办公室", "市政府办"),
        ("高新区管理委员会", "高新区管委会"),
        ("市 财政局", "市财政局"),
    ],
)
def test_spellings_of_one_name_are_one_unit(one: str, other: str) -> None:
    """The longer stands, the other is its alias; the row that printed it is in doubt and keeps its words."""
    doubts: list[Doubt] = []
    (task,), aliases = one_name_each([_task(one, other)], doubts)

    assert aliases == {one: (other,)}
    assert [row.units for row in task.rows] == [(one,), (one,)]
    assert (task.rows[1].units_text, task.rows[0].units_text) == (other, None)
    assert doubts == [Doubt("two-names", "1.2", 0, f"{other} = {one}")]


def test_names_of_different_bodies_stay_apart() -> None:
    """Nothing is merged that only looks alike."""
    names = ("市农业局", "市农业机械局", "市政府办", "市政府外事办", "市委", "市委办", "各区政府", "各县政府")
    doubts: list[Doubt] = []
    _, aliases = one_name_each([_task(*names)], doubts)

    assert tuple(aliases) == names
    assert (variants(names), doubts) == ([], [])


def test_short_forms_are_asked_about() -> None:
    """市发改局 may be 市发展改革局; both stay, and a person decides."""
    doubts: list[Doubt] = []
    units = units_of(
        dict.fromkeys(("市发改局", "市财政局", "市发展改革局", "市住建局", "市住房城乡建设局"), ()), {}, doubts
    )

    assert [doubt.words for doubt in doubts] == ["市发改局 = 市发展改革局", "市住建局 = 市住房城乡建设局"]
    assert len(units) == 5


def test_explanations_are_notes() -> None:
    """What brackets say of a unit is its note."""
    (unit,) = units_of({"各县政府": ("县政府",)}, {"各县政府": "含甲区"}, [])

    assert (unit.note, unit.aliases) == ("含甲区", ("县政府",))
