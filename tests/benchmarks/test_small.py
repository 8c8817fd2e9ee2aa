"""A relapse is seen: a small portfolio against the other ways of keeping it, in one run, with generous bounds.

Processor time is compared, never the clock, so that a busy machine changes little. Tests are run without it unless
`-m benchmark` asks for it, as CI does.
"""

from __future__ import annotations

import pytest

from benchmarks.measures import COLD, UNCHANGED, Bench, Figures
from benchmarks.sites import Kind

MAPS = 100

# Twice what was measured when the bounds were set: see docs/en/benchmarks.md.
AGAINST_DIAGRAMS = 1.5
AGAINST_FLOOR = 22.0
UNCHANGED_AGAINST_FLOOR = 6.0
MOST_KILOBYTES = 320.0
MOST_MEGABYTES = 320.0

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("benchmark")
    return Bench(folder, 1, MAPS, True, lambda _: None).measure(MAPS, frozenset({"build", "unchanged"}))


def test_a_full_build_takes_not_much_more_than_pages_by_hand(figures: Figures) -> None:
    assert figures.builds[COLD].cpu < AGAINST_DIAGRAMS * figures.builds[Kind.DIAGRAMS].cpu


def test_a_full_build_takes_so_many_times_the_bare_floor(figures: Figures) -> None:
    assert figures.builds[COLD].cpu < AGAINST_FLOOR * figures.builds[Kind.FLOOR].cpu


def test_what_has_not_changed_is_not_made_again(figures: Figures) -> None:
    assert figures.builds[UNCHANGED].cpu < UNCHANGED_AGAINST_FLOOR * figures.builds[Kind.FLOOR].cpu


def test_a_site_is_small_and_so_is_the_memory_it_takes(figures: Figures) -> None:
    assert figures.kilobytes_per_map[Kind.OURS] < MOST_KILOBYTES
    assert figures.builds[COLD].memory < MOST_MEGABYTES
