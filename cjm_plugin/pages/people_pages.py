"""The page of all personas, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from cjm_plugin.analysis.directory import PersonaName
from cjm_plugin.analysis.map_register import MapRecord, PersonaRecord, persona_stage_scores
from cjm_plugin.analysis.pain_register import PainRecord
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.model.named_files import asset_path
from cjm_plugin.model.portfolio import PersonaEntry
from cjm_plugin.pages.addresses import PAINS_KEY, PERSONAS_KEY, Addresses
from cjm_plugin.pages.catalogue import MapCard, MapGroup, freshness_column
from cjm_plugin.pages.charts.stage_line import stage_line
from cjm_plugin.pages.document import PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.freshness import review_words
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.register_parts import MOST_ROWS, token
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.tables import FilteredTable

MOST_PAINS = 10
"""So many pain points are named on the page of a persona, the worst ones."""


@dataclass(frozen=True, slots=True)
class PersonaCard:
    """A persona among others, with the address of their picture in the maps folder, if they have one."""

    entry: PersonaEntry
    portrait: PurePosixPath | None
    record: PersonaRecord

    @property
    def hurting(self) -> tuple[PainRecord, ...]:
        """The pain points that hurt them still, the worst first."""
        return tuple(record for record in self.record.pains if not record.is_resolved)


def personas_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all personas."""
    title = living.title(PERSONAS_KEY, renderer.words)
    records = _records(told)
    people = [_card(entry, records) for entry in told.portfolio.personas]
    identity = Identity(PERSONAS_KEY, title, title, renderer.words.language)
    return renderer.page("personas.html.jinja", identity, addresses, {"people": people})


def persona_page(
    entry: PersonaEntry, told: Registers, living: Living, renderer: Renderer, addresses: Addresses
) -> PageDocument:
    """Return the page of a persona: who they are, the maps they travel on, what hurts them there."""
    persona = entry.persona
    card = _card(entry, _records(told))
    cards = tuple(_map_cards(card.record, told))
    values = {
        "persona": persona,
        "above": [(living.title(key, renderer.words), key) for key in {PERSONAS_KEY} - living.left_out],
        "card": card,
        "hurting": card.hurting[:MOST_PAINS],
        "all_pains": _all_pains(card.record.name, told) if PAINS_KEY in living.registers else None,
        "groups": [MapGroup(None, cards)],
        "table": FilteredTable.of(cards, freshness_column(cards, renderer.words)),
        "is_large": False,
        "review_words": review_words(renderer.words.language),
    }
    identity = Identity(
        key=entry.key,
        title=persona.name,
        description=shortened(plain(persona.summary or persona.role or persona.name), 160),
        language=persona.language or renderer.words.language,
        source=entry.path,
        tags=persona.tags,
    )
    return renderer.page("persona.html.jinja", identity, addresses, values)


def _records(told: Registers) -> Mapping[str, PersonaRecord]:
    """Return what is told of the personas, by the key of their page."""
    return {record.name.page: record for record in told.personas if record.name.page}


def _card(entry: PersonaEntry, records: Mapping[str, PersonaRecord]) -> PersonaCard:
    image = entry.persona.image
    return PersonaCard(entry, asset_path(entry.path, image) if image else None, records[entry.key])


def _map_cards(record: PersonaRecord, told: Registers) -> Iterator[MapCard]:
    """Yield the maps of a persona with the scores as they give them."""
    maps: Mapping[str, MapRecord] = {it.entry.key: it for it in told.maps}
    for entry, score in record.maps:
        line = stage_line(persona_stage_scores(entry.journey, record.name.id))
        yield MapCard(maps[entry.key], score, line)


def _all_pains(name: PersonaName, told: Registers) -> str | None:
    """Return what to add to the address of the page of pain points to see those of a persona; None: it shows none."""
    shown = (record for line in told.pains.lines[:MOST_ROWS] for record in line.records)
    if any(name in record.personas for record in shown):
        return f"?{PAINS_KEY}.persona={quote(token(name.key), safe='')}#all"
    return None
