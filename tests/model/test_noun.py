"""What all nouns have in common."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cjm_plugin.model.journey_map import JourneyMap, Scope
from cjm_plugin.model.shape import Choice, Many, Number, Plain, fields_of, shape_at
from cjm_plugin.model.stage import Stage, Step


def test_a_plain_text_stands_for_the_main_one() -> None:
    assert Scope.model_validate("Busy people") == Scope(segment="Busy people")


def test_a_single_value_stands_for_a_list() -> None:
    stage = Stage.model_validate({"title": "A", "goal": "x", "steps": "y", "pains": {"what": "z"}})
    assert (stage.goal, stage.steps[0].action, stage.pains[0].what) == (("x",), "y", "z")


def test_extensions_are_carried() -> None:
    assert Step.model_validate({"action": "a", "x-a": [{"b": None}], "x-b": None}).extensions == {
        "x-a": [{"b": None}],
        "x-b": None,
    }


def test_nouns_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Scope(segment="x").segment = "y"  # type: ignore[misc]


def test_shapes_say_what_fields_take() -> None:
    assert fields_of(Stage)["goal"].shape == Many(Plain.TEXT)
    assert shape_at(JourneyMap, ("stages", 0, "steps", 1, "score")) == (Step, Plain.SCORES)
    assert shape_at(JourneyMap, ("stages", 0, "steps", 1)) == (Step, None)
    assert shape_at(JourneyMap, ("stages", 0, "opportunities", 0, "impact"))[1] == Number(whole=True, low=1, high=5)
    assert shape_at(JourneyMap, ("cjm",)) == (JourneyMap, Choice((1,)))


def test_every_field_is_described() -> None:
    for noun in (JourneyMap, Stage, Step):
        assert all(field.description.endswith((".", "!")) for field in fields_of(noun).values())
