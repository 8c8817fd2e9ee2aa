"""A page that can be made: where it stands, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from cjm_plugin.pages.addresses import Addresses, Site
from cjm_plugin.pages.document import PageDocument


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that can be drawn; `rests_on` changes whenever it would be another one."""

    rests_on: str
    draw: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """A page that can be made. `is_section` says that other pages lie below it.

    `key` is its address below the maps, `title` its short title, `source` the YAML it comes from, relative to the maps
    folder. `made_at` renders it for a place in a site. `rests_on` tells what the page is made from, but for the
    addresses of the site, by a digest; None: make it anew each time. `preview` is a picture for links to the page, None
    if there is nothing to draw. All texts are plain, not escaped.
    """

    key: str
    title: str
    source: PurePosixPath | None = None
    tags: tuple[str, ...] = ()
    is_section: bool = False
    made_at: Callable[[Addresses], PageDocument]
    rests_on: Callable[[], str | None] = lambda: None
    preview: Picture | None = None

    def make(self, site: Site, edit: str = "") -> PageDocument:
        """Render the page for a site; `edit` is where its source can be edited, "" when that is not known."""
        return self.made_at(self._addresses(site, edit))

    def leads_still(self, document: PageDocument, site: Site) -> bool:
        """Whether the links in the texts of a document of this page, made before, lead where they would now."""
        here = self._addresses(site, "")
        return all(here.written(link) == target for link, target in document.followed)

    def _addresses(self, site: Site, edit: str) -> Addresses:
        folder = self.source.parent if self.source else PurePosixPath(self.key)
        return Addresses(site, site.url(self.key), PurePosixPath(site.prefix, folder), edit)
