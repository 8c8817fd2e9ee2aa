"""The page of one map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cjm_plugin.analysis.curve import emotion_curve, widest_difference
from cjm_plugin.analysis.evidence import evidence_coverage
from cjm_plugin.analysis.metrics import Standing, standing
from cjm_plugin.analysis.ranking import (
    answers,
    best_opportunity,
    is_quick_win,
    ranked_opportunities,
    ranked_pains,
    worst_pain,
)
from cjm_plugin.analysis.scores import map_score, moment_score, score_of, stage_score, weak_link
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.journey_map import JourneyMap, ReviewEntry
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.moment import EXIT, Moment
from cjm_plugin.model.named_files import asset_path
from cjm_plugin.model.portfolio import MapEntry, SeriesPoint
from cjm_plugin.model.source import Source
from cjm_plugin.model.stage import name_of
from cjm_plugin.model.values import Frequency, OpportunityStatus, PainStatus, Severity
from cjm_plugin.model.walk import feels_as_one, moments
from cjm_plugin.pages.addresses import Addresses
from cjm_plugin.pages.charts.curve import (
    COLUMN,
    MOST_COLUMNS,
    REACTIONS_HEIGHT,
    REACTIONS_TOP,
    SIGNS,
    draw_curve,
)
from cjm_plugin.pages.charts.sparkline import Sparkline, sparkline
from cjm_plugin.pages.comparisons import Comparison
from cjm_plugin.pages.document import PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.evidence_links import EvidenceLinks
from cjm_plugin.pages.freshness import review_words
from cjm_plugin.pages.grid import journey_grid
from cjm_plugin.pages.health import map_health
from cjm_plugin.pages.history_parts import map_story
from cjm_plugin.pages.journey import journey_picture
from cjm_plugin.pages.labels import REACTIONS
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.moment_facts import MomentFacts
from cjm_plugin.pages.people import Traveller, travellers
from cjm_plugin.pages.plan import plan_values
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.spans import cycle_text
from cjm_plugin.pages.tables import table_values
from cjm_plugin.pages.touchpoints import channels_of, touchpoints
from cjm_plugin.rules.documentation import LEVEL_NAMES

GRID_COLUMN = 176
"""Pixels of a column of the grid; the style sheet says the same in rem."""

MOST_ELSEWHERE = 5
"""So many of the maps that have the same pain point are named; the page of all pain points has the others."""


@dataclass(frozen=True, slots=True)
class LinkedMap:
    """A map that another one names, with how it is related; `relation` is a key of the template."""

    relation: str
    entry: MapEntry


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric with where it stands, its line over time and the points of that line."""

    metric: Metric
    standing: Standing
    line: Sparkline | None
    series: tuple[SeriesPoint, ...]


