"""Stable ids: given by the author, or made from the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.stage import Stage

N = TypeVar("N", bound=Noun)

_NOT_WORD = re.compile(r"[\W_]+")
_MAX_SLUG = 48


def slug(text: str) -> str:
    """Return `text` in lower case with hyphens between its words, in its own script; "" if it has none."""
    words = _NOT_WORD.sub("-", unicodedata.normalize("NFC", text[: 8 * _MAX_SLUG]).lower()).strip("-")
    if len(words) <= _MAX_SLUG:
        return words
    cut = words[: _MAX_SLUG + 1].rsplit("-", 1)[0]
    return cut[:_MAX_SLUG]


def with_ids(journey: JourneyMap) -> JourneyMap:
    """Return the map with an id on every stage, step, pain, opportunity, source and metric.

    Ids of one kind are unique in the map: a derived id that is taken gets `-2`, `-3`, …
    Ids given twice are left as they are; reading reports them.
    """
    stages = _identified(journey.stages, "title")
    steps = _spread(_identified([step for stage in stages for step in stage.steps], "action"), stages)
    stages = [stage.model_copy(update={"steps": own}) for stage, own in zip(stages, steps, strict=True)]
    stages = _with_claim_ids(_with_claim_ids(stages, "pains", "what"), "opportunities", "idea")
    personas = tuple(
        item if isinstance(item, str) or item.id else item.model_copy(update={"id": slug(item.name) or "persona"})
        for item in journey.personas
    )
    return journey.model_copy(
        update={
            "stages": tuple(stages),
            "personas": personas,
            "sources": tuple(_identified(journey.sources, "title")),
            "metrics": tuple(_identified(journey.metrics, "name")),
        }
    )


def catalog_with_ids(catalog: Catalog) -> Catalog:
    """Return the catalog with an id on every channel, team and source."""
    fields = ("channels", "teams", "sources")
    return catalog.model_copy(update={field: tuple(_identified(getattr(catalog, field), "title")) for field in fields})


def persona_with_ids(persona: Persona, file_stem: str) -> Persona:
    """Return the persona with its id (default: the name of its file) and ids on its sources."""
    sources = tuple(_identified(persona.sources, "title"))
    return persona.model_copy(update={"id": persona.id or slug(file_stem) or "persona", "sources": sources})


def _identified(nouns: Sequence[N], text_field: str) -> list[N]:
    ids = _unique_ids([(getattr(noun, "id"), getattr(noun, text_field)) for noun in nouns], _kind(nouns))  # noqa: B009
    return [noun.model_copy(update={"id": new}) for noun, new in zip(nouns, ids, strict=True)]


def _kind(nouns: Sequence[Noun]) -> str:
    return type(nouns[0]).__name__.lower() if nouns else ""


def _unique_ids(given_and_text: Iterable[tuple[str, str]], fallback: str) -> list[str]:
    pairs = list(given_and_text)
    taken = {given for given, _ in pairs if given}
    ids = []
    for given, text in pairs:
        new = given or _free(slug(text) or fallback, taken)
        taken.add(new)
        ids.append(new)
    return ids


def _free(wanted: str, taken: set[str]) -> str:
    candidate, count = wanted, 1
    while candidate in taken:
        count += 1
        candidate = f"{wanted}-{count}"
    return candidate


def _spread(nouns: Sequence[N], stages: Sequence[Stage]) -> list[tuple[N, ...]]:
    """Deal the steps back to the stages they were taken from."""
    rest = iter(nouns)
    return [tuple(next(rest) for _ in stage.steps) for stage in stages]


def _with_claim_ids(stages: Sequence[Stage], field: str, text_field: str) -> list[Stage]:
    """Give ids to the pains or opportunities of all stages and their steps, in reading order."""
    holders = [holder for stage in stages for holder in (stage, *stage.steps)]
    claims = iter(_identified([claim for holder in holders for claim in getattr(holder, field)], text_field))

    def filled(holder: N) -> N:
        return holder.model_copy(update={field: tuple(next(claims) for _ in getattr(holder, field))})

    result = []
    for stage in stages:
        own = filled(stage)
        result.append(own.model_copy(update={"steps": tuple(filled(step) for step in stage.steps)}))
    return result
