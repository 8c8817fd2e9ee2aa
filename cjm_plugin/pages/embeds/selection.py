"""The rows of the registers that a request asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol, TypeVar

from cjm_plugin.analysis.map_register import MapRecord
from cjm_plugin.analysis.metric_register import MetricRecord
from cjm_plugin.analysis.opportunity_register import OpportunityRecord
from cjm_plugin.analysis.pain_register import PainLine, PainRecord
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.model.identity import folded
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.walk import persona_ids
from cjm_plugin.pages.embeds.options import Request, folders
from cjm_plugin.pages.tables import personas_helped

R = TypeVar("R")

Values = Callable[[R], Collection[str]]
"""Gives what a record says of an option, as a request has it."""


class _OnAMap(Protocol):
    @property
    def entry(self) -> MapEntry: ...


class Selection:
    """Picks what a request asks for out of the registers of a portfolio, in their order."""

    def __init__(self, told: Registers, request: Request) -> None:
        self._told = told
        self._chosen = request.chosen
        self._owners = {record.entry.key: record.owner for record in told.maps}
        self._helped: dict[str, Callable[[Opportunity], tuple[str, ...]]] = {}

    def pains(self) -> tuple[PainLine, ...]:
        """Return the pain points; those that are the same on several of the maps make one line."""
        said: dict[str, Values[PainRecord]] = {**_OF_ALL, **_OF_PAINS}
        return self._told.pains.where(lambda record: self._fits(record, said)).lines

    def opportunities(self) -> tuple[OpportunityRecord, ...]:
        """Return the opportunities; one concerns the personas whose pain points it answers, or all of its map."""
        said: dict[str, Values[OpportunityRecord]] = {**_OF_ALL, **_OF_OPPORTUNITIES, "persona": self._personas_of}
        return self._told.opportunities.where(lambda record: self._fits(record, said)).records

    def metrics(self) -> tuple[MetricRecord, ...]:
        """Return the metrics; who answers for a map answers for them."""
        said: dict[str, Values[MetricRecord]] = {**_OF_ALL, "owner": self._owner_of}
        return tuple(record for record in self._told.metrics.records if self._fits(record, said))

    def maps(self) -> tuple[MapRecord, ...]:
        """Return the maps."""
        said: dict[str, Values[MapRecord]] = {**_OF_ALL, **_OF_MAPS}
        return tuple(record for record in self._told.maps if self._fits(record, said))

    def _fits(self, record: R, said: Mapping[str, Values[R]]) -> bool:
        return all(not wanted.isdisjoint(said[name](record)) for name, wanted in self._chosen.items())

    def _owner_of(self, record: MetricRecord) -> Collection[str]:
        return _one(self._owners.get(record.entry.key))

    def _personas_of(self, record: OpportunityRecord) -> Collection[str]:
        journey = record.entry.journey
        helped = self._helped.get(record.entry.key)
        if helped is None:
            helped = self._helped[record.entry.key] = personas_helped(journey)
        return helped(record.opportunity) or persona_ids(journey)


def _one(value: str | None) -> tuple[str, ...]:
    return (folded(value),) if value else ()


def _marks(record: OpportunityRecord) -> list[str]:
    marks = {"late": record.is_late, "quick-win": record.is_quick_win, "waits": bool(record.blocked_by)}
    return [mark for mark, is_so in marks.items() if is_so]


_OF_ALL: Mapping[str, Values[_OnAMap]] = {
    "map": lambda record: (record.entry.key,),
    "tag": lambda record: [folded(tag) for tag in record.entry.journey.tags],
    "collection": lambda record: [*folders(record.entry.collection)],
}

_OF_PAINS: Mapping[str, Values[PainRecord]] = {
    "owner": lambda record: _one(record.owner),
    "severity": lambda record: _one(record.pain.severity),
    "status": lambda record: (record.pain.status.value,),
    "opportunity": lambda record: ("yes" if record.is_answered else "no",),
    "evidence": lambda record: ("yes" if record.sources else "no",),
    "persona": lambda record: [persona.id for persona in record.personas],
}

_OF_OPPORTUNITIES: Mapping[str, Values[OpportunityRecord]] = {
    "owner": lambda record: _one(record.opportunity.owner),
    "status": lambda record: (record.opportunity.status.value,),
    "mark": _marks,
    "evidence": lambda record: ("yes" if record.opportunity.evidence else "no",),
}

_OF_MAPS: Mapping[str, Values[MapRecord]] = {
    "owner": lambda record: _one(record.owner),
    "kind": lambda record: (record.entry.journey.kind.value,),
    "status": lambda record: (record.entry.journey.review.status.value,),
    "state": lambda record: (record.review.freshness.value,),
    "persona": lambda record: persona_ids(record.entry.journey),
}
