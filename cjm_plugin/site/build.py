"""One build: what was read, the pages it gives, and where they stand in this site."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from cjm_plugin.analysis.registers import registers
from cjm_plugin.analysis.reviews import review_schedule
from cjm_plugin.checking.day import check_day
from cjm_plugin.locale import interface
from cjm_plugin.pages.addresses import (
    OPPORTUNITIES_KEY,
    PAINS_KEY,
    REVIEWS_KEY,
    Site,
)
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.pages.living import Living
from cjm_plugin.reading import problems
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.site.advice import Advice
from cjm_plugin.site.assets import asset_files
from cjm_plugin.site.clashes import clashes, same_address
from cjm_plugin.site.config import JourneyMapsConfig, site_language, site_version
from cjm_plugin.site.diagrams import added_by_mermaid2, hidden, scripts_key, shown
from cjm_plugin.site.exports import export_files, wanted_downloads
from cjm_plugin.site.files import (
    Made,
    MadePage,
    hand_written,
    left_out,
    made_page,
    made_pictures,
    publish,
    without_map_sources,
    without_pages,
)
from cjm_plugin.site.head import preview_files, with_description, with_preview
from cjm_plugin.site.links import dead_links, site_of
from cjm_plugin.site.navigation import (
    name_pages,
    name_sections,
    order_sections,
    placed_in,
    shows_all,
)
from cjm_plugin.site.past import known_histories
from cjm_plugin.site.place import Place
from cjm_plugin.site.rendering import fill
from cjm_plugin.site.reporting import log, report
from cjm_plugin.site.searching import searchable
from cjm_plugin.site.subscriptions import (
    feed_items,
    feed_url,
    page_in_the_way,
    published_site,
    subscription_files,
    with_feed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from cjm_plugin.reading.diagnostics import Diagnostic


_OVER_ALL_MAPS = {
    REVIEWS_KEY: "the page of all reviews",
    PAINS_KEY: "the page of all pain points",
    OPPORTUNITIES_KEY: "the page of all opportunities",
}
"""What messages call the pages over all maps, each with an option of the same name."""


class SiteBuild:
    """What one build of a site works on, from reading the maps to the last page."""

    def __init__(self, options: JourneyMapsConfig, config: MkDocsConfig, *, serving: bool) -> None:
        """Read the maps folder and plan its pages. Raises PluginError when SOURCE_DATE_EPOCH is not a moment."""
        self._nav_mode = options.nav
        self._previews = options.previews
        self._config = config
        self._serving = serving
        self._place = Place.of(options.maps_dir, options.path, config)
        self._language = site_language(options, config.theme)
        self._translate = interface(self._language).text
        try:
            self._today = check_day(options.today)
        except ValueError as error:
            raise PluginError(str(error)) from error
        self._advice = Advice.of(options, self._place.base)
        self._reading = read_portfolio(self._place.maps_dir, self._place.shown_maps, keep_trees=bool(self._advice.loud))
        self._findings = self._advice.judge(self._reading, self._today)
        self._living = self._what_is_known(options)
        self._by_hand = hand_written(config)
        self._pages = self._planned()
        self._made: list[Made] = [*self._pages, *made_pictures(self._reading.portfolio, self._place, config)]
        if self._living.reviews:
            self._made += self._subscriptions()
        self._made += self._exports()
        self._published: dict[str, MadePage] = {}
        self._site = Site()
        self._content: str | None = None
        self._mermaid2_scripts: dict[str, str] = {}

    def check(self) -> None:
        """Report what is wrong with the maps, and pages of ours that would replace other ones."""
        known = {found.path for found in self._reading.diagnostics if found.problem is problems.SAME_ADDRESS}
        among_us = [(made, found) for made, found in same_address(self._made) if found.path not in known]
        quiet = self._advice.quiet(self._findings)
        if quiet:
            log.info("%d remarks on good practice; the pages of the maps list them, and so does `cjm check`", quiet)
        advice = self._advice.told(self._findings, self._reading, self._place)
        self._drop([*among_us, *clashes(self._made, self._by_hand, self._place)], [*self._reading.diagnostics, *advice])

    def add_to(self, files: Files) -> Files:
        """Add pages, pictures and assets to the files of the site, and our pages to its nav."""
        by_hand = {file.src_uri for file in self._by_hand}
        self._drop(clashes(self._made, [file for file in files if file.src_uri not in by_hand], self._place))
        without_map_sources(files, self._place)
        publish([made.file for made in self._made], files)
        # A file of the same path in the docs folder is there to replace ours.
        publish([file for file in asset_files(self._config) if file.src_uri not in files.src_uris], files)
        self._published = {made.file.src_uri: made for made in self._made if isinstance(made, MadePage)}
        if self._previews:
            publish([*preview_files(self._published.values(), self._config)], files)
        self._place_in_nav()
        return files

    def name_in(self, nav: Navigation, files: Files) -> Navigation:
        """Give our pages, and the sections made of our folders, their titles and order."""
        pages = [*self._published.values()]
        name_pages(pages)
        name_sections(nav, pages)
        # awesome-nav has an order of its own, and a `nav:` of the user's is in theirs.
        if self._config.nav is None and "awesome-nav" not in self._config.plugins:
            order_sections(nav, pages)
        # Not before: what texts may link to is complete only when every plugin has added its files.
        self._site = site_of(self._pages, files, self._place, self._config, serving=self._serving)
        return nav

    def content_of(self, page: Page, html: str) -> str:
        """Return the content of a page: our document if the page is ours, else `html` as it is."""
        made = self._published.get(page.file.src_uri)
        if made is None or made.file is not page.file:
            return html
        document = made.page.make(self._site, page.edit_url or "")
        report(dead_links(document, self._place), self._translate, serving=self._serving)
        return fill(page, document)

    def show_to_search(self, page: Page) -> None:
        """Leave only what search is to see of a page of ours, until `show_to_readers`."""
        if page.file.src_uri in self._published:
            self._content = page.content
            page.content = searchable(page.content or "")

    def show_to_readers(self, page: Page) -> None:
        """Give a page of ours its content back."""
        if page.file.src_uri in self._published:
            page.content = self._content

    def hidden_from_mermaid2(self, page: Page, html: str) -> str:
        """Return the HTML of a page; if it is ours, as mermaid2 may see it."""
        return hidden(html) if page.file.src_uri in self._published else html

    def head_of(self, page: Page, html: str) -> str:
        """Return the HTML of a page, with what messengers want to know in the head of ours."""
        made = self._published.get(page.file.src_uri)
        if made is None:
            return html
        html = with_description(shown(html, self._scripts_of_mermaid2(page)), page)
        if self._living.reviews and self._living.feed:
            html = with_feed(html, feed_url(self._place, self._config))
        return with_preview(html, page, made, self._config) if self._previews else html

    def _scripts_of_mermaid2(self, page: Page) -> str:
        key = scripts_key(page, self._config)
        if key not in self._mermaid2_scripts:
            self._mermaid2_scripts[key] = added_by_mermaid2(page, self._config)
        return self._mermaid2_scripts[key]

    def _planned(self) -> list[MadePage]:
        """Return our pages as files, without those that the configuration excludes."""
        pages = self._files_of_pages()
        gone = left_out(pages, self._by_hand, self._config, serving=self._serving)
        if not gone:
            return pages
        if "" in gone:
            log.warning("exclude_docs or draft_docs leaves out '%s', the page of all maps", pages[0].file.src_uri)
        if REVIEWS_KEY in gone:
            self._living = replace(self._living, reviews=False)
        self._living = replace(self._living, registers=self._living.registers - gone)
        # Planned again, so that no page tells of those that are left out.
        self._reading = replace(self._reading, portfolio=without_pages(self._reading.portfolio, gone))
        pages = self._files_of_pages()
        gone |= left_out(pages, self._by_hand, self._config, serving=self._serving)
        return [made for made in pages if made.page.key not in gone]

    def _what_is_known(self, options: JourneyMapsConfig) -> Living:
        """Return what is told of the maps beyond their words, and say what is missing."""
        portfolio = self._reading.portfolio
        wanted = {key for key in _OVER_ALL_MAPS if options[key]}
        for key in sorted(wanted):
            in_the_way = page_in_the_way(portfolio, key)
            if in_the_way:
                wanted.remove(key)
                log.warning(
                    "'%s' stands where %s would; rename it, or set the option '%s' to false",
                    self._place.shown(in_the_way),
                    _OVER_ALL_MAPS[key],
                    key,
                )
        maps_dir = self._place.maps_dir
        return Living(
            reviews=REVIEWS_KEY in wanted,
            registers=frozenset(wanted) - {REVIEWS_KEY},
            feed=bool(self._config.site_url),
            downloads=wanted_downloads(options, portfolio),
            titles={key: title for key in wanted if isinstance(title := options[key], str)},
            version=site_version(),
            findings=self._findings,
            history=known_histories(portfolio, maps_dir, self._translate) if options.history else {},
            is_preview=self._serving,
        )

    def _subscriptions(self) -> list[Made]:
        if not self._living.feed:
            log.info("without 'site_url' there is no feed of the maps, and the calendar has no links to them")
        schedule = review_schedule(self._reading.portfolio, self._today)
        site = published_site(self._place, self._config, self._language)
        items = feed_items(self._reading.portfolio.maps, self._living.history, site)
        return subscription_files(schedule, items, site, self._place, self._config)

    def _exports(self) -> list[Made]:
        keys = {made.page.key for made in self._pages}
        words, portfolio = interface(self._language), self._reading.portfolio
        return [
            *export_files(
                self._living.downloads,
                told=self._told,
                portfolio=portfolio,
                keys=keys,
                words=words,
                place=self._place,
                config=self._config,
            )
        ]

    def _files_of_pages(self) -> list[MadePage]:
        self._told = cache(partial(registers, self._reading.portfolio, self._today))
        pages = plan_pages(
            self._reading,
            shown_as=self._place.shown_maps,
            language=self._language,
            today=self._today,
            living=self._living,
            told=self._told,
        )
        return [made_page(page, self._place, self._config) for page in pages]

    def _place_in_nav(self) -> None:
        pages = [made for made in self._published.values() if made.file.inclusion.is_in_nav()]
        full = shows_all(self._nav_mode, len(pages))
        if self._config.nav is not None:
            self._config.nav = placed_in(self._config.nav, [made.page for made in pages], self._place, full=full)
        for made in () if full else pages:
            if made.page.key:
                made.file.inclusion = InclusionLevel.NOT_IN_NAV

    def _drop(self, found: Iterable[tuple[Made, Diagnostic]], also: Iterable[Diagnostic] = ()) -> None:
        """Report files of ours that cannot stand where they would, and other problems; a preview goes on without."""
        pairs = [*found]
        report([*also, *(diagnostic for _, diagnostic in pairs)], self._translate, serving=self._serving)
        gone = {id(made) for made, _ in pairs}
        self._made = [made for made in self._made if id(made) not in gone]
