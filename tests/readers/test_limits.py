"""Documents that would take minutes or gigabytes, or that do harm: one clear error at once."""

import io
import os
import zipfile
from collections.abc import Callable

import pytest
from tests.helpers.documents import csv_document, markdown_document, web_page, word_document

from gkplan.readers.doubts import UnreadableError
from gkplan.readers.interface import read_bytes

TABLE = [["序号", "工作任务", "责任单位", "完成时限"], ["1", "甲", "市甲局", "年底前"]]
MANY = [TABLE[0], *([str(number), "甲", "市甲局", "年底前"] for number in range(100_000))]
WORD = word_document(TABLE)
ENTITY = '<!DOCTYPE a [<!ENTITY b "ha">]>'


def _with_body(change: Callable[[bytes], bytes], *more: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WORD)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == "word/document.xml" else old.read(name))
        for name, content in more:
            new.writestr(name, content)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b" \n", "a.docx", "empty"),
    "a page of 50 MB": (lambda: b"<html><body>" + b"<p>a" * (50 * 2**18), "a.html", "larger than 16 MB"),
    "100,000 rows of a page": (lambda: web_page(MANY), "a.html", "more than 20000 rows"),
    "100,000 rows of values": (lambda: csv_document(MANY), "a.csv", "more than 20000 rows"),
    "100,000 rows of Markdown": (lambda: markdown_document(MANY), "a.md", "more than 20000 rows"),
    "100,000 rows of Word": (
        lambda: _with_body(lambda body: body.replace(b"</w:tbl>", b"<w:tr ></w:tr>" * 60_000 + b"</w:tbl>")),
        "a.docx",
        "more than 20000 rows|unpacks to far more",
    ),
    "tags without end": (
        lambda: _with_body(lambda body: body + os.urandom(2**18).hex().replace("a", "<a>").encode() * 20),
        "a.docx",
        "more than 500000 tags",
    ),
    "a bomb": (lambda: _with_body(lambda body: body + b" " * (80 * 2**20)), "a.docx", "unpacks to far more"),
    "a bomb in another part": (
        lambda: _with_body(bytes, ("word/x.xml", b" " * (20 * 2**20))),
        "a.docx",
        "unpacks to far more",
    ),
    "an entity": (
        lambda: _with_body(lambda body: body.replace(b"<w:document", ENTITY.encode() + b"<w:document", 1)),
        "a.docx",
        "entities",
    ),
    "an entity in UTF-16": (
        lambda: _with_body(bytes, ("word/footer.xml", f'<?xml version="1.0"?>{ENTITY}<a/>'.encode("utf-16"))),
        "a.docx",
        "entities",
    ),
    "cut off": (lambda: WORD[: len(WORD) // 2], "a.docx", "damaged"),
    "a body cut off": (lambda: _with_body(lambda body: body[: len(body) // 2]), "a.docx", "damaged"),
    "no zip": (lambda: b"PK\x03\x04 and no more", "a.docx", "damaged"),
    "tables in tables": (
        lambda: _with_body(lambda body: body.replace(b"<w:tbl>", b"<w:tbl><w:tr><w:tc>" * 2_000, 1)),
        "a.docx",
        "damaged",
    ),
    "tables in tables, closed": (
        lambda: _with_body(
            lambda body: body.replace(
                b"</w:body>",
                b"<w:tbl><w:tr><w:tc>" * 2_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 2_000 + b"</w:body>",
            )
        ),
        "a.docx",
        "damaged",
    ),
    "a table wider than any": (
        lambda: csv_document([row + ["x"] * 300 for row in TABLE]),
        "a.csv",
        "more than 256 columns",
    ),
    "50,000 duties in one paragraph": (
        ("一、甲\n" + "1.甲。（市教育局）；" * 50_000).encode,
        "a.txt",
        "more than 20000 rows",
    ),
    "cells that nothing parts": (
        lambda: "\n\n".join((*TABLE[0], "1", *["市甲局"] * 50_000)).encode(),
        "a.txt",
        "told apart",
    ),
    "100,000 rows of cells": (lambda: "\n".join(cell for row in MANY for cell in row).encode(), "a.txt", "20000 rows"),
    "a page of nothing but tags": (
        lambda: b"<html><body>" + b"<b>x</b>" * 1_000_000,
        "a.html",
        "more than 1500000 tags",
    ),
    "boxes in boxes": (lambda: b"<div>" * 1_000_000, "a.html", "deeper"),
    "boxes in boxes, closed": (lambda: b"<i>" * 500 + b"a" + b"</i>" * 500, "a.html", "deeper"),
    "cells over everything": (
        lambda: b"<table>" + b"<tr><td colspan=1000 rowspan=65000>a" * 15_000,
        "a.html",
        "more than 2000000 cells",
    ),
    "a cell without end": ('序号,工作任务,责任单位,完成时限\n1,"甲,市甲局,年底前\n'.encode, "a.csv", "line"),
    "quotation marks": (lambda: b'"' * 3_000_000, "a.csv", "line 1"),
    "bars and dashes": (lambda: b"|a|\n|" + b"-|" * 5_000_000, "a.md", "no table"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_document_is_one_clear_error_at_once(case: str) -> None:
    """Each says what is wrong; none is a fault or a hang."""
    made, name, said = BAD[case]
    data = made()

    with pytest.raises(UnreadableError, match=said):
        read_bytes(data, name)
