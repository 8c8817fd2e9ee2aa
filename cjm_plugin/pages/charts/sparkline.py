"""A series of values as a line as small as a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_plugin.model.portfolio import SeriesPoint

WIDTH = 120
HEIGHT = 28
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class Sparkline:
    """SVG points of the line, the place of its end, and the height of the target if there is one; pixels."""

    points: str
    end: tuple[float, float]
    target: float | None


def sparkline(series: Sequence[SeriesPoint], target: float | None) -> Sparkline | None:
    """Draw a series over time, with days to scale; None for fewer than two points."""
    if len(series) < 2:
        return None
    days = [day.toordinal() for day, _ in series]
    values = [value for _, value in series] + ([] if target is None else [target])
    low, high = min(values), max(values)

    def x(day: int) -> float:
        return round(_MARGIN + (WIDTH - 2 * _MARGIN) * (day - days[0]) / max(1, days[-1] - days[0]), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * (value - low) / ((high - low) or 1), 1)

    places = [(x(day), y(value)) for day, (_, value) in zip(days, series, strict=True)]
    return Sparkline(" ".join(f"{a:g},{b:g}" for a, b in places), places[-1], None if target is None else y(target))
