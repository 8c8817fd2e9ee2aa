"""References of a map: every persona, channel, source, map, pain and step it names must exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cjm_plugin.cache.digest import digest
from cjm_plugin.model.identity import folded
from cjm_plugin.model.moment import EXIT, Moment
from cjm_plugin.model.walk import Loc, Placed, persona_ids, zooms
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint
from cjm_plugin.reading.document import MapDocument, numbered
from cjm_plugin.reading.suggestions import is_sure, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_LOOKS_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Known:
    """What the maps of a portfolio may refer to. None: a file that says so is broken, so don't ask.

    `personas` maps each id to the file it stands in, as it is shown; `channels` each id to its title.
    """

    personas: Mapping[str, str] | None
    channels: Mapping[str, str] | None
    shared_sources: frozenset[str] | None
    shared_pains: frozenset[str] | None
    maps: Mapping[str, tuple[str, ...]]

    @cached_property
    def digest(self) -> str:
        """What changes with anything that is known."""
        sets = [None if found is None else sorted(found) for found in (self.shared_sources, self.shared_pains)]
        return digest(self.personas, self.channels, sets, self.maps)


def check_map(document: MapDocument, known: Known) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reference of the map that points nowhere."""
    yield from _personas(document, known)
    yield from _map_links(document, known)
    yield from _evidence(document, known)
    yield from _channels(document, known)
    yield from _ways(document)
    yield from _pains(document, known)
    yield from _opportunities(document)
    yield from _metrics(document)


def _personas(document: MapDocument, known: Known) -> Iterator[Diagnostic]:
    journey = document.noun
    if known.personas is not None:
        named = [(item, ("personas", i)) for i, item in enumerate(journey.personas) if isinstance(item, str)]
        yield from document.unknown(problems.UNKNOWN_PERSONA, named, known.personas, problems.ADD_PERSONA)
    yield from _inline_personas(document, known.personas or {})
    on_map = frozenset(persona_ids(journey))
    for placed in document.moments:
        scored: list[tuple[str, Loc]] = [(id_, (*placed.loc, "score", id_)) for id_ in placed.noun.score or {} if id_]
        yield from document.unknown(problems.PERSONA_NOT_ON_MAP, scored, on_map)
    for pain in document.pains:
        hurt = numbered(pain.noun.personas, (*pain.loc, "personas"))
        yield from document.unknown(problems.PERSONA_NOT_ON_MAP, hurt, on_map)


