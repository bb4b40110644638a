"""Units cells taken apart."""

import pytest
from tests.helpers.work import calls

from gkplan.readers.names import Named, closes, names


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("市房管局", ["市房管局"]),
        ("市质监局、有行政执法权部门，各县（市、区）政府", ["市质监局", "有行政执法权部门", "各县（市、区）政府"]),
        ("市发改局;市财政局；市审计局", ["市发改局", "市财政局", "市审计局"]),
        ("市住建局\n市应急局", ["市住建局", "市应急局"]),
        ("市教育局, 市公安局。", ["市教育局", "市公安局"]),
        ("市直有关单位等", ["市直有关单位"]),
        ("市司法局等有关部门", ["市司法局", "有关部门"]),
        ("市司法局等单位", ["市司法局", "有关单位"]),
        ("市经济和信息化局和市科技局", ["市经济和信息化局", "市科技局"]),
        ("市级各有关部门及各县市区政府按职责分工负责", ["市级各有关部门", "各县市区政府"]),
        (
            "市住房和城乡建设局、市发展和改革委员会以及市财政局",
            ["市住房和城乡建设局", "市发展和改革委员会", "市财政局"],
        ),
        ("市发改委牵头落实", ["市发改委"]),
        ("市金融办、人民银行某市中心支行分别牵头落实", ["市金融办", "人民银行某市中心支行"]),
        ("市司法局、市公安局按职责分工分别负责", ["市司法局", "市公安局"]),
        ("市残联、各社会组织", ["市残联", "各社会组织"]),
        ("各县（甲局和乙局）政府", ["各县（甲局和乙局）政府"]),
        ("市发改局、、市财政局", ["市发改局", "市财政局"]),
        ("", []),
    ],
)
def test_names_are_apart_by_separators_outside_brackets(cell: str, expected: list[str]) -> None:
    """、，； and line breaks part names, except within brackets, which belong to a name."""
    assert [name.name for name in names(cell)] == expected


def test_an_explanation_in_brackets_is_the_units_own() -> None:
    """What 包括 or 含 begins in brackets is no name but explains the one before it."""
    assert names("市编办，各县（市、区）政府（包括甲区、乙区管委会，下同）") == (
        Named("市编办"),
        Named("各县（市、区）政府", explanation="包括甲区、乙区管委会，下同"),
    )


def test_lead_and_assisting_units_are_told_apart() -> None:
    """牵头 and 配合, as a word after a name, in brackets or as a label, say who only assists."""
    assert names("市发改局（牵头）、市财政局配合，市审计局（配合）") == (
        Named("市发改局"),
        Named("市财政局", supports=True),
        Named("市审计局", supports=True),
    )
    assert names("牵头单位：市发改局、市财政局；配合单位：市审计局、市教育局") == (
        Named("市发改局"),
        Named("市财政局"),
        Named("市审计局", supports=True),
        Named("市教育局", supports=True),
    )


def test_a_role_behind_a_list_is_that_of_the_whole_list() -> None:
    """配合 speaks of all of its list, back to the role before it; 牵头 at the end of a cell leads all the same."""
    assert names("市教育局牵头，市财政局、市人社局配合") == (
        Named("市教育局"),
        Named("市财政局", supports=True),
        Named("市人社局", supports=True),
    )
    assert names("市发改局，市财政局、市审计局配合")[0] == Named("市发改局")
    assert [name.name for name in names("市财政局、市审计局，市发改局牵头")] == ["市发改局", "市财政局", "市审计局"]


@pytest.mark.parametrize("cell", ["/", "无", "——", "暂无", "-"])
def test_a_dash_names_nobody(cell: str) -> None:
    """What stands for nothing is no unit."""
    assert names(cell) == ()


def test_people_are_no_units() -> None:
    """What a label calls a leader or a responsible person is left out, up to the next label."""
    assert names("牵头领导：某某、某某；责任单位：市发改局；责任人：某某") == (Named("市发改局"),)


def test_an_unclosed_bracket_reaches_to_the_end() -> None:
    """A slip of brackets loses no words."""
    assert [name.name for name in names("市编办，各县（市、区政府")] == ["市编办", "各县（市、区政府"]


@pytest.mark.parametrize("words", ["市（包括", "（局和", "局和", "市府办等", "：", "（", "按职责", "）"])
def test_a_nasty_cell_takes_no_long_time(words: str) -> None:
    """Ten times the characters of anything are ten times the work, up to 100,000 of them."""
    short, long = (words * (length // len(words)) for length in (10_000, 100_000))
    assert calls(lambda: names(long)) < 12 * calls(lambda: names(short)) + 1_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）“甲”《乙（试行）》", True),
        ("没有括号", True),
        ("制度（待省出台后)。", False),
        ("（未完", False),
        ("多余）", False),
        ("（交《错）》", False),
    ],
)
def test_brackets_close_as_the_kind_they_opened(text: str, expected: bool) -> None:
    """A bracket of one width closed by the other is a slip, and so is one too many or too few."""
    assert closes(text) == expected


@pytest.mark.parametrize(
    ("cell", "owing", "assisting"),
    [
        ("市发改委 市财政局　市审计局", ["市发改委", "市财政局", "市审计局"], []),
        ("市发改委/市财政局", ["市发改委", "市财政局"], []),
        ("市 教 育 局", ["市 教 育 局"], []),
        ("区/县政府", ["区/县政府"], []),
        ("牵头：市委宣传部；配合：市公安局、各县区", ["市委宣传部"], ["市公安局", "各县区"]),
        ("牵头单位：市商务局 配合单位：市税务局、市外办", ["市商务局"], ["市税务局", "市外办"]),
        ("市商务局（牵头单位）、市税务局（协办单位）", ["市商务局"], ["市税务局"]),
        ("市商务局（牵头），市税务局、市外办（配合）", ["市商务局"], ["市税务局", "市外办"]),
        ("市税务局、市外办（配合）", ["市税务局"], ["市外办"]),
        ("由市商务局会同市税务局、市外办负责，市发改委", ["市商务局", "市发改委"], ["市税务局", "市外办"]),
        ("市发改委［包括经济动员办］主办", ["市发改委［包括经济动员办］"], []),
    ],
)
def test_roles_are_told_apart_however_they_are_written(cell: str, owing: list[str], assisting: list[str]) -> None:
    """Blanks and strokes part names where names stand on both sides; labels and roles have many wordings."""
    found = names(cell)

    assert [name.name for name in found if not name.supports] == owing
    assert [name.name for name in found if name.supports] == assisting