def map_page(  # noqa: PLR0913 - all that the page is made from
    entry: MapEntry,
    library: Library,
    living: Living,
    renderer: Renderer,
    addresses: Addresses,
    *,
    comparisons: tuple[Comparison, ...] = (),
) -> PageDocument:
    """Return the page of a map; `comparisons` are those it is part of."""
    journey = entry.journey
    people = travellers(journey, library.personas)
    names = {traveller.id: traveller.persona.name for traveller in people}
    picture = journey_picture(journey, names)
    catalog = library.portfolio.catalog
    on_page = channels_of(catalog)
    sources = _sources(journey, catalog)
    answered = answers(journey)
    lanes = {lane.id: lane.title or lane.id for lane in journey.lanes}
    pains = ranked_pains(journey)
    review = library.review_of(entry, renderer.today)
    values = {
        "journey": journey,
        "people": people,
        "owner": library.owner_of(entry),
        "team": next((it.title for it in catalog.teams if it.id == journey.ownership.team), journey.ownership.team),
        "review": review,
        "review_cycle": cycle_text(review.cycle, renderer.words) if review.cycle else "",
        "past_reviews": _past_reviews(journey),
        "review_words": review_words(renderer.words.language),
        "edit_url": addresses.edit,
        "living": living,
        "health": map_health(living.findings.get(entry.key), renderer.words),
        "levels": LEVEL_NAMES,
        "story": map_story(living.history.get(entry.key), library.names, renderer.words),
        "mean_score": map_score(journey),
        "worst": worst_pain(journey),
        "best": best_opportunity(journey),
        "coverage": evidence_coverage(journey),
        "pains": pains,
        "the_same_elsewhere": lambda pain: library.the_same_elsewhere(pain, entry),
        "most_elsewhere": MOST_ELSEWHERE,
        "opportunities": ranked_opportunities(journey),
        "answers": {placed.noun.id: answered.get(placed.noun.id, ()) for placed in pains},
        "picture": picture,
        **curve_values(journey, names),
        **table_values(journey, names, renderer.words),
        **plan_values(journey, renderer),
        "sources": sources,
        "evidence_of": EvidenceLinks(sources, renderer.words),
        "links": tuple(_linked(journey, library)),
        "comparisons": [(each.name_on_map(renderer.words), each.key) for each in comparisons],
        "places": {placed.noun.id: placed for placed in moments(journey)},
        "facts_of": MomentFacts(renderer.words, lanes, on_page, library.map_called).of,
        "metrics": {metric.id: metric for metric in journey.metrics},
        "severities": Severity,
        "frequencies": Frequency,
        "pain_states": PainStatus,
        "opportunity_states": OpportunityStatus,
        "measures": tuple(_measures(entry, library)),
        "breadcrumbs": library.breadcrumbs(entry.key),
        "ancestors": [(above.journey.title, above.key) for above in library.ancestors(entry)],
        "touchpoints": touchpoints(journey, catalog),
        "channels": lambda uses: [on_page(use) for use in uses],
        "image_path": lambda image: asset_path(entry.path, image.file),
        "scores": lambda moment: scores_by_name(moment, people),
        "stage_score": stage_score,
        "is_quick_win": is_quick_win,
        "name_of": name_of,
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


def _past_reviews(journey: JourneyMap) -> list[ReviewEntry]:
    """Return the reviews that say anything, the newest first."""
    told = [entry for entry in journey.review.log if entry.date or entry.by or entry.note]
    return sorted(told, key=lambda entry: entry.date or dt.date.min, reverse=True)


def curve_values(journey: JourneyMap, names: Mapping[str, str]) -> dict[str, object]:
    """Return what the templates of the curve and the grid ask for."""
    curve = emotion_curve(journey)
    weakest = weak_link(journey)
    every = [placed.noun for placed in moments(journey)]
    return {
        "curve": curve,
        "weak_link": weakest,
        "drawn_curve": draw_curve(curve, GRID_COLUMN, weakest, over_steps=True),
        "curve_rows": [draw_curve(row, COLUMN, weakest) for row in curve.rows(MOST_COLUMNS)],
        "difference": widest_difference(curve),
        "score_in": lambda persona, placed: score_of(placed.noun, persona),
        "grid": journey_grid(journey, has_curve=curve.has_scores),
        "names": names,
        "has_truth": any(moment.moment_of_truth for moment in every),
        "has_wow": any(moment.wow for moment in every),
        "signs": SIGNS,
        "feels_as_one": feels_as_one,
        "reaction_names": REACTIONS,
        "reactions_top": REACTIONS_TOP,
        "reactions_height": REACTIONS_HEIGHT,
    }


def _sources(journey: JourneyMap, catalog: Catalog) -> dict[str, Source]:
    """Return the sources of the map, and those of the catalog that it names, by id."""
    named = {id_ for placed in moments(journey) for id_ in _evidence_of(placed.noun)}
    own = {source.id: source for source in journey.sources}
    return own | {source.id: source for source in catalog.sources if source.id in named and source.id not in own}


def _measures(entry: MapEntry, library: Library) -> Iterator[Measure]:
    for metric in entry.journey.metrics:
        path = asset_path(entry.path, metric.series) if metric.series else None
        series = library.portfolio.series.get(path, ()) if path else ()
        yield Measure(metric, standing(metric, series), sparkline(series, metric.target), series)


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


def scores_by_name(moment: Moment, people: tuple[Traveller, ...]) -> list[tuple[str, float]]:
    """Return the score of each persona by name; one without a name when they all agree."""
    scores = [(who.persona.name, score) for who in people if (score := score_of(moment, who.id)) is not None]
    if len({score for _, score in scores}) <= 1 and len(scores) in {0, len(people)}:
        common = moment_score(moment)
        return [] if common is None else [("", common)]
    return scores
