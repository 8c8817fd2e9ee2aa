"""The page of all sources: how old each is, what rests on it, and how much of each map rests on any."""

from __future__ import annotations

from collections.abc import Iterable

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.analysis.source_register import OLD_AFTER_MONTHS, Claim, SourceRecord
from cjm_plugin.locale import Interface
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.portfolio import MapEntry, PersonaEntry
from cjm_plugin.model.stage import name_of
from cjm_plugin.model.values import SourceType
from cjm_plugin.pages.addresses import SOURCES_KEY, Addresses
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.register_parts import (
    MOST_ROWS,
    chooser,
    downloads,
    light_table,
    named,
    places_of_each,
)
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.tables import NOTHING, Column, FilteredTable, labels, useful_table

MOST_MAPS = 100
"""So many maps are told with their evidence, the least covered."""


def sources_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all sources."""
    words = renderer.words
    title = living.title(SOURCES_KEY, words)
    register = told.sources
    records = ranked(register.sources)
    shown = records[:MOST_ROWS]
    table = sources_table(shown, words)
    values = {
        "table": table,
        "total": len(records),
        "old": len(register.old),
        "unused": len(register.unused),
        "most_claims": places_of_each(len(record.claims) for record in shown),
        "claim_name": claim_name,
        "home_of": lambda record: _home(record, addresses),
        "covered": register.coverage[:MOST_MAPS],
        "maps_left_out": max(0, len(register.coverage) - MOST_MAPS),
        "whole": register.total,
        "old_after": OLD_AFTER_MONTHS,
        "day": register.today,
        "chosen": chooser(SOURCES_KEY, table),
        "downloads": downloads(None, living),
    }
    return renderer.page("sources.html.jinja", Identity(SOURCES_KEY, title, title, words.language), addresses, values)


def ranked(records: Iterable[SourceRecord]) -> tuple[SourceRecord, ...]:
    """Return sources by how much they need a look: old ones that much rests on, unused ones, then the others."""
    return tuple(sorted(records, key=lambda it: (not (it.is_old and it.claims), not it.is_unused, -len(it.claims))))


def sources_table(records: tuple[SourceRecord, ...], words: Interface) -> FilteredTable[SourceRecord]:
    """Return the table of these sources with its filters."""
    ages = {"old": words.text("old"), "recent": words.text("not old"), NOTHING: words.text("without a date")}
    uses = {"yes": words.text("something rests on it"), "no": words.text("nothing rests on it")}
    table = useful_table(
        records,
        Column("age", words.text("Age"), ages, lambda row: [_age(row)]),
        Column("use", words.text("Used"), uses, lambda row: ["no" if row.is_unused else "yes"]),
        Column("kind", words.text("Kind"), labels(SourceType, words), lambda row: [row.source.type]),
        named("map", words.text("Map"), records, _maps),
    )
    return light_table(table)


def claim_name(claim: Claim) -> str:
    """Return what a claim says, in the words of its map."""
    noun = claim.placed.noun
    if isinstance(noun, Pain):
        return noun.what
    if isinstance(noun, Opportunity):
        return noun.idea
    return name_of(noun)


def _home(record: SourceRecord, addresses: Addresses) -> tuple[str, str]:
    """Return what the file that describes a source is about, and the link to where its page tells of it."""
    home = record.home
    if isinstance(home, MapEntry):
        anchor = anchor_of(record.persona or record.source)
        return home.journey.title, addresses.page(home.key, anchor)
    if isinstance(home, PersonaEntry):
        return home.persona.name, addresses.page(home.key, anchor_of(record.source)) if home.key else ""
    return "", ""


def _maps(record: SourceRecord) -> dict[str, str]:
    """Return the maps a source has to do with: the one that describes it, and those where something rests on it."""
    own = (record.home,) if isinstance(record.home, MapEntry) else ()
    return {entry.key: entry.journey.title for entry in (*own, *record.maps)}


def _age(record: SourceRecord) -> str:
    if record.source.date is None:
        return NOTHING
    return "old" if record.is_old else "recent"
