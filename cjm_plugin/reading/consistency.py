"""What a map says of itself must agree: ids given once, lanes that are free, shares that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.locale import supported
from cjm_plugin.model.journey_map import MOMENT_KEYS
from cjm_plugin.model.moment import EXIT, Reactions
from cjm_plugin.model.walk import Loc, persona_ids
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Hint
from cjm_plugin.reading.watches import pattern_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_plugin.model.catalog import Catalog
    from cjm_plugin.model.persona import Persona
    from cjm_plugin.reading.diagnostics import Diagnostic
    from cjm_plugin.reading.document import Document, MapDocument, N

_ROUNDING = 1.5
"""Shares that were rounded to whole percent may miss 100 by this much."""


def check_consistency(document: MapDocument) -> Iterator[Diagnostic]:
    """Yield what contradicts itself in one map. Expects the ids of the noun to be complete."""
    journey = document.noun
    stages = [placed for placed in document.moments if placed.step is None]
    steps = [placed for placed in document.moments if placed.step is not None]
    yield from given_twice(document, ((placed.noun.id, placed.loc) for placed in (*stages, *steps)))
    yield from given_twice(document, ((placed.noun.id, placed.loc) for placed in document.pains))
    yield from given_twice(document, ((placed.noun.id, placed.loc) for placed in document.opportunities))
    yield from given_twice(document, ((s.id, ("sources", i)) for i, s in enumerate(journey.sources)))
    yield from given_twice(document, ((m.id, ("metrics", i)) for i, m in enumerate(journey.metrics)))
    yield from given_twice(document, ((id_, ("personas", i)) for i, id_ in enumerate(persona_ids(journey))))
    yield from given_twice(document, ((lane.id, ("lanes", i)) for i, lane in enumerate(journey.lanes)))
    yield from _lanes(document)
    for placed in (*stages, *steps):
        if placed.noun.id == EXIT:
            yield document.report(problems.RESERVED_ID, (*placed.loc, "id"), {"id": EXIT})
        if placed.noun.reactions:
            yield from _reactions(document, placed.noun.reactions, (*placed.loc, "reactions"))
    for placed in stages:
        if placed.noun.score and any(step.score for step in placed.stage.steps):
            yield document.report(problems.SCORE_UNUSED, (*placed.loc, "score"), {})
    if journey.language and not supported(journey.language):
        yield document.report(problems.LANGUAGE_UNKNOWN, ("language",), {"value": journey.language})
    for i, pattern in enumerate(journey.watches):
        fault = pattern_fault(pattern)
        if fault:
            values = {"value": pattern, "reason": fault}
            yield document.report(problems.BAD_WATCH, ("watches", i), values, Hint(problems.WATCH_FORM))


def check_catalog(document: Document[Catalog]) -> Iterator[Diagnostic]:
    """Yield ids given twice and teams that do not exist."""
    catalog = document.noun
    for field in ("channels", "teams", "sources", "pains"):
        yield from given_twice(document, ((noun.id, (field, i)) for i, noun in enumerate(getattr(catalog, field))))
    teams: list[tuple[str, Loc]] = [(c.team, ("channels", i, "team")) for i, c in enumerate(catalog.channels) if c.team]
    yield from document.unknown(problems.UNKNOWN_TEAM, teams, [team.id for team in catalog.teams])


def check_persona(document: Document[Persona]) -> Iterator[Diagnostic]:
    """Yield source ids that are given twice."""
    yield from given_twice(document, ((source.id, ("sources", i)) for i, source in enumerate(document.noun.sources)))


def check_persona_ids(documents: Iterable[Document[Persona]]) -> Iterator[Diagnostic]:
    """Yield persona files whose id another one has."""
    first: dict[str, Document[Persona]] = {}
    for document in documents:
        other = first.setdefault(document.noun.id, document)
        if other is not document:
            values = {"id": document.noun.id, "other": other.shown_path}
            yield document.report(problems.SAME_PERSONA, ("id",), values)


def given_twice(document: Document[N], ids: Iterable[tuple[str, Loc]]) -> Iterator[Diagnostic]:
    """Report every id that stands on two things of one kind."""
    first: dict[str, Loc] = {}
    for id_, loc in ids:
        if id_ in first:
            line = document.line_of((*first[id_], "id"))
            yield document.report(problems.DUPLICATE_ID, (*loc, "id"), {"id": id_, "line": str(line)})
        first.setdefault(id_, loc)


def _lanes(document: MapDocument) -> Iterator[Diagnostic]:
    for i, lane in enumerate(document.noun.lanes):
        if lane.id in MOMENT_KEYS:
            yield document.report(problems.LANE_TAKEN, ("lanes", i, "id"), {"id": lane.id})


def _reactions(document: MapDocument, reactions: Reactions, loc: Loc) -> Iterator[Diagnostic]:
    shares = [reactions.positive, reactions.neutral, reactions.negative]
    numbers = [share for share in shares if isinstance(share, float)]
    if len(numbers) == len(shares) and abs(sum(numbers) - 100) > _ROUNDING:
        yield document.report(problems.REACTIONS_SUM, loc, {"sum": f"{sum(numbers):g}"})
