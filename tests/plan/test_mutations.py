"""Plans with anything anywhere: whatever stands in the file, there is a plan or a finding, never a crash."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from tests.helpers.whole_plan import WHOLE

from gkplan.plan.load import load_bytes
from gkplan.plan.places import parse
from gkplan.plan.schema import schema_text

VALIDATOR = Draft202012Validator(json.loads(schema_text()), format_checker=Draft202012Validator.FORMAT_CHECKER)
DATA: dict[str, Any] = parse(WHOLE, "x.yaml")[0].data
words = st.sampled_from(
    (
        *(
            "",
            " ",
            "甲县政府",
            "各县政府",
            "府办",
            "长期",
            "每两月",
            "lead",
            "units",
            "by",
            "none",
            "\x1b[31m",
            "\u202e",
        ),
        *("2016-02-30", "9999-12-31", "0001-01-01", "--02-30", "P1D", "P", "day 31 of month", "Friday"),
    )
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**18) | words | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words | st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


def paths_in(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every part of some data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, value in inner for found in paths_in(value, (*path, key)))]


PATHS = paths_in(DATA)[1:]


def with_extra(name: str, value: Any) -> dict[str, Any]:
    """The whole plan, in which the first row has something of its own."""
    data = deepcopy(DATA)
    data["tasks"][0]["rows"][0]["extra"] = {name: value}
    return data


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """The whole plan with up to four of its parts changed, taken away, or said twice."""
    data = deepcopy(DATA)
    for path in draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=4)):
        spoil(data, path, draw(st.sampled_from(["change", "remove", "repeat"])), draw(values))
    return data


def spoil(data: Any, path: tuple[str | int, ...], how: str, value: Any) -> None:
    """Spoil one part, if an earlier change left it there."""
    *way, last = path
    try:
        for name in way:
            data = data[name]
        old = data[last]
    except (KeyError, IndexError, TypeError):
        return
    if isinstance(data, str):
        return
    if how == "remove":
        del data[last]
    elif how == "repeat" and isinstance(data, list):
        data.append(old)
    else:
        data[last] = value


@settings(max_examples=200)
@given(spoilt())
def test_a_spoilt_plan_is_refused_or_taken(data: dict[str, Any]) -> None:
    """There is a plan just where no finding is an error; every finding has its words and a place in the file."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    loaded = load_bytes(text.encode("utf-8", "ignore"), "x.json", reread=True)
    assert (loaded.plan is None) == any(finding.level == "error" for finding in loaded.findings)
    assert all(finding.title and finding.hint for finding in loaded.findings)
    assert all(1 <= finding.line <= text.count("\n") + 1 and finding.col >= 1 for finding in loaded.findings)


@settings(max_examples=200)
@given(spoilt())
@example(with_extra("", None))
@example(with_extra(" ", "words"))
def test_the_schema_refuses_just_what_our_fields_refuse(data: dict[str, Any]) -> None:
    """Whatever is spoilt, the exported JSON Schema and our own reading of the fields agree whether it is wrong."""
    found = load_bytes(json.dumps(data, ensure_ascii=False).encode("utf-8", "ignore"), "x.json").findings
    assume(not any(finding.code.startswith("GK0") for finding in found))
    assert VALIDATOR.is_valid(data) == (not any(finding.code.startswith("GK1") for finding in found))
