"""The lines of the emotion curve, told by examples: see `golden/curve.yaml`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.analysis.curve import emotion_curve, widest_difference
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from tests.analysis.journeys import cases, read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", cases("curve.yaml"), ids=lambda case: str(case["case"]))
def test_curve(case: Any, tmp_path: Path) -> None:
    entry, _ = read(tmp_path, case["map"])
    curve = emotion_curve(entry.journey)
    assert {line.persona or "all": list(line.scores) for line in curve.lines} == case["lines"]
    assert all(len(line.scores) == len(curve.moments) for line in curve.lines)
    assert curve.has_scores is case.get("has scores", True)
    if "moments" in case:
        assert [placed.noun.id for placed in curve.moments] == case["moments"]
    if "difference" in case:
        found = widest_difference(curve)
        told = found and [found.moment.noun.id, found.better, found.worse, found.points]
        assert told == case["difference"]


@given(steps=st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=8), most=st.integers(1, 9))
def test_rows_of_a_long_curve_are_the_curve(steps: list[int], most: int) -> None:
    stages = [{"title": f"S{i}", "score": 3, "steps": ["step"] * count} for i, count in enumerate(steps)]
    curve = emotion_curve(with_ids(JourneyMap.model_validate({"title": "Map", "stages": stages})))
    rows = curve.rows(most)
    assert [moment for row in rows for moment in row.moments] == list(curve.moments)
    assert [score for row in rows for score in row.lines[0].scores] == list(curve.lines[0].scores)
    assert all(0 < len(row.moments) <= most for row in rows)
    whole = [[*group] for _, group in groupby(curve.moments, lambda placed: placed.stage.id)]
    broken = [stage for stage in whole if not any(set(map(id, stage)) <= set(map(id, row.moments)) for row in rows)]
    assert all(len(stage) > most for stage in broken)


@pytest.mark.parametrize(
    ("steps", "most", "rows"),
    [([4, 4, 4, 4, 4, 4], 20, [12, 12]), ([3] * 6, 14, [9, 9]), ([5] * 4, 14, [10, 10]), ([16, 2], 14, [14, 4])],
)
def test_rows_are_as_even_as_whole_stages_let_them(steps: list[int], most: int, rows: list[int]) -> None:
    stages = [{"title": f"S{i}", "steps": [{"action": "x", "score": 3}] * count} for i, count in enumerate(steps)]
    curve = emotion_curve(with_ids(JourneyMap.model_validate({"title": "Map", "stages": stages})))
    assert [len(row.moments) for row in curve.rows(most)] == rows
