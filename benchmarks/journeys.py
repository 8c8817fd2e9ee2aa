"""What the generated maps say: the same for the same number, however many there are."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from benchmarks import vocabulary as words

SEED = 20261121
TODAY = dt.date(2026, 11, 21)
"""The day everything is built for."""

STEPS_OF_A_STAGE, PAINS_OF_A_STAGE, OPPORTUNITIES_OF_A_STAGE = 3, 3, 2
MAPS_OF_A_COLLECTION = 25
CHANNELS = ("web", "mobile-app", "phone", "chat", "email", "office")

_LEVELS = ("low", "medium", "high", "critical")
_FREQUENCIES = ("rare", "sometimes", "often", "always")
_STATUSES = ("idea", "planned", "in-progress", "done")


@dataclass(frozen=True, slots=True)
class Source:
    """Research that claims rest on."""

    id: str
    type: str
    title: str
    date: dt.date
    sample: int


@dataclass(frozen=True, slots=True)
class Step:
    """What the customer does."""

    id: str
    action: str
    touchpoint: str
    channels: list[str]
    score: int
    feels: str
    thinks: str | None
    evidence: list[str]


@dataclass(frozen=True, slots=True)
class Pain:
    """What goes wrong."""

    id: str
    what: str
    step: str
    severity: str
    frequency: str
    evidence: list[str]


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What could be better."""

    id: str
    idea: str
    addresses: list[str]
    impact: int
    effort: int
    owner: str
    due: dt.date
    status: str
    metric: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the way."""

    id: str
    title: str
    goal: str
    expects: str
    duration: str
    steps: list[Step]
    pains: list[Pain]
    opportunities: list[Opportunity]


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured."""

    id: str
    name: str
    stage: str
    unit: str
    baseline: int
    target: int
    value: int
    better: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Journey:
    """A whole map. `name` is its file, without the suffix; `persona` the number of one."""

    name: str
    title: str
    summary: str
    trigger: str
    owner: str
    persona: int
    last_reviewed: dt.date
    sources: list[Source]
    stages: list[Stage]
    metrics: list[Metric]


def journey(number: int, personas: int) -> Journey:
    """Return map number `number`, counted from 0, of a portfolio with so many personas."""
    draw = random.Random(f"{SEED}/{number}")  # noqa: S311 - texts, not secrets
    business = words.BUSINESSES[number % len(words.BUSINESSES)]
    situation = words.SITUATIONS[number // len(words.BUSINESSES) % len(words.SITUATIONS)]
    place = words.PLACES[number // len(words.BUSINESSES) // len(words.SITUATIONS) % len(words.PLACES)]
    stages = [_stage(draw, place_in_order) for place_in_order in range(len(words.STAGES))]
    trouble, way = draw.choice(words.TROUBLES).lower(), draw.choice(words.CIRCUMSTANCES)
    return Journey(
        name=f"journey-{number:05}",
        title=f"{business}: {situation}, {place}",
        summary=f"Клиент хочет решить дело {way}. Слабое место этого пути: {trouble}.",
        trigger=draw.choice(words.TRIGGERS),
        owner=person(draw),
        persona=number % personas,
        last_reviewed=_day_before(draw),
        sources=[
            Source(key, kind, f"{title}, {place}", _day_before(draw), draw.randint(9, 900))
            for key, kind, title in words.SOURCES
        ],
        stages=stages,
        metrics=[
            Metric(
                f"metric-{i}",
                f"{name}, {place}",
                stages[i].id,
                unit,
                baseline,
                target,
                (baseline + target) // 2 + draw.randint(-3, 3),
                "higher" if target > baseline else "lower",
                _day_before(draw),
            )
            for i, (name, unit, baseline, target) in enumerate(words.METRICS)
        ],
    )


def person(draw: random.Random) -> str:
    """Return the name of somebody."""
    return f"{draw.choice(words.GIVEN_NAMES)} {draw.choice(words.FAMILY_NAMES)}"


def sentence(draw: random.Random, beginnings: tuple[str, ...]) -> str:
    """Return a beginning with one of the circumstances."""
    return f"{draw.choice(beginnings)} {draw.choice(words.CIRCUMSTANCES)}"


def _stage(draw: random.Random, number: int) -> Stage:
    title, goal = words.STAGES[number]
    place = number + 1
    steps = [_step(draw, f"step-{place}-{i + 1}", thinks=i == 0) for i in range(STEPS_OF_A_STAGE)]
    pains = [_pain(draw, f"pain-{place}-{i + 1}", steps[i].id) for i in range(PAINS_OF_A_STAGE)]
    return Stage(
        id=f"stage-{place}",
        title=title,
        goal=goal,
        expects=draw.choice(words.IDEAS),
        duration=f"{draw.randint(5, 55)} минут",
        steps=steps,
        pains=pains,
        opportunities=[
            _opportunity(draw, f"idea-{place}-{i + 1}", pains[i].id) for i in range(OPPORTUNITIES_OF_A_STAGE)
        ],
    )


def _step(draw: random.Random, key: str, *, thinks: bool) -> Step:
    return Step(
        id=key,
        action=sentence(draw, words.ACTIONS),
        touchpoint=draw.choice(words.TOUCHPOINTS),
        channels=sorted(draw.sample(CHANNELS, draw.randint(1, 2))),
        score=draw.randint(1, 5),
        feels=draw.choice(words.FEELINGS),
        thinks=draw.choice(words.THOUGHTS) if thinks else None,
        evidence=_evidence(draw),
    )


def _pain(draw: random.Random, key: str, step: str) -> Pain:
    return Pain(
        id=key,
        what=sentence(draw, words.TROUBLES),
        step=step,
        severity=draw.choice(_LEVELS),
        frequency=draw.choice(_FREQUENCIES),
        evidence=_evidence(draw),
    )


def _opportunity(draw: random.Random, key: str, pain: str) -> Opportunity:
    return Opportunity(
        id=key,
        idea=draw.choice(words.IDEAS),
        addresses=[pain],
        impact=draw.randint(1, 5),
        effort=draw.randint(1, 5),
        owner=person(draw),
        due=TODAY + dt.timedelta(draw.randint(-20, 300)),
        status=draw.choice(_STATUSES),
        metric=f"metric-{draw.randrange(len(words.METRICS))}",
    )


def _evidence(draw: random.Random) -> list[str]:
    """Return the sources of a claim; some have none."""
    return sorted(draw.sample([key for key, *_ in words.SOURCES], draw.randint(0, 2)))


def _day_before(draw: random.Random) -> dt.date:
    return TODAY - dt.timedelta(draw.randint(10, 250))
