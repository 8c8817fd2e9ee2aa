"""The scores of the stages of a map as a line as small as a card, on the same scale for every map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH = 240
HEIGHT = 64
"""Units of the picture: twice as many as the pixels of a row, so that whole numbers are fine enough."""

_MARGIN = 7


@dataclass(frozen=True, slots=True)
class StageLine:
    """A line through scores (1–5): SVG path data, broken where a stage has none (None), a dot for one that is alone."""

    path: str
    scores: tuple[float | None, ...]


def stage_line(scores: Sequence[float | None]) -> StageLine | None:
    """Draw the scores of stages in their order, 1 at the bottom and 5 at the top; None when no stage has any."""
    places = [None if score is None else (_x(number, len(scores)), _y(score)) for number, score in enumerate(scores)]
    runs = [[place for place in run if place] for known, run in groupby(places, key=bool) if known]
    return StageLine("".join(map(_path, runs)), tuple(scores)) if runs else None


def _path(run: Sequence[tuple[int, int]]) -> str:
    # A line without length is a dot: its ends are round.
    return "M" + " ".join(f"{x} {y}" for x, y in run) + ("h0" if len(run) == 1 else "")


def _x(number: int, count: int) -> int:
    return round(_MARGIN + (WIDTH - 2 * _MARGIN) * (number / (count - 1) if count > 1 else 0.5))


def _y(score: float) -> int:
    return round(_MARGIN + (HEIGHT - 2 * _MARGIN) * (5 - score) / 4)
