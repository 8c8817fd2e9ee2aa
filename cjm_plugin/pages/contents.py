"""All pages of a portfolio in the order of the menu: the one call a site generator needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import PurePosixPath

from cjm_plugin.analysis.curve import emotion_curve, is_scored
from cjm_plugin.analysis.hierarchy import has_hierarchy
from cjm_plugin.analysis.registers import Registers, registers
from cjm_plugin.locale import interface, supported
from cjm_plugin.model.portfolio import BrokenEntry, CollectionEntry, MapEntry, PersonaEntry, Portfolio
from cjm_plugin.pages.addresses import (
    CHANNELS_KEY,
    COMPARISONS_KEY,
    DASHBOARD_KEY,
    HIERARCHY_KEY,
    METRICS_KEY,
    OPPORTUNITIES_KEY,
    PAINS_KEY,
    PERSONAS_KEY,
    REGISTER_KEYS,
    REVIEWS_KEY,
    SOURCES_KEY,
    Addresses,
)
from cjm_plugin.pages.catalogue_page import catalogue_page, collection_page
from cjm_plugin.pages.channels_page import channels_page
from cjm_plugin.pages.charts.preview import preview_png
from cjm_plugin.pages.comparison_page import comparison_page, comparisons_page
from cjm_plugin.pages.comparisons import Comparison, by_map, known_comparisons
from cjm_plugin.pages.dashboard_page import dashboard_page
from cjm_plugin.pages.document import MAX_SHORT_TITLE, PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.hierarchy_page import hierarchy_page
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.map_page import map_page
from cjm_plugin.pages.metrics_page import metrics_page
from cjm_plugin.pages.opportunities_page import opportunities_page
from cjm_plugin.pages.pains_page import pains_page
from cjm_plugin.pages.people_pages import persona_page, personas_page
from cjm_plugin.pages.planned_page import Picture, PlannedPage
from cjm_plugin.pages.problem_page import problem_page
from cjm_plugin.pages.rendering import Renderer
from cjm_plugin.pages.resting import Foundations
from cjm_plugin.pages.reviews_page import reviews_page
from cjm_plugin.pages.sources_page import sources_page
from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.folder import role_of
from cjm_plugin.reading.portfolio import Reading

_REGISTER_PAGES = {
    DASHBOARD_KEY: dashboard_page,
    PAINS_KEY: pains_page,
    OPPORTUNITIES_KEY: opportunities_page,
    CHANNELS_KEY: channels_page,
    METRICS_KEY: metrics_page,
    SOURCES_KEY: sources_page,
    HIERARCHY_KEY: hierarchy_page,
}
"""What makes the pages over all maps, by their key."""


def plan_pages(  # noqa: PLR0913 - all that pages are made from
    reading: Reading,
    *,
    shown_as: str,
    language: str,
    today: dt.date,
    living: Living | None = None,
    told: Callable[[], Registers] | None = None,
    foundations: Foundations | None = None,
) -> tuple[PlannedPage, ...]:
    """List the pages of what was read, in the order of the menu.

    `shown_as` is how diagnostics name the maps folder; `language` is the site's. `told` gives
    the registers of the portfolio when the first page needs them; by default they are worked out then. `foundations`
    are those of the same things, if they are at hand.
    """
    planner = _Planner(
        reading,
        shown_as=shown_as,
        language=language,
        today=today,
        living=living or Living(),
        told=told or cache(partial(registers, reading.portfolio, today)),
        foundations=foundations,
    )
    return tuple(planner.pages())


def plan_page(  # noqa: PLR0913 - as for all pages
    reading: Reading, path: PurePosixPath, *, shown_as: str, language: str, today: dt.date, living: Living
) -> PlannedPage | None:
    """Return the page of the map at `path`, sound or broken, as `plan_pages` would; None when there is none."""
    told = cache(partial(registers, reading.portfolio, today))
    planner = _Planner(reading, shown_as=shown_as, language=language, today=today, living=living, told=told)
    return planner.page_of(path)


def without_content(portfolio: Portfolio, comparisons: Collection[Comparison]) -> frozenset[str]:
    """Return the keys of the pages over all maps that have nothing to tell; `comparisons` are all that there are."""
    empty = {COMPARISONS_KEY: not comparisons, HIERARCHY_KEY: not has_hierarchy(portfolio)}
    return frozenset(key for key, is_empty in empty.items() if is_empty)


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
        foundations: Foundations | None = None,
    ) -> None:
        self._foundations = foundations or Foundations.of(reading, living, language, today)
        self._library = self._foundations.library
        self._diagnostics = reading.diagnostics
        self._shown_as = PurePosixPath(shown_as)
        self._language = language
        self._today = today
        found = known_comparisons(reading.portfolio, living.comparisons, living.left_out)
        self._comparisons = found if COMPARISONS_KEY in living.registers else ()
        self._compared = by_map(self._comparisons)
        empty = without_content(reading.portfolio, self._comparisons)
        self._living = replace(living, registers=living.registers - empty)
        self._register_keys = sorted(self._living.registers)
        self._told = told

    def pages(self) -> Iterator[PlannedPage]:
        renderer = self._renderer(None)
        library = self._library
        yield self._over_all(
            "", lambda here: catalogue_page(library, self._told(), self._living, renderer, here), is_section=True
        )
        if library.portfolio.maps:
            yield from self._registers({DASHBOARD_KEY})
        yield from self._below("")
        people = [entry for entry in library.portfolio.personas if entry.key]
        if people:
            yield self._over_all(
                PERSONAS_KEY, lambda here: personas_page(self._told(), self._living, renderer, here), is_section=True
            )
            yield from (self._persona(entry) for entry in people)
        yield from self._broken_in(PERSONAS_KEY)
        if self._living.reviews and library.portfolio.maps:
            yield self._over_all(REVIEWS_KEY, lambda here: reviews_page(library, self._living, renderer, here))
        if library.portfolio.maps:
            yield from self._registers(REGISTER_KEYS - {DASHBOARD_KEY})

    def page_of(self, path: PurePosixPath) -> PlannedPage | None:
        """Return the page of the map at `path`."""
        portfolio = self._library.portfolio
        pages = (self._map(entry) for entry in portfolio.maps if entry.path == path)
        broken = (self._broken(entry) for entry in portfolio.broken if entry.path == path)
        return next(chain(pages, broken), None)

    def _registers(self, wanted: Container[str]) -> Iterator[PlannedPage]:
        """Yield the pages that tell what all maps say together, those with the wanted keys."""
        for key, _ in self._living.listed(self._renderer(None).words):
            if key in wanted:
                yield self._over_all(key, partial(self._register, key), is_section=key == COMPARISONS_KEY)
        if COMPARISONS_KEY in wanted:
            yield from map(self._comparison, self._comparisons)

    def _over_all(
        self, key: str, make: Callable[[Addresses], PageDocument], *, is_section: bool = False
    ) -> PlannedPage:
        title = self._living.title(key, self._renderer(None).words)
        return PlannedPage(key=key, title=title, is_section=is_section, made_at=make, rests_on=self._rests_on_all(key))

    def _register(self, key: str, here: Addresses) -> PageDocument:
        renderer = self._renderer(None)
        if key == COMPARISONS_KEY:
            return comparisons_page(self._comparisons, self._living, renderer, here)
        return _REGISTER_PAGES[key](self._told(), self._living, renderer, here)

    def _comparison(self, comparison: Comparison) -> PlannedPage:
        renderer = self._renderer(comparison.language)
        return PlannedPage(
            key=comparison.key,
            title=_short(comparison.name(renderer.words)),
            made_at=lambda here: comparison_page(comparison, self._library.personas, renderer, here),
            rests_on=self._rests_on_all(comparison.key),
        )

    def _below(self, folder: str) -> Iterator[PlannedPage]:
        """Yield the maps of a folder, then its collections with all that is in them."""
        yield from (self._map(entry) for entry in self._library.maps_in(folder))
        yield from self._broken_in(folder)
        for entry in self._library.collections_in(folder):
            yield self._collection(entry)
            yield from self._below(entry.key)

    def _renderer(self, language: str | None) -> Renderer:
        return Renderer(interface(supported(language) or self._language), self._today, self._living.titles)

    def _map(self, entry: MapEntry) -> PlannedPage:
        renderer = self._renderer(entry.journey.language)
        compared = self._compared.get(entry.key, ())
        named = [(it.key, it.name_on_map(renderer.words)) for it in compared]
        return PlannedPage(
            key=entry.key,
            title=_short(entry.journey.title),
            source=entry.path,
            tags=entry.journey.tags,
            made_at=lambda here: map_page(entry, self._library, self._living, renderer, here, comparisons=compared),
            rests_on=cache(partial(self._foundations.of_map, entry, self._register_keys, named)),
            preview=self._preview(entry) if is_scored(entry.journey) else None,
        )

    def _preview(self, entry: MapEntry) -> Picture:
        return Picture(self._foundations.of_preview(entry), lambda: preview_png(emotion_curve(entry.journey)))

    def _collection(self, entry: CollectionEntry) -> PlannedPage:
        renderer = self._renderer(entry.collection.language)
        return PlannedPage(
            key=entry.key,
            title=_short(entry.collection.title),
            source=entry.path,
            is_section=True,
            made_at=lambda here: collection_page(entry, self._library, self._told(), renderer, here),
            rests_on=self._rests_on_all(entry.key),
        )

    def _persona(self, entry: PersonaEntry) -> PlannedPage:
        renderer = self._renderer(entry.persona.language)
        return PlannedPage(
            key=entry.key,
            title=_short(entry.persona.name),
            source=entry.path,
            tags=entry.persona.tags,
            made_at=lambda here: persona_page(entry, self._told(), self._living, renderer, here),
            rests_on=self._rests_on_all(entry.key),
        )

    def _rests_on_all(self, key: str) -> Callable[[], str]:
        return partial(self._foundations.of_all, key)

    def _broken_in(self, folder: str) -> Iterator[PlannedPage]:
        broken = self._library.portfolio.broken
        return (self._broken(entry) for entry in broken if entry.key.rpartition("/")[0] == folder)

    def _broken(self, entry: BrokenEntry) -> PlannedPage:
        problems = self._problems_of(entry)
        renderer = self._renderer(None)
        return PlannedPage(
            key=entry.key,
            title=entry.path.name,
            source=entry.path,
            made_at=lambda here: problem_page(entry, problems, renderer, here),
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
