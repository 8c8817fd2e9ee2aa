"""The portfolio: all maps of a folder, and what they share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cjm_plugin.model.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from cjm_plugin.model.collection import Collection
    from cjm_plugin.model.journey_map import JourneyMap
    from cjm_plugin.model.persona import Persona


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A map and where it lives. `path` is relative to the maps folder; `key` is the path of its page."""

    key: str
    path: PurePosixPath
    journey: JourneyMap

    @property
    def collection(self) -> str:
        """The key of the folder it lies in; "" at the top."""
        return self.key.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class PersonaEntry:
    """A persona file. `key` is the path of its page, "" when it has none."""

    key: str
    path: PurePosixPath
    persona: Persona


@dataclass(frozen=True, slots=True)
class CollectionEntry:
    """A folder of maps. `path` is its `_collection.yaml`, None without one."""

    key: str
    folder: PurePosixPath
    path: PurePosixPath | None
    collection: Collection


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """A file that could not be read; `key` is where the page that tells why stands: that of the map or persona."""

    key: str
    path: PurePosixPath


SeriesPoint = tuple[dt.date, float]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything under the maps folder, in a stable order. Paths are relative to that folder."""

    maps: tuple[MapEntry, ...] = ()
    personas: tuple[PersonaEntry, ...] = ()
    collections: tuple[CollectionEntry, ...] = ()
    broken: tuple[BrokenEntry, ...] = ()
    catalog: Catalog = field(default_factory=Catalog)
    series: Mapping[PurePosixPath, tuple[SeriesPoint, ...]] = field(default_factory=dict)
    images: frozenset[PurePosixPath] = frozenset()
    map_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each name a reference may use, the keys of the maps it could mean."""
