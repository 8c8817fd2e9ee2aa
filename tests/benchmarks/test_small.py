"""A relapse is seen: a small portfolio against the other ways of keeping it, in one run, with generous bounds.

Processor time is compared, never the clock, so that a busy machine changes little. `-m 'not benchmark'` leaves it out.
"""

from __future__ import annotations

import pytest

from benchmarks.measures import COLD, Bench, Figures
from benchmarks.sites import Kind

MAPS = 40

# As measured when the bounds were set: see docs/en/benchmarks.md.
AGAINST_DIAGRAMS = 5.0
AGAINST_FLOOR = 80.0
MOST_KILOBYTES = 600.0
MOST_MEGABYTES = 400.0

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("benchmark")
    return Bench(folder, 1, MAPS, True, lambda _: None).measure(MAPS, frozenset({"build"}))


def test_a_full_build_takes_not_much_more_than_pages_by_hand(figures: Figures) -> None:
    assert figures.builds[COLD].cpu < AGAINST_DIAGRAMS * figures.builds[Kind.DIAGRAMS].cpu


def test_a_full_build_takes_so_many_times_the_bare_floor(figures: Figures) -> None:
    assert figures.builds[COLD].cpu < AGAINST_FLOOR * figures.builds[Kind.FLOOR].cpu


def test_a_site_is_small_and_so_is_the_memory_it_takes(figures: Figures) -> None:
    assert figures.kilobytes_per_map[Kind.OURS] < MOST_KILOBYTES
    assert figures.builds[COLD].memory < MOST_MEGABYTES
