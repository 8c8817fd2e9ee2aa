"""The same things in two versions of a map: which stage, step, pain point … of one is which of the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from cjm_plugin.history.difference.kinds import NounKind
from cjm_plugin.history.difference.matching import (
    Item,
    Pairs,
    Share,
    left,
    pair,
    pair_by_id,
    pair_by_likeness,
    pair_by_text,
    pair_certain,
)
from cjm_plugin.history.difference.texts import normal
from cjm_plugin.model.base import Noun
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.walk import Placed, opportunities, pains

N = TypeVar("N", bound=Noun)

_NO_CONTENT = {"id", "steps", "pains", "opportunities", "evidence", "next", "addresses", "needs", "metric", "score"}
_FEWEST_TEXTS = 2


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that has an id in a map, each kind in reading order. Steps come with the index of their stage."""

    stages: tuple[Stage, ...]
    steps: tuple[tuple[int, int, Step], ...]
    pains: tuple[Placed[Pain], ...]
    opportunities: tuple[Placed[Opportunity], ...]

    @classmethod
    def of(cls, journey: JourneyMap) -> Inventory:
        """Return the inventory of a map."""
        steps = ((i, j, step) for i, stage in enumerate(journey.stages) for j, step in enumerate(stage.steps))
        return cls(journey.stages, tuple(steps), tuple(pains(journey)), tuple(opportunities(journey)))


@dataclass(frozen=True, slots=True)
class Twins:
    """Pairs of indexes, older version first: of stages, and of steps, pains, opportunities in reading order."""

    stages: Pairs
    steps: Pairs
    pains: Pairs
    opportunities: Pairs
    sources: Pairs
    metrics: Pairs
    personas: Pairs
    lanes: Pairs


def find_twins(old: JourneyMap, new: JourneyMap) -> Twins:
    """Find what is the same in two versions of a map."""
    olds, news = Inventory.of(old), Inventory.of(new)
    matcher = _Moments(olds, news)
    return Twins(
        stages=matcher.stages,
        steps=matcher.steps,
        pains=matcher.claims(olds.pains, news.pains, "what"),
        opportunities=matcher.claims(olds.opportunities, news.opportunities, "idea"),
        sources=pair(items_of(old.sources, "title"), items_of(new.sources, "title")),
        metrics=pair(items_of(old.metrics, "name"), items_of(new.metrics, "name")),
        personas=_pair_personas(old, new),
        lanes=pair(items_of(old.lanes, "title"), items_of(new.lanes, "title")),
    )


def changed_ids(old: JourneyMap, new: JourneyMap, twins: Twins) -> dict[NounKind, dict[str, str]]:
    """Return for each kind the ids that are others now, from old to new. Stages and steps share one (STEP)."""
    olds, news = Inventory.of(old), Inventory.of(new)
    moments = [(olds.stages[i].id, news.stages[j].id) for i, j in twins.stages]
    moments += [(olds.steps[i][2].id, news.steps[j][2].id) for i, j in twins.steps]
    found: Mapping[NounKind, Iterable[tuple[str, str]]] = {
        NounKind.STEP: moments,
        NounKind.PAIN: _ids(olds.pains, news.pains, twins.pains),
        NounKind.OPPORTUNITY: _ids(olds.opportunities, news.opportunities, twins.opportunities),
        NounKind.SOURCE: ((old.sources[i].id, new.sources[j].id) for i, j in twins.sources),
        NounKind.METRIC: ((old.metrics[i].id, new.metrics[j].id) for i, j in twins.metrics),
        NounKind.PERSONA: ((persona_id(old.personas[i]), persona_id(new.personas[j])) for i, j in twins.personas),
        NounKind.LANE: ((old.lanes[i].id, new.lanes[j].id) for i, j in twins.lanes),
    }
    return {kind: {one: other for one, other in pairs if one != other} for kind, pairs in found.items()}


def persona_id(item: str | Persona) -> str:
    """Return the id of a persona, named or written out."""
    return item if isinstance(item, str) else item.id


