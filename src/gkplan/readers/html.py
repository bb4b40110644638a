"""Saved web pages: tables with cells that reach over rows and columns, and the paragraphs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from gkplan.plan.bulk import uncollected
from gkplan.plan.findings import N_
from gkplan.readers.columns import columns
from gkplan.readers.decode import decoded
from gkplan.readers.doubts import Doubt, Place, UnreadableError
from gkplan.readers.grid import Grid, Spanned, spread
from gkplan.readers.limits import check_rows, check_tags, check_text_size

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    _Own = tuple[LexborNode, Mapping[str, str | None]]

WIDEST, TALLEST = 1_000, 65_534
"""Over how many columns and rows a cell may reach (HTML Standard, "Attributes common to td and th elements")."""
_DEEPEST = 200
"""How deep elements may stand in each other; pages of office programs stay below 50."""
_MOST_OPEN = 1_000
"""How many elements may be open at once before a page is parsed at all: the parser's time grows with the square."""
_NESTING = re.compile(r"<(/?)(?!(?:t[drh]|p|br|hr|li|img|input|meta|link|col|wbr|option|tbody)\b)[a-zA-Z]")
"""A tag of an element that can stand in one of its own kind; others end by themselves."""
_LOOKED_AT = 10
"""In how many rows a table that holds others may have headings of its own."""
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_BEGINNING, _END = re.compile(rb"<html\b", re.IGNORECASE), re.compile(rb"</html\s*>", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "select", "textarea", "svg", "iframe"})
# ruff: noqa: SIM905 - forty quoted words are harder to read than one line of them
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr html li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_APART = frozenset("article aside body footer form h1 h2 h3 h4 h5 h6 header hr main nav section ul ol".split())
"""Blocks that part the paragraphs around them, as an empty line does."""
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
# A source's line break shows as a space, but between Chinese characters it is only where an editor broke the line.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—"
_BROKEN = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_COUNT = re.compile(r"\s*(\d{1,6})")


def read(data: bytes) -> tuple[Grid, ...]:
    """The tables of a page in order, rows counted from 1; tables that lay the page out are passed through.

    A page that begins and does not end is in doubt.

    `UnreadableError` where the bytes are no text, or the page is deeper or longer than any.
    """
    check_text_size(data)
    check_rows(data.lower().count(b"<tr"))
    check_tags(data.count(b"<"))
    declared = _DECLARED.search(data[:4096])
    found = grids(decoded(data, declared[1].decode("ascii") if declared else None))
    if _BEGINNING.search(data) and not _END.search(data):
        first = found[0]
        found = (first._replace(doubts=(Doubt("cut-off", None, 0, ""), *first.doubts)), *found[1:])
    return found


@uncollected()
def grids(page: str) -> tuple[Grid, ...]:
    """The tables of a page's text, as `read` gives them."""
    from selectolax.lexbor import LexborHTMLParser

    _check_depth(page)
    body = LexborHTMLParser(page).body
    reading = _Page()
    if body is not None:
        reading.walk(body, 0)
    return reading.grids()


def _check_depth(page: str) -> None:
    """Refuse a page with more elements open at once than any has."""
    depth = 0
    for tag in _NESTING.finditer(page):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _MOST_OPEN:
            raise _too_deep()


def _too_deep() -> UnreadableError:
    return UnreadableError(
        N_("the page's elements stand deeper in each other than in any page"),
        N_("copy the table into a new document and save that"),
    )


class _Page:
    """What was read of a page, or of a cell, so far; in a cell (`flat`) tables are lines."""

    def __init__(self, *, flat: bool = False) -> None:
        self.lines: list[str] = []
        self._flat = flat
        self._grids: list[Grid] = []
        self._line: list[str] = []
        self._number: int | None = None

    def grids(self) -> tuple[Grid, ...]:
        """The tables, and a grid without rows for the paragraphs after them."""
        self.end_line()
        return (*self._grids, Grid((), tuple(self.lines)))

    def walk(self, node: LexborNode, depth: int = 0) -> None:
        """Read all below a node."""
        if depth > _DEEPEST:
            raise _too_deep()
        for child in node.iter(include_text=True):
            if child.is_text_node:
                self._line.append(child.text_content or "")
            elif not _is_seen(child):
                continue
            elif child.tag == "br":
                self.end_line()
            elif child.tag == "table" and self._flat:
                self._put_lines(child, depth)
            elif child.tag == "table" and not _lays_out(child):
                self._put_table(child)
            else:
                self._walk_element(child, depth)

    def end_line(self, *, apart: bool = False) -> None:
        """End a paragraph's line; with `apart` an empty line follows."""
        words = _collapsed("".join(self._line))
        self._line = []
        if words:
            self.lines.append(f"{self._number}.{words}" if self._number is not None else words)
            self._number = None
        if apart and self.lines and self.lines[-1]:
            self.lines.append("")

    def _walk_element(self, node: LexborNode, depth: int) -> None:
        if node.tag not in _BLOCKS:
            self.walk(node, depth + 1)
            return
        self.end_line(apart=node.tag in _APART)
        before = len(self.lines)
        if node.tag == "li":
            self._number = _printed_number(node)
        self.walk(node, depth + 1)
        self.end_line()
        self._number = None if node.tag == "li" else self._number
        blank = node.tag == "p" and len(self.lines) == before
        self.end_line(apart=blank or node.tag in _APART)

    def _put_lines(self, table: LexborNode, depth: int) -> None:
        """A table within a cell: a line a row."""
        for row in _cells(table):
            self.end_line()
            self._line = [" ".join(filter(None, (_cell_text(cell, depth + 1).replace("\n", " ") for cell, _ in row)))]
        self.end_line()

    def _put_table(self, table: LexborNode) -> None:
        self.end_line()
        place = Place(table=len(self._grids) + 1)
        self._grids.append(spread(_rows(table), tuple(self.lines), place))
        self.lines = []


