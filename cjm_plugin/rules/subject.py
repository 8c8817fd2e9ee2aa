"""What a rule looks at: a map with all it refers to, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cjm_plugin.analysis.ranking import answers
from cjm_plugin.analysis.review import ReviewState, review_state
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.source import Source
from cjm_plugin.model.values import Kind
from cjm_plugin.model.walk import Loc, Placed, columns, moments, opportunities, pains, scored_moments


@dataclass(frozen=True)
class Subject:
    """A map as reading gives it, with ids on everything, and what it refers to.

    `personas` are those of the portfolio by id; `collection` is the one the map lies in; rules that ask for
    the age of something count to `today`. What several rules need is worked out once and kept.
    """

    journey: JourneyMap
    personas: Mapping[str, Persona] = field(default_factory=dict)
    catalog: Catalog = field(default_factory=Catalog)
    collection: Collection | None = None
    today: dt.date = dt.date.max

    @cached_property
    def moments(self) -> tuple[Placed[Moment], ...]:
        """Every stage, each followed by its steps."""
        return tuple(moments(self.journey))

    @cached_property
    def columns(self) -> tuple[Placed[Moment], ...]:
        """The steps, and the stages that have none."""
        return tuple(columns(self.journey))

    @cached_property
    def scored_moments(self) -> tuple[Placed[Moment], ...]:
        """What the emotion curve is made of."""
        return tuple(scored_moments(self.journey))

    @cached_property
    def pains(self) -> tuple[Placed[Pain], ...]:
        """Every pain point."""
        return tuple(pains(self.journey))

    @cached_property
    def opportunities(self) -> tuple[Placed[Opportunity], ...]:
        """Every opportunity."""
        return tuple(opportunities(self.journey))

    @cached_property
    def answers(self) -> Mapping[str, tuple[Opportunity, ...]]:
        """For each pain id the opportunities that address it."""
        return answers(self.journey)

    @cached_property
    def review(self) -> ReviewState:
        """Where the map stands in its review cycle."""
        return review_state(self.journey, self.collection, self.today)

    @cached_property
    def travellers(self) -> tuple[tuple[Persona, Loc], ...]:
        """The personas of the map, each with where the map names it; those whose file is broken are left out."""
        named = enumerate(self.journey.personas)
        known = [(item if isinstance(item, Persona) else self.personas.get(item), i) for i, item in named]
        return tuple((persona, ("personas", i)) for persona, i in known if persona)

    @cached_property
    def metrics(self) -> Mapping[str, Metric]:
        """The metrics of the map by id."""
        return {metric.id: metric for metric in self.journey.metrics}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source the map may name, by id: its own, and those of the catalog."""
        own = {source.id: source for source in self.journey.sources}
        return {source.id: source for source in self.catalog.sources} | own

    @cached_property
    def named_evidence(self) -> tuple[tuple[tuple[str, ...], Loc], ...]:
        """The source ids that each step, stage, pain point and opportunity names, with its place."""
        return (
            *((placed.noun.evidence, placed.loc) for placed in self.moments),
            *((placed.noun.evidence, placed.loc) for placed in self.pains),
            *((placed.noun.evidence, placed.loc) for placed in self.opportunities),
        )

    @cached_property
    def evidence(self) -> Mapping[str, Loc]:
        """The ids of the sources that the map rests on, each with the place to mend it.

        That is the source itself when the map describes it, else the claim that names it: the first step or stage, or
        else the first pain point, or else the first opportunity.
        """
        places: dict[str, Loc] = {source.id: ("sources", i) for i, source in enumerate(self.journey.sources)}
        for named, loc in self.named_evidence:
            for i, source_id in enumerate(named):
                places.setdefault(source_id, (*loc, "evidence", i))
        return {source_id: loc for source_id, loc in places.items() if source_id in self.sources}

    @property
    def shows_what_is(self) -> bool:
        """Whether the map tells of today, and not of a future that nobody can have watched yet."""
        return self.journey.kind is not Kind.FUTURE_STATE
