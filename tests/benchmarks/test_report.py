"""The table of goals and figures."""

from __future__ import annotations

import json

from benchmarks.goals import verdicts
from benchmarks.measures import COLD, Figures
from benchmarks.processes import Cost
from benchmarks.report import as_json, as_markdown
from benchmarks.sites import Kind


def with_builds(maps: int, ours: float, floor: float) -> Figures:
    return Figures(maps, builds={COLD: Cost(ours, 2 * ours, 100), Kind.FLOOR: Cost(floor, floor, 50)})


def test_a_goal_is_met_at_its_own_size_and_only_shown_the_way_to_at_others() -> None:
    text = as_markdown({100: with_builds(100, 4, 1), 1_000: with_builds(1_000, 50, 10)})
    row = next(line for line in text.splitlines() if "bare floor, cold" in line)
    assert row.endswith("| 4.50 times, 1,000 maps | (4.00 times ✔) | 5.00 times ✘ |")


def test_what_was_not_measured_is_a_dash() -> None:
    assert "| 60.0 KB, 1,000 maps | – |" in as_markdown({10: Figures(10)})


def test_growth_is_told_for_five_times_the_maps() -> None:
    measured = {100: with_builds(100, 2, 1), 1_000: with_builds(1_000, 22, 1)}
    (growth,) = [verdict for verdict in verdicts(measured) if "growth" in verdict.goal.name]
    assert growth.maps == 1_000
    assert round(growth.value, 2) == 5.5


def test_on_a_busy_machine_processor_time_is_compared() -> None:
    figures = with_builds(1_000, 4, 1)
    figures.by_processor = True
    (verdict,) = [found for found in verdicts({1_000: figures}) if "cold cache" in found.goal.name]
    assert verdict.value == 8


def test_the_json_has_all_figures_and_all_verdicts() -> None:
    told = json.loads(as_json({1_000: with_builds(1_000, 4, 1)}))
    assert told["figures"]["1000"]["builds"]["cold"] == {"seconds": 4, "cpu": 8, "memory": 100}
    (cold,) = [goal for goal in told["goals"] if "cold cache" in goal["goal"]]
    assert cold["met"]