class _Moments:
    """Matches stages by their steps and steps by their stages: first what is certain, then what is likely."""

    def __init__(self, old: Inventory, new: Inventory) -> None:
        self._old, self._new = old, new
        old_stages, new_stages = items_of(old.stages, "title"), items_of(new.stages, "title")
        self.stages = pair_certain(old_stages, new_stages)
        self.steps = pair_by_id(*self._step_items())
        share = _combined(self._shared_steps(), _content_share(old.stages, new.stages))
        self.stages += pair_by_likeness(*left(old_stages, new_stages, self.stages), share)
        olds, news = self._step_items()
        self.steps += pair_by_text(*left(olds, news, self.steps))
        steps = [step for *_, step in old.steps], [step for *_, step in new.steps]
        self.steps += pair_by_likeness(*left(olds, news, self.steps), _content_share(*steps))

    def claims(self, old: Sequence[Placed[N]], new: Sequence[Placed[N]], text_field: str) -> Pairs:
        """Pair pains or opportunities."""
        to_new = dict(self.stages)
        olds = [_claim(n, placed, text_field, stage=_stage_of(placed, to_new)) for n, placed in enumerate(old)]
        news = [_claim(n, placed, text_field, stage=_stage_of(placed)) for n, placed in enumerate(new)]
        return pair(olds, news)

    def _step_items(self) -> tuple[list[Item], list[Item]]:
        to_new = dict(self.stages)
        olds = [_step(n, to_new.get(i, -1 - i), j, step) for n, (i, j, step) in enumerate(self._old.steps)]
        news = [_step(n, i, j, step) for n, (i, j, step) in enumerate(self._new.steps)]
        return olds, news

    def _shared_steps(self) -> Share:
        """Tell stages by the steps that stayed in them: their number by that of all steps of both."""
        shared: dict[tuple[int, int], int] = {}
        for one, other in self.steps:
            place = self._old.steps[one][0], self._new.steps[other][0]
            shared[place] = shared.get(place, 0) + 1

        def share(i: int, j: int) -> float:
            both = shared.get((i, j), 0)
            return both / (len(self._old.stages[i].steps) + len(self._new.stages[j].steps) - both) if both else 0.0

        return share


def _step(index: int, stage: int, position: int, step: Step) -> Item:
    return Item(index, step.id, step.action, stage, position, _content(step))


def _claim(index: int, placed: Placed[N], text_field: str, stage: int) -> Item:
    """Return a pain or an opportunity as an item, held by its stage: it is often put at a step of it, or back."""
    noun = placed.noun
    return Item(index, _text(noun, "id"), _text(noun, text_field), stage, int(placed.loc[-1]), _content(noun))


def _stage_of(placed: Placed[N], to_new: Mapping[int, int] | None = None) -> int:
    """Return the number its stage has in the newer version, negative for a stage that is gone."""
    number = int(placed.loc[1])  # the way to it begins ("stages", 3, …)
    return number if to_new is None else to_new.get(number, -1 - number)


def items_of(nouns: Sequence[Noun], text_field: str) -> list[Item]:
    """Return nouns of one list as items; what has no text goes by its id."""
    return [
        Item(i, _text(noun, "id"), _text(noun, text_field) or _text(noun, "id"), None, i, _content(noun))
        for i, noun in enumerate(nouns)
    ]


def _text(noun: Noun, field: str) -> str:
    return getattr(noun, field) or ""


def _content(noun: Noun) -> Callable[[], Hashable]:
    return lambda: noun.model_dump_json(exclude=_NO_CONTENT, exclude_defaults=True)


def _pair_personas(old: JourneyMap, new: JourneyMap) -> Pairs:
    """Pair personas by id; by name only those written out on both sides: a bare id is nobody else's."""

    def items(journey: JourneyMap) -> list[Item]:
        named = [(persona_id(item), item if isinstance(item, str) else item.name) for item in journey.personas]
        return [Item(i, id_, name, None, i) for i, (id_, name) in enumerate(named)]

    olds, news = items(old), items(new)
    pairs = pair_by_id(olds, news)
    olds, news = left(olds, news, pairs)
    olds = [item for item in olds if not isinstance(old.personas[item.index], str)]
    news = [item for item in news if not isinstance(new.personas[item.index], str)]
    return pairs + pair(olds, news)


def _content_share(old: Sequence[Noun], new: Sequence[Noun]) -> Share:
    """Tell moments by the texts they hold beside their name; marks and numbers say too little to go by."""
    texts_of_old, texts_of_new = _remembered_texts(old), _remembered_texts(new)

    def share(i: int, j: int) -> float:
        one, other = texts_of_old(i), texts_of_new(j)
        both = len(one & other)
        return both / len(one | other) if both >= _FEWEST_TEXTS else 0.0

    return share


def _remembered_texts(nouns: Sequence[Noun]) -> Callable[[int], frozenset[tuple[str, str]]]:
    """Return how to get the texts of a noun by its index; each is gathered once, and only when it is asked for."""
    return cache(lambda index: _texts(nouns[index]))


def _texts(noun: Noun) -> frozenset[tuple[str, str]]:
    """Return the texts of a noun, each with the name of its field, without its name."""
    found = []
    for name in type(noun).model_fields:
        value = getattr(noun, name)
        if name not in _NO_CONTENT and name != type(noun).main_text:
            values = value if isinstance(value, tuple) else (value,)
            found += [(name, normal(text)) for text in values if isinstance(text, str)]
    return frozenset(found)


def _combined(*shares: Share) -> Share:
    return lambda i, j: max(share(i, j) for share in shares)


def _ids(old: Sequence[Placed[N]], new: Sequence[Placed[N]], pairs: Pairs) -> Iterable[tuple[str, str]]:
    return [(_text(old[i].noun, "id"), _text(new[j].noun, "id")) for i, j in pairs]
