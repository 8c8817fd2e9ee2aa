"""Where the parts of an emotion curve stand in its SVG. The words and colours are the template's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from cjm_plugin.analysis.curve import Curve
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.walk import Placed
from cjm_plugin.pages.diagrams.text_width import fitted
from cjm_plugin.pages.escaping import plain

TOP = 42
POINT_HEIGHT = 34
BOTTOM = TOP + 4 * POINT_HEIGHT
REACTIONS_TOP = BOTTOM + 18
REACTIONS_HEIGHT = 8
MARK_WIDTH = 14
LABEL_SIZE = 11

COLUMN = 64
"""Pixels of a moment, outside of the grid."""

MOST_COLUMNS = 14
"""Moments of a row: with more of them its letters become too small to be read, on paper and beside a menu."""

SIGNS = {"weak": "▼", "wow": "✦", "truth": "★"}
"""What stands over a moment, by the kind of the mark."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A score that was given: its place in pixels, its moment and its value (1–5)."""

    x: float
    y: float
    moment: Placed[Moment]
    score: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """The line of a persona: SVG path data for each unbroken run, and the dots on it. `number` is its place, from 0."""

    persona: str
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    number: int = 0

    @property
    def path(self) -> str:
        """SVG path data of all runs."""
        return "".join(self.paths)

    @property
    def shapes(self) -> list[str]:
        """SVG path data of each dot."""
        return [dot_shape(self.number, dot.x, dot.y) for dot in self.dots]


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign over a moment, whoever feels it; `kind` is `wow`, `truth` or `weak`."""

    kind: str
    x: float
    y: float
    moment: Placed[Moment]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the bar of reactions under a moment; x and width in pixels, value in percent."""

    kind: str
    x: float
    width: float
    value: float


@dataclass(frozen=True, slots=True)
class StageSpan:
    """Where a stage begins, its plain title, and as much of it as fits over its columns."""

    x: float
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """A curve ready to be written as SVG; all lengths in pixels."""

    width: float
    height: float
    column: float
    lines: tuple[DrawnLine, ...]
    levels: tuple[tuple[int, float], ...]
    marks: tuple[Mark, ...]
    reactions: tuple[Share, ...]
    stages: tuple[StageSpan, ...]

    @property
    def levels_path(self) -> str:
        """SVG path data of the lines of the scores, but for the middle one, which stands out."""
        return "".join(f"M0,{y:g}h{self.width:g}" for _, y in self.levels if y != self.middle)

    @property
    def middle(self) -> float:
        """Where the line of the middle score stands."""
        return level(3)

    @property
    def stages_path(self) -> str:
        """SVG path data of the lines between stages."""
        return "".join(f"M{span.x:g},8V{self.height:g}" for span in self.stages[1:])


def draw_curve(
    curve: Curve, column: float, weakest: Placed[Moment] | None = None, *, over_steps: bool = False
) -> DrawnCurve:
    """Place a curve in columns of `column` pixels, one for each moment; `weakest` is marked as the weak link.

    With `over_steps` a stage that feels as one is as wide as its steps. Lines are smooth and honest: monotone cubics,
    which never rise above or fall below the scores they join, broken where a score is missing.
    """
    widths = [column * (_steps_of(placed) if over_steps else 1) for placed in curve.moments]
    lefts = [*accumulate(widths, initial=0.0)]
    centres = [left + width / 2 for left, width in zip(lefts, widths, strict=False)]
    lines = []
    for place, line in enumerate(curve.lines):
        dots = tuple(
            Dot(x, level(score), moment, score)
            for x, moment, score in zip(centres, curve.moments, line.scores, strict=True)
            if score is not None
        )
        runs = _runs(centres, line.scores)
        lines.append(DrawnLine(line.persona, tuple(smooth_path(run) for run in runs if len(run) > 1), dots, place))
    reactions = tuple(
        share
        for placed, left, width in zip(curve.moments, lefts, widths, strict=False)
        for share in _reactions(placed.noun, left, width)
    )
    height = REACTIONS_TOP + REACTIONS_HEIGHT + 4 if reactions else BOTTOM + 16
    levels = tuple((score, level(score)) for score in (5, 4, 3, 2, 1))
    return DrawnCurve(
        width=lefts[-1],
        height=height,
        column=column,
        lines=tuple(lines),
        levels=levels,
        marks=tuple(_marks(curve, centres, weakest)),
        reactions=reactions,
        stages=tuple(_stages(curve, lefts)),
    )


