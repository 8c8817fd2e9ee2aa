"""Where a metric stands: its latest value, which way is better, and whether the target is met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cjm_plugin.model.metric import Metric
from cjm_plugin.model.portfolio import SeriesPoint
from cjm_plugin.model.values import Better


@dataclass(frozen=True, slots=True)
class Standing:
    """`value` and its `day` are the latest known; `met` is None when that cannot be told."""

    value: float | None
    day: dt.date | None
    better: Better | None
    met: bool | None


def standing(metric: Metric, series: Sequence[SeriesPoint]) -> Standing:
    """Return where a metric stands. Its own value counts before the last point of its series."""
    last = series[-1] if series else None
    value = metric.value if metric.value is not None else (last[1] if last else None)
    day = metric.date if metric.value is not None or last is None else last[0]
    better = _better(metric)
    if value is None or metric.target is None or better is None:
        return Standing(value, day, better, None)
    met = value >= metric.target if better is Better.HIGHER else value <= metric.target
    return Standing(value, day, better, met)


def _better(metric: Metric) -> Better | None:
    """Return which way is better: as the map says, or from the baseline towards the target."""
    if metric.better or metric.target is None or metric.baseline in {None, metric.target}:
        return metric.better
    return Better.HIGHER if metric.target > (metric.baseline or 0) else Better.LOWER
