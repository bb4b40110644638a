"""What an xlsx container says that its reader does not tell: hidden rows and columns, how dates are shown, extents.

Excel keeps a date as a day and shows what its format says: a cell that shows 2016年12月 holds 2016-12-01. Number
formats and their numbers are those of ECMA-376, part 1, 18.8.30.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from gkplan.readers.limits import check_cells, damaged, part, refuse_declarations

DAY = "ymd"
"""A date that is shown whole."""
Shape = str
"""The parts of a date that a format shows, of `y`, `m` and `d`, in this order."""
_BUILT_IN: dict[int, Shape] = {
    **dict.fromkeys((14, 15, 22, 30, 31, 50, 51, 54, 56), DAY),
    **dict.fromkeys((17, 27, 36, 52, 55, 57), "ym"),
    **dict.fromkeys((16, 28, 29, 53, 58), "md"),
}
"""Formats that have a number alone; those from 27 on as Excel shows them in Chinese."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# m beside h or s is minutes.
_MINUTES = re.compile(r"(?<=h)[^a-z]*m+|m+(?=[^a-z]*s)")
# A cell with a value; empty ones, which have a style alone, reach to the sheet's end in many real tables.
_CELL = re.compile(rb"<(?:\w+:)?c(?=[ >])([^<>]*)(?<!/)>")
_PLACES = re.compile(rb"""<(?:\w+:)?c(?=[\s>])(?:\s+r=["']([A-Z]{1,3})(\d{1,7})["'])?([^<>]*)(?<!/)>""")
_ROWS_OF_CELLS = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"[^<>/]*>')
_COLUMNS_OF_CELLS = re.compile(rb'<c r="([A-Z]{1,3})\d')
_AT = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["'](\d{1,6})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b(?=[^<>]*\br=["'](\d{1,7})["'])([^<>]*)>""")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_NUMBER = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")


class Sheet(NamedTuple):
    """A sheet's XML."""

    xml: bytes

    def hidden_rows(self) -> list[int]:
        """The numbers, from 1, of rows that are hidden or filtered out."""
        if b"hidden" not in self.xml:
            return []
        return [int(row[1]) for row in _ROW.finditer(self.xml) if _HIDDEN.search(row[2])]

    def hidden_columns(self) -> list[tuple[int, int]]:
        """The first and last numbers, from 1, of runs of hidden columns."""
        if b"hidden" not in self.xml:
            return []
        runs = (dict(_NUMBER.findall(found[1])) for found in _COLUMNS.finditer(self.xml) if _HIDDEN.search(found[1]))
        return [(int(run[b"min"]), int(run[b"max"])) for run in runs if len(run) == 2]

    def styles(self) -> dict[tuple[int, int], int]:
        """The styles of the cells with a value, by row and column from 0."""
        return {at: int(style[1]) for at, words in self._cells() if at and (style := _STYLE.search(words))}

    def check_extent(self) -> None:
        """Refuse a sheet whose cells are not in order, or stand so far apart that a table of all is larger than any.

        The library lays out every place between the first and the last cell, and ends the process where it can't.
        """
        if self._is_usual():
            return
        cells = _PLACES.findall(self.xml)
        at = [int(row) for _letters, row, _other in cells if row]
        if at != sorted(at) or (
            len(at) < len(cells) and any(b" r" in other for _letters, row, other in cells if not row)
        ):
            raise damaged()
        letters = {each for each, _row, _other in cells if each}
        columns = max((_column(each) + 1 for each in letters), default=0) + len(cells) - len(at)
        rows = at[-1] if at else 0
        if len(at) < len(cells):  # cells without their places stand behind those before, in their rows
            numbers = [int(row[1]) for row in _ROW.finditer(self.xml)]
            if at or numbers != sorted(numbers):
                raise damaged()
            rows = max((len(cells), *numbers))
        check_cells(max(rows * columns, len(cells)))

    def _is_usual(self) -> bool:
        """Whether every cell has a value and is written as Excel writes it: then its extent is soon told."""
        usual = self.xml.count(b'<c r="')
        if usual != self.xml.count(b"</c>") or b":c>" in self.xml or b"<!" in self.xml:
            return False
        rows = _ROWS_OF_CELLS.findall(self.xml)
        at = [int(row) for row, _ in groupby(rows)]
        if len(rows) != usual or at != sorted(at):
            return False
        columns = max((_column(letters) + 1 for letters in set(_COLUMNS_OF_CELLS.findall(self.xml))), default=0)
        check_cells(max((at or [0])[-1] * columns, usual))
        return True

    def _cells(self) -> Iterator[tuple[tuple[int, int] | None, bytes]]:
        for cell in _CELL.finditer(self.xml):
            at = _AT.search(cell[1])
            yield (int(at[2]) - 1, _column(at[1])) if at else None, cell[1]


class Workbook(NamedTuple):
    """The sheets by their names, and the shapes of dates by the number of the style that shows them."""

    sheets: Mapping[str, Sheet]
    shapes: Mapping[int, Shape]


def workbook(archive: ZipFile) -> Workbook:
    """What a container says; `UnreadableError` where it is damaged, declares entities or reaches too far."""
    parts = {name: part(archive, name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for xml in parts.values():
        refuse_declarations(xml)
    sheets = {name: Sheet(parts[path]) for name, path in _paths(parts) if path in parts}
    for sheet in sheets.values():
        sheet.check_extent()
    styles = "xl/styles.xml"
    return Workbook(sheets, _shapes(_parsed(parts, styles)) if styles in parts else {})


def shape(code: str) -> Shape | None:
    """The parts of a date that a number format shows; None where it shows no date."""
    first = _LITERAL.sub(lambda found: " " if found[0][0] == '"' else "", code.lower()).split(";")[0]
    shown = _MINUTES.sub("", first)
    parts = "".join(letter for letter in DAY if letter in shown.replace("e", "y"))
    return parts if parts and not re.search("[0#?]|general", first) else None


def column_letters(number: int) -> str:
    """A column's letters, by its number from 1."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _column(letters: bytes) -> int:
    """A column's number, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _paths(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The sheets' names, and the parts that hold them; sheets of charts and macros are passed over."""
    relations = _parsed(parts, "xl/_rels/workbook.xml.rels")
    targets = {
        each.get("Id"): posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))).lstrip("/")
        for each in relations
        if each.get("Type", "").endswith("/worksheet")
    }
    for element in _parsed(parts, "xl/workbook.xml").iter():
        if _local(element.tag) == "sheet":
            ids = (value for key, value in element.items() if _local(key) == "id" and key != "id")
            path = targets.get(next(ids, None))
            if path is not None:
                yield element.get("name", ""), path


def _shapes(styles: ET.Element) -> dict[int, Shape]:
    own = {
        int(each.get("numFmtId", 0)): shape(each.get("formatCode", ""))
        for each in styles.iter()
        if _local(each.tag) == "numFmt"
    }
    table = next((each for each in styles if _local(each.tag) == "cellXfs"), None)
    formats = (int(xf.get("numFmtId", 0)) for xf in (table if table is not None else ()))
    found = ((number, own.get(format_) or _BUILT_IN.get(format_)) for number, format_ in enumerate(formats))
    return {number: parts for number, parts in found if parts}


def _parsed(parts: Mapping[str, bytes], name: str) -> ET.Element:
    try:
        return ET.fromstring(parts[name])  # noqa: S314 - declarations were refused before
    except (ET.ParseError, LookupError, ValueError) as error:
        raise damaged() from error


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
