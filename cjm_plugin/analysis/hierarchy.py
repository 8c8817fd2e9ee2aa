"""The hierarchy of maps: a map of the whole lifecycle, the maps of its parts, and the maps that detail those.

A map says so in three ways: by `links.parent`, by `links.children`, and by the `map` of a step or stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cjm_plugin.analysis.reality import is_future, is_retired
from cjm_plugin.analysis.scores import map_score, mean_of, moment_score
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.model.stage import Stage
from cjm_plugin.model.walk import Loc, zooms

Edges: TypeAlias = Mapping[str, Sequence[str]]
"""For each key the keys it leads to."""


@dataclass(frozen=True, slots=True)
class Detailing:
    """That one map details another, as a map says it: by the name at `loc`, in its file.

    When `is_inner`, the named map is the more detailed one; otherwise the map that says so is.
    """

    name: str
    loc: Loc
    is_inner: bool


@dataclass(frozen=True, slots=True)
class MapNode:
    """A map in the tree, with the maps that detail it.

    `score` is its own (1–5); `rolled_up` the one that takes the maps below into account. None: there is no score.
    """

    entry: MapEntry
    score: float | None
    rolled_up: float | None
    children: tuple[MapNode, ...]

    def walk(self) -> Iterator[MapNode]:
        """Yield the node itself, then all below it, each followed by those below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """All maps of a portfolio as trees, each map once.

    `parents` holds for each map below another the key of that other. `circles` are the ways by which maps detail each
    other in a circle, as keys, the first one repeated at the end; reading reports them as errors, and the trees are cut
    there.
    """

    roots: tuple[MapNode, ...]
    parents: Mapping[str, str]
    circles: tuple[tuple[str, ...], ...]

    @property
    def trees(self) -> tuple[MapNode, ...]:
        """The roots that have something below them."""
        return tuple(root for root in self.roots if root.children)

    def walk(self) -> Iterator[MapNode]:
        """Yield every node, each followed by those below it."""
        for root in self.roots:
            yield from root.walk()


def detailings(journey: JourneyMap) -> Iterator[Detailing]:
    """Yield what a map says of its place in the hierarchy, in the order of its file: links first."""
    links = journey.links
    if links.parent:
        yield Detailing(links.parent, ("links", "parent"), False)
    for i, name in enumerate(links.children):
        yield Detailing(name, ("links", "children", i), True)
    yield from (Detailing(name, loc, True) for name, loc in zooms(journey))


def hierarchy(portfolio: Portfolio) -> Hierarchy:
    """Return the trees of a portfolio; maps beside each other are in the order of their keys.

    A map that details several others stands below the one it names as its parent, else below the first that names it.

    The rolled-up score is worked out as the score of a map is, the mean of its stages, with two changes. A step or
    stage with a `map` counts with the rolled-up score of that map instead of its own: the finer picture takes the place
    of the coarse one. A map that details this one and that no step or stage names counts as one more stage. Retired
    maps do not count, nor do future states for a map of today, nor, in a circle, a map for itself.
    """
    named = _Named(portfolio)
    edges = named.edges()
    parents = _cut_where_they_close(named.parents())
    below: dict[str, list[str]] = {}
    for child in sorted(parents):
        below.setdefault(parents[child], []).append(child)
    own = {key: map_score(entry.journey) for key, entry in named.maps.items()}
    scores = _rolled_up(named, edges, own)
    nodes: dict[str, MapNode] = {}
    for key in _inner_first(named.maps, below):
        children = tuple(nodes[child] for child in below.get(key, ()))
        nodes[key] = MapNode(named.maps[key], own[key], scores[key], children)
    return Hierarchy(tuple(nodes[key] for key in named.maps if key not in parents), parents, circles(edges))


def named_parents(portfolio: Portfolio) -> dict[str, str]:
    """Return by key for each map the one it names as its parent, else the first that names it; there may be circles."""
    return _Named(portfolio).parents()


def has_hierarchy(portfolio: Portfolio) -> bool:
    """Return whether any map details another."""
    return bool(named_parents(portfolio))


def circles(edges: Edges) -> tuple[tuple[str, ...], ...]:
    """Return the ways that lead back to where they began, each as keys, the first one repeated at the end.

    `edges` tells where each key leads. Without the last link of each way returned, nothing goes in a circle any more.
    """
    return _walked(sorted(edges), edges).circles


@dataclass(frozen=True, slots=True)
class _Walk:
    """Keys in an order in which each comes after all it leads to, but for those in a circle."""

    inner_first: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]


