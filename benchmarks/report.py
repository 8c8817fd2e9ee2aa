"""What was measured, as Markdown and as JSON."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.goals import GOALS, GROWTH, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benchmarks.goals import Goal, Verdict
    from benchmarks.measures import Figures


def as_markdown(measured: Mapping[int, Figures]) -> str:
    """Return the tables: the goals, then all figures."""
    return "\n".join(_lines(measured)) + "\n"


def as_json(measured: Mapping[int, Figures]) -> str:
    """Return everything: the figures by size, and each goal with what was measured."""
    found = [
        {
            "goal": verdict.goal.name,
            "unit": verdict.goal.unit,
            "most": verdict.goal.most,
            "set_for": verdict.goal.at,
            "maps": verdict.maps,
            "value": verdict.value,
            "met": verdict.is_met,
        }
        for verdict in verdicts(measured)
    ]
    figures = {str(maps): asdict(figures) for maps, figures in sorted(measured.items())}
    versions = {"python": platform.python_version(), "processors": os.cpu_count()}
    return json.dumps({"on": versions, "figures": figures, "goals": found}, indent=2, ensure_ascii=False) + "\n"


def _lines(measured: Mapping[int, Figures]) -> Iterator[str]:
    sizes = sorted(measured)
    found = verdicts(measured)
    yield "## Goals\n"
    yield from _table(["Measure", "Goal", *(f"{maps:,} maps" for maps in sizes)], _goal_rows(found, sizes))
    yield "\n✔ met, ✘ missed; in brackets: the goal is set for another size.\n"
    yield "## Builds\n"
    yield from _table(
        ["Maps", "Site", "Seconds", "Processor seconds", "Peak memory, MB"],
        (
            [f"{maps:,}", name, f"{cost.seconds:.1f}", f"{cost.cpu:.1f}", f"{cost.memory:.0f}"]
            for maps in sizes
            for name, cost in measured[maps].builds.items()
        ),
    )
    yield "\n## Everything else\n"
    yield from _table(["Maps", "What", "Figure"], _other_rows(measured))


def _goal_rows(found: Iterable[Verdict], sizes: Iterable[int]) -> Iterator[list[str]]:
    known = {(verdict.goal.name, verdict.maps): verdict for verdict in found}
    for goal in (*GOALS, GROWTH):
        cells = [_cell(known.get((goal.name, maps))) for maps in sizes]
        yield [goal.name, f"{_figure(goal.most, goal)}, {goal.at:,} maps", *cells]


def _cell(verdict: Verdict | None) -> str:
    if verdict is None:
        return "–"
    text = f"{_figure(verdict.value, verdict.goal)} {'✔' if verdict.is_met else '✘'}"
    return text if verdict.is_final else f"({text})"


def _figure(value: float, goal: Goal) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {goal.unit}"


def _other_rows(measured: Mapping[int, Figures]) -> Iterator[list[str]]:
    for maps, figures in sorted(measured.items()):
        for kind, size in figures.kilobytes_per_map.items():
            yield [f"{maps:,}", f"site/ per map, {kind}", f"{size:.1f} KB"]
        for state, plugins in figures.share.items():
            for name, spent in sorted(plugins.items(), key=lambda found: -found[1]):
                yield [f"{maps:,}", f"processor time per map, {state}: {name}", f"{spent:.2f} ms"]
        for name, spent in figures.phases.items():
            yield [f"{maps:,}", f"our work per map: {name}", f"{spent:.2f} ms"]
        for name, seconds in (*figures.check.items(),):
            yield [f"{maps:,}", f"cjm check, {name}", f"{seconds:.2f} s"]
        for name, seconds in figures.history.items():
            yield [f"{maps:,}", f"history: {name}", f"{seconds:.2f} s"]
        if figures.saves:
            yield [f"{maps:,}", "each save", ", ".join(f"{seconds:.2f} s" for seconds in figures.saves)]


def _table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
