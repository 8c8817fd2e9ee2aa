"""A directive of a hand-written page → the part of the maps that it asks for, as HTML."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from cjm_plugin.analysis.registers import Registers
from cjm_plugin.locale import Interface, interface
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.stage import name_of
from cjm_plugin.pages.addresses import METRICS_KEY, OPPORTUNITIES_KEY, PAINS_KEY, Addresses, Site
from cjm_plugin.pages.dashboard_links import DashboardLinks
from cjm_plugin.pages.dashboard_page import dashboard_figures, moved
from cjm_plugin.pages.embeds.directive import Mistake, read_directive
from cjm_plugin.pages.embeds.options import Request, checked
from cjm_plugin.pages.embeds.selection import Selection
from cjm_plugin.pages.freshness import review_words
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.map_page import curve_values, scores_by_name
from cjm_plugin.pages.people import travellers
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.touchpoints import channel_on_page
from cjm_plugin.reading.diagnostics import TOP, Diagnostic

_REGISTERS = {"pains": PAINS_KEY, "opportunities": OPPORTUNITIES_KEY, "metrics": METRICS_KEY, "maps": ""}

_HERE = re.compile(r'(\shref|\sxlink:href)="#')
_ID = re.compile(r'\sid="[^"]*"')


@dataclass(frozen=True, slots=True)
class Embeddable:
    """What hand-written pages can embed from: the maps, what they say together, and how the site tells of them."""

    told: Registers
    library: Library
    living: Living
    site: Site
    language: str
    today: dt.date


@dataclass(frozen=True, slots=True)
class Embedded:
    """What stands in the place of a directive, and what was wrong with it: then there is only a note in a preview."""

    html: str
    mistakes: tuple[Mistake, ...] = ()


def embed(text: str, start: int, embeddable: Embeddable, here: str) -> Embedded:
    """Return what a directive asks for.

    `text` is what stands behind `::: cjm`, its first character in column `start` (from 0); `here` is the address of
    the page it stands in, from the root of the site. Nothing in it has an id: a page may have the same part twice.
    """
    request, mistakes = checked(read_directive(text, start), embeddable.told)
    if request is None:
        return Embedded(_note(mistakes, embeddable, here), mistakes)
    return Embedded(_Embedder(request, embeddable, here).html())


class _Embedder:
    """Makes the HTML of one request."""

    def __init__(self, request: Request, embeddable: Embeddable, here: str) -> None:
        self._request = request
        self._embeddable = embeddable
        self._renderer = Renderer(interface(request.language or embeddable.language), embeddable.today)
        self._addresses = Addresses(embeddable.site, here, PurePosixPath(embeddable.site.prefix))

    def html(self) -> str:
        make: dict[str, Callable[[], str]] = {
            "curve": lambda: self._of_map("curve"),
            "grid": lambda: self._of_map("grid"),
            "card": lambda: self._of_map("card"),
            "dashboard": self._dashboard,
        }
        return make.get(self._request.kind, self._table)()

    def _of_map(self, part: str) -> str:
        """Return a part of the page of one map; only its page knows what a file with errors says."""
        key = self._request.map_key
        entry = self._embeddable.library.maps.get(key)
        if entry is None:
            return self._page("broken", {"key": key})
        values = {"entry": entry, "journey": entry.journey, **self._values_of(entry)}
        folder = PurePosixPath(self._embeddable.site.prefix, entry.path.parent)
        addresses = Addresses(self._embeddable.site, self._addresses.here, folder)
        return _at_home(self._page(part, values, addresses), addresses.page(key))

    def _values_of(self, entry: MapEntry) -> dict[str, Any]:
        journey, library = entry.journey, self._embeddable.library
        people = travellers(journey, library.personas)
        names = {traveller.id: traveller.persona.name for traveller in people}
        (record,) = (it for it in self._embeddable.told.maps if it.entry.key == entry.key)
        return {
            "record": record,
            **curve_values(journey, names),
            "channels": lambda uses: [channel_on_page(use, library.portfolio.catalog) for use in uses],
            "scores": lambda moment: scores_by_name(moment, people),
            "name_of": name_of,
        }

    def _table(self) -> str:
        """Return rows of a register."""
        request, living = self._request, self._embeddable.living
        selection = Selection(self._embeddable.told, request)
        rows: dict[str, Callable[[], Sequence[Any]]] = {
            "pains": selection.pains,
            "opportunities": selection.opportunities,
            "metrics": selection.metrics,
            "maps": selection.maps,
        }
        found = rows[request.kind]()
        page = _REGISTERS[request.kind]
        values = {
            "rows": found[: request.limit],
            "more": max(0, len(found) - request.limit),
            "one_map": self._embeddable.library.maps.get(request.map_key),
            "register": page if page in {"", *living.registers} else None,
        }
        return self._page(request.kind, values)

    def _dashboard(self) -> str:
        told, living, words = self._embeddable.told, self._embeddable.living, self._renderer.words
        links = DashboardLinks.of(told, living, words, self._addresses)
        figures = dashboard_figures(told.dashboard, moved(told.dashboard, living, told), links, words)
        return self._page("dashboard", {"figures": figures})

    def _page(self, part: str, values: dict[str, Any], addresses: Addresses | None = None) -> str:
        words = self._renderer.words
        identity = Identity("", "", "", words.language)
        values = {"review_words": review_words(words.language), "living": self._embeddable.living, **values}
        return self._renderer.page(f"embeds/{part}.html.jinja", identity, addresses or self._addresses, values).html


def _at_home(html: str, page: str) -> str:
    """Return a part of the page of a map for another page: links within it lead to `page`, and no id is given twice.

    In texts of users quotes are written `&#34;`, so what is found here is always an attribute of ours.
    """
    return _HERE.sub(lambda link: f'{link[1]}="{page}#', _ID.sub("", html))


def _note(mistakes: tuple[Mistake, ...], embeddable: Embeddable, here: str) -> str:
    """Return what a preview shows in the place of a directive with mistakes; readers of the site see nothing."""
    if not embeddable.living.is_preview:
        return ""
    words: Interface = interface(embeddable.language)
    said = [Diagnostic(it.problem, here, TOP, it.values, it.hint).message(words.text) for it in mistakes]
    identity = Identity("", "", "", words.language)
    addresses = Addresses(embeddable.site, here, PurePosixPath(embeddable.site.prefix))
    return (
        Renderer(words, embeddable.today).page("embeds/mistakes.html.jinja", identity, addresses, {"said": said}).html
    )
