"""The generated maps as the YAML of a maps folder."""

from __future__ import annotations

import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from benchmarks import vocabulary as words
from benchmarks.journeys import (
    CHANNELS,
    MAPS_OF_A_COLLECTION,
    SEED,
    TODAY,
    Journey,
    Metric,
    Opportunity,
    Pain,
    Source,
    Stage,
    Step,
    journey,
    person,
)

Noun = Source | Step | Pain | Opportunity | Metric

_FEWEST_PERSONAS = 4


def portfolio(maps: int) -> list[Journey]:
    """Return the maps of a portfolio of that size."""
    return [journey(number, personas_for(maps)) for number in range(maps)]


def personas_for(maps: int) -> int:
    """Return how many personas a portfolio of so many maps has."""
    return max(_FEWEST_PERSONAS, maps // MAPS_OF_A_COLLECTION)


def collection_of(number: int) -> str:
    """Return the folder of a map by its number."""
    return f"collection-{number // MAPS_OF_A_COLLECTION + 1:03}"


def write_portfolio(maps_dir: Path, maps: int) -> None:
    """Write the folder: the maps in their collections, the personas, the catalog."""
    _write(maps_dir / "catalog.yaml", _catalog())
    for number in range(personas_for(maps)):
        _write(maps_dir / "personas" / f"persona-{number}.yaml", _persona(number))
    for number, item in enumerate(portfolio(maps)):
        folder = maps_dir / collection_of(number)
        if number % MAPS_OF_A_COLLECTION == 0:
            count = number // MAPS_OF_A_COLLECTION + 1
            _write(folder / "_collection.yaml", {"title": f"Направление {count}", "review_cycle": "6 months"})
        _write(folder / f"{item.name}.yaml", map_data(item))


def map_data(item: Journey) -> dict[str, Any]:
    """Return a map as the values of its file."""
    return {
        "cjm": 1,
        "title": item.title,
        "kind": "current-state",
        "version": "1.0.0",
        "summary": item.summary,
        "personas": [f"persona-{item.persona}"],
        "scope": {"segment": "Жители больших городов", "from": "Возникла потребность", "to": "Вопрос решён"},
        "goals": ["Удержать тех, кто уходит на слабом месте"],
        "trigger": item.trigger,
        "ownership": {"owner": item.owner, "contributors": ["продажи", "поддержка"]},
        "review": {"cycle": "6 months", "status": "approved", "last_reviewed": item.last_reviewed},
        "sources": [_written(source) for source in item.sources],
        "stages": [_stage(stage) for stage in item.stages],
        "metrics": [_written(metric) for metric in item.metrics],
    }


def as_yaml(data: dict[str, Any]) -> str:
    """Return YAML as people write it: keys in their order, the innermost lists and groups on one line."""
    return yaml.dump(
        data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000
    )


def _stage(stage: Stage) -> dict[str, Any]:
    own = {"id": stage.id, "title": stage.title, "goal": stage.goal, "expects": stage.expects}
    return {
        **own,
        "duration": stage.duration,
        "steps": [_written(step) for step in stage.steps],
        "pains": [_written(pain) for pain in stage.pains],
        "opportunities": [_written(item) for item in stage.opportunities],
    }


def _written(noun: Noun) -> dict[str, Any]:
    """Return the fields that somebody would write: not the empty ones."""
    return {key: value for key, value in asdict(noun).items() if value not in (None, [])}


def _catalog() -> dict[str, Any]:
    return {
        "channels": [
            {"id": key, "title": key, "responsible": "Старший смены", "wanted_action": "Завершить начатое"}
            for key in CHANNELS
        ]
    }


def _persona(number: int) -> dict[str, Any]:
    draw = random.Random(f"{SEED}/persona/{number}")  # noqa: S311 - texts, not secrets
    return {
        "name": f"{person(draw)} {number + 1}",
        "role": "Клиент",
        "age": draw.randint(18, 80),
        "goals": [draw.choice(words.IDEAS) for _ in range(3)],
        "problems": [draw.choice(words.TROUBLES) for _ in range(3)],
        "behaviour": [draw.choice(words.ACTIONS) for _ in range(3)],
        "sources": [{"title": "Интервью", "type": "interview", "date": TODAY, "sample": 12}],
    }


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_yaml(data), encoding="utf-8")