def _steps_of(placed: Placed[Moment]) -> int:
    return max(1, len(placed.stage.steps)) if placed.step is None else 1


def _marks(curve: Curve, centres: Sequence[float], weakest: Placed[Moment] | None) -> Iterator[Mark]:
    """Yield the signs of each moment side by side over its highest dot; over the picture when it has none."""
    for number, placed in enumerate(curve.moments):
        moment = placed.noun
        told = {"weak": placed == weakest, "wow": moment.wow, "truth": moment.moment_of_truth}
        kinds = [kind for kind, is_so in told.items() if is_so]
        best = max((score for line in curve.lines if (score := line.scores[number]) is not None), default=5)
        left = centres[number] - (len(kinds) - 1) * MARK_WIDTH / 2
        for place, kind in enumerate(kinds):
            yield Mark(kind, left + place * MARK_WIDTH, level(best) - 11, placed)


def _stages(curve: Curve, lefts: Sequence[float]) -> Iterator[StageSpan]:
    number = 0
    for _, group in groupby(curve.moments, lambda placed: placed.stage.id):
        placed = [*group]
        left, right = lefts[number], lefts[number + len(placed)]
        title = _signs_of(placed) + plain(placed[0].stage.title)
        yield StageSpan(left, title, fitted(title, right - left - 12, LABEL_SIZE))
        number += len(placed)


def _signs_of(placed: Sequence[Placed[Moment]]) -> str:
    """Return the signs of a stage whose steps are on the curve, and not the stage."""
    stage = placed[0].stage
    if placed[0].step is None:
        return ""
    told = {"truth": stage.moment_of_truth, "wow": stage.wow}
    return "".join(f"{SIGNS[kind]} " for kind, is_so in told.items() if is_so)


def level(score: float) -> float:
    """Return the height at which a score (1–5) is drawn, from the top."""
    return TOP + (5 - score) * POINT_HEIGHT


def dot_shape(line: int, x: float, y: float) -> str:
    """Return SVG path data of a dot: lines differ by circle, square, triangle and diamond, not by colour alone."""
    shapes = (
        (-5.5, 0, "a5.5 5.5 0 1011 0a5.5 5.5 0 10-11 0z"),
        (-5, -5, "h10v10h-10z"),
        (0, -7, "l6.5,11h-13z"),
        (0, -7, "l7,7l-7,7l-7-7z"),
    )
    left, up, shape = shapes[line % len(shapes)]
    return f"M{_short(x + left)},{_short(y + up)}{shape}"


def smooth_path(points: Sequence[Point]) -> str:
    """Return SVG path data of a monotone cubic through points with growing x.

    Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation", SIAM J. Numer. Anal. 17 (1980),
    with the harmonic mean of Fritsch and Butland (1984) for the inner slopes.
    """
    slopes = _slopes(points)
    path = [f"M{points[0][0]:g},{points[0][1]:g}"]
    for (start, end), (leaving, arriving) in zip(pairwise(points), pairwise(slopes), strict=True):
        third = (end[0] - start[0]) / 3
        path.append(
            f"C{_short(start[0] + third)},{_short(start[1] + leaving * third)} "
            f"{_short(end[0] - third)},{_short(end[1] - arriving * third)} {_short(end[0])},{_short(end[1])}"
        )
    return "".join(path)


def _slopes(points: Sequence[Point]) -> list[float]:
    secants = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(secants)]
    return [secants[0], *inner, secants[-1]]


def _runs(centres: Sequence[float], scores: Sequence[float | None]) -> list[list[Point]]:
    """Return the points in runs without a gap."""
    runs: list[list[Point]] = [[]]
    for x, score in zip(centres, scores, strict=True):
        if score is None:
            runs.append([])
        else:
            runs[-1].append((x, level(score)))
    return runs


def _reactions(moment: Moment, left: float, column: float) -> list[Share]:
    """Return the bar of a moment whose reactions are told in percent."""
    reactions = moment.reactions
    if reactions is None:
        return []
    told = [("positive", reactions.positive), ("neutral", reactions.neutral), ("negative", reactions.negative)]
    values = [(kind, value) for kind, value in told if isinstance(value, float)]
    total = sum(value for _, value in values)
    bar, shares, x = column * 0.8, [], left + column * 0.1
    for kind, value in values:
        width = bar * value / total if total else 0.0
        shares.append(Share(kind, round(x, 1), round(width, 1), value))
        x += width
    return shares


def _short(value: float) -> str:
    return f"{round(value, 1):g}"
