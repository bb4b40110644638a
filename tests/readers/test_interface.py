"""Reading a document with the reader that fits it."""

import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from tests.helpers.documents import word_document

from gkplan.readers.doubts import DOUBTS, MissingExtraError
from gkplan.readers.interface import READERS, read_bytes, read_document

INVENTED = Path(__file__).parent / "documents" / "岚州市2024.txt"


def test_the_source_is_named_and_hashed() -> None:
    """A draft's source is the file's name, without its folder, and the hash of its bytes."""
    source = read_document(INVENTED).plan.source

    assert source is not None
    assert (source.file, source.sha256) == ("岚州市2024.txt", sha256(INVENTED.read_bytes()).hexdigest())


def test_a_missing_file_is_the_systems_error(tmp_path: Path) -> None:
    """Files that can't be read are no matter of format."""
    with pytest.raises(OSError, match=r"none\.txt"):
        read_document(tmp_path / "none.txt")


def test_suffixes_are_read_in_any_case(tmp_path: Path) -> None:
    """Windows writes .TXT."""
    path = tmp_path / "A.TXT"
    path.write_bytes(INVENTED.read_bytes())

    assert read_document(path).plan.tasks == read_document(INVENTED).plan.tasks


@pytest.mark.parametrize("module", sorted({known.module for known in READERS.values()}))
def test_every_reader_reads(module: str) -> None:
    """A module that is named for a format has `read`."""
    assert callable(import_module(module).read)


def test_suffixes_belong_to_one_format() -> None:
    """No suffix is two formats'."""
    suffixes = [suffix for known in READERS.values() for suffix in known.suffixes]

    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("library", ["mammoth", "selectolax"])
def test_a_missing_library_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """Without the extra the error names the library and the command that brings it."""
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setitem(sys.modules, f"{library}.lexbor", None)
    data = word_document([["序号"]]) if library == "mammoth" else b"<table><tr><td>1</table>"

    with pytest.raises(MissingExtraError) as refused:
        read_bytes(data, "plan")
    assert str(refused.value.params["library"]).startswith(library)
    assert refused.value.hint.format(**refused.value.params) == "pip install 'gkplan[import]'"


def test_every_doubt_is_in_the_table() -> None:
    """The doubts of a document full of slips have codes that the table explains."""
    assert {doubt.code for doubt in read_document(INVENTED).doubts} <= set(DOUBTS)
