"""The two versions of a map as references see them: who is meant by an id, whatever it is called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cjm_plugin.history.difference.change import Subject
from cjm_plugin.history.difference.kinds import NounKind
from cjm_plugin.history.difference.twins import Twins, changed_ids, persona_id
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.walk import moments, opportunities, pains

Named = Mapping[tuple[NounKind, str], Subject]

REFERENCES: dict[str, NounKind] = {
    "evidence": NounKind.SOURCE,
    "addresses": NounKind.PAIN,
    "needs": NounKind.OPPORTUNITY,
    "metric": NounKind.METRIC,
    "stage": NounKind.STEP,
    "step": NounKind.STEP,
    "to": NounKind.STEP,
    "personas": NounKind.PERSONA,
}
"""The fields that hold ids of the same map. The ids of stages and steps are looked up together, as steps."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What ids mean in either version. `ids` leads from old ids to new ones, where they differ.

    The personas are those on the map, by the ids they have in the newer version. `passing` are the personas and lanes
    of one version only: what is said under them comes and goes with them.
    """

    ids: Mapping[NounKind, Mapping[str, str]] = field(default_factory=dict)
    old_names: Named = field(default_factory=dict)
    new_names: Named = field(default_factory=dict)
    old_personas: tuple[str, ...] = ()
    new_personas: tuple[str, ...] = ()
    passing_personas: frozenset[str] = frozenset()
    passing_lanes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, old: JourneyMap, new: JourneyMap, twins: Twins) -> Versions:
        """Return the names and ids of two versions of a map."""
        ids = changed_ids(old, new, twins)
        personas, lanes = ids[NounKind.PERSONA], ids[NounKind.LANE]
        old_personas = tuple(personas.get(id_, id_) for id_ in map(persona_id, old.personas))
        new_personas = tuple(map(persona_id, new.personas))
        old_lanes = {lanes.get(lane.id, lane.id) for lane in old.lanes}
        return cls(
            ids=ids,
            old_names=dict(_named(old)),
            new_names=dict(_named(new)),
            old_personas=old_personas,
            new_personas=new_personas,
            passing_personas=frozenset(old_personas) ^ frozenset(new_personas),
            passing_lanes=frozenset(old_lanes) ^ {lane.id for lane in new.lanes},
        )

    @property
    def have_same_ids(self) -> bool:
        """Whether every id means the same in both."""
        return not any(self.ids.values())

    def current_id(self, kind: NounKind, id_: str) -> str:
        """Return the id that an old id has become."""
        return self.ids.get(kind, {}).get(id_, id_)

    def meant_before(self, kind: NounKind, id_: str) -> Subject:
        """Return what an id of the older version means, under its new name when it is still there."""
        current = self.current_id(kind, id_)
        return self.new_names.get((kind, current)) or self.old_names.get((kind, id_)) or Subject(kind, current, current)

    def meant_now(self, kind: NounKind, id_: str) -> Subject:
        """Return what an id of the newer version means. An id of another file goes by itself."""
        return self.new_names.get((kind, id_)) or self.old_names.get((kind, id_)) or Subject(kind, id_, id_)


def subject_of(moment: Stage | Step) -> Subject:
    """Return a stage or a step as the subject of a change."""
    if isinstance(moment, Stage):
        return Subject(NounKind.STAGE, moment.id, moment.title)
    return Subject(NounKind.STEP, moment.id, moment.action)


def _named(journey: JourneyMap) -> Iterator[tuple[tuple[NounKind, str], Subject]]:
    for placed in moments(journey):
        yield (NounKind.STEP, placed.noun.id), subject_of(placed.step or placed.stage)
    for pain in pains(journey):
        yield (NounKind.PAIN, pain.noun.id), Subject(NounKind.PAIN, pain.noun.id, pain.noun.what)
    for item in opportunities(journey):
        yield (NounKind.OPPORTUNITY, item.noun.id), Subject(NounKind.OPPORTUNITY, item.noun.id, item.noun.idea)
    for source in journey.sources:
        yield (NounKind.SOURCE, source.id), Subject(NounKind.SOURCE, source.id, source.title)
    for metric in journey.metrics:
        yield (NounKind.METRIC, metric.id), Subject(NounKind.METRIC, metric.id, metric.name)
    for lane in journey.lanes:
        yield (NounKind.LANE, lane.id), Subject(NounKind.LANE, lane.id, lane.title or lane.id)
    for persona in journey.personas:
        if not isinstance(persona, str):
            yield (NounKind.PERSONA, persona.id), Subject(NounKind.PERSONA, persona.id, persona.name)
