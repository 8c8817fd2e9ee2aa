"""The hooks: one call each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from cjm_plugin.locale import Interface, interface
from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import PlannedPage, plan_pages
from cjm_plugin.reading.diagnostics import Diagnostic, in_order
from cjm_plugin.reading.portfolio import Reading, read_portfolio
from cjm_plugin.site import assets
from cjm_plugin.site.config import JourneyMapsConfig, build_day, site_language
from cjm_plugin.site.files import (
    Place,
    clashes_on_disk,
    clashes_with,
    page_file,
    picture_files,
    site_of,
    without_map_sources,
)
from cjm_plugin.site.navigation import placed_in, shows_all, with_our_titles
from cjm_plugin.site.rendering import fill

log = get_plugin_logger(__name__)


@dataclass(frozen=True, slots=True)
class Build:
    """What one build works on."""

    place: Place
    words: Interface
    reading: Reading
    pages: tuple[PlannedPage, ...]
    site: Site
    pages_by_uri: dict[str, PlannedPage]


class JourneyMapsPlugin(BasePlugin[JourneyMapsConfig]):
    """Turns the maps of a folder into pages of the site."""

    def __init__(self) -> None:
        self._serving = False
        self._build: Build | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether this is a preview. That this hook exists makes MkDocs keep the plugin between rebuilds."""
        self._serving = command == "serve"

    # Before mermaid2 (0), which looks for its library in on_config.
    @event_priority(50)
    def _on_config_first(self, config: MkDocsConfig) -> MkDocsConfig:
        config.watch.append(self.config.maps_dir)
        assets.announce(config)
        assets.show_library_to_mermaid2(config)
        return config

    # After mermaid2 has looked.
    @event_priority(-100)
    def _on_config_last(self, config: MkDocsConfig) -> MkDocsConfig:
        assets.hide_library_from_pages(config)
        return config

    on_config = CombinedEvent(_on_config_first, _on_config_last)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the maps before MkDocs empties the site folder, so that an error leaves the old site as it is."""
        self._build = build = prepare(self.config, config)
        self._report([*build.reading.diagnostics, *clashes_on_disk(build.pages, build.place, config)])

    # Before literate-nav (-100), which resolves wildcards of the nav into files.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and pictures."""
        assert self._build
        self._report([*clashes_with(files, self._build.pages, self._build.place, config)])
        self._build = add_files(self._build, self.config, files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Give the sections made of our folders their titles and order."""
        assert self._build
        return with_our_titles(nav, self._build.pages, self._build.place)

    # Before plugins that read or change the content of pages.
    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the document of a map in its page."""
        assert self._build
        planned = self._build.pages_by_uri.get(page.file.src_uri)
        return fill(page, planned.make(self._build.site)) if planned else html

    def _report(self, diagnostics: list[Diagnostic]) -> None:
        """Log warnings one by one; raise all errors as one, or only log them in a preview."""
        assert self._build
        translate = self._build.words.text
        errors = []
        for diagnostic in in_order(diagnostics):
            line = diagnostic.line(translate)
            if not diagnostic.is_error:
                log.warning(line)
            elif self._serving:
                log.error(line)
            else:
                errors.append(line)
        if errors:
            raise PluginError("\n".join(["", *errors]))


def prepare(options: JourneyMapsConfig, config: MkDocsConfig) -> Build:
    """Read the maps folder and plan its pages. Raises PluginError when SOURCE_DATE_EPOCH is no number."""
    maps_dir = Path(options.maps_dir)
    base = Path(config.config_file_path).parent.resolve() if config.config_file_path else Path.cwd()
    place = Place(maps_dir, Path(os.path.relpath(maps_dir, base)).as_posix(), options.path.strip("/"))
    language = site_language(options, config.theme)
    try:
        today = build_day(options)
    except ValueError as error:
        raise PluginError(f"SOURCE_DATE_EPOCH must be a number of seconds: {error}") from error
    reading = read_portfolio(maps_dir, place.shown_as)
    pages = plan_pages(reading, shown_as=place.shown_as, language=language, today=today)
    return Build(place, interface(language), reading, pages, Site(), {})


def add_files(build: Build, options: JourneyMapsConfig, files: Files, config: MkDocsConfig) -> Build:
    """Add pages, pictures and assets to the files of a site, and our pages to its nav."""
    without_map_sources(files, build.place)
    full = shows_all(options.nav, build.pages)
    pages_by_uri = {build.place.src_uri(page): page for page in build.pages}
    taken = set(files.src_uris)
    for uri, page in pages_by_uri.items():
        if uri not in taken:
            files.append(page_file(page, build.place, config, in_nav=full or page.key == ""))
    for file in (*picture_files(build.reading.portfolio, build.place, config), *assets.asset_files(config)):
        if file.src_uri not in taken:
            files.append(file)
    if config.nav is not None:
        config.nav = placed_in(config.nav, build.pages, build.place, full=full)
    ours = {uri: page for uri, page in pages_by_uri.items() if uri not in taken}
    site = site_of(build.pages, files, build.place, config)
    return Build(build.place, build.words, build.reading, build.pages, site, ours)


