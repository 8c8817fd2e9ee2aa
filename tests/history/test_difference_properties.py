"""What holds of every difference: nothing for the same map, and a change for everything that differs."""

from __future__ import annotations

import copy
import datetime as dt
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cjm_plugin.history.difference import MapDifference, NounKind, map_difference
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import EXIT
from cjm_plugin.model.walk import moments, opportunities, pains, persona_ids
from cjm_plugin.reading.single import read_map
from tests.history.difference_leaves import differ, unexplained
from tests.shared.filled import everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_plugin.model.moment import EXIT
from cjm_plugin.model.walk import Loc

MAPS = Path(__file__).parents[2] / "maps"
DAY = dt.date(2026, 11, 22)
FAST = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def without_twins(value: Any) -> Any:
    """Return the same with each item of a list once: of two equal ones, nobody can tell which has changed."""
    if isinstance(value, dict):
        return {key: without_twins(item) for key, item in value.items()}
    if isinstance(value, list):
        items = [without_twins(item) for item in value]
        return [item for i, item in enumerate(items) if item not in items[:i]]
    return value


FULL: dict[str, Any] = without_twins(everything(lambda name: f"Text of {name}")["full.yaml"])
REAL: list[dict[str, Any]] = [
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(MAPS.glob("*/[a-z]*.yaml"))
    if path.parent.name != "personas"
]
TEXTS = [
    "Новый текст",
    "search",
    "Ждёт ответа",
    "exit",
    "Text of Step.action",
    "high",
    "2026-01-02",
    "done",
    "resolved",
]


def read(data: dict[str, Any]) -> JourneyMap:
    """Return the map with this content, as written in JSON, which is YAML."""
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    reading = read_map(text.encode(), "x.yaml")
    assert reading.journey, [diagnostic.line(str) for diagnostic in reading.diagnostics]
    return reading.journey


def places(value: Any, loc: Loc = ()) -> Iterator[Loc]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*loc, key)
        yield from places(item, (*loc, key))


def at(data: Any, loc: Loc) -> Any:
    for key in loc:
        data = data[key]
    return data


def edited(data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return a copy with one edit as people make them: a text, a number, an item gone, moved or copied."""
    data = copy.deepcopy(data)
    loc = chance.choice(list(places(data)))
    holder, key = at(data, loc[:-1]), loc[-1]
    edit: Callable[[Any, Any, Any, random.Random], None] = chance.choice(
        [_reword, _reword, _drop, _move, _move_far, _twin]
    )
    edit(data, holder, key, chance)
    return data


def _reword(_data: Any, holder: Any, key: Any, chance: random.Random) -> None:
    value = holder[key]
    if isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int | float):
        holder[key] = chance.choice([1, 2, 3.5, 5])
    elif isinstance(value, dt.date):
        holder[key] = value + dt.timedelta(days=chance.randint(-400, 400))
    elif isinstance(value, str):
        holder[key] = chance.choice([*TEXTS, value + "!", value[:-1] + "ы", value.upper(), f"  {value}\n"])


def _drop(_data: Any, holder: Any, key: Any, _chance: random.Random) -> None:
    del holder[key]


def _move(_data: Any, holder: Any, key: Any, chance: random.Random) -> None:
    if isinstance(holder, list):
        holder.insert(chance.randint(0, len(holder)), holder.pop(key))


def _move_far(data: Any, holder: Any, key: Any, chance: random.Random) -> None:
    """Move an item to another list of the same name."""
    lists = [at(data, loc) for loc in places(data) if loc[-1] in ("steps", "pains", "opportunities")]
    others = [
        found for found in lists if isinstance(found, list) and found and isinstance(holder, list) and holder in lists
    ]
    others = [
        found
        for found in others
        if isinstance(found[0], dict)
        and isinstance(holder[key], dict)
        and found[0].keys() & holder[key].keys() & {"action", "what", "idea"}
    ]
    if others:
        other = chance.choice(others)
        other.insert(chance.randint(0, len(other)), holder.pop(key))


def _twin(_data: Any, holder: Any, key: Any, chance: random.Random) -> None:
    """Copy an item, without its id, somewhere into its list."""
    if isinstance(holder, list):
        item = copy.deepcopy(holder[key])
        if isinstance(item, dict):
            item.pop("id", None)
        holder.insert(chance.randint(0, len(holder)), item)


def variant(data: dict[str, Any], chance: random.Random) -> tuple[dict[str, Any], JourneyMap]:
    """Return the data after an edit, and the map; when the edit breaks the map, nothing is edited."""
    changed = edited(data, chance)
    try:
        journey = with_ids(JourneyMap.model_validate(changed))
    except ValidationError:
        journey = None
    if journey is None or has_twice(journey):
        return data, with_ids(JourneyMap.model_validate(data))
    return changed, journey


def has_twice(journey: JourneyMap) -> bool:
    """Whether two things go by one id: of ids an error, of the others two that nobody can tell apart."""
    kinds = [
        [EXIT, *(placed.noun.id for placed in moments(journey))],
        [placed.noun.id for placed in pains(journey)],
        [placed.noun.id for placed in opportunities(journey)],
        [source.id for source in journey.sources],
        [metric.id for metric in journey.metrics],
        [lane.id for lane in journey.lanes],
        list(persona_ids(journey)),
        [silenced.rule for silenced in journey.silence],
        [str(entry.date) for entry in journey.review.log],
        *([use.id for use in placed.noun.channels] for placed in moments(journey)),
        *([way.to for way in placed.noun.next] for placed in moments(journey)),
    ]
    return any(len(ids) != len(set(ids)) for ids in kinds)


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return the same with its keys in another order, and single values in the place of lists of one."""
    if isinstance(value, dict):
        items = [(key, shuffled(item, chance)) for key, item in value.items()]
        chance.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        items = [shuffled(item, chance) for item in value]
        return items[0] if len(items) == 1 and items[0] is not None and chance.random() < 0.5 else items
    return value


def assert_explained(old: JourneyMap, new: JourneyMap) -> MapDifference:
    difference = map_difference(old, new, today=DAY)
    assert not list(unexplained(old, new, difference))
    assert bool(without_own_sources(difference).changes) is differ(old, new, difference)
    return difference


def without_own_sources(difference: MapDifference) -> MapDifference:
    """Return the difference without the sources of personas: the leaves leave them out, for their ids are their own."""
    own = [NounKind.PERSONA, NounKind.SOURCE]
    changes = (change for change in difference.changes if [subject.noun for subject in change.place] != own)
    return replace(difference, changes=tuple(changes))


SOURCES = st.integers(0, len(REAL)).map([FULL, *REAL].__getitem__)


@FAST
@given(SOURCES, st.randoms(use_true_random=False), st.integers(1, 5))
def test_every_difference_is_explained(data: dict[str, Any], chance: random.Random, edits: int) -> None:
    old = new = read(data)
    for _ in range(edits):
        data, new = variant(data, chance)
    assert_explained(old, new)
    assert_explained(new, old)


@pytest.mark.parametrize("data", [FULL, *REAL], ids=lambda data: data["title"])
def test_a_map_is_the_same_as_itself(data: dict[str, Any]) -> None:
    assert not map_difference(read(data), read(copy.deepcopy(data)), today=DAY)


@FAST
@given(SOURCES, st.randoms(use_true_random=False))
def test_writing_it_otherwise_changes_nothing(data: dict[str, Any], chance: random.Random) -> None:
    assert not map_difference(read(data), read(shuffled(data, chance)), today=DAY).changes
