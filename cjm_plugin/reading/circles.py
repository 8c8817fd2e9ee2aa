"""Maps that detail each other in a circle: none of them could be shown as a part of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cjm_plugin.analysis.hierarchy import circles, detailings
from cjm_plugin.model.walk import Loc
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position
from cjm_plugin.reading.document import MapDocument

_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True, order=True)
class Detail:
    """That the map `inner` details the map `outer` (keys), and the file that says so; `path` is shown as it is."""

    outer: str
    inner: str
    path: str
    loc: Loc


def details_of(document: MapDocument, maps: Mapping[str, tuple[str, ...]]) -> Iterator[Detail]:
    """Yield what a map says of its place among the others. `maps` holds for each name the keys it could mean."""
    for said in detailings(document.noun):
        keys = maps.get(said.name, ())
        if len(keys) == 1:
            own = document.found.key
            outer, inner = (own, keys[0]) if said.is_inner else (keys[0], own)
            yield Detail(outer, inner, document.shown_path, said.loc)


def circle_problems(details: Iterable[Detail], place: Callable[[Detail], Position]) -> Iterator[Diagnostic]:
    """Yield an error wherever a file says what closes a circle. Without these links there is none left.

    `details` are those of all maps of a folder; `place` tells where one of them stands in its file.
    """
    told: dict[tuple[str, str], list[Detail]] = {}
    edges: dict[str, list[str]] = {}
    for detail in sorted(details):
        told.setdefault((detail.outer, detail.inner), []).append(detail)
    for outer, inner in sorted(told):
        edges.setdefault(outer, []).append(inner)
    for way in circles(edges):
        values = {"choices": _shown(way)}
        for detail in told[way[-2], way[-1]]:
            yield Diagnostic(problems.CIRCLE, detail.path, place(detail), values, Hint(problems.BREAK_CIRCLE))


def _shown(way: tuple[str, ...]) -> str:
    keys = way if len(way) <= _MOST_SHOWN else (*way[: _MOST_SHOWN - 2], "…", way[-1])
    return " → ".join(keys)
