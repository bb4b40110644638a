"""Tables into a draft plan: documents of the form, ours and an invented city's."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkplan.deadline.rules import By, Recurring, Standing
from gkplan.plan.dump import dump
from gkplan.plan.load import load_bytes
from gkplan.readers.assemble import assemble
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.grid import Cell, Grid, Spanned, spread
from gkplan.readers.interface import Draft, read_document

INVENTED = Path(__file__).parent / "documents" / "岚州市2024.txt"
HEADER = ("序号", "工作任务", "具体要求", "牵头单位", "完成时限")


@pytest.fixture(scope="module")
def invented() -> Draft:
    """The draft of the invented city's document."""
    return read_document(INVENTED)


def _draft(*rows: tuple[str, ...], title: str = "某市2016年分工方案", header: tuple[str, ...] = HEADER) -> Draft:
    cells = (
        tuple(Cell(text, "own" if text else "blank", at) for text in row) for at, row in enumerate((header, *rows), 1)
    )
    return assemble([Grid(tuple(cells), (title,))], file="某市.txt")


def _codes(draft: Draft) -> list[tuple[str, str | None]]:
    return [(doubt.code, doubt.row) for doubt in draft.doubts]


def test_another_citys_table_is_read_whole(invented: Draft) -> None:
    """Sections, a second header, more columns and other numbering: the rows are there, in order, with their units."""
    assert invented.plan.title == "岚州市2024年政府工作报告重点任务责任分解表"
    assert invented.plan.year == 2024
    assert [(row.id, row.units, row.support) for row in invented.plan.rows()] == [
        ("1.1", ("市政数局",), ("市发改局", "市市场监管局")),
        ("1.2", ("市政数局",), ("市发改局", "市市场监管局")),
        ("1.3", ("各镇（街）政府",), ()),
        ("2.1", ("市住建局", "市城管局", "市应急局"), ()),
        ("2.2", ("市住建局", "市城管局", "市应急局"), ("各镇（街）政府",)),
        ("4.1", ("市交通局",), ("市财政局", "市公路局")),
        ("4.2", ("市交通局",), ("市财政局", "市公路局")),
        ("4.4", ("市交通局",), ("市财政局", "市公路局")),
    ]


def test_another_citys_words_are_verbatim(invented: Draft) -> None:
    """Only the leading number goes; lines within a cell stay lines."""
    requirements = {row.id: row.requirement for row in invented.plan.rows()}

    assert requirements["1.1"] == "公布“一件事”清单，\n并在政务服务网公开。"
    assert requirements["4.2"] == "修复桥梁2座（含危桥1座)。"


def test_another_citys_deadlines_are_read(invented: Draft) -> None:
    """Rules come from the title's year and from both columns."""
    rules = {row.id: row.rules for row in invented.plan.rows()}

    assert [(rule.kind, rule.date.isoformat()) for rule in rules["2.1"] if isinstance(rule, By)] == [
        ("by", "2024-06-30"),
        ("by", "2024-11-30"),
    ]
    assert [(rule.freq, rule.by) for rule in rules["1.2"] if isinstance(rule, Recurring)] == [
        ("monthly", "day 25 of month")
    ]
    assert [(rule.start, rule.end) for rule in rules["1.3"] if isinstance(rule, Standing)] == [(None, None)]
    assert rules["4.4"] == rules["4.1"]


def test_another_citys_doubts_are_told(invented: Draft) -> None:
    """Each thing that a person must look at is told with its row and its line; nothing is left out silently."""
    assert [(doubt.code, doubt.row, doubt.line) for doubt in invented.doubts if not doubt.code.startswith("time-")] == [
        ("section-left-out", None, 14),
        ("section-left-out", None, 47),
        ("number-out-of-order", None, 83),
        ("brackets", "4.2", 85),
        ("number-out-of-order", "4.4", 94),
        ("two-names", "2.2", 75),
        ("explained", None, 42),
    ]


