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
    """Return where a metric stands."""
    day, value = (metric.date, metric.value) if own_value_counts(metric, series) or not series else series[-1]
    better = _better(metric, start_of(metric, series))
    if value is None or metric.target is None or better is None:
        return Standing(value, day, better, None)
    met = value >= metric.target if better is Better.HIGHER else value <= metric.target
    return Standing(value, day, better, met)


def own_value_counts(metric: Metric, series: Sequence[SeriesPoint]) -> bool:
    """Return whether the value that the map gives is the latest: it is, unless its series has one of a later day."""
    is_older = bool(series and metric.date and metric.date < series[-1][0])
    return metric.value is not None and not is_older


def start_of(metric: Metric, series: Sequence[SeriesPoint]) -> float | None:
    """Return where a metric began: at its baseline, or else at the first point of its series."""
    return metric.baseline if metric.baseline is not None or not series else series[0][1]


def _better(metric: Metric, start: float | None) -> Better | None:
    """Return which way is better: as the map says, or from where the metric began towards the target."""
    if metric.better or metric.target is None or start is None or start == metric.target:
        return metric.better
    return Better.HIGHER if metric.target > start else Better.LOWER
