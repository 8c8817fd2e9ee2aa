"""The portfolio as pages look things up in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from cjm_plugin.analysis.hierarchy import named_parents
from cjm_plugin.analysis.review import ReviewState, review_state
from cjm_plugin.analysis.reviews import Inherited
from cjm_plugin.history.names import Names, names_of
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.portfolio import CollectionEntry, MapEntry, PersonaEntry, Portfolio
from cjm_plugin.model.walk import pains


@dataclass(frozen=True, slots=True)
class Library:
    """A portfolio with its indexes."""

    portfolio: Portfolio
    inherited: Inherited
    maps: dict[str, MapEntry]
    personas: dict[str, PersonaEntry]
    collections: dict[str, CollectionEntry]
    parents: dict[str, str]
    """For each map that details another the key of that other; there may be circles."""
    tied_pains: dict[str, list[tuple[MapEntry, Pain]]]
    """For each pain point of the catalog, the ones on maps that are the same."""
    names: Names
    """What the personas and the sources of the portfolio are called, for the histories of maps."""

    @classmethod
    def of(cls, portfolio: Portfolio) -> Library:
        """Index a portfolio."""
        tied: dict[str, list[tuple[MapEntry, Pain]]] = {}
        for entry, pain in _tied_pains(portfolio):
            tied.setdefault(pain.same_as or "", []).append((entry, pain))
        return cls(
            portfolio,
            Inherited(portfolio),
            maps={entry.key: entry for entry in portfolio.maps},
            personas={entry.persona.id: entry for entry in portfolio.personas},
            collections={entry.key: entry for entry in portfolio.collections},
            parents=named_parents(portfolio),
            tied_pains=tied,
            names=names_of((entry.persona for entry in portfolio.personas), portfolio.catalog),
        )

    def map_called(self, name: str | None) -> MapEntry | None:
        """Return the map that a reference names; None when it is broken or there is none."""
        keys = self.portfolio.map_keys.get(name or "", ())
        return self.maps.get(keys[0]) if keys else None

    def owner_of(self, entry: MapEntry) -> str | None:
        """Return who answers for a map: its own owner, or that of the nearest collection above it."""
        return self.inherited.owner(entry)

    def review_of(self, entry: MapEntry, today: dt.date) -> ReviewState:
        """Return where a map stands in its review cycle, its own or that of the nearest collection above it."""
        return review_state(entry.journey, self.inherited.cycle_giver(entry), today)

    def the_same_elsewhere(self, pain: Pain, entry: MapEntry) -> tuple[tuple[MapEntry, Pain], ...]:
        """Return the pain points of other maps that are the same as one of a map, one of each map."""
        tied = self.tied_pains.get(pain.same_as or "", ())
        by_map = {other.key: (other, twin) for other, twin in reversed(tied) if other.key != entry.key}
        return tuple(reversed(by_map.values()))

    def breadcrumbs(self, key: str) -> tuple[CollectionEntry, ...]:
        """Return the collections above a page, from the top."""
        parts = key.split("/")[:-1]
        paths = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        return tuple(self.collections[path] for path in paths if path in self.collections)

    def ancestors(self, entry: MapEntry) -> tuple[MapEntry, ...]:
        """Return the maps that a map details, from the top; a circle is cut where it closes."""
        chain: dict[str, MapEntry] = {}
        key = self.parents.get(entry.key)
        while key and key not in chain and key != entry.key:
            chain[key] = self.maps[key]
            key = self.parents.get(key)
        return tuple(reversed(chain.values()))

    def maps_in(self, collection: str) -> tuple[MapEntry, ...]:
        """Return the maps that lie directly in a collection."""
        return tuple(entry for entry in self.portfolio.maps if entry.collection == collection)

    def collections_in(self, collection: str) -> tuple[CollectionEntry, ...]:
        """Return the collections that lie directly in another; in "" those at the top."""
        return tuple(entry for entry in self.portfolio.collections if entry.key.rpartition("/")[0] == collection)


def _tied_pains(portfolio: Portfolio) -> Iterator[tuple[MapEntry, Pain]]:
    shared = {pain.id for pain in portfolio.catalog.pains}
    for entry in portfolio.maps if shared else ():
        yield from ((entry, placed.noun) for placed in pains(entry.journey) if placed.noun.same_as in shared)
