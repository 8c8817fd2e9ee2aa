"""What the tables of a map can be filtered by. How that works is seen in tests/browser."""

import json
from typing import Any

import pytest

from cjm_plugin.locale import interface
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.values import Frequency, Severity
from cjm_plugin.pages.tables import opportunity_table, pain_table, personas_helped, rank

NAMES = {"a": "Anna", "b": "**Boris**"}


def journey(*pains: dict[str, Any], opportunities: tuple[dict[str, Any], ...] = ()) -> JourneyMap:
    stage = {"title": "Stage", "pains": list(pains), "opportunities": list(opportunities)}
    return with_ids(JourneyMap.model_validate({"title": "Map", "stages": [stage]}))


def filters(*pains: dict[str, Any]) -> dict[str, list[list[str]]]:
    table = pain_table(journey(*pains), NAMES, interface("en"))
    return {found["name"]: found["options"] for found in json.loads(table.filters)}


@pytest.mark.parametrize("pains", [(), ({"what": "x"},), ({"what": "x"}, {"what": "y"})])
def test_there_is_no_filter_that_would_leave_out_nothing(pains: tuple[dict[str, Any], ...]) -> None:
    assert filters(*pains) == {}


def test_a_filter_offers_what_occurs_worst_first_and_what_is_not_said_last() -> None:
    assert filters({"what": "x"}, {"what": "y", "severity": "low"}, {"what": "z", "severity": "high"}) == {
        "severity": [["high", "High"], ["low", "Low"], ["", "—"]]
    }


def test_a_pain_point_that_names_nobody_concerns_everybody() -> None:
    said = journey({"what": "x"}, {"what": "y", "personas": ["b", "unknown"]})
    table = pain_table(said, NAMES, interface("en"))
    assert [table.attributes(row) for row in table.rows] == [{"data-persona": "a b"}, {"data-persona": "b"}]
    assert filters({"what": "x", "personas": "a"}, {"what": "y", "personas": "b"}) == {
        "persona": [["a", "Anna"], ["b", "Boris"]]
    }


@pytest.mark.parametrize(
    ("addresses", "helped"),
    [([], ()), (["x"], ("a",)), (["x", "y"], ("a", "b")), (["x", "z"], ()), (["unknown"], ())],
)
def test_an_opportunity_helps_those_whose_pain_it_answers(addresses: list[str], helped: tuple[str, ...]) -> None:
    pains = ({"what": "x", "personas": "a"}, {"what": "y", "personas": "b"}, {"what": "z"})
    said = journey(*pains, opportunities=({"idea": "i", "addresses": addresses},))
    assert personas_helped(said)(said.stages[0].opportunities[0]) == helped


def test_owners_stand_in_alphabetical_order_and_nobody_last() -> None:
    ideas = tuple({"idea": name or "x", "owner": name} for name in ("zoe", None, "**Anna**", "Bob", "zoe"))
    table = opportunity_table(journey(opportunities=ideas), {}, interface("en"))
    (owner,) = json.loads(table.filters)
    assert owner["options"] == [["Anna", "Anna"], ["Bob", "Bob"], ["zoe", "zoe"], ["", "nobody yet"]]
    assert table.attributes(table.rows[2]) == {"data-owner": "Anna"}


def test_ranks_rise_with_the_value() -> None:
    assert rank(None) == ""
    assert rank(Severity.LOW) == 1
    assert rank(Severity.CRITICAL) == 4
    assert rank(Frequency.OFTEN) == 3
