"""The documents hang together, and what they say of the house is so."""

import re
from pathlib import Path

import pytest

import gkplan

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links(document: Path) -> None:
    """Every link within the project leads to a file."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_room_is_described() -> None:
    """Each room of the house, and no other, has its line in the description."""
    rooms = {path.parent.name for path in (ROOT / "src" / "gkplan").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `([a-z]+)` \|", ARCHITECTURE, re.MULTILINE)) == rooms


def test_files_named_are_there() -> None:
    """Files that the description names by their path are there."""
    named = re.findall(r"`((?:src|tests|tools|benchmarks|data|docs|constraints)/[\w./-]+)`", ARCHITECTURE)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_make_targets() -> None:
    """Every `make` target that a document names exists."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert set(re.findall(r"(?<=`make )[a-z-]+(?=`)|(?<=^make )[a-z-]+", text, re.MULTILINE)) <= targets


def test_changelog_has_the_version() -> None:
    """The version that stands in the package has its lines, or is still unreleased."""
    assert f"## [{gkplan.__version__}]" in CHANGELOG or "## [Unreleased]" in CHANGELOG
