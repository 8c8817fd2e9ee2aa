"""The portfolio as pages look things up in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from cjm_plugin.model.collection import Collection
from cjm_plugin.model.portfolio import CollectionEntry, MapEntry, PersonaEntry, Portfolio


@dataclass(frozen=True, slots=True)
class Library:
    """A portfolio with its indexes."""

    portfolio: Portfolio
    maps: dict[str, MapEntry] = field(default_factory=dict)
    personas: dict[str, PersonaEntry] = field(default_factory=dict)
    collections: dict[str, CollectionEntry] = field(default_factory=dict)

    @classmethod
    def of(cls, portfolio: Portfolio) -> Library:
        """Index a portfolio."""
        return cls(
            portfolio,
            {entry.key: entry for entry in portfolio.maps},
            {entry.persona.id: entry for entry in portfolio.personas},
            {entry.key: entry for entry in portfolio.collections},
        )

    def map_called(self, name: str | None) -> MapEntry | None:
        """Return the map that a reference names; None when it is broken or there is none."""
        keys = self.portfolio.map_keys.get(name or "", ())
        return self.maps.get(keys[0]) if keys else None

    def collection_of(self, entry: MapEntry) -> Collection | None:
        """Return the collection a map lies in."""
        found = self.collections.get(entry.collection)
        return found.collection if found else None

    def owner_of(self, entry: MapEntry) -> str | None:
        """Return who answers for a map: its own owner, or its collection's."""
        collection = self.collection_of(entry)
        return entry.journey.ownership.owner or (collection.owner if collection else None)

    def breadcrumbs(self, key: str) -> tuple[CollectionEntry, ...]:
        """Return the collections above a page, from the top."""
        parts = key.split("/")[:-1]
        paths = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        return tuple(self.collections[path] for path in paths if path in self.collections)

    def maps_in(self, collection: str) -> tuple[MapEntry, ...]:
        """Return the maps that lie directly in a collection."""
        return tuple(entry for entry in self.portfolio.maps if entry.collection == collection)

    def collections_in(self, collection: str) -> tuple[CollectionEntry, ...]:
        """Return the collections that lie directly in another; in "" those at the top."""
        return tuple(entry for entry in self.portfolio.collections if entry.key.rpartition("/")[0] == collection)
