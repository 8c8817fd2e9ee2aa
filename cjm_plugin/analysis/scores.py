"""How the journey feels: scores by step, stage and persona. All scores are 1 (very bad) to 5 (very good)."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.stage import Stage
from cjm_plugin.model.values import EVERYONE
from cjm_plugin.model.walk import Placed, scored_moments


def score_of(moment: Moment, persona: str) -> float | None:
    """Return the score of a moment for one persona id; the score for everyone when it has no own."""
    scores = moment.score or {}
    return scores.get(persona, scores.get(EVERYONE))


def moment_score(moment: Moment) -> float | None:
    """Return the mean score of a moment over its personas, None without a score."""
    return _mean((moment.score or {}).values())


def stage_score(stage: Stage) -> float | None:
    """Return the mean over the scored steps of a stage; its own score when no step has one."""
    by_steps = _mean(score for step in stage.steps if (score := moment_score(step)) is not None)
    return moment_score(stage) if by_steps is None else by_steps


def map_score(journey: JourneyMap) -> float | None:
    """Return the mean of the stage scores, so that a stage with many steps weighs no more than another."""
    return _mean(score for stage in journey.stages if (score := stage_score(stage)) is not None)


def weak_link(journey: JourneyMap) -> Placed[Moment] | None:
    """Return the moment with the lowest mean score: the worst touchpoint decides. The first one of equals.

    None when no moment is worse than another.
    """
    scored = [(score, placed) for placed in scored_moments(journey) if (score := moment_score(placed.noun)) is not None]
    if len({score for score, _ in scored}) < 2:
        return None
    return min(scored, key=lambda item: item[0])[1]


def _mean(scores: Iterable[float]) -> float | None:
    values = tuple(scores)
    return fmean(values) if values else None
