"""The ways of a journey as flowcharts: which steps stand in them, and what their boxes say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.ways import Way, Ways
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.stage import name_of
from cjm_plugin.pages.diagrams.flowchart import FlowBox, FlowDiagram, FlowWay, flowcharts
from cjm_plugin.pages.escaping import plain

LEAVES = N_("Leaves")
STEPS = N_("Steps {first}–{last}")

_READABLE = 30
"""Up to so many steps each has a box; beyond, steps in a row share one."""

_SHORTEST_RUN = 3


@dataclass(frozen=True, slots=True)
class WaysPicture:
    """The flowcharts of a map, none for a linear one; whether they have loops, and steps in one box."""

    diagrams: tuple[FlowDiagram, ...]
    has_loops: bool
    has_runs: bool


def ways_picture(journey: JourneyMap, ways: Ways, words: Interface) -> WaysPicture:
    """Draw the ways of a map that is not linear."""
    if ways.is_linear:
        return WaysPicture((), has_loops=False, has_runs=False)
    runs = tuple(_runs(ways))
    box_of = {number: box for box, run in enumerate(runs) for number in run}
    stages = {stage.id: number for number, stage in enumerate(journey.stages)}
    boxes = tuple(_box(run, ways, stages, words) for run in runs)
    drawn = tuple(
        FlowWay(box_of[way.start], None if way.end is None else box_of[way.end], plain(way.when))
        for way in ways.ways
        if way.is_back or way.end is None or box_of[way.end] != box_of[way.start]
    )
    diagrams = flowcharts(boxes, drawn, title=plain(journey.title), leaves=words.text(LEAVES))
    return WaysPicture(diagrams, any(way.is_back for way in ways.ways), len(runs) < len(ways.moments))


def _box(run: range, ways: Ways, stages: dict[str, int], words: Interface) -> FlowBox:
    placed = ways.moments[run.start]
    number = stages[placed.stage.id]
    label = plain(name_of(placed.noun)) if placed.step else ""
    if placed.step and len(run) > 1:
        first = placed.stage.steps.index(placed.step) + 1
        label = words.text(STEPS).format(first=first, last=first + len(run) - 1)
    heading = f"{number + 1}. {plain(placed.stage.title)}"
    return FlowBox(label, number, heading, quote(anchor_of(placed.noun)))


def _runs(ways: Ways) -> Iterator[range]:
    """Yield the moments of each box: one, or in a long journey some of a stage where nothing branches."""
    count = len(ways.moments)
    uneventful = _uneventful(ways) if count > _READABLE else frozenset()
    start = 0
    while start < count:
        stage, end = ways.moments[start].stage, start
        while end < count and end in uneventful and ways.moments[end].stage is stage:
            end += 1
        if end - start < _SHORTEST_RUN:
            end = start + 1
        yield range(start, end)
        start = end


def _uneventful(ways: Ways) -> frozenset[int]:
    """Return the steps that are reached from the one before at most, and only lead to the following one."""
    leaving: dict[int, list[Way]] = {}
    reaching: dict[int | None, list[int]] = {}
    for way in ways.ways:
        leaving.setdefault(way.start, []).append(way)
        reaching.setdefault(way.end, []).append(way.start)
    return frozenset(
        number
        for number, placed in enumerate(ways.moments)
        if placed.step
        and reaching.get(number, [number - 1]) == [number - 1]
        and leaving.get(number) == [Way(number, number + 1)]
    )