def _inline_personas(document: MapDocument, personas: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report personas written out under an id that a file has: scores could mean either."""
    for i, item in enumerate(document.noun.personas):
        if not isinstance(item, str) and item.id in personas:
            values = {"id": item.id, "other": personas[item.id]}
            hint = Hint(problems.USE_ITS_ID, {"id": item.id})
            yield document.report(problems.SAME_PERSONA, ("personas", i), values, hint)


def _map_links(document: MapDocument, known: Known) -> Iterator[Diagnostic]:
    links = document.noun.links
    named: list[tuple[str, Loc]] = [
        (name, ("links", field))
        for field, name in (("current", links.current), ("future", links.future), ("parent", links.parent))
        if name
    ]
    named += numbered(links.children, ("links", "children"))
    named += numbered(links.related, ("links", "related"))
    named += zooms(document.noun)
    for name, loc in named:
        keys = known.maps.get(name, ())
        if not keys:
            yield document.report(problems.UNKNOWN_MAP, loc, {"value": name}, suggestion(name, known.maps))
        elif len(keys) > 1:
            values = {"value": name, "choices": ", ".join(keys)}
            yield document.report(problems.AMBIGUOUS_MAP, loc, values, Hint(problems.USE_PATH))


def _evidence(document: MapDocument, known: Known) -> Iterator[Diagnostic]:
    if known.shared_sources is None:
        return
    sources = known.shared_sources | {source.id for source in document.noun.sources}
    claims: tuple[Placed[Moment], ...] = document.moments
    named = [(claim.noun.evidence, claim.loc) for claim in claims]
    named += [(pain.noun.evidence, pain.loc) for pain in document.pains]
    named += [(opportunity.noun.evidence, opportunity.loc) for opportunity in document.opportunities]
    for ids, loc in named:
        yield from document.unknown(problems.UNKNOWN_SOURCE, numbered(ids, (*loc, "evidence")), sources)


def _channels(document: MapDocument, known: Known) -> Iterator[Diagnostic]:
    if not known.channels:
        return
    titles = set(map(folded, known.channels.values()))
    for placed in document.moments:
        for i, use in enumerate(placed.noun.channels):
            if use.id not in known.channels and folded(use.id) not in titles:
                hint = _mistyped_channel(use.id, known.channels)
                if hint:
                    yield document.report(
                        problems.UNKNOWN_CHANNEL, (*placed.loc, "channels", i), {"value": use.id}, hint
                    )


def _mistyped_channel(channel: str, channels: Mapping[str, str]) -> Hint | None:
    """Tell a mistyped id from free text: "telegramm" is one, "Звонок в салон" is not."""
    parts = [part.strip() for part in channel.split(",")]
    if len(parts) > 1 and channels.keys() >= set(parts):
        return Hint(problems.LIST_IN_BRACKETS, {"suggestion": ", ".join(parts)})
    near = suggestion(channel, channels)
    if near and near.message == problems.LOOK_ALIKE:
        return near
    if not _LOOKS_LIKE_AN_ID.fullmatch(channel):
        return None
    return near if is_sure(near) else Hint(problems.ADD_TO_CATALOG)


def _ways(document: MapDocument) -> Iterator[Diagnostic]:
    known = {placed.noun.id for placed in document.moments} | {EXIT}
    for placed in document.moments:
        ways: list[tuple[str, Loc]] = [
            (way.to, (*placed.loc, "next", i, "to")) for i, way in enumerate(placed.noun.next)
        ]
        yield from document.unknown(problems.UNKNOWN_NEXT, ways, known)


def _pains(document: MapDocument, known: Known) -> Iterator[Diagnostic]:
    steps_of = {id(stage): frozenset(step.id for step in stage.steps) for stage in document.noun.stages}
    for placed in document.pains:
        pain, loc = placed.noun, placed.loc
        step: list[tuple[str, Loc]] = [(pain.step, (*loc, "step"))] if pain.step else []
        yield from document.unknown(problems.UNKNOWN_STEP, step, steps_of[id(placed.stage)])
        if known.shared_pains is not None and pain.same_as:
            named = [(pain.same_as, (*loc, "same_as"))]
            yield from document.unknown(problems.UNKNOWN_SHARED_PAIN, named, known.shared_pains)


def _opportunities(document: MapDocument) -> Iterator[Diagnostic]:
    pain_ids = {pain.noun.id for pain in document.pains}
    own_ids = {opportunity.noun.id for opportunity in document.opportunities}
    metric_ids = {metric.id for metric in document.noun.metrics}
    for noun, loc in ((placed.noun, placed.loc) for placed in document.opportunities):
        metric: list[tuple[str, Loc]] = [(noun.metric, (*loc, "metric"))] if noun.metric else []
        yield from document.unknown(problems.UNKNOWN_PAIN, numbered(noun.addresses, (*loc, "addresses")), pain_ids)
        yield from document.unknown(problems.UNKNOWN_OPPORTUNITY, numbered(noun.needs, (*loc, "needs")), own_ids)
        yield from document.unknown(problems.UNKNOWN_METRIC, metric, metric_ids)


def _metrics(document: MapDocument) -> Iterator[Diagnostic]:
    stage_ids = {stage.id for stage in document.noun.stages}
    step_ids = {step.id for stage in document.noun.stages for step in stage.steps}
    for i, metric in enumerate(document.noun.metrics):
        named_stage = [(metric.stage, ("metrics", i, "stage"))] if metric.stage else []
        named_step = [(metric.step, ("metrics", i, "step"))] if metric.step else []
        yield from document.unknown(problems.UNKNOWN_STAGE, named_stage, stage_ids)
        yield from document.unknown(problems.UNKNOWN_STEP, named_step, step_ids)
