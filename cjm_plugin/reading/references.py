"""References of a map: every persona, channel, source, map, pain and step it names must exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import EXIT, ChannelUse, Moment
from cjm_plugin.model.walk import Loc, Placed, moments, opportunities, pains
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, suggestion
from cjm_plugin.reading.document import Document, numbered

_LOOKS_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Known:
    """What the maps of a portfolio may refer to. None: the file that says so is broken, so don't ask."""

    personas: frozenset[str]
    channels: Mapping[str, str] | None
    shared_sources: frozenset[str] | None
    maps: Mapping[str, tuple[str, ...]]


def check_map(document: Document[JourneyMap], known: Known) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reference of the map that points nowhere."""
    journey = document.noun
    yield from _personas(document, known)
    yield from _map_links(document, known)
    yield from _evidence(document, known)
    yield from _channels(document, known)
    yield from _ways(document)
    yield from _pains(document)
    yield from _opportunities(document)
    stage_ids = {stage.id for stage in journey.stages}
    step_ids = {step.id for stage in journey.stages for step in stage.steps}
    for i, metric in enumerate(journey.metrics):
        named_stage = [(metric.stage, ("metrics", i, "stage"))] if metric.stage else []
        named_step = [(metric.step, ("metrics", i, "step"))] if metric.step else []
        yield from document.unknown(problems.UNKNOWN_STAGE, named_stage, stage_ids)
        yield from document.unknown(problems.UNKNOWN_STEP, named_step, step_ids)


def persona_ids(journey: JourneyMap) -> tuple[str, ...]:
    """Return the ids of the personas on a map, in order."""
    return tuple(item if isinstance(item, str) else item.id for item in journey.personas)


def _personas(document: Document[JourneyMap], known: Known) -> Iterator[Diagnostic]:
    journey = document.noun
    named = [(item, ("personas", i)) for i, item in enumerate(journey.personas) if isinstance(item, str)]
    yield from document.unknown(problems.UNKNOWN_PERSONA, named, known.personas)
    on_map = frozenset(persona_ids(journey))
    for placed in moments(journey):
        scored: list[tuple[str, Loc]] = [(id_, (*placed.loc, "score", id_)) for id_ in placed.noun.score or {} if id_]
        yield from document.unknown(problems.PERSONA_NOT_ON_MAP, scored, on_map)
    for pain in pains(journey):
        hurt = numbered(pain.noun.personas, (*pain.loc, "personas"))
        yield from document.unknown(problems.PERSONA_NOT_ON_MAP, hurt, on_map)


def _map_links(document: Document[JourneyMap], known: Known) -> Iterator[Diagnostic]:
    links = document.noun.links
    named: list[tuple[str, Loc]] = [
        (name, ("links", field))
        for field, name in (("current", links.current), ("future", links.future), ("parent", links.parent))
        if name
    ]
    named += numbered(links.children, ("links", "children"))
    named += numbered(links.related, ("links", "related"))
    named += [(placed.noun.map, (*placed.loc, "map")) for placed in moments(document.noun) if placed.noun.map]
    for name, loc in named:
        keys = known.maps.get(name, ())
        if not keys:
            yield document.report(problems.UNKNOWN_MAP, loc, {"value": name}, suggestion(name, known.maps))
        elif len(keys) > 1:
            values = {"value": name, "choices": ", ".join(keys)}
            yield document.report(problems.AMBIGUOUS_MAP, loc, values, Hint(problems.USE_PATH))


def _evidence(document: Document[JourneyMap], known: Known) -> Iterator[Diagnostic]:
    if known.shared_sources is None:
        return
    sources = known.shared_sources | {source.id for source in document.noun.sources}
    claims: list[Placed[Moment]] = list(moments(document.noun))
    named = [(claim.noun.evidence, claim.loc) for claim in claims]
    named += [(pain.noun.evidence, pain.loc) for pain in pains(document.noun)]
    named += [(opportunity.noun.evidence, opportunity.loc) for opportunity in opportunities(document.noun)]
    for ids, loc in named:
        yield from document.unknown(problems.UNKNOWN_SOURCE, numbered(ids, (*loc, "evidence")), sources)


def _channels(document: Document[JourneyMap], known: Known) -> Iterator[Diagnostic]:
    if not known.channels:
        return
    for placed in moments(document.noun):
        for i, use in enumerate(placed.noun.channels):
            if _is_meant_as_id(use.id, known.channels):
                loc = (*placed.loc, "channels", i)
                near = suggestion(use.id, known.channels)
                if near is None or near.message != problems.DID_YOU_MEAN:
                    near = Hint(problems.ADD_TO_CATALOG)
                yield document.report(problems.UNKNOWN_CHANNEL, loc, {"value": use.id}, near)


def _is_meant_as_id(channel: str, channels: Mapping[str, str]) -> bool:
    """Tell a mistyped id from free text: "telegramm" is one, "Звонок в салон" is not."""
    if channel in channels or channel.casefold() in {title.casefold() for title in channels.values()}:
        return False
    return bool(_LOOKS_LIKE_AN_ID.fullmatch(channel))


def catalog_channel(use: ChannelUse, catalog: Catalog) -> str | None:
    """Return the id of the catalog's channel that a use means, by id or by title; None for free text."""
    wanted = use.id.casefold()
    return next((channel.id for channel in catalog.channels if wanted in {channel.id, channel.title.casefold()}), None)


def _ways(document: Document[JourneyMap]) -> Iterator[Diagnostic]:
    known = {placed.noun.id for placed in moments(document.noun)} | {EXIT}
    for placed in moments(document.noun):
        named: list[tuple[str, Loc]] = [(way.to, (*placed.loc, "next", i, "to")) for i, way in enumerate(placed.noun.next)]
        yield from document.unknown(problems.UNKNOWN_NEXT, named, known)


def _pains(document: Document[JourneyMap]) -> Iterator[Diagnostic]:
    for placed in pains(document.noun):
        named: list[tuple[str, Loc]] = [(placed.noun.step, (*placed.loc, "step"))] if placed.noun.step else []
        yield from document.unknown(problems.UNKNOWN_STEP, named, [step.id for step in placed.stage.steps])


def _opportunities(document: Document[JourneyMap]) -> Iterator[Diagnostic]:
    pain_ids = {pain.noun.id for pain in pains(document.noun)}
    own_ids = {opportunity.noun.id for opportunity in opportunities(document.noun)}
    metric_ids = {metric.id for metric in document.noun.metrics}
    for noun, loc in ((placed.noun, placed.loc) for placed in opportunities(document.noun)):
        metric: list[tuple[str, Loc]] = [(noun.metric, (*loc, "metric"))] if noun.metric else []
        yield from document.unknown(problems.UNKNOWN_PAIN, numbered(noun.addresses, (*loc, "addresses")), pain_ids)
        yield from document.unknown(problems.UNKNOWN_OPPORTUNITY, numbered(noun.needs, (*loc, "needs")), own_ids)
        yield from document.unknown(problems.UNKNOWN_METRIC, metric, metric_ids)
