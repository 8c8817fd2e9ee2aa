"""What a page rests on is all that it shows: where that is the same, so is the page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.checking.judging import judge, selection_of
from cjm_plugin.checking.options import RuleOptions
from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import Reading, read_portfolio

if TYPE_CHECKING:
    from cjm_plugin.pages.planned_page import PlannedPage

MAPS = Path(__file__).parents[2] / "maps"
DAYS = tuple(dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(0, 700, 37))


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The example maps."""
    return read_portfolio(MAPS, "maps")


def test_on_days_with_the_same_foundation_a_map_has_the_same_page(reading: Reading) -> None:
    seen: dict[tuple[str, str | None], str] = {}
    site = Site()
    for day in DAYS:
        for page in pages_of_maps(reading, day):
            html = page.make(site).html
            assert seen.setdefault((page.key, page.rests_on()), html) == html, (page.key, day)
    maps = len(reading.portfolio.maps)
    assert maps < len(seen) < maps * len(DAYS) / 2


def pages_of_maps(reading: Reading, day: dt.date) -> list[PlannedPage]:
    judged = judge(reading, selection_of(RuleOptions()), day)
    living = Living(reviews=True, findings={key: each.findings for key, each in judged.items()})
    pages = plan_pages(reading, shown_as="maps", language="en", today=day, living=living)
    maps = {entry.key for entry in reading.portfolio.maps}
    return [page for page in pages if page.key in maps]
