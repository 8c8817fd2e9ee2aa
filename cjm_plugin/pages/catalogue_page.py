"""The page of all maps and those of the collections."""

from __future__ import annotations

from collections.abc import Sequence

from cjm_plugin.analysis.registers import Registers
from cjm_plugin.analysis.review import Freshness
from cjm_plugin.locale import Interface
from cjm_plugin.model.portfolio import CollectionEntry
from cjm_plugin.pages.addresses import PERSONAS_KEY, REVIEWS_KEY, Addresses
from cjm_plugin.pages.catalogue import MOST_LAID_OUT, MOST_WITH_SUMMARIES, MapCard, MapGroup, map_cards, maps_table
from cjm_plugin.pages.document import PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.freshness import review_words
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.spans import cycle_text
from cjm_plugin.pages.titles import TITLES


def catalogue_page(
    library: Library, told: Registers, living: Living, renderer: Renderer, addresses: Addresses
) -> PageDocument:
    """Return the page of all maps."""
    title = living.title("", renderer.words)
    by_collection: dict[str, list[MapCard]] = {}
    for card in map_cards(told.maps):
        by_collection.setdefault(card.record.entry.collection, []).append(card)
    collections = [None, *library.portfolio.collections]
    groups = [MapGroup(entry, tuple(by_collection.get(entry.key if entry else "", ()))) for entry in collections]
    reviews = [(REVIEWS_KEY, living.title(REVIEWS_KEY, renderer.words))] if living.reviews else []
    values = {
        **_gallery([group for group in groups if group.cards], library, renderer.words),
        "overdue": sum(record.review.freshness is Freshness.OVERDUE for record in told.maps),
        "people": sum(bool(entry.key) for entry in library.portfolio.personas),
        "has_people_page": PERSONAS_KEY not in living.left_out,
        # In the order of the menu.
        "links": sorted([*reviews, *living.listed(renderer.words)], key=lambda link: [*TITLES].index(link[0])),
    }
    identity = Identity("", title, title, renderer.words.language)
    return renderer.page("catalogue.html.jinja", identity, addresses, values)


def collection_page(
    entry: CollectionEntry, library: Library, told: Registers, renderer: Renderer, addresses: Addresses
) -> PageDocument:
    """Return the page of a collection."""
    collection = entry.collection
    cards = map_cards([record for record in told.maps if record.entry.collection == entry.key])
    values = {
        **_gallery([MapGroup(None, cards)], library, renderer.words),
        "collection": collection,
        "review_cycle": cycle_text(collection.review_cycle, renderer.words) if collection.review_cycle else "",
        "breadcrumbs": library.breadcrumbs(entry.key),
        "inner": library.collections_in(entry.key),
    }
    identity = Identity(
        key=entry.key,
        title=collection.title,
        description=shortened(plain(collection.summary or collection.title), 160),
        language=collection.language or renderer.words.language,
        source=entry.path,
    )
    return renderer.page("collection.html.jinja", identity, addresses, values)


def _gallery(groups: Sequence[MapGroup], library: Library, words: Interface) -> dict[str, object]:
    """Return what the template of cards and tables asks for."""
    cards = tuple(card for group in groups for card in group.cards)
    return {
        "groups": groups,
        "table": maps_table(cards, library, words),
        "is_large": len(cards) > MOST_LAID_OUT,
        "first_view": "cards" if len(cards) <= MOST_WITH_SUMMARIES else "table",
        "review_words": review_words(words.language),
    }
