"""The lines of the emotion curve, told by examples: see `golden/curve.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.curve import emotion_curve, widest_difference
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
