"""Scores up and down, each for the persona who gave it, and what that does to the means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cjm_plugin.analysis.scores import map_score, stage_score
from cjm_plugin.history.difference.change import Change, Place
from cjm_plugin.history.difference.kinds import ChangeKind, Effect, NounKind
from cjm_plugin.history.difference.matching import Pairs
from cjm_plugin.history.difference.versions import Versions, subject_of
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.values import EVERYONE

_DECIMALS = 2


def compare_scores(
    old: Mapping[str, float], new: Mapping[str, float], place: Place, versions: Versions
) -> Iterator[Change]:
    """Yield the changes of a score. One for everyone is the same as one of this height for every persona."""
    before = {versions.current_id(NounKind.PERSONA, persona): score for persona, score in old.items()}
    after = dict(new)
    if before and after and (EVERYONE in before) is not (EVERYONE in after):
        before = _spread(before, versions.old_personas)
        after = _spread(after, versions.new_personas)
    for persona in dict.fromkeys((*before, *after)):
        if persona not in versions.passing_personas:
            name = versions.meant_now(NounKind.PERSONA, persona).title if persona else ""
            yield from _compare(before.get(persona), after.get(persona), place, (persona, name))


def _spread(scores: dict[str, float], personas: tuple[str, ...]) -> dict[str, float]:
    if EVERYONE not in scores or not personas:
        return scores
    return dict.fromkeys(personas, scores[EVERYONE])


def _compare(before: float | None, after: float | None, place: Place, persona: tuple[str, str]) -> Iterator[Change]:
    if before == after:
        return
    kind, effect = ChangeKind.SCORE_UP, Effect.BETTER
    if before is None or after is None:
        kind, effect = (ChangeKind.SCORE_DROPPED if after is None else ChangeKind.SCORE_SET), Effect.NEUTRAL
    elif after < before:
        kind, effect = ChangeKind.SCORE_DOWN, Effect.WORSE
    id_, name = persona
    details = (("persona", name),) if id_ else ()
    yield replace(place.change(kind, before, after, effect, details), persona=id_)


def compare_means(old: JourneyMap, new: JourneyMap, stages: Pairs) -> Iterator[Change]:
    """Yield what became of the mean of the map and of each stage with steps, to two decimals."""
    yield from _mean(ChangeKind.MAP_MEAN, Place(), map_score(old), map_score(new))
    for i, j in sorted(stages, key=lambda pair: pair[1]):
        one, other = old.stages[i], new.stages[j]
        if one.steps or other.steps:
            yield from _mean(ChangeKind.STAGE_MEAN, Place((subject_of(other),)), stage_score(one), stage_score(other))


def _mean(kind: ChangeKind, place: Place, old: float | None, new: float | None) -> Iterator[Change]:
    before, after = (None if mean is None else round(mean, _DECIMALS) for mean in (old, new))
    if before == after:
        return
    effect = Effect.NEUTRAL
    if before is not None and after is not None:
        effect = Effect.WORSE if after < before else Effect.BETTER
    yield Change(kind, place.subjects, before, after, effect)
