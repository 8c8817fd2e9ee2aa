"""The emotion curve: every moment of the journey with its score, a line for each persona."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from cjm_plugin.analysis.scores import score_of
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.values import EVERYONE
from cjm_plugin.model.walk import Placed, persona_ids, scored_moments


@dataclass(frozen=True, slots=True)
class CurveLine:
    """The scores (1–5) of one persona in the order of the moments; None where there is none.

    `persona` is an id, or EVERYONE when the map tells no difference between its personas.
    """

    persona: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """The moments of a journey and the lines through them."""

    moments: tuple[Placed[Moment], ...]
    lines: tuple[CurveLine, ...]

    @property
    def has_scores(self) -> bool:
        """Whether there is anything to draw."""
        return any(score is not None for line in self.lines for score in line.scores)

    def rows(self, most: int) -> tuple[Curve, ...]:
        """Return the curve in as few and as even parts of at most `most` moments as can be, broken between stages."""
        stages = self._stages()
        fewest = len(_joined(stages, most, most))
        parts = next(found for limit in range(1, most + 1) if len(found := _joined(stages, limit, most)) == fewest)
        return tuple(self._part(part[0], part[-1] + 1) for part in parts)

    def _stages(self) -> list[list[int]]:
        numbers = range(len(self.moments))
        return [[*group] for _, group in groupby(numbers, lambda number: self.moments[number].stage.id)]

    def _part(self, start: int, end: int) -> Curve:
        lines = (CurveLine(line.persona, line.scores[start:end]) for line in self.lines)
        return Curve(self.moments[start:end], tuple(lines))


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two personas feel most unlike: who feels better, who worse, by how many points."""

    moment: Placed[Moment]
    better: str
    worse: str
    points: float


def _joined(stages: list[list[int]], limit: int, most: int) -> list[list[int]]:
    """Return stages joined up to `limit` moments; a stage of more than `most` is cut."""
    parts: list[list[int]] = []
    for stage in stages:
        if parts and len(parts[-1]) + len(stage) <= limit:
            parts[-1] += stage
        else:
            parts += (stage[start : start + most] for start in range(0, len(stage), most))
    return parts


def emotion_curve(journey: JourneyMap) -> Curve:
    """Return the curve of a map: one line if all personas share every score, else one for each."""
    moments = tuple(scored_moments(journey))
    told_apart = any(set(placed.noun.score or {}) - {EVERYONE} for placed in moments)
    personas = persona_ids(journey) if told_apart else (EVERYONE,)
    lines = (CurveLine(who, tuple(score_of(placed.noun, who) for placed in moments)) for who in personas)
    return Curve(moments, tuple(lines))


def is_scored(journey: JourneyMap) -> bool:
    """Return whether a map's curve has any point; to draw it takes longer than to ask."""
    return any(placed.noun.score for placed in scored_moments(journey))


def widest_difference(curve: Curve) -> Difference | None:
    """Return the moment where the personas differ most, the first of equals; None if they never do."""
    widest: Difference | None = None
    for number, moment in enumerate(curve.moments):
        scored = [(score, line.persona) for line in curve.lines if (score := line.scores[number]) is not None]
        if len(scored) < 2:
            continue
        (low, worse), (high, better) = min(scored), max(scored)
        if high - low > (widest.points if widest else 0):
            widest = Difference(moment, better, worse, high - low)
    return widest
