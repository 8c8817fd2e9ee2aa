"""Metrics: where each stands and which way it goes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.metric_register import MetricRecord, Trend, metric_register
from tests.analysis.portfolios import MAPS, examples, journey, portfolio
from tests.shared.raw_portfolio import many, raw_maps

if TYPE_CHECKING:
    from pathlib import Path

RAW = raw_maps(MAPS)


SERIES = "date,value\n2026-08-01,10\n2026-09-01,14\n2026-10-01,12\n"


@pytest.mark.parametrize(
    ("said", "trend", "progress"),
    [
        ({"from": "s.csv", "target": 20, "baseline": 10}, (-2, dt.date(2026, 9, 1), False), 0.2),
        ({"from": "s.csv", "better": "lower"}, (-2, dt.date(2026, 9, 1), True), None),
        ({"from": "s.csv"}, (-2, dt.date(2026, 9, 1), None), None),
        ({"from": "s.csv", "value": 15, "date": dt.date(2026, 10, 15)}, (3, dt.date(2026, 10, 1), None), None),
        ({"from": "s.csv", "value": 15, "date": dt.date(2026, 10, 1)}, (1, dt.date(2026, 9, 1), None), None),
        ({"from": "s.csv", "value": 12}, (0, dt.date(2026, 10, 1), None), None),
        ({"baseline": 10, "value": 25, "target": 20}, (15, None, True), 1.5),
        ({"baseline": 10, "value": 5, "target": 20}, (-5, None, False), -0.5),
        ({"baseline": 10, "value": 10, "target": 20}, (0, None, None), 0),
        ({"baseline": 10, "target": 10, "value": 10}, (0, None, None), None),
        ({"value": 5}, None, None),
        ({"baseline": 5, "target": 6}, None, None),
    ],
)
def test_where_a_metric_goes(
    tmp_path: Path,
    said: dict[str, Any],
    trend: tuple[float, dt.date | None, bool | None] | None,
    progress: float | None,
) -> None:
    record = metric_of(tmp_path, said)
    assert record.trend == (Trend(*trend) if trend else None)
    assert record.progress == progress


def test_metrics_of_one_name_stand_together_with_their_places(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey("A", {"title": "S", "steps": "Looks"}, metrics=[{"name": "NPS", "step": "looks"}, "Sales"]),
        "b.yaml": journey("B", "T", metrics=[{"name": "nps ", "stage": "t", "value": 3}]),
    }
    lines = metric_register(portfolio(tmp_path, files)).lines
    assert [(line.name, [entry.key for entry in line.maps]) for line in lines] == [
        ("NPS", ["a", "b"]),
        ("Sales", ["a"]),
    ]
    first, second = lines[0].records
    assert (first.stage and first.stage.id, first.step and first.step.id) == ("s", "looks")
    assert (second.stage and second.stage.id, second.step, second.anchor) == ("t", None, "metric-nps")


def test_all_metrics_of_the_examples_are_there() -> None:
    assert len(metric_register(examples()).records) == sum(len(many(raw.data.get("metrics"))) for raw in RAW)


def metric_of(folder: Path, said: dict[str, Any]) -> MetricRecord:
    (record,) = metric_register(
        portfolio(folder, {"a.yaml": journey("A", metrics=[{"name": "M", **said}]), "s.csv": SERIES})
    ).records
    return record
