"""The registers as files to work with: JSON for programs, CSV and a workbook for spreadsheets."""

from __future__ import annotations

import posixpath
from functools import cache, partial
from typing import TYPE_CHECKING

from cjm_plugin.exchange.csv_tables import csv_bytes
from cjm_plugin.exchange.portfolio_json import map_files, portfolio_json
from cjm_plugin.exchange.register_tables import RegisterTables
from cjm_plugin.pages.addresses import OPPORTUNITIES_CSV, PAINS_CSV, PORTFOLIO_JSON, WORKBOOK
from cjm_plugin.pages.titles import TITLES
from cjm_plugin.site.files import Made, made_late
from cjm_plugin.site.place import page_address

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from cjm_plugin.analysis.registers import Registers
    from cjm_plugin.exchange.tables import UrlOf
    from cjm_plugin.locale import Interface
    from cjm_plugin.model.portfolio import Portfolio
    from cjm_plugin.site.config import JourneyMapsConfig
    from cjm_plugin.site.place import Place

MOST_MAPS_IN_WORKBOOK = 200
"""A workbook of 1,000 maps takes seconds of every build, so of more maps there is one only when somebody asks."""

_MAP_FOLDER = posixpath.join(posixpath.dirname(PORTFOLIO_JSON), "maps")


def wanted_downloads(options: JourneyMapsConfig, portfolio: Portfolio) -> frozenset[str]:
    """Return the names of the files that pages are to offer, as addresses below the maps."""
    if not options.exports or not portfolio.maps:
        return frozenset()
    with_workbook = len(portfolio.maps) <= MOST_MAPS_IN_WORKBOOK if options.workbook is None else options.workbook
    return frozenset({PAINS_CSV, OPPORTUNITIES_CSV, PORTFOLIO_JSON, *([WORKBOOK] if with_workbook else [])})


def export_files(  # noqa: PLR0913 - what they are made from, and where they go
    names: Collection[str],
    *,
    told: Callable[[], Registers],
    portfolio: Portfolio,
    keys: Collection[str],
    words: Interface,
    place: Place,
    config: MkDocsConfig,
    kept: Callable[[str, Callable[[], bytes]], Callable[[], bytes]],
) -> Iterator[Made]:
    """Yield the files called `names`, and a JSON file for each map with the JSON of the portfolio.

    `told` gives the registers of the portfolio when the first file needs them; `keys` are those of the pages that can
    be linked to. `kept` returns what gives the file that an earlier build has made of the same things under a name, or
    makes it.
    """
    url_of = _addresses(frozenset(keys), place, config)
    tables = cache(lambda: RegisterTables(told(), words, url_of))
    all_maps = TITLES[""]
    makers: dict[str, Callable[[], bytes]] = {
        PAINS_CSV: lambda: csv_bytes(tables().pains(), words),
        OPPORTUNITIES_CSV: lambda: csv_bytes(tables().opportunities(), words),
        WORKBOOK: lambda: _workbook(tables(), words.text(all_maps)),
        PORTFOLIO_JSON: lambda: portfolio_json(told(), url_of),
    }
    for name, make in makers.items():
        if name in names:
            yield made_late(name, kept(name, make), place, config)
    if PORTFOLIO_JSON in names:
        of_maps = cache(lambda: map_files(told(), url_of))
        for entry in portfolio.maps:
            name = f"{_MAP_FOLDER}/{entry.key}.json"
            yield made_late(name, kept(name, partial(_of_map, of_maps, entry.key)), place, config)


def _workbook(tables: RegisterTables, title: str) -> bytes:
    from cjm_plugin.exchange.workbook import workbook_bytes  # noqa: PLC0415 - a build that makes none starts sooner

    return workbook_bytes(tables.all(), title)


def _of_map(of_maps: Callable[[], dict[str, Callable[[], bytes]]], key: str) -> bytes:
    return of_maps()[key]()


def _addresses(keys: frozenset[str], place: Place, config: MkDocsConfig) -> UrlOf:
    """Return what tells the full address of a page of the site: None without `site_url`."""
    return cache(lambda key: page_address(key, place, config) if key in keys else None)
