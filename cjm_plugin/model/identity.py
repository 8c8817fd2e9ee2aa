"""Stable ids: given by the author, or made from the text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.moment import EXIT, Moment
from cjm_plugin.model.persona import Persona

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_plugin.model.catalog import Catalog
    from cjm_plugin.model.journey_map import JourneyMap
    from cjm_plugin.model.stage import Stage

N = TypeVar("N", bound=Noun)

_NOT_WORD = re.compile(r"[\W_]+")
_MAX_SLUG = 48


def folded(name: str) -> str:
    """Return a name as it is compared: capitals and spaces make no difference."""
    return " ".join(name.split()).casefold()


def slug(text: str) -> str:
    """Return `text` in lower case with hyphens between its words, in its own script; "" if it has none."""
    words = _NOT_WORD.sub("-", unicodedata.normalize("NFC", text[: 8 * _MAX_SLUG]).lower()).strip("-")
    if len(words) <= _MAX_SLUG:
        return words
    cut = words[: _MAX_SLUG + 1].rsplit("-", 1)[0]
    return cut[:_MAX_SLUG]


def with_ids(journey: JourneyMap) -> JourneyMap:
    """Return the map with an id on every stage, step, pain, opportunity, source, metric and inline persona.

    Ids of one kind are unique in the map, and so are those of stages and steps together: a derived id
    that is taken gets `-2`, `-3`, … Ids given twice are left as they are; reading reports them.
    """
    stages = _with_moment_ids(journey.stages)
    stages = _with_claim_ids(_with_claim_ids(stages, "pains", "what"), "opportunities", "idea")
    return journey.model_copy(
        update={
            "stages": tuple(stages),
            "personas": _personas_with_ids(journey),
            "sources": tuple(_identified(journey.sources, "title")),
            "metrics": tuple(_identified(journey.metrics, "name")),
        }
    )


def _personas_with_ids(journey: JourneyMap) -> tuple[str | Persona, ...]:
    inline = [item for item in journey.personas if isinstance(item, Persona)]
    taken = [item for item in journey.personas if isinstance(item, str)]
    named = iter(_identified(inline, "name", taken))
    return tuple(item if isinstance(item, str) else next(named) for item in journey.personas)


def _with_moment_ids(stages: Sequence[Stage]) -> list[Stage]:
    """Give ids to stages, then to steps: what a stage is called does not depend on its steps."""
    steps = [step for stage in stages for step in stage.steps]
    given = [step.id for step in steps if step.id]
    named = _identified(stages, "title", (EXIT, *given))
    rest = iter(_identified(steps, "action", (EXIT, *(stage.id for stage in named))))
    return [_changed(stage, "steps", tuple(next(rest) for _ in stage.steps)) for stage in named]


def catalog_with_ids(catalog: Catalog) -> Catalog:
    """Return the catalog with an id on every channel, team, source and pain point."""
    texts = {"channels": "title", "teams": "title", "sources": "title", "pains": "what"}
    named = {field: tuple(_identified(getattr(catalog, field), text)) for field, text in texts.items()}
    return catalog.model_copy(update=named)


def persona_with_ids(persona: Persona, file_stem: str) -> Persona:
    """Return the persona with its id (default: the name of its file) and ids on its sources."""
    sources = tuple(_identified(persona.sources, "title"))
    return persona.model_copy(update={"id": persona.id or slug(file_stem) or "persona", "sources": sources})


def _identified(nouns: Sequence[N], text_field: str, taken: Iterable[str] = ()) -> list[N]:
    """Return the nouns with ids; those that are made avoid the ids given and the ones in `taken`."""
    ids: list[str] = [getattr(noun, "id") for noun in nouns]  # noqa: B009 - not every noun has one
    if not all(ids):
        used = {*taken, *ids}
        for place, noun in enumerate(nouns):
            if not ids[place]:
                ids[place] = _free(slug(getattr(noun, text_field)) or type(noun).__name__.lower(), used)
                used.add(ids[place])
    return [_changed(noun, "id", new) for noun, new in zip(nouns, ids, strict=True)]


def _changed(noun: N, field: str, value: object) -> N:
    """Return the noun with another value in a field; the noun itself when nothing changes."""
    if getattr(noun, field) == value:
        return noun
    return noun.model_copy(update={field: value})


def _free(wanted: str, taken: set[str]) -> str:
    candidate, count = wanted, 1
    while candidate in taken:
        count += 1
        candidate = f"{wanted}-{count}"
    return candidate


def _with_claim_ids(stages: Sequence[Stage], field: str, text_field: str) -> list[Stage]:
    """Give ids to the pains or opportunities of all stages and their steps, in reading order."""
    holders: list[Moment] = [holder for stage in stages for holder in (stage, *stage.steps)]
    claims = [claim for holder in holders for claim in getattr(holder, field)]
    named = iter(_identified(claims, text_field))

    def filled(holder: N) -> N:
        return _changed(holder, field, tuple(next(named) for _ in getattr(holder, field)))

    result = []
    for stage in stages:
        own = filled(stage)
        result.append(_changed(own, "steps", tuple(filled(step) for step in stage.steps)))
    return result
