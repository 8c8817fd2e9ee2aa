"""The pages over several maps: the index, the collections, the personas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from cjm_plugin.analysis.evidence import Coverage, evidence_coverage
from cjm_plugin.analysis.review import Freshness, ReviewState
from cjm_plugin.analysis.scores import map_score
from cjm_plugin.model.named_files import asset_path
from cjm_plugin.model.portfolio import CollectionEntry, MapEntry, PersonaEntry
from cjm_plugin.model.values import OpportunityStatus, PainStatus
from cjm_plugin.model.walk import opportunities, pains, persona_ids
from cjm_plugin.pages.addresses import PERSONAS_KEY, Addresses
from cjm_plugin.pages.document import PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.freshness import overdue_forms, review_words
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.rendering import Identity, Renderer


@dataclass(frozen=True, slots=True)
class MapRow:
    """A map in a table: who answers for it, how it stands, how much is in it."""

    entry: MapEntry
    owner: str | None
    review: ReviewState
    open_pains: int
    opportunities: int
    score: float | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class MapGroup:
    """The maps of one collection; those outside any have no `entry`."""

    entry: CollectionEntry | None
    rows: tuple[MapRow, ...]


def index_page(library: Library, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all maps."""
    groups = [MapGroup(None, _rows(library, library.maps_in(""), renderer.today))]
    groups += [
        MapGroup(entry, _rows(library, library.maps_in(entry.key), renderer.today))
        for entry in library.portfolio.collections
    ]
    rows = [row for group in groups for row in group.rows]
    title = living.title("", renderer.words)
    values = {
        "groups": [group for group in groups if group.rows],
        "count": len(rows),
        "overdue": sum(row.review.freshness is Freshness.OVERDUE for row in rows),
        "people": len(library.portfolio.personas),
        "living": living,
        "registers": living.listed(renderer.words),
        "overdue_forms": overdue_forms(renderer.words.language),
        "review_words": review_words(renderer.words.language),
    }
    identity = Identity("", title, title, renderer.words.language)
    return renderer.page("index.html.jinja", identity, addresses, values)


def collection_page(entry: CollectionEntry, library: Library, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of a collection."""
    collection = entry.collection
    values = {
        "collection": collection,
        "breadcrumbs": library.breadcrumbs(entry.key),
        "rows": _rows(library, library.maps_in(entry.key), renderer.today),
        "inner": library.collections_in(entry.key),
        "review_words": review_words(renderer.words.language),
    }
    identity = Identity(
        key=entry.key,
        title=collection.title,
        description=shortened(plain(collection.summary or collection.title), 160),
        language=collection.language or renderer.words.language,
        source=entry.path,
    )
    return renderer.page("collection.html.jinja", identity, addresses, values)


def personas_page(library: Library, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all personas."""
    title = living.title(PERSONAS_KEY, renderer.words)
    people = [(entry, tuple(_maps_of(entry, library))) for entry in library.portfolio.personas]
    identity = Identity(PERSONAS_KEY, title, title, renderer.words.language)
    return renderer.page("personas.html.jinja", identity, addresses, {"people": people})


def persona_page(entry: PersonaEntry, library: Library, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of a persona, with the maps they travel on."""
    persona = entry.persona
    values = {
        "persona": persona,
        "portrait": asset_path(entry.path, persona.image) if persona.image else None,
        "rows": _rows(library, _maps_of(entry, library), renderer.today),
        "review_words": review_words(renderer.words.language),
    }
    identity = Identity(
        key=entry.key,
        title=persona.name,
        description=shortened(plain(persona.summary or persona.role or persona.name), 160),
        language=persona.language or renderer.words.language,
        source=entry.path,
        tags=persona.tags,
    )
    return renderer.page("persona.html.jinja", identity, addresses, values)


def _maps_of(entry: PersonaEntry, library: Library) -> Iterable[MapEntry]:
    return (found for found in library.portfolio.maps if entry.persona.id in persona_ids(found.journey))


def _rows(library: Library, entries: Iterable[MapEntry], today: dt.date) -> tuple[MapRow, ...]:
    return tuple(_row(library, entry, today) for entry in entries)


def _row(library: Library, entry: MapEntry, today: dt.date) -> MapRow:
    journey = entry.journey
    return MapRow(
        entry=entry,
        owner=library.owner_of(entry),
        review=library.review_of(entry, today),
        open_pains=sum(placed.noun.status is PainStatus.OPEN for placed in pains(journey)),
        opportunities=sum(placed.noun.status is not OpportunityStatus.REJECTED for placed in opportunities(journey)),
        score=map_score(journey),
        coverage=evidence_coverage(journey),
    )