def test_one_body_has_one_name(invented: Draft) -> None:
    """镇（街）政府 is 各镇（街）政府: one unit with an alias and the document's explanation as its note."""
    (group,) = [unit for unit in invented.plan.units if "镇" in unit.name]

    assert (group.name, group.aliases) == ("各镇（街）政府", ("镇（街）政府",))
    assert group.note == "含岚州工业园管委会、临港新区管委会，下同"
    assert next(row for row in invented.plan.rows() if row.id == "2.2").units_text is not None


def test_the_same_table_without_its_tabs_is_the_same_plan(tmp_path: Path) -> None:
    """An editor that strips tabs changes nothing where no cell has two lines."""
    lines = ["某市2016年分工方案", *(f"\t{word}" for word in HEADER), ""]
    lines += ["\t1", "\t甲", "\t1.一", "\t市府办", "\t年底前", "", "\t", "\t", "\t2.二", "\t", "\t", ""]
    tabbed, stripped = tmp_path / "a.txt", tmp_path / "b" / "a.txt"
    stripped.parent.mkdir()
    tabbed.write_text("\n".join(lines), encoding="utf-8")
    stripped.write_text("\n".join(line.strip() for line in lines), encoding="utf-8")

    assert read_document(stripped).plan.tasks == read_document(tabbed).plan.tasks
    assert len(list(read_document(tabbed).plan.rows())) == 2


def test_a_task_goes_on_over_a_page_break() -> None:
    """The same 序号 and title printed again are the same task, and its numbers run on."""
    draft = _draft(
        ("1", "甲", "1.一", "市府办", "年底"), ("1", "甲", "2.二", "市编办", "年底"), ("", "", "3.三", "", "")
    )

    assert [(task.no, [row.item for row in task.rows]) for task in draft.plan.tasks] == [(1, [1, 2, 3])]
    assert draft.doubts == ()


def test_the_same_number_with_another_title_is_another_task() -> None:
    """A document that misnumbers has the next free number, and says so."""
    draft = _draft(("1", "甲", "一", "市府办", "年底"), ("1", "乙", "二", "市编办", "年底"))

    assert [(task.no, task.title) for task in draft.plan.tasks] == [(1, "甲"), (2, "乙")]
    assert _codes(draft) == [("number-out-of-order", None)]


def test_a_document_without_numbers_is_numbered() -> None:
    """Each new title is the next task; a blank one goes on with the task above."""
    draft = _draft(
        ("甲", "一", "市府办", "年底"), ("", "二", "", ""), ("乙", "三", "市编办", "年底"), header=HEADER[1:]
    )

    assert [row.id for row in draft.plan.rows()] == ["1.1", "1.2", "2.1"]


def test_one_column_of_work_is_title_and_requirement() -> None:
    """Where the table names the work once, each row is a task of one requirement."""
    draft = _draft(
        ("1", "修路", "市交通局", "年底"), ("2", "架桥", "", ""), header=("序号", "工作内容", "责任单位", "完成时限")
    )

    assert [(row.id, row.title, row.requirement) for row in draft.plan.rows()] == [
        ("1.1", "修路", "修路"),
        ("2.1", "架桥", "架桥"),
    ]
    assert _codes(draft).count(("nothing-above", None)) == 2


def test_several_requirements_in_one_cell_are_several_rows() -> None:
    """They share the cells beside them, which are their own and not inherited."""
    draft = _draft(("1", "甲", "1.一；\n2.二。", "市府办、市编办", "年底"))

    assert [(row.id, row.requirement, row.units, row.inherited) for row in draft.plan.rows()] == [
        ("1.1", "一；", ("市府办", "市编办"), ()),
        ("1.2", "二。", ("市府办", "市编办"), ()),
    ]


def test_the_units_cell_is_kept_where_it_says_more_than_a_list() -> None:
    """Separators other than 、 and explanations are kept as printed; a mere list is not said twice."""
    draft = _draft(("1", "甲", "一", "市府办、市编办", "年底"), ("2", "乙", "二", "市府办，市编办", "年底"))

    assert [row.units_text for row in draft.plan.rows()] == [None, "市府办，市编办"]


