"""Which format a document has: its content says so, before its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from zipfile import ZipFile

from gkplan.plan.findings import N_
from gkplan.readers.decode import decoded
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.interface import READERS
from gkplan.readers.limits import damaged, locked, opened

TEXTS = ("txt", "csv", "md")
"""Formats that only their name, or a close look, tells apart."""
_HEAD = 4096
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|title|div|p|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MIME-Version:", "MHTML"),
    (b"From: <Saved by", "MHTML"),
)
_PICTURES = frozenset({"PNG", "JPEG", "GIF", "BMP", "TIFF"})
_WORD = re.compile(r"word/document\d*\.xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITER_ROW = re.compile(
    r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*){1,100}\|?[ \t]*$", re.MULTILINE
)


def settled(data: bytes, file: str, asked: str | None = None) -> str:
    """The format, a key of `READERS`, of a document's bytes; `asked` is what the user says it is, `file` its name.

    `UnreadableError` where the content is of another format than its name or its user says, or of none that is read:
    what a wrong name hides would else be found out from the plan.
    """
    suffix = PurePath(file).suffix.lower()
    named = next((name for name, known in READERS.items() if suffix in known.suffixes), None)
    said = asked or named
    found = content_format(data)
    if found is None and said == "html" and b"<" in data:
        return said  # a piece of a page, or a page that begins as none should
    if found is None:
        if said in TEXTS and (asked or said != "txt"):
            return said
        return _text_format(data, None if said == "txt" else said, file)
    if said not in {None, found}:
        raise UnreadableError(
            N_("{file} is no {said} document: its content is {found}"),
            N_("give the file its right suffix, or read it with --from {found}"),
            file=file,
            said=said,
            found=found,
        )
    return found


def content_format(data: bytes) -> str | None:
    """The format that a document's bytes show; None for a text that could be any of `TEXTS`."""
    if data.startswith(b"PK"):
        return _packed_format(opened(data))
    if data.startswith(_OLE):
        return _compound_format(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for mark, name in _FOREIGN:
        if data.startswith(mark):
            raise _unread(name)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    if b"word/2003/wordml" in head or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise _unread("Office 2003 XML")
    return "html" if _HTML.match(head) else None


def _packed_format(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if any(_WORD.fullmatch(name) for name in names):
        return "docx"
    if any(name.startswith("xl/workbook.") for name in names):
        return "xlsx"
    if "OFD.xml" in names:
        raise _unread("OFD")
    if "content.xml" in names:
        raise _unread("OpenDocument")
    raise _unread("ZIP")


def _compound_format(data: bytes) -> str:
    """What the old container of Microsoft Office holds, by the names in its directory (UTF-16)."""
    if _named(data, "EncryptedPackage"):
        raise locked()
    if _named(data, "WordDocument"):
        return "doc"
    if _named(data, "Workbook") or _named(data, "Book"):
        return "xls"
    raise damaged()


def _named(data: bytes, entry: str) -> bool:
    return entry.encode("utf-16-le") + b"\0\0" in data


def _text_format(data: bytes, said: str | None, file: str) -> str:
    """Which kind of text a document is that is called a text, or nothing."""
    if said is not None:
        raise UnreadableError(
            N_("{file} is no {said} document: it is damaged, or a text under a wrong name"),
            N_("download it again, or say with --from what it is"),
            file=file,
            said=said,
        )
    text = decoded(data)
    if _DELIMITER_ROW.search(text):
        return "md"
    return "csv" if "\t" not in text and _comma_apart(text.splitlines()[:20]) else "txt"


def _comma_apart(lines: Sequence[str]) -> bool:
    return sum(line.count(",") >= 3 for line in lines) * 2 > len(lines)


def _unread(name: str) -> UnreadableError:
    hint = (
        N_("a picture holds no text; look for the document itself, or type the table off")
        if name in _PICTURES
        else N_("open it and save it as docx, xlsx or pdf")
    )
    return UnreadableError(N_("{format} documents are not read"), hint, format=name)
