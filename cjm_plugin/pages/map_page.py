"""The page of one map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cjm_plugin.analysis.evidence import evidence_coverage
from cjm_plugin.analysis.ranking import (
    answers,
    best_opportunity,
    is_quick_win,
    ranked_opportunities,
    ranked_pains,
    worst_pain,
)
from cjm_plugin.analysis.review import review_state
from cjm_plugin.analysis.scores import map_score, moment_score, score_of, stage_score, weak_link
from cjm_plugin.model.catalog import Catalog, Channel
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import EXIT, ChannelUse, Moment
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.source import Source
from cjm_plugin.model.walk import Placed, moments
from cjm_plugin.pages.addresses import Addresses
from cjm_plugin.pages.document import PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.journey import journey_picture, name_of
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.people import Traveller, travellers
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.reading.assets import asset_path
from cjm_plugin.reading.references import catalog_channel

BLUEPRINT_LANES = ("physical_evidence", "frontstage", "backstage", "support", "systems")


@dataclass(frozen=True, slots=True)
class ChannelOnPage:
    """A channel at a touchpoint, with what the map says of it there and nowhere else."""

    title: str
    responsible: str | None
    wanted_action: str | None

    @property
    def said_here(self) -> bool:
        """Whether the map says more of the channel than the catalog."""
        return bool(self.responsible or self.wanted_action)


@dataclass(frozen=True, slots=True)
class LinkedMap:
    """A map that another one names, with how it is related; `relation` is a key of the template."""

    relation: str
    entry: MapEntry


def map_page(entry: MapEntry, library: Library, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of a map."""
    journey = entry.journey
    people = travellers(journey, library.personas)
    names = {traveller.id: traveller.persona.name for traveller in people}
    picture = journey_picture(journey, names)
    catalog = library.portfolio.catalog
    review = review_state(journey, library.collection_of(entry), renderer.today)
    values = {
        "journey": journey,
        "people": people,
        "owner": library.owner_of(entry),
        "review": review,
        "mean_score": map_score(journey),
        "weak_link": weak_link(journey),
        "worst": worst_pain(journey),
        "best": best_opportunity(journey),
        "coverage": evidence_coverage(journey),
        "pains": ranked_pains(journey),
        "opportunities": ranked_opportunities(journey),
        "answers": answers(journey),
        "picture": picture,
        "sources": _sources(journey, catalog),
        "links": tuple(_linked(journey, library)),
        "places": {placed.noun.id: placed for placed in moments(journey)},
        "lanes": {lane.id: lane.title or lane.id for lane in journey.lanes},
        "metrics": {metric.id: metric for metric in journey.metrics},
        "series": {
            metric.id: library.portfolio.series.get(path, ())
            for metric in journey.metrics
            if metric.series and (path := asset_path(entry.path, metric.series))
        },
        "breadcrumbs": library.breadcrumbs(entry.key),
        "used_channels": _used_channels(journey, catalog),
        "channels": lambda uses: [_channel(use, catalog) for use in uses],
        "child": lambda moment: library.map_called(moment.map),
        "image_path": lambda image: asset_path(entry.path, image.file),
        "scores": lambda moment: _scores(moment, people),
        "moment_score": moment_score,
        "stage_score": stage_score,
        "is_quick_win": is_quick_win,
        "name_of": name_of,
        "blueprint_lanes": BLUEPRINT_LANES,
        "EXIT": EXIT,
    }
    identity = Identity(
        key=entry.key,
        title=journey.title,
        description=shortened(plain(journey.summary or journey.title), 160),
        language=journey.language or renderer.words.language,
        source=entry.path,
        tags=journey.tags,
    )
    return renderer.page("map.html.jinja", identity, addresses, values)


def _sources(journey: JourneyMap, catalog: Catalog) -> dict[str, Source]:
    """Return the sources of the map, and those of the catalog that it names, by id."""
    named = {id_ for placed in moments(journey) for id_ in _evidence_of(placed.noun)}
    shared = {source.id: source for source in catalog.sources if source.id in named}
    return {source.id: source for source in journey.sources} | {
        id_: source for id_, source in shared.items() if id_ not in {own.id for own in journey.sources}
    }


def _evidence_of(moment: Moment) -> Iterable[str]:
    yield from moment.evidence
    for pain in moment.pains:
        yield from pain.evidence
    for opportunity in moment.opportunities:
        yield from opportunity.evidence


def _linked(journey: JourneyMap, library: Library) -> Iterable[LinkedMap]:
    links = journey.links
    named: Mapping[str, Iterable[str | None]] = {
        "parent": [links.parent],
        "current": [links.current],
        "future": [links.future],
        "child": links.children,
        "related": links.related,
    }
    for relation, wanted in named.items():
        for name in wanted:
            entry = library.map_called(name)
            if entry:
                yield LinkedMap(relation, entry)


def _channel(use: ChannelUse, catalog: Catalog) -> ChannelOnPage:
    known = _known_channel(use, catalog)
    return ChannelOnPage(known.title, use.responsible, use.wanted_action)


def _known_channel(use: ChannelUse, catalog: Catalog) -> Channel:
    """Return what the catalog says of a channel; for free text, a channel of that name."""
    id_ = catalog_channel(use, catalog)
    return next((channel for channel in catalog.channels if channel.id == id_), Channel(title=use.id))


def _used_channels(journey: JourneyMap, catalog: Catalog) -> list[tuple[Channel, list[Placed[Moment]]]]:
    """Return the channels of a map, each with the moments that use it, in the order of the journey."""
    found: dict[str, tuple[Channel, list[Placed[Moment]]]] = {}
    for placed in moments(journey):
        for use in placed.noun.channels:
            channel = _known_channel(use, catalog)
            found.setdefault(channel.title, (channel, []))[1].append(placed)
    return list(found.values())


def _scores(moment: Moment, people: tuple[Traveller, ...]) -> list[tuple[str, float]]:
    """Return the score of each persona by name; one without a name when they all agree."""
    scores = [(who.persona.name, score) for who in people if (score := score_of(moment, who.id)) is not None]
    if len({score for _, score in scores}) <= 1:
        common = moment_score(moment)
        return [] if common is None else [("", common)]
    return scores