def _walked(keys: Iterable[str], edges: Edges) -> _Walk:
    """Go into the depth from each key. No recursion: a thousand maps may detail one another in a chain."""
    left: dict[str, None] = {}
    found: list[tuple[str, ...]] = []
    for start in keys:
        way: dict[str, Iterator[str]] = {} if start in left else {start: iter(edges.get(start, ()))}
        while way:
            here, further = next(reversed(way.items()))
            there = next(further, None)
            if there is None:
                del way[here]
                left[here] = None
            elif there in way:
                on_way = [*way]
                found.append((*on_way[on_way.index(there) :], there))
            elif there not in left:
                way[there] = iter(edges.get(there, ()))
    return _Walk(tuple(left), tuple(found))


def _inner_first(keys: Iterable[str], edges: Edges) -> tuple[str, ...]:
    return _walked(keys, edges).inner_first


class _Named:
    """The maps of a portfolio by key, and what their references mean."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.maps = {entry.key: entry for entry in sorted(portfolio.maps, key=lambda entry: entry.key)}
        self._said = [(entry, tuple(detailings(entry.journey))) for entry in portfolio.maps]
        self._keys = portfolio.map_keys

    def key_of(self, name: str | None) -> str | None:
        """Return the key of the map that a reference names; None when there is none, or it is broken."""
        keys = self._keys.get(name or "", ())
        return keys[0] if keys and keys[0] in self.maps else None

    def edges(self) -> dict[str, list[str]]:
        """Return for each map the keys of those that detail it, sorted."""
        found: dict[str, set[str]] = {}
        for entry, of_map in self._said:
            for said in of_map:
                other = self.key_of(said.name)
                if other:
                    outer, inner = (entry.key, other) if said.is_inner else (other, entry.key)
                    found.setdefault(outer, set()).add(inner)
        return {outer: sorted(inner) for outer, inner in sorted(found.items())}

    def parents(self) -> dict[str, str]:
        """Return for each map the one it names as its parent, else the first that names it."""
        found: dict[str, str] = {}
        for entry, of_map in self._said:
            for said in of_map:
                child = self.key_of(said.name) if said.is_inner else None
                if child and child != entry.key:
                    found.setdefault(child, entry.key)
        for entry, _ in self._said:
            parent = self.key_of(entry.journey.links.parent)
            if parent and parent != entry.key:
                found[entry.key] = parent
        return found


def _cut_where_they_close(parents: Mapping[str, str]) -> dict[str, str]:
    """Return the parents without the link that closes a circle, so that every map is in a tree."""
    closing = {way[-2] for way in circles({child: (parent,) for child, parent in parents.items()})}
    return {child: parent for child, parent in parents.items() if child not in closing}


def _rolled_up(named: _Named, edges: Edges, own: Mapping[str, float | None]) -> dict[str, float | None]:
    """Return the scores with the maps below by key; `own` are those without."""
    scores: dict[str, float | None] = {}
    for key in _inner_first(named.maps, edges):
        journey = named.maps[key].journey
        counted = {
            inner: score
            for inner in edges.get(key, ())
            if (score := scores.get(inner)) is not None and _counts_for(journey, named.maps[inner].journey)
        }
        scores[key] = _score_with(journey, counted, named) if counted else own[key]
    return scores


def _counts_for(outer: JourneyMap, inner: JourneyMap) -> bool:
    return not is_retired(inner) and (is_future(outer) or not is_future(inner))


def _score_with(journey: JourneyMap, finer: Mapping[str, float], named: _Named) -> float | None:
    """Return the score of a map; `finer` are the scores of the maps that detail it, by key."""
    placed = {named.key_of(name) for name, _ in zooms(journey)}
    scores = [_stage_score(stage, finer, named) for stage in journey.stages]
    return mean_of([*scores, *(score for key, score in finer.items() if key not in placed)])


def _stage_score(stage: Stage, finer: Mapping[str, float], named: _Named) -> float | None:
    in_detail = finer.get(named.key_of(stage.map) or "")
    if in_detail is not None:
        return in_detail
    by_steps = mean_of(_moment_score(step, finer, named) for step in stage.steps)
    return moment_score(stage) if by_steps is None else by_steps


def _moment_score(moment: Moment, finer: Mapping[str, float], named: _Named) -> float | None:
    in_detail = finer.get(named.key_of(moment.map) or "")
    return moment_score(moment) if in_detail is None else in_detail
