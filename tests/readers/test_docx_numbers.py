"""Numbers that Word prints before the paragraphs of its lists."""

from xml.etree import ElementTree as ET

import pytest

from gkplan.readers.docx_numbers import printed, with_numbers
from gkplan.readers.doubts import UnreadableError

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def _level(at: int, format_: str, text: str, more: str = "") -> str:
    said = f'<w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{text}"/>{more}'
    return f'<w:lvl w:ilvl="{at}">{said}</w:lvl>'


def _lists(*kinds: str, more: str = "") -> bytes:
    """Lists 1, 2, … each of a kind of its own, which is its levels."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(kinds))
    lists = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(kinds)))
    return f"<w:numbering {SPACE}>{made}{lists}{more}</w:numbering>".encode()


def _p(words: str, list_: int | None = None, level: int = 0, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>' if list_ is not None else ""
    run = f"<w:r><w:t>{words}</w:t></w:r>" if words else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{run}</w:p>"


def _read(body: str, numbering: bytes, styles: bytes | None = None) -> list[str]:
    """The text of each paragraph with its number."""
    document = f"<w:document {SPACE} {MC}><w:body>{body}</w:body></w:document>".encode()
    made = ET.fromstring(with_numbers(document, numbering, styles))  # noqa: S314 - our own
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(text.text or "" for text in each.iter(f"{space}t")) for each in made.iter(f"{space}p")]


CHAPTERS = _level(0, "chineseCounting", "%1、") + _level(1, "decimal", "%1.%2", "<w:isLgl/>") + _level(2, "bullet", "·")


def test_levels_count_within_each_other() -> None:
    """A deeper level begins anew below the next number above it; bullets and list 0 print nothing."""
    body = _p("甲", 1) + _p("乙", 1, 1) + _p("丙", 1, 1) + _p("丁", 1, 2) + _p("戊", 1) + _p("己", 1, 1) + _p("庚", 0)

    assert _read(body, _lists(CHAPTERS)) == ["一、甲", "1.1 乙", "1.2 丙", "丁", "二、戊", "2.1 己", "庚"]


def test_a_list_runs_on_from_cell_to_cell() -> None:
    """序号 cells have no words but their number; what is left in a merged cell is not shown and counts for nothing."""
    cells = [_p("", 1), f"<w:tcPr><w:vMerge/></w:tcPr>{_p('', 1)}", _p("", 1), _p("甲") + _p("", 1)]
    body = f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"

    assert _read(body, _lists(_level(0, "decimal", "%1"))) == ["1 ", "", "2 ", "甲", ""]


def test_a_list_may_begin_anew() -> None:
    """Two lists of one kind count together, but for one that says where it starts."""
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = _p("甲", 1) + _p("乙", 2) + _p("丙", 3) + _p("丁", 3)

    assert _read(body, _lists(_level(0, "decimal", "%1."), more=more)) == ["1.甲", "2.乙", "5.丙", "6.丁"]


def test_a_style_may_number_its_paragraphs() -> None:
    """At the level that names the style, also through the style that it is based on."""
    styles = (
        f'<w:styles {SPACE}><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>'
    ).encode()
    kind = _level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + _level(
        1, "decimal", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    body = _p("甲", style="H1") + _p("乙", style="H2") + _p("丙", style="Own") + _p("丁", style="Loop")

    assert _read(body, _lists(kind), styles) == ["一、甲", "（1）乙", "二、丙", "丁"]


def test_what_newer_programs_show_is_not_counted_beside_its_fallback() -> None:
    """A text box stands in a document twice."""
    twice = f"<mc:AlternateContent><mc:Choice>{_p('甲', 1)}</mc:Choice><mc:Fallback>{_p('甲', 1)}</mc:Fallback>"
    body = f"<w:p>{twice}</mc:AlternateContent></w:p>{_p('乙', 1)}"

    assert _read(body, _lists(_level(0, "decimal", "%1.")))[-2:] == ["1.甲", "2.乙"]


@pytest.mark.parametrize(
    ("number", "format_", "words"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (100, "chineseCounting", "一〇〇"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "ideographTraditional", "乙"),
        (28, "lowerLetter", "bb"),
        (1, "upperLetter", "A"),
        (7, "decimalZero", "07"),
        (0, "chineseCounting", "〇"),
    ],
)
def test_formats_are_printed_as_word_prints_them(number: int, format_: str, words: str) -> None:
    """Chinese numbers, circles, stems and letters; what runs out of them is a figure."""
    assert printed(number, format_) == words


def test_damaged_lists_are_an_error_or_nothing() -> None:
    """A part that is no XML is damage; numbers and levels that no list has number nothing."""
    with pytest.raises(UnreadableError, match="damaged"):
        _read(_p("甲", 1), b"<")
    assert _read(_p("甲", 9) + _p("乙", 1, 5), _lists(_level(0, "decimal", "%1."))) == ["甲", "乙"]
