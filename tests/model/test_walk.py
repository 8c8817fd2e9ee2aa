"""Ways through a map."""

from __future__ import annotations

from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.walk import moments, opportunities, pains, scored_moments

MAP = with_ids(
    JourneyMap.model_validate(
        {
            "title": "Foo",
            "stages": [
                {
                    "title": "A",
                    "steps": ["one", {"action": "two", "pains": "slow", "opportunities": "faster"}],
                    "pains": [{"what": "dear", "step": "one"}, {"what": "far", "step": "three"}],
                },
                {"title": "B", "opportunities": ["cheaper", "nearer"]},
            ],
        }
    )
)


def test_moments_come_in_reading_order() -> None:
    assert [(placed.noun.id, placed.loc) for placed in moments(MAP)] == [
        ("a", ("stages", 0)),
        ("one", ("stages", 0, "steps", 0)),
        ("two", ("stages", 0, "steps", 1)),
        ("b", ("stages", 1)),
    ]


def test_the_curve_is_made_of_steps_and_of_stages_without_any() -> None:
    assert [placed.noun.id for placed in scored_moments(MAP)] == ["one", "two", "b"]


def test_pains_stand_at_the_step_they_name() -> None:
    assert [(placed.noun.id, placed.step and placed.step.id, placed.loc) for placed in pains(MAP)] == [
        ("dear", "one", ("stages", 0, "pains", 0)),
        ("far", None, ("stages", 0, "pains", 1)),
        ("slow", "two", ("stages", 0, "steps", 1, "pains", 0)),
    ]


def test_opportunities() -> None:
    assert [(placed.noun.id, placed.stage.id) for placed in opportunities(MAP)] == [
        ("faster", "a"),
        ("cheaper", "b"),
        ("nearer", "b"),
    ]