def test_pieces_of_the_deadline_in_the_requirement_are_a_doubt() -> None:
    """Copying moves words between cells; a deadline of its own words in the requirement is no such thing."""
    draft = _draft(
        ("1", "甲", "尤其是全年工作与民生有关的", "市府办", "全年工作"),
        ("2", "乙", "于6月底前制定办法", "市府办", "2016年12月底前完成"),
    )

    assert _codes(draft) == [("strayed-words", "1.1")]


def test_a_document_without_a_year_says_so() -> None:
    """Dates stay without a year, and a doubt tells it."""
    draft = _draft(("1", "甲", "一", "市府办", "12月底前"), title="分工方案")

    assert draft.plan.year is None
    assert ("no-year", None) in _codes(draft)


def test_tables_of_one_document_are_one_plan() -> None:
    """A table that goes on in another one, or another table between them, changes nothing."""
    first = spread(
        [[Spanned(word) for word in HEADER], [Spanned(word) for word in ("1", "甲", "一", "市府办", "年底")]]
    )
    other = spread([[Spanned("姓名"), Spanned("电话")]])
    second = spread(
        [[Spanned(word) for word in HEADER], [Spanned(word) for word in ("2", "乙", "二", "市编办", "年底")]]
    )

    assert [row.id for row in assemble([first, other, second], file="a.txt").plan.rows()] == ["1.1", "2.1"]


WORDS = st.sampled_from(
    [
        "",
        "1",
        "2",
        "甲",
        "一、甲",
        "1.一",
        "2.二\n3.三",
        "（3）三)",
        "市府办、市编办",
        "年底前",
        "全年",
        "各县政府（含乙）",
        "县政府",
        "同上",
        "行\x85内\u2028断",
        "- x: y # \x1b[31m",
        "null",
    ]
)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=8))
@settings(max_examples=60)
def test_any_table_is_a_plan_of_its_own_words(rows: list[tuple[str, str, str, str, str]]) -> None:
    """Whatever the cells hold, rows have ids of their own and words that were printed, and the file is valid."""
    try:
        plan = _draft(*rows).plan
    except UnreadableError:
        return

    ids = [row.id for row in plan.rows()]
    printed = "\n".join(word for row in rows for word in row)
    assert len(ids) == len(set(ids))
    assert [task.no for task in plan.tasks] == sorted({task.no for task in plan.tasks})
    assert all(row.requirement in printed and row.deadline in printed for row in plan.rows())
    assert load_bytes(dump(plan).encode(), "plan.yaml") == (plan, ())


@pytest.mark.parametrize("grids", [[], [Grid(())], [Grid(((Cell("姓名"), Cell("电话")),))]])
def test_a_document_without_such_a_table_is_refused(grids: list[Grid]) -> None:
    """No table, an empty one, or another kind: an error says what headings are looked for."""
    with pytest.raises(UnreadableError, match="headings"):
        assemble(grids, file="a.txt")


def test_numbered_cells_beside_numbered_requirements_are_each_ones_own() -> None:
    """1. and 2. of three cells belong together."""
    draft = _draft(("1", "甲", "1.一；\n2.二。", "1.市府办\n2.市编办", "1.6月底\n2.7月底"))

    assert [(row.requirement, row.units, row.deadline) for row in draft.plan.rows()] == [
        ("一；", ("市府办",), "6月底"),
        ("二。", ("市编办",), "7月底"),
    ]
    assert draft.doubts == ()


def test_as_many_deadlines_as_requirements_without_numbers_are_a_doubt() -> None:
    """Nothing says which is whose: each row has both."""
    draft = _draft(("1", "甲", "1.一；\n2.二。", "市府办", "6月底\n7月底"))

    assert [row.deadline for row in draft.plan.rows()] == ["6月底\n7月底"] * 2
    assert [(doubt.code, doubt.line) for doubt in draft.doubts] == [("several-deadlines", 2)]
