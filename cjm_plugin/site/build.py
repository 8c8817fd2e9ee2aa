"""One build: what was read, the pages it gives, and where they stand in this site."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from cjm_plugin.locale import N_
from cjm_plugin.pages.addresses import Site
from cjm_plugin.reading import problems
from cjm_plugin.site.assets import asset_files
from cjm_plugin.site.clashes import clashes, same_address
from cjm_plugin.site.contents import Contents
from cjm_plugin.site.diagrams import added_by_mermaid2, hidden, place_of_scripts, scripts_key, shown
from cjm_plugin.site.directives import PageDirectives
from cjm_plugin.site.files import Made, MadePage, publish, renewed_page, without_map_sources
from cjm_plugin.site.head import description, feed_link, preview, preview_files
from cjm_plugin.site.links import dead_links, site_of
from cjm_plugin.site.navigation import name_pages, name_sections, order_sections, placed_in, shows_all
from cjm_plugin.site.place import feed_url
from cjm_plugin.site.planning import planned
from cjm_plugin.site.progress import Progress
from cjm_plugin.site.rendering import DocumentPage, fill
from cjm_plugin.site.reporting import log, report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path, PurePosixPath

    from cjm_plugin.pages.embedding import Embeddable
    from cjm_plugin.reading.diagnostics import Diagnostic
    from cjm_plugin.site.finished import Memory
    from cjm_plugin.site.setting import Setting
    from cjm_plugin.site.stored_pages import FinishedPage
    from cjm_plugin.site.workshop import Workshop

DRAWN = N_("Pages of maps drawn")
MADE = N_("Pages made")
WRITTEN = N_("Pages written")
"""What the steps of a long build are called."""


class SiteBuild:
    """What one build of a site works on, from reading the maps to the last page."""

    def __init__(self, setting: Setting, memory: Memory) -> None:
        """Read the maps folder and plan its pages. Raises PluginError when options cannot be understood."""
        self._setting = setting
        self._memory = memory
        self._plan = planned(setting, memory)
        self._made = [*self._plan.made]
        self._published: dict[str, MadePage] = {}
        self._site = Site()
        self.nav = Navigation([], [])
        self.workshop: Workshop | None = None
        self._embeddable = cache(self._embeddable_now)
        self._contents = Contents(self._finished, pages=len(self._plan.pages))
        self._is_prepared = False
        self._mermaid2_scripts: dict[str, str] = {}
        self._feed_link = feed_link(feed_url(setting.place, setting.config)) if self._plan.has_feed else ""
        self._progress = Progress(self._plan.maps)

    def check(self) -> None:
        """Report what is wrong with the maps, and pages of ours that would replace other ones."""
        plan, diagnostics = self._plan, self._plan.diagnostics
        known = {found.path for found in diagnostics if found.problem is problems.SAME_ADDRESS}
        among_us = [(made, found) for made, found in same_address(self._made) if found.path not in known]
        others = clashes(self._made, plan.by_hand, self._setting.place)
        self._drop([*among_us, *others], diagnostics)

    def add_to(self, files: Files) -> Files:
        """Add pages, pictures and assets to the files of the site, and our pages to its nav."""
        config, place = self._setting.config, self._setting.place
        by_hand = {file.src_uri for file in self._plan.by_hand}
        self._drop(clashes(self._made, [file for file in files if file.src_uri not in by_hand], place))
        without_map_sources(files, place)
        publish([made.file for made in self._made], files)
        # A file of the same path in the docs folder is there to replace ours.
        publish([file for file in asset_files(config) if file.src_uri not in files.src_uris], files)
        self._published = {made.file.src_uri: made for made in self._made if isinstance(made, MadePage)}
        if self._setting.options.previews:
            publish([*preview_files(self._published.values(), self._memory.finished, config)], files)
        self._place_in_nav()
        return files

    def name_in(self, nav: Navigation, files: Files) -> Navigation:
        """Give our pages, and the sections made of our folders, their titles and order."""
        config = self._setting.config
        self.nav = nav
        pages = [*self._published.values()]
        name_pages(pages)
        name_sections(nav, pages)
        # awesome-nav has an order of its own, and a `nav:` of the user's is in theirs.
        if config.nav is None and "awesome-nav" not in config.plugins:
            order_sections(nav, pages)
        for made in pages:
            # Those in the nav have a page by now, with the title that the nav gives them.
            if made.file.page is None and made.file.inclusion.is_not_in_nav():
                DocumentPage(None, made.file, config)
            elif type(made.file.page) is Page:
                made.file.page.__class__ = DocumentPage
        # Not before: what texts may link to is complete only when every plugin has added its files.
        self._site = site_of(self._plan.pages, files, self._setting.place, config, serving=self._setting.serving)
        return nav

    def content_of(self, page: Page, html: str) -> str:
        """Return the content of a page: our document if the page is ours, else `html` as it is."""
        made = self._published.get(page.file.src_uri)
        if made is None or made.file is not page.file:
            return html
        if not self._is_prepared:
            self._is_prepared = True
            self._prepare()
        found = self._finished(page)
        self._report(dead_links(found.document, self._setting.place))
        self._progress.advance()
        content = fill(page, found)
        self._contents.take(page, content, found.searched)
        return content

    def begin_writing(self) -> None:
        """Tell that the pages are there, and are put into their templates now."""
        self._progress.begin(self._setting.translate(WRITTEN), len(self._published))

    def show_again(self, paths: Iterable[Path]) -> bool:
        """Bring the pages of maps up to date, given the files that were saved; return False if that cannot be done.

        Pages over several maps stay as they are, and so do titles in menus.
        """
        portfolio = self._plan.whole.reading.portfolio
        maps = {entry.path for entry in portfolio.maps} | {entry.path for entry in portfolio.broken}
        sources = [(made, made.page.source) for made in self._published.values()]
        folder = self._setting.place.maps_dir
        known = {folder / source: (made, source) for made, source in sources if source and source in maps}
        if not self.workshop or not all(path in known for path in paths):
            return False
        try:
            return all(self._show_again(*known[path], self.workshop) for path in paths)
        except Exception as error:  # noqa: BLE001 - whatever other plugins do with a page out of turn: all are built then
            log.debug("a page cannot be built by itself: %r", error)
            return False

    def directives_of(self, page: Page) -> PageDirectives:
        """Return what shows the directives of a page."""
        setting = self._setting
        return PageDirectives(page, self._embeddable, setting.place, setting.translate, serving=setting.serving)

    def show_to_search(self, page: Page) -> None:
        """Leave only what search is to see of a page of ours, until `show_to_readers`."""
        if page.file.src_uri in self._published:
            self._contents.show_to_search(page)

    def show_to_readers(self, page: Page) -> None:
        """Give a page of ours its content back."""
        if page.file.src_uri in self._published:
            self._contents.show_to_readers(page)

    def hidden_from_mermaid2(self, page: Page, html: str) -> str:
        """Return the HTML of a page; if it is ours, as mermaid2 may see it."""
        is_seen = "mermaid2" in self._setting.config.plugins and page.file.src_uri in self._published
        return hidden(html) if is_seen else html

    def head_of(self, page: Page, html: str) -> str:
        """Return the HTML of a page, with what messengers want to know in the head of ours."""
        made, setting = self._published.get(page.file.src_uri), self._setting
        if made is None:
            return html
        self._progress.advance()
        self._contents.is_written(page)
        # A page is large: each part of it is copied once.
        html = shown(html)
        end_of_head = max(0, html.find("</head>"))
        parts = [html[:end_of_head]]
        if end_of_head:
            parts += [description(parts[0], page), self._feed_link]
            parts += [preview(parts[0], page, made, setting.config)] if setting.options.previews else []
        scripts = self._scripts_of_mermaid2(page)
        end_of_body = place_of_scripts(html) if scripts else None
        if end_of_body is None:
            return "".join([*parts, html[end_of_head:]])
        return "".join([*parts, html[end_of_head:end_of_body], scripts, html[end_of_body:]])

    def end(self) -> None:
        """Leave what was made to the next build."""
        self._progress.end()
        self._memory.save()

    def _show_again(self, made: MadePage, path: PurePosixPath, workshop: Workshop) -> bool:
        page, wrong = self._plan.whole.read_again(path)
        if page is None or page.key != made.page.key:
            return False
        self._report(wrong)
        self._published[made.file.src_uri] = renewed_page(made, page, self._setting.place, self._setting.config)
        workshop.build(made.file)
        return True

    def _embeddable_now(self) -> Embeddable:
        return self._plan.whole.embeddable(self._site)

    def _finished(self, page: Page) -> FinishedPage:
        made = self._published[page.file.src_uri]
        return self._memory.finished.page(made.page, self._site, page.edit_url or "")

    def _prepare(self) -> None:
        progress, setting = self._progress, self._setting
        pages = [(it.page, it.file.page.edit_url or "") for it in self._published.values() if it.file.page]
        work = self._plan.workload()
        progress.begin(setting.translate(DRAWN), len(pages))
        self._memory.finished.prepare(pages, self._site, work, progress.advance)
        progress.begin(setting.translate(MADE), len(self._published))

    def _scripts_of_mermaid2(self, page: Page) -> str:
        config = self._setting.config
        key = scripts_key(page, config)
        if key not in self._mermaid2_scripts:
            self._mermaid2_scripts[key] = added_by_mermaid2(page, config)
        return self._mermaid2_scripts[key]

    def _place_in_nav(self) -> None:
        config = self._setting.config
        pages = [made for made in self._published.values() if made.file.inclusion.is_in_nav()]
        full = shows_all(self._setting.options.nav, len(pages))
        if config.nav is not None:
            config.nav = placed_in(config.nav, [made.page for made in pages], self._setting.place, full=full)
        for made in () if full else pages:
            if made.page.key:
                made.file.inclusion = InclusionLevel.NOT_IN_NAV

    def _drop(self, found: Iterable[tuple[Made, Diagnostic]], also: Iterable[Diagnostic] = ()) -> None:
        """Report files of ours that cannot stand where they would, and other problems; a preview goes on without."""
        pairs = [*found]
        self._report([*also, *(diagnostic for _, diagnostic in pairs)])
        gone = {id(made) for made, _ in pairs}
        self._made = [made for made in self._made if id(made) not in gone]

    def _report(self, found: Iterable[Diagnostic]) -> None:
        report(found, self._setting.translate, serving=self._setting.serving)
