"""The maps as cards or as a table: what is told of each, and what they can be found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cjm_plugin.analysis.map_register import MapRecord
from cjm_plugin.analysis.reality import shows_today
from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.scores import stage_score
from cjm_plugin.locale import Interface
from cjm_plugin.model.portfolio import CollectionEntry
from cjm_plugin.model.values import Kind, ReviewStatus
from cjm_plugin.pages.charts.stage_line import StageLine, stage_line
from cjm_plugin.pages.document import shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.freshness import CHANGING
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.plan import NOBODY
from cjm_plugin.pages.register_parts import named
from cjm_plugin.pages.tables import Column, FilteredTable, labels, useful_table

MOST_WITH_SUMMARIES = 200
"""With more maps than that, summaries are found but not shown, and one sees the table first."""

MOST_LAID_OUT = 50
"""With more maps than that, those out of sight are not laid out.

Measured on two busy cores, a filter taken away: 200 maps took up to 500 ms as a whole table, 1,003 maps a second, and
30–60 ms as boxes that are laid out when they come into sight. A short table is left whole: its columns then suit what
is in them.
"""

MOST_LETTERS = 200_000
"""So many letters of summaries a page has in all, 400 kB of Cyrillic: each is cut to its share of them."""

SHOWN_LETTERS = 160
"""So much of a summary stands on a card."""


@dataclass(frozen=True, slots=True)
class MapCard:
    """A map among others. `score` (1–5) and `line` are what its stages feel like; None when none has a score.

    `summary` is what is shown of it, "" for nothing; `found_by` are words that it is found by though they are not
    shown. Both are plain text.
    """

    record: MapRecord
    score: float | None
    line: StageLine | None
    summary: str = ""
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class MapGroup:
    """The maps of one collection; those outside any have no `entry`."""

    entry: CollectionEntry | None
    cards: tuple[MapCard, ...]


def map_cards(records: Sequence[MapRecord]) -> tuple[MapCard, ...]:
    """Return the cards of the maps of a page."""
    most = MOST_LETTERS // max(1, len(records))
    shown = SHOWN_LETTERS if len(records) <= MOST_WITH_SUMMARIES else 0
    return tuple(_card(record, most, shown) for record in records)


def maps_table(cards: tuple[MapCard, ...], library: Library, words: Interface) -> FilteredTable[MapCard]:
    """Return the table of these maps with its filters."""
    today = {"yes": words.text("how it is today"), "no": words.text("the future or the past")}
    return useful_table(
        cards,
        named("persona", words.text("Persona"), cards, _personas),
        named("collection", words.text("Collection"), cards, lambda card: dict(_collections(card, library))),
        Column("kind", words.text("Kind"), labels(Kind, words), lambda card: [card.record.entry.journey.kind]),
        named("owner", words.text("Owner"), cards, _owner, words.text(NOBODY)),
        Column("status", words.text("Status"), labels(ReviewStatus, words), _status),
        freshness_column(cards, words),
        Column("today", words.text("Tells of"), today, lambda card: [_today(card)]),
        named("tag", words.text("Tag"), cards, lambda card: {tag.casefold(): tag for tag in _tags(card.record)}),
    )


def freshness_column(cards: Iterable[MapCard], words: Interface) -> Column[MapCard]:
    """Return the filter by where maps stand in their review cycle, on the day of the reader."""
    has_dates = any(card.record.review.due for card in cards)
    return Column(
        "state",
        words.text("Freshness"),
        labels(Freshness, words),
        lambda card: [card.record.review.freshness],
        coming=frozenset(CHANGING if has_dates else ()),
    )


def _card(record: MapRecord, most: int, shown: int) -> MapCard:
    """Return a card with the first `shown` letters of the summary, which is found by `most` letters of it."""
    journey = record.entry.journey
    summary = plain(journey.summary or "")
    told = shortened(summary, shown) if shown else ""
    rest = shortened(summary, most) if summary != told else ""
    return MapCard(
        record=record,
        score=record.score,
        line=stage_line([stage_score(stage) for stage in journey.stages]),
        summary=told,
        found_by=" ".join(filter(None, [*_tags(record), rest])),
    )


def _tags(record: MapRecord) -> Iterable[str]:
    return map(plain, record.entry.journey.tags)


def _status(card: MapCard) -> Iterable[str]:
    return [card.record.entry.journey.review.status]


def _today(card: MapCard) -> str:
    return "yes" if shows_today(card.record.entry.journey) else "no"


def _personas(card: MapCard) -> dict[str, str]:
    """Return the personas by what tells them from others, as the filters of the registers do."""
    return {persona.key: persona.title for persona in card.record.personas}


def _collections(card: MapCard, library: Library) -> Iterator[tuple[str, str]]:
    """Yield the collections that a map is in, each with what it is called from the top."""
    titles: list[str] = []
    for entry in library.breadcrumbs(card.record.entry.key):
        titles.append(plain(entry.collection.title))
        yield entry.key, " › ".join(titles)


def _owner(card: MapCard) -> dict[str, str]:
    owner = plain(card.record.owner or "")
    return {owner: owner} if owner else {}
