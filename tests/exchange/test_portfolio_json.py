"""The portfolio as JSON: it fits its published schemas, its figures are those of the YAML, and nothing is lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from cjm_plugin.exchange.journey_data import journey_data
from cjm_plugin.exchange.json_schemas import EXPORTS, export_schema
from cjm_plugin.exchange.portfolio_json import map_files, portfolio_json
from cjm_plugin.reading.single import read_map
from tests.exchange.registers import MAPS, TODAY, examples, of_files, saying, url_of
from tests.shared.hostile import HOSTILE
from tests.shared.raw_portfolio import critical_pains, mean, raw_maps, stage_mean, weight_of

if TYPE_CHECKING:
    from cjm_plugin.analysis.registers import Registers
    from cjm_plugin.model.journey_map import JourneyMap

SCHEMAS = Path(__file__).parents[2] / "schemas"
RAW = raw_maps(MAPS)


@pytest.fixture(scope="module")
def told() -> Registers:
    return examples()


@pytest.fixture(scope="module")
def data(told: Registers) -> Any:
    return json.loads(portfolio_json(told, url_of))


def published(kind: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def check(told: Registers) -> None:
    assert [*published("portfolio").iter_errors(json.loads(portfolio_json(told, url_of)))] == []
    for make in map_files(told, url_of).values():
        assert [*published("map-export").iter_errors(json.loads(make()))] == []


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_published_schemas_are_those_of_the_code(kind: str) -> None:
    schema = export_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert published(kind).schema == schema


def test_the_examples_fit_the_schemas(told: Registers) -> None:
    check(told)


def test_the_schemas_refuse_what_is_something_else(told: Registers, data: Any) -> None:
    for wrong in ({**data, "format": 2}, {**data, "more": 1}, {key: data[key] for key in data if key != "pains"}):
        assert not published("portfolio").is_valid(wrong)
    a_map = json.loads(next(iter(map_files(told, url_of).values()))())
    assert not published("map-export").is_valid({**a_map, "journey": {**a_map["journey"], "titel": "x"}})


def test_the_figures_are_those_of_the_yaml(data: Any) -> None:
    today = [raw for raw in RAW if raw.tells_of_today]
    assert data["format"] == 1
    assert data["today"] == TODAY.isoformat()
    assert data["figures"]["score"] == pytest.approx(mean(raw.score for raw in today))
    assert data["figures"]["critical_pains"] == len(critical_pains(RAW))
    assert sum(data["figures"]["maps"].values()) == len(data["maps"]) == len(RAW)
    assert sum(each["points"] for each in data["pains"]) == pytest.approx(
        sum(weight_of(pain) for raw in RAW for _, _, pain in raw.pains())
    )
    late = [i for raw in RAW for i in raw.opportunities() if i.get("status") not in {"done", "rejected"}]
    assert data["figures"]["opportunities_late"] == sum("due" in idea and idea["due"] < TODAY for idea in late)
    assert Counter(each["status"] for each in data["opportunities"]) == Counter(
        idea.get("status", "idea") for raw in RAW for idea in raw.opportunities()
    )


def test_everything_names_a_map_that_is_there(data: Any) -> None:
    keys = [each["key"] for each in data["maps"]]
    assert keys == sorted(keys)
    for things in ("pains", "opportunities", "metrics"):
        assert {each["map"] for each in data[things]} <= set(keys)
        assert len({(each["map"], each["id"]) for each in data[things]}) == len(data[things])
    pains = {(each["map"], each["id"]) for each in data["pains"]}
    for channel in data["channels"]:
        assert {(each["map"], each["id"]) for each in channel["pains"]} <= pains
        assert {each["map"] for each in channel["maps"]} <= set(keys)


def test_a_map_has_its_figures(told: Registers) -> None:
    by_title = {raw.data["title"]: raw for raw in RAW}
    for key, make in map_files(told, url_of).items():
        found = json.loads(make())
        raw = by_title[found["journey"]["title"]]
        assert found["map"]["url"] == url_of(key) or not key.isascii()
        assert [each["score"] for each in found["stage_scores"]] == pytest.approx([*map(stage_mean, raw.stages)])
        assert found["map"]["score"] == pytest.approx(raw.score)


def again(journey: JourneyMap) -> JourneyMap | None:
    return read_map(json.dumps(journey_data(journey), ensure_ascii=False).encode(), "x.yaml").journey


def test_a_map_read_again_is_the_same_map(told: Registers) -> None:
    for entry in told.portfolio.maps:
        assert again(entry.journey) == entry.journey


@pytest.mark.parametrize("text", ["plain", *HOSTILE])
def test_nothing_that_the_format_holds_is_lost(tmp_path: Path, text: str) -> None:
    told = saying(tmp_path, lambda name: f"{text} {name}")
    check(told)
    for entry in told.portfolio.maps:
        assert again(entry.journey) == entry.journey


def test_keys_of_ones_own_and_empty_scores_are_kept(tmp_path: Path) -> None:
    said = {
        "title": "A",
        "x-team": {"room": [1, None, "b"]},
        "lanes": ["sign"],
        "stages": [{"title": "S", "sign": ["a", "b"], "score": {}, "x-colour": "red"}],
    }
    (entry,) = of_files(tmp_path, {"a.yaml": said}).portfolio.maps
    assert again(entry.journey) == entry.journey
    data = journey_data(entry.journey)
    assert data["x-team"] == {"room": [1, None, "b"]}
    assert data["stages"] == [{"id": "s", "score": {}, "title": "S", "sign": ["a", "b"], "x-colour": "red"}]


def test_shared_pains_are_counted_together(tmp_path: Path) -> None:
    stage = {"title": "S", "pains": {"id": "p", "what": "Slow", "same_as": "slow", "severity": "high"}}
    files = {
        "catalog.yaml": {"pains": [{"id": "slow", "what": "Nobody answers"}]},
        "a.yaml": {"title": "A", "stages": [stage]},
        "b.yaml": {"title": "B", "stages": [stage]},
    }
    told = of_files(tmp_path, files)
    check(told)
    (shared,) = json.loads(portfolio_json(told, url_of))["shared_pains"]
    assert shared["pains"] == [{"map": "a", "id": "p"}, {"map": "b", "id": "p"}]
    assert (shared["what"], shared["maps"], shared["severity"], shared["points"]) == ("Nobody answers", 2, "high", 3)


def test_the_hierarchy_is_told(data: Any) -> None:
    parents = {each["key"]: each["parent"] for each in data["maps"] if each["parent"]}
    assert parents["finance/bank"] == "finance/customer-lifecycle"


def test_without_an_address_urls_are_null(told: Registers) -> None:
    data = json.loads(portfolio_json(told, lambda _: None))
    assert {each["url"] for each in (*data["maps"], *data["pains"], *data["personas"])} == {None}


def test_the_same_portfolio_gives_the_same_bytes(told: Registers) -> None:
    assert portfolio_json(told, url_of) == portfolio_json(examples(), url_of)


def test_nothing_at_all_fits_too(tmp_path: Path) -> None:
    check(of_files(tmp_path, {"catalog.yaml": {"channels": "Web"}}))
