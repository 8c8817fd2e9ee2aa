"""The site that calendars and feeds tell of: its addresses, and names that stay the same from build to build."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from cjm_plugin.locale import Interface, interface
from cjm_plugin.model.portfolio import MapEntry

_MOST_REMEMBERED = 10_000
_URL_CHARACTERS = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What a file for subscribers has to know of the site.

    `url` is its full address, None when it has none; `page_url` returns the full address of the page of a map, None
    when it has none. `language` is that of the texts, a tag of `cjm_plugin.locale`.
    """

    name: str
    url: str | None
    page_url: Callable[[MapEntry], str | None]
    language: str

    @property
    def words(self) -> Interface:
        """The texts in the language of the site."""
        return interface(self.language)

    @property
    def namespace(self) -> uuid.UUID:
        """What all ids of the site are made from: its address, or its name when it has none."""
        return uuid.uuid5(uuid.NAMESPACE_URL, (self.url or "").strip().rstrip("/") or f"cjm:{self.name}")

    def stable_id(self, *parts: str) -> uuid.UUID:
        """Return the id of what the parts name together; nothing but they and the site decides it."""
        written = "\n".join(parts).encode("utf-8", "backslashreplace").decode()
        return uuid.uuid5(self.namespace, written)

    def page_of(self, entry: MapEntry) -> str | None:
        """Return the full address of the page of a map, with nothing in it that an address may not hold."""
        url = self.page_url(entry)
        return ascii_url(url) if url else None


@lru_cache(_MOST_REMEMBERED)
def ascii_url(url: str) -> str:
    """Return an address with every character escaped that an URI may not hold; what is escaped already stays."""
    return quote(url, safe=_URL_CHARACTERS, errors="replace")
