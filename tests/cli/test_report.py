"""`gkplan report`: the file and where it goes; what stands in it is tested where it is written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.helpers.asking import Asker

TODAY = ["--today", "2016-07-01"]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the report goes, apart from the plan's folder."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "进展报告.html"


def test_one_file_is_written_and_nothing_is_said(small: Asker, out: Path) -> None:
    """It is a page, alone in its folder."""
    assert small("report", "-o", str(out), "-f", str(small.plan), *TODAY) == (0, "", "")
    assert out.read_bytes().startswith(b"<!DOCTYPE html>\n")
    assert list(out.parent.iterdir()) == [out]


def test_a_file_that_is_there_stays(small: Asker, out: Path) -> None:
    """Without --force it is refused with 4, with it written over."""
    out.write_text("old")
    asked = small("report", "-o", str(out), "-f", str(small.plan), *TODAY)
    assert (asked.code, out.read_text()) == (4, "old")
    assert small("report", "-o", str(out), "--force", "-f", str(small.plan), *TODAY).code == 0
    assert out.read_bytes().startswith(b"<!DOCTYPE html>\n")


def test_not_even_force_writes_over_the_plan(small: Asker) -> None:
    """The plan that is answered from is never the output."""
    before = Path(str(small.plan)).read_bytes()
    assert small("report", "-o", str(small.plan), "--force", "-f", str(small.plan), *TODAY).code == 4
    assert Path(str(small.plan)).read_bytes() == before


def test_a_folder_that_is_not_there_is_named(small: Asker, out: Path) -> None:
    """Exit 4, and nothing made."""
    asked = small("report", "-o", str(out.parent / "none" / "a.html"), "-f", str(small.plan), *TODAY)
    assert (asked.code, list(out.parent.iterdir())) == (4, [])
    assert "none" in asked.err


def test_the_filters_ask_the_rows(small: Asker, out: Path) -> None:
    """Only rows that are overdue, and only the unit's."""
    small("report", "-o", str(out), "--unit", "ssjj", "--status", "overdue", "-f", str(small.plan), *TODAY)
    said = out.read_text(encoding="utf-8")
    assert [f'id="r-{row}"' in said for row in ("1.1", "2.1", "2.2", "1.3")] == [False, False, True, False]


def test_a_missing_library_is_named(small: Asker, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 4, what is missing, and what to install; nothing is written."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    asked = small("report", "-o", str(out), "-f", str(small.plan), *TODAY)
    assert (asked.code, out.exists()) == (4, False)
    assert "jinja2" in asked.err
    assert "gkplan[export]" in asked.err


def test_the_plan_of_2016_is_a_small_page(ask: Asker, out: Path) -> None:
    """Below 300 KB in both languages."""
    for lang in ("zh", "en"):
        assert (
            ask(
                "report", "-o", str(out), "--force", "-f", "data/tasks.yaml", "--today", "2016-12-01", "--lang", lang
            ).code
            == 0
        )
        assert out.stat().st_size < 300_000
