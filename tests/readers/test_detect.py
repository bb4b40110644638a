"""Formats by their content."""

import io
import zipfile

import pytest
from tests.helpers.documents import csv_document, markdown_document, web_page, word_document

from gkplan.readers.detect import content_format, settled
from gkplan.readers.doubts import UnreadableError

TABLE = [["序号", "工作任务", "责任单位", "完成时限"], ["1", "甲", "市甲局", "年底前"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def _zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<a/>")
    return out.getvalue()


def _compound(entry: str) -> bytes:
    return OLE + entry.encode("utf-16-le") + b"\0" * 40


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (word_document(TABLE), "docx"),
        (_zipped("word/document2.xml"), "docx"),
        (_zipped("xl/workbook.xml"), "xlsx"),
        (_zipped("xl/workbook.bin"), "xlsx"),
        (_compound("WordDocument"), "doc"),
        (_compound("Workbook"), "xls"),
        (b"\n%PDF-1.7\n", "pdf"),
        (web_page(TABLE), "html"),
        (b"\xef\xbb\xbf\n<!-- saved --><!DOCTYPE HTML PUBLIC><html>", "html"),
        ("<html><body>".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (csv_document(TABLE), None),
        (b"plain words", None),
    ],
)
def test_the_content_shows_the_format(data: bytes, expected: str | None) -> None:
    """Marks at the beginning and names within a container; a text shows nothing of itself."""
    assert content_format(data) == expected


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"Rar!", "RAR"),
        (_zipped("content.xml", "mimetype"), "OpenDocument"),
        (_zipped("OFD.xml"), "OFD"),
        (_zipped("readme"), "ZIP"),
        (b"MIME-Version: 1.0\n", "MHTML"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
            "2003",
        ),
    ],
)
def test_what_nobody_reads_is_named(data: bytes, said: str) -> None:
    """The error says what the document is, and its hint what to do."""
    with pytest.raises(UnreadableError, match=said) as refused:
        content_format(data)
    assert refused.value.hint


def test_a_locked_document_is_said_to_be() -> None:
    """Office wraps a document with a password into the old container."""
    with pytest.raises(UnreadableError, match="password"):
        content_format(_compound("EncryptedPackage"))


@pytest.mark.parametrize(
    ("data", "name", "asked"),
    [
        (word_document(TABLE), "a.html", None),
        (word_document(TABLE), "a.txt", None),
        (word_document(TABLE), "a.docx", "xlsx"),
        (web_page(TABLE), "a.xls", None),
        (web_page(TABLE), "a.docx", None),
        (b"plain words", "a.docx", None),
        (b"plain words", "a.pdf", None),
    ],
)
def test_a_wrong_name_is_an_error(data: bytes, name: str, asked: str | None) -> None:
    """The error says what the document is no …, so that nobody is surprised by what was read."""
    with pytest.raises(UnreadableError, match="is no"):
        settled(data, name, asked)


@pytest.mark.parametrize(
    ("data", "name", "asked", "expected"),
    [
        (web_page(TABLE), "a.xls", "html", "html"),
        (b"<p>piece", "a.HTML", None, "html"),
        (csv_document(TABLE), "a.txt", None, "csv"),
        (csv_document(TABLE), "a.txt", "txt", "txt"),
        (csv_document(TABLE, apart="\t"), "a.txt", None, "txt"),
        (markdown_document(TABLE), "a.txt", None, "md"),
        (csv_document(TABLE), "a.txt", "csv", "csv"),
        (csv_document(TABLE), "unnamed", None, "csv"),
        (markdown_document(TABLE), "unnamed", None, "md"),
        (b"plain words", "unnamed.wxyz", None, "txt"),
        (word_document(TABLE), "unnamed", None, "docx"),
    ],
)
def test_the_content_comes_before_the_name(data: bytes, name: str, asked: str | None, expected: str) -> None:
    """Among texts, which show nothing of themselves, what is asked for counts before the name."""
    assert settled(data, name, asked) == expected
