"""The JSON Schema accepts what reading accepts, and refuses what it refuses, as far as it can say so."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from cjm_plugin.model.schema import FILES, json_schema
from cjm_plugin.reading.folder import Role, role_of
from cjm_plugin.reading.nodes import to_data
from cjm_plugin.reading.parsing import parse
from cjm_plugin.reading.text_file import TextFile
from cjm_plugin.reading.validation import validate
from tests.reading.examples import FAST, MAPS, PLACES, TYPED, json_like, replaced

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "reading" / "golden"
VALIDATORS = {kind: Draft7Validator(json_schema(kind)) for kind in FILES}
KINDS = {Role.MAP: "map", Role.PERSONA: "persona", Role.CATALOG: "catalog", Role.COLLECTION: "collection"}


def data_of(text: str) -> object:
    root = parse(TextFile("x", text)).root
    assert root is not None
    return to_data(root)


def kind_of(path: str) -> str:
    role = role_of(PurePosixPath(path))
    return KINDS[role] if role else "map"


def golden_good() -> list[Any]:
    return [
        pytest.param(kind_of(name), text, id=f"{case['case']}: {name}")
        for family in sorted(GOLDEN.glob("*.yaml"))
        for case in yaml.safe_load(family.read_text(encoding="utf-8"))
        if not case["report"]
        for name, text in case["files"].items()
        if name.endswith("yaml") and not name.startswith((".", "_d"))
    ]


@pytest.mark.parametrize("kind", FILES)
def test_the_schemas_are_valid(kind: str) -> None:
    Draft7Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("path", sorted(MAPS.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_examples_fit(path: Path) -> None:
    relative = path.relative_to(MAPS)
    validator = VALIDATORS[kind_of(relative.as_posix())]
    assert not list(validator.iter_errors(data_of(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(("kind", "text"), golden_good())
def test_good_cases_fit(kind: str, text: str) -> None:
    assert not list(VALIDATORS[kind].iter_errors(data_of(text)))


@pytest.mark.parametrize(
    "text",
    [
        "stages: [A]",
        "title: Foo",
        "title: Foo\nstages: []",
        "title: no\nstages: [A]",
        "title: ' '\nstages: [A]",
        "title: Foo\nstages: [A]\ntagz: [a]",
        "title: Foo\nkind: future\nstages: [A]",
        "title: Foo\nstages: [{title: A, score: 6}]",
        "title: Foo\nstages: [{title: A, score: high}]",
        "title: Foo\nstages: [{title: A, score: {p: 0}}]",
        "title: Foo\nstages: [{title: A, chanels: web}]",
        "title: Foo\nstages: [{title: A, steps: [{action: b, titel: x}]}]",
        "title: Foo\nstages: [{title: A, steps: [{action: b, goal: x}]}]",
        "title: Foo\nlanes: [proof]\nstages: [{title: A, proof: {a: b}}]",
        "title: Foo\nstages: [{title: A, touchpoint: x, touchpoints: y}]",
        "title: Foo\nstages: [{title: A, id: two words}]",
        "title: Foo\nstages: [{title: A, wow: 1}]",
        "title: Foo\nstages: [A]\nreview: {last_reviewed: 15.09.2026}",
        "title: Foo\nstages: [A]\nsources: [{title: B, sample: 3.5}]",
        "title: Foo\nstages: [A]\nlane_values: {a: b}",
        "cjm: 2\ntitle: Foo\nstages: [A]",
    ],
)
def test_typical_errors_are_refused(text: str) -> None:
    assert list(VALIDATORS["map"].iter_errors(data_of(text)))


def whole_floats(value: object) -> bool:
    """JSON Schema takes 4.0 for a whole number; reading does not."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (isinstance(value, float) and value.is_integer()) or any(whole_floats(item) for item in inner)


@settings(FAST, max_examples=30)
@given(st.sampled_from(PLACES), json_like)
def test_schema_and_reading_agree(loc: tuple[Any, ...], new: Any) -> None:
    text = json.dumps(replaced(TYPED, loc, new))
    parsed = parse(TextFile("x", text))
    if parsed.root is None or parsed.diagnostics:
        return
    data = to_data(parsed.root)
    fits_schema = VALIDATORS["map"].is_valid(data)
    told = validate(parsed.root, FILES["map"], "x").diagnostics
    beyond_schema = {"CJM020", "CJM026", "CJM028", "CJM029"} if "lanes" in text else {"CJM026", "CJM028", "CJM029"}
    if fits_schema:
        assert {diagnostic.problem.code for diagnostic in told} <= beyond_schema or whole_floats(data)
    else:
        assert told
