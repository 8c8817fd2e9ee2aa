"""What the pages of the registers have in common: how many rows they show, and what these are filtered by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import quote

from cjm_plugin.pages.addresses import PORTFOLIO_JSON, WORKBOOK
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.tables import NOTHING, Column, FilteredTable

R = TypeVar("R")

MOST_ROWS = 500
"""With more rows a page takes long to load; all of them are in the files to download."""

MOST_PLACES = 2_000
"""So many places on maps a page names in all its rows."""

LEAST_PLACES = 5
"""So many of its places a row may name in any case."""

MOST_LETTERS = 400_000
"""A filter whose values make a page larger by more than that is left out."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file with all that a page is about; `path` is its address below the maps."""

    path: PurePosixPath
    title: str


def downloads(csv: str | None, living: Living) -> tuple[Download, ...]:
    """Return the files of a site that hold what a page shows; `csv` is the one that holds nothing else, if any does."""
    offered = ({csv: "CSV"} if csv else {}) | {WORKBOOK: "Excel", PORTFOLIO_JSON: "JSON"}
    return tuple(Download(PurePosixPath(name), title) for name, title in offered.items() if name in living.downloads)


def places_of_each(counts: Iterable[int]) -> int:
    """Return how many places each row may name; `counts` is how many it has. What rows with few leave, others get."""
    ascending, left = sorted(counts), MOST_PLACES
    for place, count in enumerate(ascending):
        share = left // (len(ascending) - place)
        if count > share:
            return max(LEAST_PLACES, share)
        left -= count
    return MOST_PLACES


def light_table(table: FilteredTable[R]) -> FilteredTable[R]:
    """Return a table without the filters that would make its page too large: a thousand maps in each of its rows."""
    return table.only(lambda it: sum(map(_letters, table.said[it.name])) <= MOST_LETTERS)


def token(text: str) -> str:
    """Return a text as a value of a filter that rows may have several of: without a space."""
    return "_".join(text.split())


def named(
    name: str, title: str, rows: Iterable[R], names_of: Callable[[R], Mapping[str, str]], nothing: str = "—"
) -> Column[R]:
    """Return a filter by things that rows name, in the order of the alphabet.

    `names_of` gives the things of a row, the text that tells each from others with what it is called; `nothing` is what
    rows without any are called.
    """
    found: dict[str, str] = {}
    for row in rows:
        for key, text in names_of(row).items():
            found.setdefault(token(key), plain(text))
    labels = dict(sorted(found.items(), key=lambda pair: pair[1].casefold())) | {NOTHING: nothing}
    return Column(name, title, labels, lambda row: map(token, names_of(row)), has_many=True)


def chooser(name: str, table: FilteredTable[R]) -> Callable[..., str]:
    """Return what makes links to the rows of a table that filters leave: `chosen(status="open")`.

    The link is "" when no row that is shown would be left, and leads to the whole table when all would be. A table
    without rows is not on its page, so nothing leads there.
    """
    occurring = {column.name: table.occurring(column) for column in table.columns}

    def chosen(**filters: str) -> str:
        useful = {key: value for key, value in filters.items() if key in occurring}
        if not table.rows or any(value not in occurring[key] for key, value in useful.items()):
            return ""
        query = "&".join(f"{name}.{key}={quote(value, safe='')}" for key, value in useful.items())
        return f"?{query}#all" if query else "#all"

    return chosen


def _letters(values: Iterable[str]) -> int:
    return sum(len(value.encode()) + 1 for value in values)
