"""Addresses of pages, as seen from the page that links to them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote

_MOST_REMEMBERED = 10_000

DASHBOARD_KEY = "dashboard"
PERSONAS_KEY = "personas"
REVIEWS_KEY = "reviews"
PAINS_KEY = "pains"
OPPORTUNITIES_KEY = "opportunities"
CHANNELS_KEY = "channels"
METRICS_KEY = "metrics"
SOURCES_KEY = "sources"
HIERARCHY_KEY = "hierarchy"
COMPARISONS_KEY = "comparisons"

REGISTER_KEYS = frozenset(
    {
        DASHBOARD_KEY,
        PAINS_KEY,
        OPPORTUNITIES_KEY,
        CHANNELS_KEY,
        METRICS_KEY,
        SOURCES_KEY,
        HIERARCHY_KEY,
        COMPARISONS_KEY,
    }
)
"""The pages over all maps that come after the reviews; each can be left out."""

CALENDAR = "reviews.ics"
FEED = "feed.xml"
PAINS_CSV = "pains.csv"
OPPORTUNITIES_CSV = "opportunities.csv"
WORKBOOK = "portfolio.xlsx"
PORTFOLIO_JSON = "api/portfolio.json"
"""Files beside the pages, to subscribe to or to work with.

People have their addresses in other programs, so they never change.
"""


@dataclass(frozen=True, slots=True)
class Site:
    """How a site names its pages.

    `prefix` is the folder of the maps in the site; `directory_urls` whether a page is a folder
    (`a/b/`) or a file (`a/b.html`); `pages` the address of every other page by its source path; `root`
    the full address of the site, with a slash at its end, "" when it is not known.
    """

    prefix: str = "maps"
    directory_urls: bool = True
    pages: Mapping[str, str] = field(default_factory=dict)
    sections: frozenset[str] = frozenset()
    root: str = ""

    def url(self, key: str) -> str:
        """Return the address of a page of ours from the root of the site."""
        path = "/".join(part for part in (self.prefix, key) if part)
        if self.directory_urls:
            return f"{path}/" if path else ""
        if not key or key == PERSONAS_KEY or key in self.sections:
            return posixpath.join(path, "index.html")
        return f"{path}.html"

    def file_url(self, path: PurePosixPath) -> str:
        """Return the address of a picture; `path` is relative to the maps folder.

        Its folder is in small letters, as those of pages are: where the site is built on a system that takes `Retail`
        and `retail` for one folder, all of it would get the name of the picture's, and be lost on one that does not.
        """
        folder = unicodedata.normalize("NFC", str(path.parent)).lower()
        return str(PurePosixPath(self.prefix, folder, path.name))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links from one page, `here`, its address from the root of the site.

    `folder` is where the page's source stands among the sources of the site, for links in prose. `edit` is
    where its source can be edited, "" when that is not known.
    """

    site: Site
    here: str
    folder: PurePosixPath
    edit: str = ""

    @property
    def absolute(self) -> str:
        """The full address of the page itself, "" when the site has none."""
        return self.site.root + quote(self.here) if self.site.root else ""

    def page(self, key: str, anchor: str = "") -> str:
        """Return the link to a page of ours."""
        return self._relative(self.site.url(key)) + (f"#{quote(anchor)}" if anchor else "")

    def file(self, path: PurePosixPath) -> str:
        """Return the link to a picture of the maps folder."""
        return self._relative(self.site.file_url(path))

    def written(self, link: str) -> str | None:
        """Return where a link typed in a text leads: a page or file of the site; None if there is none.

        `guide/a.md` counts from the folder of the map, `/guide/a.md` from the root of the site's pages.
        """
        path, hash_, anchor = link.partition("#")
        base = "" if path.startswith("/") else str(self.folder)
        wanted = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        found = self.site.pages.get(wanted)
        return None if found is None else self._relative(found) + hash_ + anchor

    def _relative(self, url: str) -> str:
        return _link(self.here, url)


@lru_cache(_MOST_REMEMBERED)
def _link(here: str, url: str) -> str:
    """Return the link from one address of a site to another; large tables have each of them many times."""
    base = here if here.endswith("/") or not here else posixpath.dirname(here)
    relative = posixpath.relpath(url or ".", base or ".")
    if url.endswith("/") or not url:
        relative += "/"
    return quote(relative) if relative != "./" else "./"
