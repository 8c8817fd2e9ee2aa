"""How the mean score of a portfolio has moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cjm_plugin.history.snapshots import Snapshot

MOVEMENT_DAYS = 90
"""A quarter: so far back leadership looks."""


@dataclass(frozen=True, slots=True)
class ScoreMovement:
    """By how much the mean score of `maps` maps has moved, in points of the scale of 1–5.

    `days` is how far back they were compared; None when each was compared with its last version.
    """

    change: float
    maps: int
    days: int | None


def score_movement(histories: Iterable[Sequence[Snapshot]], today: dt.date) -> ScoreMovement | None:
    """Return how the mean score has moved over MOVEMENT_DAYS; None when there is nothing to compare with.

    `histories` are the scores of each map over time, oldest first, as `score_history` gives them: its versions that
    were tagged, reviewed or numbered, and the map of today. Each map is compared with the last of its versions that was
    MOVEMENT_DAYS old or older, and the mean over these maps then is taken from their mean now; a map that has no such
    version is left out of both, so that a new map moves nothing. When no map has one, each is compared with its last
    version before the one of today.
    """
    known = tuple(history for history in histories if history and history[-1].figures.mean is not None)
    day = today - dt.timedelta(days=MOVEMENT_DAYS)
    return _movement(known, lambda history: _as_of(history, day), MOVEMENT_DAYS) or _movement(known, _before, None)


def _movement(
    histories: Iterable[Sequence[Snapshot]], then: Callable[[Sequence[Snapshot]], float | None], days: int | None
) -> ScoreMovement | None:
    changes = [
        now - before
        for history in histories
        if (now := history[-1].figures.mean) is not None and (before := then(history)) is not None
    ]
    # Each map weighs the same, so the difference of the means is the mean of the differences.
    return ScoreMovement(fmean(changes), len(changes), days) if changes else None


def _as_of(history: Sequence[Snapshot], day: dt.date) -> float | None:
    """Return the score of the last version that was written by the end of a day, in the time zone of its author."""
    scores = (each.figures.mean for each in history if each.date is not None and each.date.date() <= day)
    return _last(scores)


def _before(history: Sequence[Snapshot]) -> float | None:
    return _last(each.figures.mean for each in history[:-1])


def _last(scores: Iterable[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return known[-1] if known else None
