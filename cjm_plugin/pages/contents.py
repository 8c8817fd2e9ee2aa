"""All pages of a portfolio in the order of the menu: the one call a site generator needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath

from cjm_plugin.analysis.curve import emotion_curve
from cjm_plugin.analysis.registers import Registers, registers
from cjm_plugin.locale import interface, supported
from cjm_plugin.model.portfolio import BrokenEntry, CollectionEntry, MapEntry, PersonaEntry
from cjm_plugin.pages.addresses import OPPORTUNITIES_KEY, PAINS_KEY, PERSONAS_KEY, REVIEWS_KEY, Addresses, Site
from cjm_plugin.pages.charts.preview import preview_png
from cjm_plugin.pages.document import MAX_SHORT_TITLE, PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.map_page import map_page
from cjm_plugin.pages.opportunities_page import opportunities_page
from cjm_plugin.pages.overview_pages import (
    collection_page,
    index_page,
    persona_page,
    personas_page,
)
from cjm_plugin.pages.pains_page import pains_page
from cjm_plugin.pages.problem_page import problem_page
from cjm_plugin.pages.rendering import Renderer
from cjm_plugin.pages.reviews_page import reviews_page
from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.folder import role_of
from cjm_plugin.reading.portfolio import Reading

_REGISTER_PAGES = {PAINS_KEY: pains_page, OPPORTUNITIES_KEY: opportunities_page}
"""What makes the pages over all maps, by their key."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that can be made. `is_section` says that other pages lie below it.

    `key` is its address below the maps, `title` its short title, `source` the YAML it comes from,
    relative to the maps folder. `preview` draws a PNG for links to the page, None if there is nothing to
    draw. All texts are plain, not escaped.
    """

    key: str
    title: str
    source: PurePosixPath | None
    tags: tuple[str, ...]
    is_section: bool
    _make: Callable[[Addresses], PageDocument]
    preview: Callable[[], bytes] | None = None

    def make(self, site: Site, edit: str = "") -> PageDocument:
        """Render the page for a site; `edit` is where its source can be edited, "" when that is not known."""
        folder = self.source.parent if self.source else PurePosixPath(self.key)
        return self._make(Addresses(site, site.url(self.key), PurePosixPath(site.prefix, folder), edit))


def plan_pages(  # noqa: PLR0913 - all that pages are made from
    reading: Reading,
    *,
    shown_as: str,
    language: str,
    today: dt.date,
    living: Living | None = None,
    told: Callable[[], Registers] | None = None,
) -> tuple[PlannedPage, ...]:
    """List the pages of what was read, in the order of the menu.

    `shown_as` is how diagnostics name the maps folder; `language` is the site's. `told` gives
    the registers of the portfolio when the first page needs them; by default they are worked out then.
    """
    told = told or cache(partial(registers, reading.portfolio, today))
    planner = _Planner(reading, shown_as=shown_as, language=language, today=today, living=living or Living(), told=told)
    return tuple(planner.pages())


class _Planner:
    """Puts pages in order: the index, loose maps, the collections with theirs, personas, reviews, the registers."""

    def __init__(  # noqa: PLR0913 - all that pages are made from
        self,
        reading: Reading,
        *,
        shown_as: str,
        language: str,
        today: dt.date,
        living: Living,
        told: Callable[[], Registers],
    ) -> None:
        self._library = Library.of(reading.portfolio)
        self._diagnostics = reading.diagnostics
        self._shown_as = PurePosixPath(shown_as)
        self._language = language
        self._today = today
        self._living = living
        self._told = told

    def pages(self) -> Iterator[PlannedPage]:
        renderer = self._renderer(None)
        library = self._library
        title = self._living.title("", renderer.words)
        yield PlannedPage("", title, None, (), True, lambda here: index_page(library, self._living, renderer, here))
        yield from self._below("")
        people = library.portfolio.personas
        if people:
            title = self._living.title(PERSONAS_KEY, renderer.words)
            make = lambda here: personas_page(library, self._living, renderer, here)  # noqa: E731 - one shape for all pages
            yield PlannedPage(PERSONAS_KEY, title, None, (), True, make)
            yield from (self._persona(entry) for entry in people)
        yield from self._broken_in(PERSONAS_KEY)
        if self._living.reviews and library.portfolio.maps:
            title = self._living.title(REVIEWS_KEY, renderer.words)
            make = lambda here: reviews_page(library, self._living, renderer, here)  # noqa: E731
            yield PlannedPage(REVIEWS_KEY, title, None, (), False, make)
        if library.portfolio.maps:
            yield from self._registers()

    def _registers(self) -> Iterator[PlannedPage]:
        """Yield the pages that tell what all maps say together."""
        renderer, living = self._renderer(None), self._living
        for key, title in living.listed(renderer.words):
            if key in _REGISTER_PAGES:
                page = lambda here, key=key: _REGISTER_PAGES[key](self._told(), living, renderer, here)  # noqa: E731
                yield PlannedPage(key, title, None, (), False, page)

    def _below(self, folder: str) -> Iterator[PlannedPage]:
        """Yield the maps of a folder, then its collections with all that is in them."""
        yield from (self._map(entry) for entry in self._library.maps_in(folder))
        yield from self._broken_in(folder)
        for entry in self._library.collections_in(folder):
            yield self._collection(entry)
            yield from self._below(entry.key)

    def _renderer(self, language: str | None) -> Renderer:
        return Renderer(interface(supported(language) or self._language), self._today)

    def _map(self, entry: MapEntry) -> PlannedPage:
        renderer = self._renderer(entry.journey.language)
        curve = emotion_curve(entry.journey)
        return PlannedPage(
            entry.key,
            _short(entry.journey.title),
            entry.path,
            entry.journey.tags,
            False,
            lambda here: map_page(entry, self._library, self._living, renderer, here),
            partial(preview_png, curve) if curve.has_scores else None,
        )

    def _collection(self, entry: CollectionEntry) -> PlannedPage:
        renderer = self._renderer(entry.collection.language)
        return PlannedPage(
            entry.key,
            _short(entry.collection.title),
            entry.path,
            (),
            True,
            lambda here: collection_page(entry, self._library, renderer, here),
        )

    def _persona(self, entry: PersonaEntry) -> PlannedPage:
        renderer = self._renderer(entry.persona.language)
        return PlannedPage(
            entry.key,
            _short(entry.persona.name),
            entry.path,
            entry.persona.tags,
            False,
            lambda here: persona_page(entry, self._library, renderer, here),
        )

    def _broken_in(self, folder: str) -> Iterator[PlannedPage]:
        broken = self._library.portfolio.broken
        return (self._broken(entry) for entry in broken if entry.key.rpartition("/")[0] == folder)

    def _broken(self, entry: BrokenEntry) -> PlannedPage:
        problems = self._problems_of(entry)
        renderer = self._renderer(None)
        return PlannedPage(
            entry.key,
            entry.path.name,
            entry.path,
            (),
            False,
            lambda here: problem_page(entry, problems, renderer, here),
        )

    def _problems_of(self, entry: BrokenEntry) -> list[Diagnostic]:
        """Return the problems of a file; when it has no errors, it is broken by those of a file it names."""
        shown = str(self._shown_as / entry.path)
        own = [found for found in self._diagnostics if found.path == shown]
        if any(found.is_error for found in own):
            return own
        named = (found for found in self._diagnostics if found.is_error and role_of(PurePosixPath(found.path)) is None)
        return [*own, *named]


def _short(title: str) -> str:
    return shortened(plain(title), MAX_SHORT_TITLE)
