"""The page of the hierarchy: a map of the whole lifecycle, the maps of its parts, and the maps that detail those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cjm_plugin.analysis.hierarchy import MapNode
from cjm_plugin.analysis.map_register import MapRecord
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.pages.addresses import HIERARCHY_KEY, Addresses
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.freshness import review_words
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.rendering import Identity, Renderer

MOST_LEVELS = 8
"""Maps below so many others stand on the last of these levels: deeper lists leave no room, and browsers cut them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A map in the tree, which is written line by line.

    `opens` says that a list of the maps below begins after it, `closes` how many lists end; `below` is how many maps
    detail it, at whatever depth. `part_of` is the map above when the list cannot show that, else None.
    """

    node: MapNode
    record: MapRecord
    opens: bool
    closes: int
    below: int
    part_of: MapEntry | None


def hierarchy_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of the hierarchy."""
    title = living.title(HIERARCHY_KEY, renderer.words)
    records = {record.entry.key: record for record in told.maps}
    lines = tuple(tree_lines(told.hierarchy.trees, records))
    outside = tuple(records[root.entry.key] for root in told.hierarchy.roots if not root.children)
    values = {
        "lines": lines,
        "trees": len(told.hierarchy.trees),
        "inner": len(lines) - len(told.hierarchy.trees),
        "outside": outside,
        "review_words": review_words(renderer.words.language),
    }
    identity = Identity(HIERARCHY_KEY, title, title, renderer.words.language)
    return renderer.page("hierarchy.html.jinja", identity, addresses, values)


def tree_lines(trees: Iterable[MapNode], records: dict[str, MapRecord]) -> Iterator[Line]:
    """Yield the lines of trees. No recursion: a thousand maps may detail one another in a chain."""
    placed = [*_placed(trees)]
    below = _counts(placed)
    levels = [min(each.level, MOST_LEVELS - 1) for each in placed]
    for each, level, following in zip(placed, levels, [*levels[1:], 0], strict=True):
        yield Line(
            each.node,
            records[each.node.entry.key],
            opens=following > level,
            closes=max(0, level - following),
            below=below[each.node.entry.key],
            part_of=each.above if each.level >= MOST_LEVELS else None,
        )


@dataclass(frozen=True, slots=True)
class _PlacedNode:
    node: MapNode
    level: int
    above: MapEntry | None


def _placed(trees: Iterable[MapNode]) -> Iterator[_PlacedNode]:
    waiting = [_PlacedNode(tree, 0, None) for tree in reversed([*trees])]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += (_PlacedNode(child, here.level + 1, here.node.entry) for child in reversed(here.node.children))


def _counts(placed: Iterable[_PlacedNode]) -> dict[str, int]:
    """Return for each map how many are below it; those below come after it."""
    found: dict[str, int] = {}
    for each in reversed([*placed]):
        found[each.node.entry.key] = sum(1 + found[child.entry.key] for child in each.node.children)
    return found
