"""Reading a document with the reader that fits it."""

from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest

from gkplan.readers.interface import DOUBTS, READERS, UnreadableError, read_document

INVENTED = Path(__file__).parent / "documents" / "岚州市2024.txt"


def test_the_source_is_named_and_hashed() -> None:
    """A draft's source is the file's name, without its folder, and the hash of its bytes."""
    source = read_document(INVENTED).plan.source

    assert source is not None
    assert (source.file, source.sha256) == ("岚州市2024.txt", sha256(INVENTED.read_bytes()).hexdigest())


@pytest.mark.parametrize("name", ["plan.wps", "plan"])
def test_a_format_without_a_reader_is_refused(tmp_path: Path, name: str) -> None:
    """The error names the formats that there are."""
    path = tmp_path / name
    path.write_bytes(b"")

    with pytest.raises(UnreadableError, match=r"\.txt"):
        read_document(path)


def test_a_missing_file_is_the_systems_error(tmp_path: Path) -> None:
    """Files that can't be read are no matter of format."""
    with pytest.raises(OSError, match=r"none\.txt"):
        read_document(tmp_path / "none.txt")


def test_suffixes_are_read_in_any_case(tmp_path: Path) -> None:
    """Windows writes .TXT."""
    path = tmp_path / "A.TXT"
    path.write_bytes(INVENTED.read_bytes())

    assert read_document(path).plan.tasks == read_document(INVENTED).plan.tasks


@pytest.mark.parametrize("module", READERS.values())
def test_every_reader_reads(module: str) -> None:
    """A module that is named for a format has `read`."""
    assert callable(import_module(module).read)


def test_every_doubt_is_in_the_table() -> None:
    """The doubts of a document full of slips have codes that the table explains."""
    assert {doubt.code for doubt in read_document(INVENTED).doubts} <= set(DOUBTS)