def _printed_number(item: LexborNode) -> int | None:
    """The number that is printed before an item of a numbered list; None for a list of one item.

    Word numbers 序号 and requirements by lists of their own in each cell, whose true numbers are not in the cell.
    """
    numbered = item.parent if item.parent is not None and item.parent.tag == "ol" else None
    items = [each for each in numbered.iter() if each.tag == "li"] if numbered is not None else []
    if numbered is None or len(items) < 2:
        return None
    start = re.fullmatch(r"\s*(\d{1,4})\s*", numbered.attributes.get("start") or "1")
    return (int(start[1]) if start else 1) + [each.mem_id for each in items].index(item.mem_id)


def _is_seen(node: LexborNode) -> bool:
    return node.is_element_node and node.tag not in _SILENT and _is_shown(node.attributes)


def _is_shown(attributes: Mapping[str, str | None]) -> bool:
    if not attributes:
        return True
    return "hidden" not in attributes and not _UNSEEN.search(attributes.get("style") or "")


def _lays_out(table: LexborNode) -> bool:
    """Whether a table holds others and has no headings of a plan itself: it lays the page out."""
    if len(table.css("table")) <= 1:
        return False
    own = islice(_cells(table), _LOOKED_AT)
    return not any(columns([_cell_text(cell) for cell, _ in row if not cell.css("table")]) for row in own)


def _cells(table: LexborNode) -> Iterator[list[_Own]]:
    """A table's own rows of cells, not those of tables within it, each cell with its attributes."""
    for part in table.iter():
        if part.tag in ("thead", "tbody", "tfoot"):
            rows = [row for row in part.iter() if row.tag == "tr"]
        else:
            rows = [part] if part.tag == "tr" else []
        for row in rows:
            if _is_seen(row):
                found = [(cell, cell.attributes) for cell in row.iter() if cell.tag in ("td", "th")]
                yield [each for each in found if not each[1] or _is_shown(each[1])]


def _rows(table: LexborNode) -> Iterator[list[Spanned]]:
    rows = list(_cells(table))
    for number, row in enumerate(rows, 1):
        left = len(rows) - number + 1
        yield [_spanned(*each, left, number) for each in row]


def _spanned(cell: LexborNode, attributes: Mapping[str, str | None], left: int, number: int) -> Spanned:
    if not attributes:
        return Spanned(_cell_text(cell), 1, 1, number)
    down = _reach(attributes["rowspan"], left, left) if "rowspan" in attributes else 1
    across = _reach(attributes["colspan"], WIDEST, 1) if "colspan" in attributes else 1
    return Spanned(_cell_text(cell), down, across, number)


def _reach(words: str | None, most: int, nought: int) -> int:
    """Over how many rows or columns a cell reaches by what an attribute says; a rowspan of 0 is all that are left."""
    found = _COUNT.match(words or "")
    return min(int(found[1]) or nought, most) if found else 1


def _cell_text(cell: LexborNode, depth: int = 0) -> str:
    """A cell's words: blocks and breaks are lines, other white space is one space."""
    only = cell.first_child
    if only is None:
        return ""
    if only.is_text_node and only.next is None:
        return _collapsed(only.text_content or "")
    page = _Page(flat=True)
    page.walk(cell, depth)
    page.end_line()
    return "\n".join(line for line in page.lines if line)


def _collapsed(text: str) -> str:
    if "\n" in text or "\r" in text:
        text = _BROKEN.sub("", text)
    if " " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    return text.strip(" \u3000\u00a0")
