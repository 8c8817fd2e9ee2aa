"""Ways through a map: every step, pain and opportunity with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.journey_map import JourneyMap
    from cjm_plugin.model.moment import Moment
    from cjm_plugin.model.opportunity import Opportunity
    from cjm_plugin.model.pain import Pain
    from cjm_plugin.model.stage import Stage, Step

T = TypeVar("T")

Loc = tuple[str | int, ...]
"""The way to a value from the top of its file: `("stages", 0, "pains", 1)`."""


class Placed(NamedTuple, Generic[T]):
    """Something on a map, with its stage, its step if it has one, and the way to it in the file.

    A tuple, because a build makes hundreds of each map and nothing is made sooner.
    """

    noun: T
    stage: Stage
    step: Step | None
    loc: Loc


def persona_ids(journey: JourneyMap) -> tuple[str, ...]:
    """Return the ids of the personas on a map, in order."""
    return tuple(item if isinstance(item, str) else item.id for item in journey.personas)


def moments(journey: JourneyMap) -> Iterator[Placed[Moment]]:
    """Yield every stage, each followed by its steps."""
    for i, stage in enumerate(journey.stages):
        yield Placed(stage, stage, None, ("stages", i))
        for j, step in enumerate(stage.steps):
            yield Placed(step, stage, step, ("stages", i, "steps", j))


def columns(journey: JourneyMap) -> Iterator[Placed[Moment]]:
    """Yield what has a column of its own: the steps, and the stages that have none."""
    for placed in moments(journey):
        if placed.step is not None or not placed.stage.steps:
            yield placed


def scored_moments(journey: JourneyMap) -> Iterator[Placed[Moment]]:
    """Yield what the emotion curve is made of: the stages that feel as one, and the steps of the others."""
    whole = {i for i, stage in enumerate(journey.stages) if feels_as_one(stage)}
    for placed in moments(journey):
        if (placed.loc[1] in whole) == (placed.step is None):
            yield placed


def feels_as_one(stage: Stage) -> bool:
    """Return whether a stage has one place on the curve: it has no steps, or a score that none of its steps has."""
    return not stage.steps or bool(stage.score and not any(step.score for step in stage.steps))


def zooms(journey: JourneyMap) -> Iterator[tuple[str, Loc]]:
    """Yield the maps that stages and steps name as their own in detail, each with the way to that in the file."""
    for i, stage in enumerate(journey.stages):
        if stage.map:
            yield stage.map, ("stages", i, "map")
        for j, step in enumerate(stage.steps):
            if step.map:
                yield step.map, ("stages", i, "steps", j, "map")


def pains(journey: JourneyMap) -> Iterator[Placed[Pain]]:
    """Yield every pain point; one that names a step of its stage is placed there."""
    for placed in moments(journey):
        for i, pain in enumerate(placed.noun.pains):
            step = placed.step or (_step_called(pain.step, placed.stage) if pain.step else None)
            yield Placed(pain, placed.stage, step, (*placed.loc, "pains", i))


def opportunities(journey: JourneyMap) -> Iterator[Placed[Opportunity]]:
    """Yield every opportunity."""
    for placed in moments(journey):
        for i, opportunity in enumerate(placed.noun.opportunities):
            yield Placed(opportunity, placed.stage, placed.step, (*placed.loc, "opportunities", i))


def _step_called(id_: str, stage: Stage) -> Step | None:
    return next((step for step in stage.steps if step.id == id_), None)
