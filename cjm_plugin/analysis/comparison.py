"""Two maps beside each other: as it is and as it will be, or any two that tell of the same journey.

What changed between two versions of one map is another question; `history` answers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from cjm_plugin.analysis.scores import score_of, stages_score
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.model.stage import Stage
from cjm_plugin.model.values import EVERYONE, PainStatus
from cjm_plugin.model.walk import Placed, pains


@dataclass(frozen=True, slots=True)
class RenamedIds:
    """What goes by another id on the second map: ids of the first map, and what they are on the second."""

    stages: Mapping[str, str] = field(default_factory=dict)
    pains: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delta:
    """A score (1–5) on both maps; None where there is none. A mean over personas has that of each of them, by id."""

    before: float | None
    after: float | None
    by_persona: Mapping[str, Delta] = field(default_factory=dict)

    @property
    def change(self) -> float | None:
        """By how many points it is better on the second map; None where nobody has a score on both."""
        if self.before is None or self.after is None:
            return None
        if self.by_persona and all(each.change is None for each in self.by_persona.values()):
            return None
        return self.after - self.before

    @property
    def is_mixed(self) -> bool:
        """Whether it changes otherwise for one persona than for another, by so much that a decimal shows it."""
        changes = (each.change for each in self.by_persona.values())
        return len({None if points is None else round(points, 1) for points in changes}) > 1


@dataclass(frozen=True, slots=True)
class StageComparison:
    """A stage on both maps, matched by its id; None where a map does not have it."""

    before: Stage | None
    after: Stage | None
    score: Delta


@dataclass(frozen=True, slots=True)
class PainComparison:
    """A pain point on both maps, matched by its id, else by the pain of the catalog both are; None where it is not."""

    before: Placed[Pain] | None
    after: Placed[Pain] | None


@dataclass(frozen=True, slots=True)
class MapComparison:
    """Two maps, stage by stage in the order of the first; stages of the second alone stand where it has them.

    A pain point is resolved when it hurts on the first map and, on the second, is resolved or not there; introduced
    when it hurts on the second only; it remains when it hurts on both. To hurt is not to be resolved.
    """

    before: JourneyMap
    after: JourneyMap
    stages: tuple[StageComparison, ...]
    total: Delta
    resolved: tuple[PainComparison, ...]
    introduced: tuple[PainComparison, ...]
    remaining: tuple[PainComparison, ...]


def compare_maps(before: JourneyMap, after: JourneyMap, renamed: RenamedIds | None = None) -> MapComparison:
    """Return what is better and worse on the map `after`. Both have complete ids."""
    renamed = renamed or RenamedIds()
    pairs = tuple(_pain_pairs(before, after, renamed.pains))
    return MapComparison(
        before,
        after,
        tuple(_stage_pairs(before, after, renamed.stages)),
        _delta(before.stages, after.stages),
        tuple(pair for pair in pairs if _hurts(pair.before) and not _hurts(pair.after)),
        tuple(pair for pair in pairs if not _hurts(pair.before) and _hurts(pair.after)),
        tuple(pair for pair in pairs if _hurts(pair.before) and _hurts(pair.after)),
    )


def planned_changes(portfolio: Portfolio) -> tuple[tuple[MapEntry, MapEntry], ...]:
    """Return the pairs of current and future state that `links.future` and `links.current` name, each once."""
    by_key = {entry.key: entry for entry in portfolio.maps}

    def called(name: str | None) -> MapEntry | None:
        keys = portfolio.map_keys.get(name or "", ())
        return by_key.get(keys[0]) if keys else None

    pairs: dict[tuple[str, str], tuple[MapEntry, MapEntry]] = {}
    for entry in portfolio.maps:
        future, current = called(entry.journey.links.future), called(entry.journey.links.current)
        for now, then in ((entry, future), (current, entry)):
            if now and then and now.key != then.key:
                pairs.setdefault((now.key, then.key), (now, then))
    return tuple(pairs.values())


def _stage_pairs(before: JourneyMap, after: JourneyMap, renamed: Mapping[str, str]) -> Iterator[StageComparison]:
    """Yield the stages of both maps; new ones come before the first stage that follows them on the second map."""
    later = {stage.id: stage for stage in after.stages}
    now = {stage.id: renamed.get(stage.id, stage.id) for stage in before.stages}
    known = frozenset(now.values())
    waiting = [stage for stage in after.stages if stage.id not in known]
    places = {stage.id: place for place, stage in enumerate(after.stages)}
    for stage in before.stages:
        place = places.get(now[stage.id], -1)
        while waiting and places[waiting[0].id] < place:
            yield _compared(None, waiting.pop(0))
        yield _compared(stage, later.get(now[stage.id]))
    yield from (_compared(None, new) for new in waiting)


def _compared(before: Stage | None, after: Stage | None) -> StageComparison:
    return StageComparison(before, after, _delta([before] if before else [], [after] if after else []))


def _delta(before: Sequence[Stage], after: Sequence[Stage]) -> Delta:
    """Return the change of the mean over stages; a score for everyone is one of each persona."""
    told_apart = dict.fromkeys(who for who in (*_scorers(before), *_scorers(after)) if who != EVERYONE)
    each = {who: partial(score_of, persona=who) for who in told_apart}
    by_persona = {who: Delta(stages_score(before, scored), stages_score(after, scored)) for who, scored in each.items()}
    return Delta(stages_score(before), stages_score(after), by_persona)


def _scorers(stages: Iterable[Stage]) -> Iterator[str]:
    return (who for stage in stages for moment in (stage, *stage.steps) for who in moment.score or ())


def _pain_pairs(before: JourneyMap, after: JourneyMap, renamed: Mapping[str, str]) -> Iterator[PainComparison]:
    left = {placed.noun.id: placed for placed in pains(after)}
    pairs = [(placed, left.pop(renamed.get(placed.noun.id, placed.noun.id), None)) for placed in pains(before)]
    for placed, twin in pairs:
        yield PainComparison(placed, twin or _taken(placed.noun.same_as, left))
    yield from (PainComparison(None, placed) for placed in left.values())


def _taken(shared: str | None, left: dict[str, Placed[Pain]]) -> Placed[Pain] | None:
    """Take the first pain point that is the same as this one of the catalog."""
    twin = next((id_ for id_, placed in left.items() if shared and placed.noun.same_as == shared), None)
    return left.pop(twin) if twin else None


def _hurts(placed: Placed[Pain] | None) -> bool:
    return placed is not None and placed.noun.status is not PainStatus.RESOLVED
