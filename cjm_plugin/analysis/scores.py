"""How the journey feels: scores by step, stage and persona. All scores are 1 (very bad) to 5 (very good)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import fmean

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.stage import Stage
from cjm_plugin.model.values import EVERYONE
from cjm_plugin.model.walk import Placed, feels_as_one, scored_moments

Scored = Callable[[Moment], float | None]
"""What tells the score of a moment."""


def score_of(moment: Moment, persona: str) -> float | None:
    """Return the score of a moment for one persona id; the score for everyone when it has no own."""
    scores = moment.score or {}
    return scores.get(persona, scores.get(EVERYONE))


def moment_score(moment: Moment) -> float | None:
    """Return the mean score of a moment over its personas, None without a score."""
    return mean_of((moment.score or {}).values())


def stage_score(stage: Stage, scored: Scored = moment_score) -> float | None:
    """Return the mean over the scored steps of a stage; its own score when no step has one.

    `scored` tells the score of a moment: over all personas, or that of one.
    """
    return scored(stage) if feels_as_one(stage) else mean_of(map(scored, stage.steps))


def map_score(journey: JourneyMap) -> float | None:
    """Return the mean of the stage scores, so that a stage with many steps weighs no more than another."""
    return stages_score(journey.stages)


def stages_score(stages: Iterable[Stage], scored: Scored = moment_score) -> float | None:
    """Return the mean of the scores of these stages; `scored` as in `stage_score`."""
    return mean_of(stage_score(stage, scored) for stage in stages)


def weak_link(journey: JourneyMap) -> Placed[Moment] | None:
    """Return the moment with the lowest mean score: the worst touchpoint decides. The first one of equals.

    None when no moment is worse than another.
    """
    scored = [(score, placed) for placed in scored_moments(journey) if (score := moment_score(placed.noun)) is not None]
    if len({score for score, _ in scored}) < 2:
        return None
    return min(scored, key=lambda item: item[0])[1]


def mean_of(scores: Iterable[float | None]) -> float | None:
    """Return the mean of the scores that there are; None when there is none."""
    known = [score for score in scores if score is not None]
    return fmean(known) if known else None
