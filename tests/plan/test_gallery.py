"""The gallery of bad plans: each with the findings it must bring, which are their documentation.

A case is `NAME.yaml` with `NAME.txt` beside it. To accept what the program says now: `GALLERY_ACCEPT=1 pytest …`, and
then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from gkplan.clean import visible
from gkplan.plan import places, source
from gkplan.plan.findings import KINDS, Finding
from gkplan.plan.load import SIZE_LIMIT, load, load_bytes

GALLERY = Path(__file__).parents[1] / "gallery"
CASES = sorted(GALLERY.glob("*.yaml"))
BESIDE = ("GK4", "GK5")  # what is wrong with a ledger, or with addresses, is no bad plan
NOT_KEPT = {
    "GK001",  # a file of 1 GiB is made by its test
    "GK014",  # and a row of 1 MiB
    "GK359",  # said by `explain`; of a plan the rule says it: GK252
}


def said(findings: tuple[Finding, ...]) -> str:
    """Findings as `gkplan validate` writes them."""
    lines = (
        f"{each.file}:{each.line}:{each.col}: {each.level} {each.code} {each.title}\n    {each.hint}\n"
        for each in findings
    )
    return visible("".join(lines))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bad_plan_brings_its_findings(case: Path) -> None:
    """Code, place, title and hint of every finding are those beside the plan."""
    findings = said(load(case, shown=case.name, reread=True).findings)
    expected = case.with_suffix(".txt")
    if os.environ.get("GALLERY_ACCEPT"):
        expected.write_text(findings, encoding="utf-8")
    assert findings == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_plan_with_an_error_is_never_half_answered(case: Path) -> None:
    """A plan comes out just where no finding is an error, and a query sees the errors but not the warnings."""
    loaded, asked = load(case, reread=True), load(case)
    errors = tuple(finding for finding in loaded.findings if finding.level == "error")
    assert (loaded.plan is None) == bool(errors)
    assert asked.findings == errors
    assert asked.plan == loaded.plan


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_parser_in_python_finds_the_same(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML has no libyaml the same findings come, though what is no YAML is said in other words elsewhere."""
    found = load(case, reread=True).findings
    monkeypatch.setattr(places, "_LOADER", yaml.SafeLoader)
    other = load(case, reread=True).findings
    assert [each for each in other if each.code != "GK004"] == [each for each in found if each.code != "GK004"]
    assert [each.code for each in other] == [each.code for each in found]


def test_every_code_has_a_case() -> None:
    """The gallery shows each code in a file named after it; only what is too large is not kept."""
    shown = {case.stem[:5].upper() for case in CASES}
    assert {code for code in KINDS if not code.startswith(BESIDE)} - shown == NOT_KEPT
    for case in CASES:
        if case.stem.startswith("gk"):
            assert case.stem[:5].upper() in {finding.code for finding in load(case, reread=True).findings}


def test_a_file_beyond_the_limit(tmp_path: Path) -> None:
    """One byte more than the limit is refused before anything is read."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    assert said(load(path, shown="large.yaml").findings) == (
        "large.yaml:1:1: error GK001 the file is larger than 1024 MB\n"
        "    a plan is one table; keep each published table in a file of its own\n"
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no such file")
def test_a_file_without_an_end() -> None:
    """What never ends is refused at the limit."""
    assert [finding.code for finding in load("/dev/zero").findings] == ["GK001"]


@pytest.mark.parametrize("text", ["- ", "甲"])
def test_a_part_beyond_what_is_held_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single part, here a title, that is larger than anything a plan says is refused while it is read."""
    monkeypatch.setattr(source, "PIECE_LIMIT", 2**16)
    plan = f"schema: 1\nplan: {{title: '{text * 2**16}'}}\n"
    assert [finding.code for finding in load_bytes(plan.encode(), "x.yaml").findings] == ["GK014"]


@pytest.mark.parametrize("words", ["甲" * 2**19, "[" + "甲, " * 2**18 + "甲]"], ids=["long", "many"])
def test_a_row_beyond_what_is_held_at_once(words: str) -> None:
    """A row that is too large, be it of tiny values, is refused at its place before more of it is held."""
    rows = "".join(
        f"      - no: {item}\n        extra: {{a: {said}}}\n" for item, said in enumerate(("b", words, "c"), 1)
    )
    plan = f"schema: 1\nplan: {{id: x, title: x}}\nunits: []\ntasks:\n  - no: 1\n    title: x\n    rows:\n{rows}"
    assert said(load_bytes(plan.encode(), "x.yaml").findings) == (
        "x.yaml:10:9: error GK014 what begins here is larger than 1 MB\n"
        "    see where it should have ended; a row is one requirement, and a long group may be made of groups\n"
    )
