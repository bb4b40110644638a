"""What is exported as LibreOffice opens and prints it (`make system` installs it)."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from tests.helpers.extracts import extract, marked

from gkplan import i18n
from gkplan.plan.load import load
from gkplan.writers.docx import DocxWriter
from gkplan.writers.interface import Extract
from gkplan.writers.xlsx import COLOURS, XlsxWriter

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="`make system` installs LibreOffice"),
]
MOST_PAGES = 25


@pytest.fixture
def made() -> Extract:
    """The plan of 2016 in December, in Chinese, with one item done."""
    i18n.use("zh")
    table = load(Path(__file__).parents[2] / "data/tasks.yaml", shown="tasks.yaml").plan
    assert table is not None
    return extract(table, marked(table, "2.1@2016-12-31", "市房管局", "done"), today="2016-12-01")


def printed(content: bytes, name: str, folder: Path) -> bytes:
    """The PDF that LibreOffice makes of a file, with settings of its own."""
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / name).with_suffix(".pdf").read_bytes()


def pages(pdf: bytes) -> list[str]:
    """The words on each page without their spaces; every page must lie across."""
    texts = []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for page in document.pages:
            assert page.width > page.height
            texts.append("".join(unicodedata.normalize("NFKC", page.extract_text()).split()))
    return texts


def test_the_ledger_prints_with_its_head_on_every_page(made: Extract, tmp_path: Path) -> None:
    """All three sheets on a handful of pages across, each with title, headings and page number, and every row there."""
    pdf = printed(XlsxWriter().content(made), "a.xlsx", tmp_path)
    texts = pages(pdf)
    assert 3 <= len(texts) <= MOST_PAGES
    for number, text in enumerate(texts, 1):
        assert "实施分解表" in text
        assert f"第{number}页" in text
    ledger = [text for text in texts if "具体要求" in text]
    assert all(entry.row.id in "".join(ledger) for entry in made.entries)
    assert sum("逾期事项" in text for text in texts) >= 1
    assert "各月到期情况" in texts[-1]


def test_states_are_printed_in_their_colours(made: Extract, tmp_path: Path) -> None:
    """What is overdue, due and done is filled with the colours of these states."""
    with pdfplumber.open(BytesIO(printed(XlsxWriter().content(made), "a.xlsx", tmp_path))) as document:
        fills = {
            tuple(round(255 * part) for part in shape["non_stroking_color"])
            for page in document.pages
            for shape in (*page.rects, *page.curves)
            if shape["fill"] and len(shape["non_stroking_color"] or ()) == 3
        }
    for state in ("overdue", "due", "done", "ongoing"):
        assert tuple(bytes.fromhex(COLOURS[state][1].removeprefix("#"))) in fills, state


def test_the_official_table_prints_with_its_header_on_every_page(made: Extract, tmp_path: Path) -> None:
    """Title, the table's header on each page, the page's number, and the first and the last row."""
    texts = pages(printed(DocxWriter().content(made), "a.docx", tmp_path))
    assert 3 <= len(texts) <= MOST_PAGES
    assert "实施分解表" in texts[0]
    assert all("牵头落实单位" in text for text in texts)
    assert [text.endswith(str(number)) for number, text in enumerate(texts, 1)] == [True] * len(texts)
    assert ("推进权力清单" in texts[0], "依法行政考评" in texts[-1]) == (True, True)
