"""Two emotion curves in one picture: the stages of both maps over each other, each with its own moments in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cjm_plugin.analysis.comparison import MapComparison, StageComparison
from cjm_plugin.analysis.scores import moment_score
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.stage import Stage
from cjm_plugin.model.walk import Placed, scored_moments
from cjm_plugin.pages.charts.curve import (
    BOTTOM,
    COLUMN,
    LABEL_SIZE,
    MOST_COLUMNS,
    Dot,
    DrawnLine,
    Point,
    level,
    smooth_path,
)
from cjm_plugin.pages.diagrams.text_width import fitted
from cjm_plugin.pages.escaping import plain

HEIGHT = BOTTOM + 16

LABELS_WIDTH = 80
"""Pixels at the right end, where each line says which it is."""

_LABEL_HEIGHT = 13
_TOO_NEAR = 12
_ASIDE = 7

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class StageBand:
    """Where a stage of either map begins and how wide it is, in pixels, and as much of its title as fits."""

    x: float
    width: float
    pair: StageComparison
    label: str


@dataclass(frozen=True, slots=True)
class LineLabel:
    """Where the name of a line stands."""

    line: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DrawnComparison:
    """A row of the picture ready to be written as SVG; all lengths in pixels. The lines are BEFORE and AFTER."""

    width: float
    lines: tuple[DrawnLine, ...]
    labels: tuple[LineLabel, ...]
    levels: tuple[tuple[int, float], ...]
    stages: tuple[StageBand, ...]
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class _Place:
    """A moment in the picture; `y` is None when it has no score."""

    x: float
    y: float | None
    moment: Placed[Moment]


@dataclass(frozen=True, slots=True)
class _Stage:
    """A stage of either map and its moments on both."""

    pair: StageComparison
    before: tuple[Placed[Moment], ...]
    after: tuple[Placed[Moment], ...]

    @property
    def columns(self) -> int:
        return min(MOST_COLUMNS, max(1, len(self.before), len(self.after)))


def draw_comparison(comparison: MapComparison) -> tuple[DrawnComparison, ...]:
    """Draw both curves, in rows of at most MOST_COLUMNS moments broken between stages; () without any score.

    A stage is as wide as the map with more moments in it needs; those of the other map are spread over the same width.
    A line is broken where a moment has no score, and where its map does not have the stage. A score that differs
    between personas counts by their mean.
    """
    before, after = moments_by_stage(comparison.before), moments_by_stage(comparison.after)
    stages = [
        _Stage(pair, moments_of(pair.before, before), moments_of(pair.after, after)) for pair in comparison.stages
    ]
    if all(moment_score(placed.noun) is None for stage in stages for placed in (*stage.before, *stage.after)):
        return ()
    return tuple(_drawn(row) for row in _rows(stages))


def moments_by_stage(journey: JourneyMap) -> dict[str, tuple[Placed[Moment], ...]]:
    """Return the moments that have a place on the curve of a map, by the id of their stage."""
    found: dict[str, tuple[Placed[Moment], ...]] = {}
    for placed in scored_moments(journey):
        found[placed.stage.id] = (*found.get(placed.stage.id, ()), placed)
    return found


def moments_of(stage: Stage | None, by_stage: Mapping[str, tuple[Placed[Moment], ...]]) -> tuple[Placed[Moment], ...]:
    """Return the moments of a stage; none of a stage that a map does not have."""
    return by_stage[stage.id] if stage else ()


def _rows(stages: Iterable[_Stage]) -> list[list[_Stage]]:
    rows: list[list[_Stage]] = []
    for stage in stages:
        if rows and sum(each.columns for each in rows[-1]) + stage.columns <= MOST_COLUMNS:
            rows[-1].append(stage)
        else:
            rows.append([stage])
    return rows


def _drawn(stages: Sequence[_Stage]) -> DrawnComparison:
    bands: list[StageBand] = []
    places: dict[str, list[_Place | None]] = {BEFORE: [], AFTER: []}
    x = 0.0
    for stage in stages:
        width = stage.columns * COLUMN
        told = stage.pair.after or stage.pair.before
        mark = 0 if stage.pair.before and stage.pair.after else 2 * LABEL_SIZE
        title = fitted(plain(told.title), width - 12 - mark, LABEL_SIZE) if told else ""
        bands.append(StageBand(x, width, stage.pair, title))
        for line, moments in ((BEFORE, stage.before), (AFTER, stage.after)):
            # Nothing of this stage: None breaks the line.
            places[line] += _spread(moments, x, width) or [None]
        x += width
    _move_apart(places)
    lines = tuple(_line(name, found) for name, found in places.items())
    return DrawnComparison(
        width=x + LABELS_WIDTH,
        lines=lines,
        labels=_labels(lines),
        levels=tuple((score, level(score)) for score in (5, 4, 3, 2, 1)),
        stages=tuple(bands),
    )


def _spread(moments: Sequence[Placed[Moment]], left: float, width: float) -> list[_Place]:
    step = width / max(1, len(moments))
    scores = [moment_score(placed.noun) for placed in moments]
    return [
        _Place(left + (number + 0.5) * step, None if score is None else level(score), placed)
        for number, (placed, score) in enumerate(zip(moments, scores, strict=True))
    ]


def _move_apart(places: Mapping[str, list[_Place | None]]) -> None:
    """Move the dots of the two lines aside where one would hide the other."""
    after = {place.x: number for number, place in enumerate(places[AFTER]) if place and place.y is not None}
    for number, place in enumerate(places[BEFORE]):
        other_number = after.get(place.x) if place and place.y is not None else None
        if place is None or place.y is None or other_number is None:
            continue
        other = places[AFTER][other_number]
        if other and other.y is not None and abs(other.y - place.y) < _TOO_NEAR:
            places[BEFORE][number] = _Place(place.x - _ASIDE, place.y, place.moment)
            places[AFTER][other_number] = _Place(other.x + _ASIDE, other.y, other.moment)


def _line(name: str, places: Sequence[_Place | None]) -> DrawnLine:
    runs: list[list[Point]] = [[]]
    dots: list[Dot] = []
    for place in places:
        score = moment_score(place.moment.noun) if place else None
        if place is None or place.y is None or score is None:
            runs.append([])
        else:
            runs[-1].append((place.x, place.y))
            dots.append(Dot(round(place.x, 1), round(place.y, 1), place.moment, score))
    return DrawnLine(name, tuple(smooth_path(run) for run in runs if len(run) > 1), tuple(dots))


def _labels(lines: Sequence[DrawnLine]) -> tuple[LineLabel, ...]:
    """Place the name of each line after its last dot, the two not over each other."""
    ends = sorted(((line.dots[-1], line.persona) for line in lines if line.dots), key=lambda end: end[0].y)
    labels = [LineLabel(name, dot.x + 12, dot.y + 4) for dot, name in ends]
    x = max((label.x for label in labels), default=0)
    are_beside = all(x - label.x < LABELS_WIDTH for label in labels)
    if len(labels) == 2 and are_beside and labels[1].y - labels[0].y < _LABEL_HEIGHT:
        middle = (labels[0].y + labels[1].y) / 2
        labels = [
            LineLabel(labels[0].line, x, middle - _LABEL_HEIGHT / 2),
            LineLabel(labels[1].line, x, middle + _LABEL_HEIGHT / 2),
        ]
    return tuple(labels)
