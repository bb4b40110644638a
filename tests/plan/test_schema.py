"""The JSON Schema, and its agreement with our own validator."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gkplan.plan.load import load
from gkplan.plan.schema import schema_text

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "data" / "plan.schema.json"
PLAN = ROOT / "data" / "tasks.yaml"
FIELDS = "GK1"
"""The family of findings that a schema can tell: what is wrong with one field by itself."""
CASES = [
    case
    for case in sorted((ROOT / "tests" / "gallery").glob("*.yaml"))
    if not case.stem.startswith("gk0")  # the text itself: what is left of it depends on the parser
]


@pytest.fixture(scope="module")
def refused() -> dict[str, str]:
    """Each file that check-jsonschema refuses, with the first message about it."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", SCHEMA, "-o", "json", PLAN, *CASES],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    report = json.loads(done.stdout)
    assert report["parse_errors"] == []
    return {Path(error["filename"]).name: error["message"] for error in report["errors"]}


def test_the_committed_schema_is_current() -> None:
    """`data/plan.schema.json` is what `gkplan schema` prints; `gkplan schema > data/plan.schema.json` renews it."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_schema_names_itself_and_its_dialect() -> None:
    """An editor finds out which draft it is, and two copies are known to be one schema."""
    schema = json.loads(schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "urn:gkplan:schema:plan:1"


def test_the_real_plan_agrees_with_the_schema(refused: dict[str, str]) -> None:
    """The plan that ships passes another validator, and ours."""
    assert PLAN.name not in refused
    assert load(PLAN).findings == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_both_validators_agree(case: Path, refused: dict[str, str]) -> None:
    """What is wrong with a field by itself both refuse; what only the whole plan shows passes the schema."""
    ours = [finding.code for finding in load(case).findings if finding.code.startswith(FIELDS)]
    assert (case.name in refused) == bool(ours)


@pytest.mark.parametrize(
    "name", ["By", "Window", "Standing", "Recurring", "Event", "Directive", "Irregular", "Unstated"]
)
def test_every_kind_of_rule_is_described(name: str) -> None:
    """Each kind is in the schema with its Chinese name, refuses fields it does not know, and says what it needs."""
    part = json.loads(schema_text())["$defs"][name]
    assert part["additionalProperties"] is False
    assert any("\u4e00" <= character <= "\u9fff" for character in part["description"])
    assert {"kind", "quote", "from"} <= set(part["required"])
