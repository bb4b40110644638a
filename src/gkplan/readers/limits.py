"""What a document may cost: bytes, rows and cells, and what its container may unpack to.

Published tables have a few hundred rows; these limits are far beyond them, and end what would take minutes or
gigabytes with one clear error.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from gkplan.plan.findings import N_
from gkplan.readers.doubts import UnreadableError

MOST_BYTES = 64 * 2**20
"""The most bytes that a document may have."""
MOST_TEXT = 16 * 2**20
"""The most bytes that a page, a text or a table of values may have: pages have markup, and no pictures inside."""
MOST_UNPACKED = 64 * 2**20
"""The most bytes that a container's parts may unpack to together, pictures left out."""
MOST_RATIO = 200
"""How many times smaller packed parts of more than a megabyte may be; real tables stay below 60."""
MOST_PARTS = 10_000
MOST_ROWS = 20_000
"""The most rows that the tables of a document may have together."""
MOST_CELLS = 2_000_000
"""The most places that one table may have, merged ones counted as often as they reach over."""
MOST_COLUMNS = 256
"""The most columns that a plan's table may have; an old workbook has no more."""
MOST_TAGS = 1_500_000
"""The most tags that a page may have: what a parser builds from each takes a hundred times its bytes."""
_MEDIA = re.compile(r"(?:word|xl|ppt)/(?:media|embeddings|fonts)/")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_size(data: bytes) -> None:
    """Refuse a document that is empty or larger than any."""
    if not data.strip():
        raise UnreadableError(N_("the document is empty"))
    if len(data) > MOST_BYTES:
        raise _too_large(MOST_BYTES)


def check_text_size(data: bytes) -> None:
    """Refuse a text that is larger than any page."""
    if len(data) > MOST_TEXT:
        raise _too_large(MOST_TEXT)


def check_rows(rows: int) -> None:
    """Refuse a document with more rows than any plan."""
    if rows > MOST_ROWS:
        raise UnreadableError(
            N_("the document has more than {limit} rows"),
            N_("import one published table at a time"),
            limit=MOST_ROWS,
        )


def check_tags(tags: int, most: int = MOST_TAGS) -> None:
    """Refuse a document whose markup would take minutes and gigabytes to take apart."""
    if tags > most:
        raise UnreadableError(
            N_("the document has more than {limit} tags"),
            N_("copy the table into a spreadsheet and save that as xlsx"),
            limit=most,
        )


def check_columns(columns: int) -> None:
    """Refuse a plan's table that is wider than any."""
    if columns > MOST_COLUMNS:
        raise UnreadableError(N_("the table has more than {limit} columns"), limit=MOST_COLUMNS)


def check_cells(cells: int) -> None:
    """Refuse a table whose merged cells reach over more places than any table has."""
    if cells > MOST_CELLS:
        raise UnreadableError(N_("a table has more than {limit} cells"), limit=MOST_CELLS)


def opened(data: bytes) -> ZipFile:
    """A container (docx, xlsx) that is whole and unpacks to no more than it may; nothing is unpacked for that."""
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    counted = [part for part in parts if not _MEDIA.match(part.filename)]
    large = any(part.file_size > 2**20 and part.file_size > MOST_RATIO * part.compress_size for part in counted)
    if large or len(parts) > MOST_PARTS or sum(part.file_size for part in counted) > MOST_UNPACKED:
        raise UnreadableError(
            N_("the document unpacks to far more than any plan: it is damaged, or made to do harm"),
            N_("open it, copy the table into a new document and save that"),
        )
    return archive


def part(archive: ZipFile, name: str) -> bytes:
    """A part of a container, unpacked; `UnreadableError` where it is missing or damaged."""
    try:
        return archive.read(name)
    except (KeyError, BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise damaged() from error


def refuse_declarations(xml: bytes) -> None:
    """Refuse XML that declares a document type or an entity, in any encoding that parsers guess: Word writes none."""
    plain = xml.replace(b"\0", b"") if b"\0" in xml else xml
    if b"<!" in plain and _DECLARATION.search(plain):
        raise UnreadableError(
            N_("the document declares entities, as no office program does; it was made to do harm"),
            N_("copy the table into a new document and save that"),
        )


def damaged() -> UnreadableError:
    """The document is cut off, or not what its first bytes say."""
    return UnreadableError(
        N_("the document is damaged or was not downloaded whole"),
        N_("download it again, or open it and save it anew"),
    )


def locked() -> UnreadableError:
    """The document wants a password."""
    return UnreadableError(N_("the document is locked with a password"), N_("open it and save it without one"))


def _too_large(limit: int) -> UnreadableError:
    return UnreadableError(
        N_("the document is larger than {limit} MB"),
        N_("save the table alone as a document of its own"),
        limit=limit // 2**20,
    )
