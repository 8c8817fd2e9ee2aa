"""Which thing of the newer version is which of the older one: by id, by text, by likeness."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from cjm_plugin.history.difference.texts import folded, letter_groups, likeness, may_be_alike
from cjm_plugin.model.identity import slug

LIKE_ENOUGH = 0.6
"""So alike are a text and the same text with words corrected; texts of different things seldom are."""

_ELSEWHERE = 0.15
_GIVEN = 0.2
_SAME_POSITION = 0.1
_MOST_COMPARED = 20_000

_SUFFIX = re.compile(r"-[0-9]+$")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to find again. `index` counts in the whole map, `position` in its `holder`.

    Holders of two versions are equal when they are the same thing. `content` tells things with equal texts apart.
    """

    index: int
    id: str
    text: str
    holder: Hashable = None
    position: int = 0
    content: Callable[[], Hashable] = field(default=lambda: None)

    @property
    def is_derived(self) -> bool:
        """Whether the id is what the text makes, so that it says nothing more than the text."""
        return is_derived(self.id, self.text)

    @property
    def family(self) -> str:
        """What stays of the id when others of the same text come and go."""
        return (slug(self.text) or self.id) if self.is_derived else self.id


Pairs = list[tuple[int, int]]
Share = Callable[[int, int], float]
"""How much of what two items say is the same, 0–1, by their indexes."""


def is_derived(id_: str, text: str) -> bool:
    """Whether an id is what a text makes, with or without a number after it; see `model.identity`."""
    made = slug(text)
    return bool(made) and (id_ == made or _SUFFIX.sub("", id_) == made)


def pair_by_id(old: Sequence[Item], new: Sequence[Item]) -> Pairs:
    """Pair items of one id. Where several share it, equal content counts first, then the holder, then the order."""
    families: defaultdict[str, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for item in old:
        families[item.family][0].append(item)
    for item in new:
        families[item.family][1].append(item)
    pairs: Pairs = []
    for olds, news in families.values():
        if len(olds) == len(news) == 1:
            pairs.append((olds[0].index, news[0].index))
        elif olds and news:
            pairs += pair_in_passes(olds, news, _OF_ONE_FAMILY)
    return pairs


_Key = Callable[[Item], Hashable]
_OF_ONE_FAMILY: tuple[_Key, ...] = (
    lambda item: (item.content(), item.holder, item.id),
    lambda item: (item.content(), item.holder),
    lambda item: (item.content(), item.id),
    lambda item: item.content(),
    lambda item: (item.holder, item.id),
    lambda item: item.holder,
    lambda _: None,
)
_BY_TEXT: tuple[_Key, ...] = (
    lambda item: (folded(item.text), item.holder),
    lambda item: folded(item.text),
)


def pair_by_text(old: Sequence[Item], new: Sequence[Item]) -> Pairs:
    """Pair items of one text, those of the same holder first."""
    return pair_in_passes(old, new, _BY_TEXT)


def pair_by_likeness(old: Sequence[Item], new: Sequence[Item], share: Share | None = None) -> Pairs:
    """Pair items that are alike, the most alike first: a typo that was mended, a title that was made better.

    More is asked of items that stand elsewhere now, and of those whose author gave them different ids.
    """
    parts = {item.text: letter_groups(item.text) for item in (*old, *new)}
    scored = []
    for one, other in islice(_candidates(old, new), _MOST_COMPARED):
        common = share(one.index, other.index) if share else 0.0
        if common or may_be_alike(parts[one.text], parts[other.text]):
            score = _score(one, other, common)
            if score:
                scored.append((score, one, other))
    scored.sort(key=lambda found: (-found[0], abs(found[1].position - found[2].position), found[1].index))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in scored:
        if one.index not in pairs and other.index not in taken:
            pairs[one.index] = other.index
            taken.add(other.index)
    return list(pairs.items())


def _candidates(old: Sequence[Item], new: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    """Yield what may be compared; when that would be too much, only what stands in the same holder."""
    if len(old) * len(new) <= _MOST_COMPARED:
        return product(old, new)
    by_holder: defaultdict[Hashable, list[Item]] = defaultdict(list)
    for item in new:
        by_holder[item.holder].append(item)
    return ((one, other) for one in old for other in by_holder[one.holder])


def _score(one: Item, other: Item, share: float) -> float:
    needed = LIKE_ENOUGH
    if one.holder != other.holder:
        needed += _ELSEWHERE
    elif one.position == other.position:
        needed -= _SAME_POSITION
    if not (one.is_derived or other.is_derived):
        needed += _GIVEN
    score = max(likeness(one.text, other.text, needed), share)
    return score if score >= needed else 0.0


def pair_in_passes(old: Iterable[Item], new: Iterable[Item], keys: Iterable[_Key]) -> Pairs:
    """Pair items with equal keys in order, by one key after the other."""
    pairs: Pairs = []
    olds, news = list(old), list(new)
    for key in keys:
        waiting: defaultdict[Hashable, deque[Item]] = defaultdict(deque)
        for item in news:
            waiting[key(item)].append(item)
        left: list[Item] = []
        for item in olds:
            found = waiting[key(item)]
            if found:
                pairs.append((item.index, found.popleft().index))
            else:
                left.append(item)
        olds, news = left, rest(news, (index for _, index in pairs))
        if not olds or not news:
            break
    return pairs


def rest(items: Sequence[Item], taken: Iterable[int]) -> list[Item]:
    """Return the items whose index is not taken."""
    indexes = set(taken)
    return [item for item in items if item.index not in indexes]


def pair_certain(old: Sequence[Item], new: Sequence[Item]) -> Pairs:
    """Pair items by id, then by text."""
    pairs = pair_by_id(old, new)
    return pairs + pair_by_text(*left(old, new, pairs))


def pair(old: Sequence[Item], new: Sequence[Item]) -> Pairs:
    """Pair items by id, text and likeness."""
    pairs = pair_certain(old, new)
    return pairs + pair_by_likeness(*left(old, new, pairs))


def left(old: Sequence[Item], new: Sequence[Item], pairs: Pairs) -> tuple[list[Item], list[Item]]:
    """Return the items of both versions that are in no pair."""
    return rest(old, (i for i, _ in pairs)), rest(new, (j for _, j in pairs))
