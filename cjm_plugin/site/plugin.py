"""The hooks: one call each."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from cjm_plugin.reading.collector import collector_at_rest
from cjm_plugin.site import assets
from cjm_plugin.site.build import SiteBuild
from cjm_plugin.site.config import JourneyMapsConfig
from cjm_plugin.site.directives import DirectiveExtension
from cjm_plugin.site.finished import Memory
from cjm_plugin.site.quick_preview import PATIENCE, QuickPreview
from cjm_plugin.site.search_index import write_letters
from cjm_plugin.site.setting import Setting
from cjm_plugin.site.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


class JourneyMapsPlugin(BasePlugin[JourneyMapsConfig]):
    """Turns the maps of a folder into pages of the site."""

    _build: SiteBuild

    def __init__(self) -> None:
        self._serving = False
        self._memory: Memory | None = None
        self._preview: QuickPreview | None = None
        self._begin = self._seconds = 0.0
        self._directives = DirectiveExtension()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether this is a preview.

        That this hook exists makes MkDocs keep the plugin between rebuilds; `_build` is new in each of them.
        """
        self._serving = command == "serve"

    # Before mermaid2 (0), which looks for its library here.
    @event_priority(50)
    def _on_config_first(self, config: MkDocsConfig) -> MkDocsConfig:
        config.watch.append(self.config.maps_dir)
        assets.announce(config)
        config.markdown_extensions.append(self._directives)  # type: ignore[arg-type] # Python-Markdown takes both
        return config

    # After mermaid2 has looked.
    @event_priority(-100)
    def _on_config_last(self, config: MkDocsConfig) -> MkDocsConfig:
        assets.hide_library_from_pages(config)
        return config

    on_config = CombinedEvent(_on_config_first, _on_config_last)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the maps before MkDocs empties the site folder, so that an error leaves the old site as it is."""
        self._begin = time.monotonic()
        gc.unfreeze()  # what the build before has left
        if self._memory and self._serving:
            self._memory.begin()
        else:  # MkDocs may give one plugin to builds of several sites
            self._memory = Memory(Path(self.config.maps_dir), config.config_file_path)
        with collector_at_rest():
            self._build = SiteBuild(Setting.of(self.config, config, serving=self._serving), self._memory)
            self._build.check()
            # All maps stay until the end: the collector need not walk them, nor when Python closes down.
            gc.freeze()

    # After plugins that make pages (0), to see what stands in our way; before literate-nav (-100), which
    # resolves the folders of the nav into files.
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Add our pages and pictures."""
        return self._build.add_to(files)

    # After awesome-nav (100), which makes a navigation of its own.
    @event_priority(-50)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Give our pages and sections their titles and order."""
        return self._build.name_in(nav, files)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Show what the directives of a page ask for when Python-Markdown meets them."""
        self._directives.show = self._build.directives_of(page).show

    # After plugins that give templates something of theirs (0).
    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep what pages are built with."""
        self._build.begin_writing()
        self._build.workshop = Workshop(config, files, self._build.nav, env)
        return env

    # Before plugins that read or change the content of pages.
    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the document of a map in its page."""
        self._directives.show = None
        return self._build.content_of(page, html)

    # Around the plugins of search (0).
    @event_priority(1)
    def _on_page_context_first(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        self._build.show_to_search(page)
        return context

    @event_priority(-1)
    def _on_page_context_last(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        self._build.show_to_readers(page)
        return context

    on_page_context = CombinedEvent(_on_page_context_first, _on_page_context_last)

    # Around mermaid2 (0).
    @event_priority(1)
    def _on_post_page_first(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        return self._build.hidden_from_mermaid2(page, output)

    @event_priority(-1)
    def _on_post_page_last(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        return self._build.head_of(page, output)

    on_post_page = CombinedEvent(_on_post_page_first, _on_post_page_last)

    # After plugins that give the server's builder to it (0): it takes no other one than its own.
    @event_priority(-100)
    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],  # noqa: ARG002
    ) -> LiveReloadServer:
        """Show a map as soon as it is saved."""
        self._preview = QuickPreview(server, config, self._show_again, lambda: self._seconds)
        return server

    def _show_again(self, paths: Iterable[Path]) -> bool:
        return self._build.show_again(paths)  # of the newest build

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        if self._preview:
            self._preview.close()

    # After search has written its index (0).
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the index of the search small, and remember this build."""
        write_letters(config.site_dir)
        self._build.end()
        self._seconds = time.monotonic() - self._begin
        if self._serving:
            gc.unfreeze()
            if self._seconds > PATIENCE:
                # Nobody who saves a map shall wait for the collector.
                gc.collect()
                gc.freeze()
