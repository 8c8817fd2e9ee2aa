"""The goals, and how far what was measured is from them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.measures import COLD, UNCHANGED, Figures
from benchmarks.sites import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OUR_NAME = "cjm"
"""What mkdocs.yml calls the plugin."""

LARGE, LARGEST = 1_000, 5_000
"""The sizes that the goals are set for; growth is told from one to the other."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: at most so much. `at` is the size it is set for; other sizes show the way there."""

    name: str
    most: float
    unit: str
    at: int
    of: Callable[[Figures], float | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal and what was measured with so many maps."""

    goal: Goal
    maps: int
    value: float

    @property
    def is_met(self) -> bool:
        """Whether it is reached, at this size."""
        return self.value <= self.goal.most

    @property
    def is_final(self) -> bool:
        """Whether this is the size that the goal is set for."""
        return self.maps == self.goal.at


def against(ours: str, other: Kind) -> Callable[[Figures], float | None]:
    """Return what tells the time of our build, cold or unchanged, as a multiple of another one's."""

    def ratio(figures: Figures) -> float | None:
        mine, theirs = figures.builds.get(ours), figures.builds.get(other)
        return figures.time(mine) / figures.time(theirs) if mine and theirs else None

    return ratio


def _share(state: str) -> Callable[[Figures], float | None]:
    return lambda figures: figures.share.get(state, {}).get(OUR_NAME)


def _save(figures: Figures) -> float | None:
    return statistics.median(figures.saves) if figures.saves else None


def _save_of_build(figures: Figures) -> float | None:
    save, build = _save(figures), figures.builds.get(COLD)
    return save / build.seconds if save and build else None  # who waits, waits by the clock


def _memory(figures: Figures) -> float | None:
    build = figures.builds.get(COLD)
    return build.memory if build else None


GOALS = (
    Goal("full build against the pages by hand with mermaid2", 1 / 25, "times", LARGE, against(COLD, Kind.DIAGRAMS)),
    Goal("full build against the pages by hand without diagrams", 1 / 3, "times", LARGE, against(COLD, Kind.PLAIN)),
    Goal("full build against the bare floor, cold cache", 4.5, "times", LARGE, against(COLD, Kind.FLOOR)),
    Goal("full build against the bare floor, nothing changed", 3, "times", LARGE, against(UNCHANGED, Kind.FLOOR)),
    Goal("our own share per map, cold", 8, "ms", LARGE, _share(COLD)),
    Goal("our own share per map, unchanged", 1, "ms", LARGE, _share(UNCHANGED)),
    Goal("from saving a map to the reloaded page", 1, "s", LARGE, _save),
    Goal("the same against a full build", 1 / 10, "times", LARGE, _save_of_build),
    Goal("peak memory of a full build", 1_500, "MB", LARGEST, _memory),
    Goal("site/ per map, without the library", 60, "KB", LARGE, lambda f: f.kilobytes_per_map.get(Kind.OURS)),
)

GROWTH = Goal("growth of the full build", 5.5, "times", LARGEST, lambda _: None)


def verdicts(measured: Mapping[int, Figures]) -> list[Verdict]:
    """Return every goal with every size it was measured at; growth from each size to the next one."""
    found = [
        Verdict(goal, maps, value)
        for goal in GOALS
        for maps, figures in sorted(measured.items())
        if (value := goal.of(figures)) is not None
    ]
    return found + list(_growth(measured))


def _growth(measured: Mapping[int, Figures]) -> list[Verdict]:
    """Tell growth as though the next size were five times the one before, as it is at the end."""
    built = sorted(
        (maps, figures.time(figures.builds[COLD])) for maps, figures in measured.items() if COLD in figures.builds
    )
    scale = LARGEST / LARGE
    return [
        Verdict(GROWTH, more, longer / shorter * scale / (more / fewer))
        for (fewer, shorter), (more, longer) in pairwise(built)
    ]
