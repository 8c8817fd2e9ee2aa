"""Two versions of a map → what changed between them, in the language of the map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cjm_plugin.analysis.evidence import Coverage, evidence_coverage
from cjm_plugin.analysis.scores import map_score
from cjm_plugin.history.difference.change import Change, Figures, MapDifference, Place, Subject, by_weight
from cjm_plugin.history.difference.claims import compare_opportunities, compare_pains
from cjm_plugin.history.difference.fields import compare_lists, compare_named, compare_nouns
from cjm_plugin.history.difference.kinds import ChangeKind, Effect, NounKind
from cjm_plugin.history.difference.moments import compare_stages, compare_steps
from cjm_plugin.history.difference.people_and_rows import compare_lanes, compare_personas
from cjm_plugin.history.difference.scores import compare_means
from cjm_plugin.history.difference.twins import Inventory, find_twins
from cjm_plugin.history.difference.versions import Versions
from cjm_plugin.model.base import Noun
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona

_TOLD_ELSEWHERE = ("personas", "sources", "lanes", "stages", "metrics")


def map_difference(old: JourneyMap, new: JourneyMap, *, today: dt.date | None = None) -> MapDifference:
    """Return what changed from `old` to `new`, two versions of a map with complete ids (`with_ids`).

    The versions are equal in meaning when nothing changed. `today` is the day on which opportunities are late;
    without it, none is.
    """
    before, after = figures_of(old), figures_of(new)
    if old == new:
        return MapDifference((), before, after)
    twins = find_twins(old, new)
    versions = Versions.of(old, new, twins)
    olds, news = Inventory.of(old), Inventory.of(new)
    changes = (
        *compare_nouns(old, new, Place(), versions, _TOLD_ELSEWHERE),
        *compare_means(old, new, twins.stages),
        *_coverage(before.coverage, after.coverage),
        *compare_personas(old, new, twins, versions),
        *compare_stages(olds, news, twins, versions),
        *compare_steps(olds, news, twins, versions),
        *compare_pains(olds, news, twins, versions),
        *compare_opportunities(olds, news, twins, versions, today),
        *compare_lists(old.metrics, new.metrics, Place().field("metrics"), versions, twins.metrics),
        *compare_lists(old.sources, new.sources, Place().field("sources"), versions, twins.sources),
        *compare_lanes(old, new, twins, versions),
    )
    return MapDifference(by_weight(changes), before, after, versions.ids)


def figures_of(journey: JourneyMap) -> Figures:
    """Return what a map amounts to."""
    return Figures(map_score(journey), evidence_coverage(journey))


def noun_difference(old: Noun, new: Noun) -> tuple[Change, ...]:
    """Return what changed in a persona, the catalog or a collection, heaviest first. Ids must be complete."""
    if isinstance(new, Persona):
        place = Place((Subject(NounKind.PERSONA, new.id, new.name),))
        return by_weight(tuple(compare_named(old, new, place, Versions())))
    return by_weight(tuple(compare_nouns(old, new, Place(), Versions())))


def _coverage(before: Coverage, after: Coverage) -> Iterator[Change]:
    if before != after:
        effect = Effect.NEUTRAL
        if before.claims and after.claims and before.share != after.share:
            effect = Effect.WORSE if after.share < before.share else Effect.BETTER
        yield Change(ChangeKind.EVIDENCE_COVERAGE, (), before, after, effect)
