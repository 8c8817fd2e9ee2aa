"""Every metric of every map: where it stands, which way it goes, and how far it has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.metrics import Standing, own_value_counts, standing, start_of
from cjm_plugin.model.identity import folded
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.named_files import asset_path
from cjm_plugin.model.portfolio import MapEntry, Portfolio, SeriesPoint
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.values import Better


@dataclass(frozen=True, slots=True)
class Trend:
    """The last change of a metric, in its unit; `since` is the day of the value before, None when that is the baseline.

    `is_better` is None when nothing has changed, or it is not known which way is better.
    """

    change: float
    since: dt.date | None
    is_better: bool | None


@dataclass(frozen=True, slots=True)
class MetricRecord:
    """A metric on its map, with the stage or step it belongs to.

    `progress` is the share of the way to the target from the baseline, or else from the first point of the series: 0 at
    the beginning, 1 at the target, below and above when it has left them behind; None when it cannot be told.
    """

    entry: MapEntry
    metric: Metric
    stage: Stage | None
    step: Step | None
    series: tuple[SeriesPoint, ...]
    standing: Standing
    trend: Trend | None
    progress: float | None

    @property
    def anchor(self) -> str:
        """Its id on the page of its map."""
        return anchor_of(self.metric)


@dataclass(frozen=True, slots=True)
class MetricLine:
    """The metrics of one name, such as NPS, on all maps that have it; each has values of its own."""

    name: str
    records: tuple[MetricRecord, ...]

    @property
    def maps(self) -> tuple[MapEntry, ...]:
        """The maps it is on, each once."""
        return tuple({record.entry.key: record.entry for record in self.records}.values())


@dataclass(frozen=True, slots=True)
class MetricRegister:
    """The metrics of a portfolio by name, in alphabetical order."""

    lines: tuple[MetricLine, ...]

    @property
    def records(self) -> tuple[MetricRecord, ...]:
        """The metrics one by one, in the order of their lines."""
        return tuple(record for line in self.lines for record in line.records)


def metric_register(portfolio: Portfolio) -> MetricRegister:
    """Return the metrics of a portfolio. Names that differ only in capitals and spaces are the same."""
    named: dict[str, list[MetricRecord]] = {}
    for entry in portfolio.maps:
        for record in _records(entry, portfolio):
            named.setdefault(folded(record.metric.name), []).append(record)
    lines = (MetricLine(records[0].metric.name, tuple(records)) for _, records in sorted(named.items()))
    return MetricRegister(tuple(lines))


def trend(metric: Metric, series: Sequence[SeriesPoint]) -> Trend | None:
    """Return the last change: from the value before the latest of the series, else from the baseline.

    When the metric's own value is the latest, points of the series of its day and later are left aside.
    """
    latest = standing(metric, series)
    if latest.value is None:
        return None
    if not own_value_counts(metric, series):
        earlier = series[:-1]
    else:
        earlier = [point for point in series if metric.date is None or point[0] < metric.date]
    before: tuple[dt.date | None, float | None] = earlier[-1] if earlier else (None, metric.baseline)
    if before[1] is None:
        return None
    change = latest.value - before[1]
    known = change and latest.better
    return Trend(change, before[0], (change > 0) == (latest.better is Better.HIGHER) if known else None)


def _records(entry: MapEntry, portfolio: Portfolio) -> Iterator[MetricRecord]:
    stages = {stage.id: stage for stage in entry.journey.stages}
    steps = {step.id: (stage, step) for stage in entry.journey.stages for step in stage.steps}
    for metric in entry.journey.metrics:
        path = asset_path(entry.path, metric.series) if metric.series else None
        series = portfolio.series.get(path, ()) if path else ()
        home, step = steps.get(metric.step or "", (None, None))
        stands = standing(metric, series)
        stage = stages.get(metric.stage or "", home)
        yield MetricRecord(
            entry,
            metric,
            stage,
            step,
            series,
            stands,
            trend(metric, series),
            _progress(start_of(metric, series), metric.target, stands.value),
        )


def _progress(start: float | None, target: float | None, value: float | None) -> float | None:
    if value is None or start is None or target is None or target == start:
        return None
    return (value - start) / (target - start)
