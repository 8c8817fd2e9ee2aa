"""The scores of the stages from version to version: a small line for each stage, all on the same scale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cjm_plugin.history.snapshots import Snapshot, VersionFigures
from cjm_plugin.locale import N_, Interface

WIDTH = 150
HEIGHT = 56
"""Pixels of one line."""

MOST_VERSIONS = 12
"""More points than that cannot be told apart in a picture of this size, nor columns in a table."""

_MARGIN = 5

WHOLE = N_("Whole journey")
NOW = N_("now")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version in the table: what people call it, "" without a name, and its day, None before it is committed."""

    name: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A stage over time: its score in each version, None where it has none; dots in pixels, and runs as SVG points."""

    title: str
    scores: tuple[float | None, ...]
    dots: tuple[Point, ...]
    runs: tuple[str, ...]

    @property
    def known(self) -> tuple[float, ...]:
        """The scores that were given, the oldest first."""
        return tuple(score for score in self.scores if score is not None)


@dataclass(frozen=True, slots=True)
class HistoryCurve:
    """Lines of the whole journey and each stage of today; `former` are stages that are gone, for the table only."""

    versions: tuple[ShownVersion, ...]
    lines: tuple[ScoreLine, ...]
    former: tuple[ScoreLine, ...]
    left_out: int
    middle: float = HEIGHT / 2


def history_curve(snapshots: Sequence[Snapshot], words: Interface) -> HistoryCurve | None:
    """Draw the newest MOST_VERSIONS of the snapshots, which are oldest first; None for fewer than two with scores."""
    scored = [snapshot for snapshot in snapshots if snapshot.figures.mean is not None]
    if len(scored) < 2:
        return None
    shown = scored[-MOST_VERSIONS:]
    figures = [snapshot.figures for snapshot in shown]
    now = {stage.id: stage.title for stage in figures[-1].stages}
    ever = {stage.id: stage.title for version in figures for stage in version.stages}
    stages = [_line(f"{number}. {title}", _scores(figures, id_)) for number, (id_, title) in enumerate(now.items(), 1)]
    former = [_line(title, _scores(figures, id_)) for id_, title in ever.items() if id_ not in now]
    return HistoryCurve(
        versions=tuple(_version(snapshot, words) for snapshot in shown),
        lines=(_line(words.text(WHOLE), [version.mean for version in figures]), *_with_scores(stages)),
        former=tuple(_with_scores(former)),
        left_out=len(scored) - len(shown),
    )


def _version(snapshot: Snapshot, words: Interface) -> ShownVersion:
    return ShownVersion(
        snapshot.label or (words.text(NOW) if snapshot.is_now else ""), snapshot.date.date() if snapshot.date else None
    )


def _scores(figures: Iterable[VersionFigures], stage: str) -> list[float | None]:
    return [next((found.score for found in version.stages if found.id == stage), None) for version in figures]


def _with_scores(lines: Iterable[ScoreLine]) -> Iterable[ScoreLine]:
    return (line for line in lines if line.known)


def _line(title: str, scores: Sequence[float | None]) -> ScoreLine:
    """Place a line: versions at even distances, scores from 1 at the bottom to 5 at the top, gaps left open."""
    places = [None if score is None else (_x(number, len(scores)), _y(score)) for number, score in enumerate(scores)]
    runs: list[list[Point]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return ScoreLine(
        title,
        tuple(scores),
        tuple(place for place in places if place),
        tuple(" ".join(f"{x:g},{y:g}" for x, y in run) for run in runs if len(run) > 1),
    )


def _x(number: int, count: int) -> float:
    return round(_MARGIN + (WIDTH - 2 * _MARGIN) * number / max(1, count - 1), 1)


def _y(score: float) -> float:
    return round(_MARGIN + (HEIGHT - 2 * _MARGIN) * (5 - score) / 4, 1)
