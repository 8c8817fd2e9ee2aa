"""All maps and all personas of a portfolio, each with the figures that tell how it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cjm_plugin.analysis.directory import PersonaName
from cjm_plugin.analysis.evidence import Coverage, evidence_coverage
from cjm_plugin.analysis.pain_register import PainRecord, PainRegister
from cjm_plugin.analysis.ranking import is_open
from cjm_plugin.analysis.reality import shows_today
from cjm_plugin.analysis.review import ReviewState
from cjm_plugin.analysis.reviews import review_schedule
from cjm_plugin.analysis.scores import map_score, mean_of, score_of
from cjm_plugin.analysis.survey import Survey, SurveyedMap
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.values import PainStatus


@dataclass(frozen=True, slots=True)
class MapRecord:
    """A map: who answers for it (None: nobody), where it stands in its review cycle, how it feels (1–5), what is in it.

    Open are pain points that are neither mitigated nor resolved, and opportunities neither done nor rejected.
    """

    entry: MapEntry
    owner: str | None
    review: ReviewState
    personas: tuple[PersonaName, ...]
    score: float | None
    coverage: Coverage
    stages: int
    steps: int
    pains: int
    open_pains: int
    opportunities: int
    open_opportunities: int


@dataclass(frozen=True, slots=True)
class PersonaRecord:
    """A persona: the maps they are on, how they feel on each (1–5), and the pain points that concern them, worst first.

    `score` is the mean over the maps that tell of today.
    """

    name: PersonaName
    maps: tuple[tuple[MapEntry, float | None], ...]
    pains: tuple[PainRecord, ...]

    @property
    def score(self) -> float | None:
        """How they feel over all maps that tell of today; each map weighs the same."""
        return mean_of(score for entry, score in self.maps if shows_today(entry.journey))


def map_register(survey: Survey, today: dt.date) -> tuple[MapRecord, ...]:
    """Return all maps of a portfolio in its order, as they stand on `today`."""
    schedule = review_schedule(survey.portfolio, today)
    return tuple(_map_record(surveyed, schedule.of(surveyed.entry.key).state) for surveyed in survey.maps)


def persona_register(survey: Survey, pain_points: PainRegister) -> tuple[PersonaRecord, ...]:
    """Return the personas of a portfolio: those with a file first, then those that are written into maps."""
    on_maps: dict[PersonaName, list[tuple[MapEntry, float | None]]] = {
        PersonaName(person.persona.id, person.key, "", person.persona): [] for person in survey.portfolio.personas
    }
    for surveyed in survey.maps:
        entry = surveyed.entry
        for name in surveyed.personas.values():
            on_maps.setdefault(name, []).append((entry, persona_score(entry.journey, name.id)))
    hurting: dict[PersonaName, list[PainRecord]] = {}
    for record in pain_points.records:
        for name in record.personas:
            hurting.setdefault(name, []).append(record)
    return tuple(PersonaRecord(name, tuple(maps), tuple(hurting.get(name, ()))) for name, maps in on_maps.items())


def persona_score(journey: JourneyMap, persona: str) -> float | None:
    """Return how a map feels to one persona (an id): the mean of its stages."""
    return mean_of(persona_stage_scores(journey, persona))


def persona_stage_scores(journey: JourneyMap, persona: str) -> tuple[float | None, ...]:
    """Return how each stage of a map feels to one persona (an id): the mean of its steps, else its own score.

    A score that makes no difference between personas counts for each of them. None where there is no score.
    """
    scores = []
    for stage in journey.stages:
        by_steps = mean_of(score_of(step, persona) for step in stage.steps)
        scores.append(score_of(stage, persona) if by_steps is None else by_steps)
    return tuple(scores)


def _map_record(surveyed: SurveyedMap, review: ReviewState) -> MapRecord:
    journey = surveyed.entry.journey
    return MapRecord(
        entry=surveyed.entry,
        owner=surveyed.owner,
        review=review,
        personas=tuple(surveyed.personas.values()),
        score=map_score(journey),
        coverage=evidence_coverage(journey),
        stages=len(journey.stages),
        steps=sum(len(stage.steps) for stage in journey.stages),
        pains=len(surveyed.pains),
        open_pains=sum(placed.noun.status is PainStatus.OPEN for placed in surveyed.pains),
        opportunities=len(surveyed.opportunities),
        open_opportunities=sum(is_open(placed.noun) for placed in surveyed.opportunities),
    )
