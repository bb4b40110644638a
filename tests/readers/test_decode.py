"""Bytes to text, whatever the document says of its encoding."""

import pytest

from gkplan.readers.decode import decoded
from gkplan.readers.doubts import UnreadableError

TEXT = "某市2024年重点工作任务分解表：责任单位、完成时限\n" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
@pytest.mark.parametrize("declared", [None, "gb2312", "big5", "latin-1", "no-such-encoding"])
def test_a_declaration_is_not_believed(encoding: str, declared: str | None) -> None:
    """What the bytes are decides, whatever the page declares."""
    assert decoded(TEXT.encode(encoding), declared) == TEXT


def test_big5_is_read_where_it_is_declared_and_true() -> None:
    """Big5 bytes are no UTF-8, and read as GB18030 they have none of the words that plans are full of."""
    text = "各縣市政府應於期限內完成工作，責任單位為教育局。" * 20

    assert decoded(text.encode("big5"), "big5") == text


def test_a_broken_character_is_shown() -> None:
    """One broken byte in a long page does not keep the page from being read, and is seen."""
    data = bytearray(TEXT.encode() * 50)
    data[3] = 0xFF

    assert decoded(bytes(data)).count("\ufffd") == 3


@pytest.mark.parametrize("data", [b"\x00\x01\x02", bytes(range(128, 256)) * 10, "文".encode("utf-16-le") * 9 + b"\0"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """NUL bytes, and bytes that are text in no encoding."""
    with pytest.raises(UnreadableError, match="not a text"):
        decoded(data)


def test_a_text_longer_than_any_is_refused() -> None:
    """Before it is decoded."""
    with pytest.raises(UnreadableError, match="larger than 16 MB"):
        decoded(b"a" * (16 * 2**20 + 1))
