"""Where metrics stand, told by examples: see `golden/metrics.yaml`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.analysis.metrics import standing
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.values import Better
from tests.analysis.journeys import cases

numbers = st.none() | st.integers(-100, 100).map(float)


@pytest.mark.parametrize("case", cases("metrics.yaml"), ids=lambda case: str(case["case"]))
def test_standing(case: Any) -> None:
    metric = Metric.model_validate({"name": "NPS"} | case["metric"])
    found = standing(metric, [(day, float(value)) for day, value in case.get("series", {}).items()])
    told = {"value": found.value, "day": found.day, "better": found.better, "met": found.met}
    assert {name: told[name] for name in case["standing"]} == case["standing"]


@given(numbers, numbers, numbers, st.none() | st.sampled_from(Better))
def test_turned_upside_down_it_stands_the_same(
    baseline: float | None, target: float | None, value: float | None, better: Better | None
) -> None:
    other = {Better.HIGHER: Better.LOWER, Better.LOWER: Better.HIGHER, None: None}

    def turned(number: float | None) -> float | None:
        return None if number is None else -number

    one = standing(Metric(name="M", baseline=baseline, target=target, value=value, better=better), ())
    upside_down = Metric(
        name="M", baseline=turned(baseline), target=turned(target), value=turned(value), better=other[better]
    )
    two = standing(upside_down, ())
    assert one.met is two.met
    assert one.better is other[two.better]
    if one.met is not None:
        assert None not in (target, value)
    if value is not None and value == target and one.better:
        assert one.met


def test_the_last_day_of_a_series_is_the_latest() -> None:
    series = [(dt.date(2026, 1, 1), 1.0), (dt.date(2026, 2, 1), 2.0)]
    found = standing(Metric(name="M"), series)
    assert (found.value, found.day) == (2, dt.date(2026, 2, 1))
