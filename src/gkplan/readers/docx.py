"""Word documents: mammoth makes a page of them, with tracked changes accepted and content controls kept."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from gkplan.readers import html
from gkplan.readers.docx_numbers import with_numbers
from gkplan.readers.doubts import Doubt, UnreadableError
from gkplan.readers.grid import Grid
from gkplan.readers.limits import check_rows, check_tags, damaged, opened, part, refuse_declarations

MOST_TAGS = 500_000
"""Of a document with more tags, some 7,000 rows, mammoth would make a page for longer than 10 seconds."""
_BODY = re.compile(r"word/document\d*\.xml")
_LISTS = re.compile(r"word/numbering\d*\.xml")
_STYLES = "word/styles.xml"
_NO_LISTS = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_PICTURE = re.compile(r"(?:word/)?(?:media|embeddings|fonts)/|docProps/thumbnail")
_ROW = re.compile(rb"<w:tr[ >]")
_CHANGED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_NOTE_MARK = re.compile(r'<sup><a href="#(?:foot|end)note-[^>]*>[^<]*</a></sup>')
"""What mammoth leaves where a footnote is referred to: no word of the cell."""


def read(data: bytes) -> tuple[Grid, ...]:
    """The tables of a Word document, rows counted from 1; a doubt where it has tracked changes.

    Changes are read as accepted: what was deleted is gone. `UnreadableError` where the bytes are no such document, or
    it unpacks to more than any. Nothing outside the document is opened: no linked picture, no template.
    """
    with opened(data) as archive:
        body = _checked(archive)
        whole = _numbered(archive) or data
    grids = html.grids(_page(whole))
    if _CHANGED.search(body) and grids:
        first = grids[0]
        grids = (first._replace(doubts=(Doubt("tracked-changes", None, 0, ""), *first.doubts)), *grids[1:])
    return grids


def _checked(archive: ZipFile) -> bytes:
    """The document's body, every XML part having been looked at."""
    tags = 0
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            content = part(archive, name)
            refuse_declarations(content)
            tags += content.count(b"<")
    check_tags(tags, MOST_TAGS)
    body = b"".join(part(archive, name) for name in archive.namelist() if _BODY.fullmatch(name))
    check_rows(sum(1 for _ in _ROW.finditer(body)))
    return body


def _numbered(archive: ZipFile) -> bytes | None:
    """The document with the numbers of its lists as text; None where it numbers nothing by lists."""
    names = archive.namelist()
    lists = next((name for name in names if _LISTS.fullmatch(name)), None)
    if lists is None:
        return None
    numbering, styles = part(archive, lists), part(archive, _STYLES) if _STYLES in names else None
    made = {name: with_numbers(part(archive, name), numbering, styles) for name in names if _BODY.fullmatch(name)} | {
        lists: _NO_LISTS
    }
    out = BytesIO()
    with ZipFile(out, "w") as copy:
        for name in names:
            if not _PICTURE.match(name):
                copy.writestr(name, made.get(name) or part(archive, name))
    return out.getvalue()


def _page(data: bytes) -> str:
    import mammoth

    try:
        made = mammoth.convert_to_html(
            BytesIO(data),
            convert_image=lambda _image: [],
            ignore_empty_paragraphs=False,
            external_file_access=False,
            include_embedded_style_map=False,
        )
    except UnreadableError:
        raise
    except Exception as error:  # whatever a damaged document breaks in the library
        raise damaged() from error
    return _NOTE_MARK.sub("", made.value)
