"""The maps of a portfolio with all that stands on them, found once for all registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cjm_plugin.analysis.directory import Directory, PersonaName, SourceName
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.model.walk import Placed, moments, opportunities, pains


@dataclass(frozen=True, slots=True)
class SurveyedMap:
    """A map with all that stands on it, in its order.

    `owner` answers for it, None: nobody does. `personas` and `sources` are those it may name, by id: see `Directory`.
    """

    entry: MapEntry
    owner: str | None
    personas: Mapping[str, PersonaName]
    sources: Mapping[str, SourceName]
    moments: tuple[Placed[Moment], ...]
    pains: tuple[Placed[Pain], ...]
    opportunities: tuple[Placed[Opportunity], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The maps of a portfolio in its order."""

    portfolio: Portfolio
    maps: tuple[SurveyedMap, ...]


def survey(portfolio: Portfolio) -> Survey:
    """Go through all maps of a portfolio."""
    directory = Directory(portfolio)
    return Survey(portfolio, tuple(_surveyed(entry, directory) for entry in portfolio.maps))


def _surveyed(entry: MapEntry, directory: Directory) -> SurveyedMap:
    journey = entry.journey
    return SurveyedMap(
        entry,
        directory.owner(entry),
        directory.personas(entry),
        directory.sources(entry),
        tuple(moments(journey)),
        tuple(pains(journey)),
        tuple(opportunities(journey)),
    )
