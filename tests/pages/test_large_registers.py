"""With a thousand maps no page over all of them is larger than a browser can bear."""

from __future__ import annotations

from pathlib import Path

from benchmarks.journeys import TODAY
from benchmarks.portfolio import collection_of, write_portfolio
from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.pages.titles import TITLES
from cjm_plugin.reading.portfolio import read_portfolio

FEWER, MORE, ALL = 210, 260, 1000  # of more than 200 maps no summaries are shown
LARGEST = 1_500_000  # bytes of HTML


def sizes(folder: Path) -> dict[str, int]:
    """Return the size of each page over all maps."""
    planned = plan_pages(read_portfolio(folder, "maps"), shown_as="maps", language="ru", today=TODAY)
    site = Site("maps", True, {}, frozenset(page.key for page in planned if page.is_section))
    return {page.key: len(page.make(site, "").html.encode()) for page in planned if page.key in TITLES}


def test_a_page_over_a_thousand_maps_is_not_too_large(tmp_path: Path) -> None:
    write_portfolio(tmp_path, MORE)
    more = sizes(tmp_path)
    for number in range(FEWER, MORE):
        for file in (tmp_path / collection_of(number)).glob("*.yaml"):
            file.unlink()
    fewer = sizes(tmp_path)
    # Tables that are cut off grow less than in a line, everything else in one.
    expected = {key: size + (size - fewer[key]) * (ALL - MORE) // (MORE - FEWER) for key, size in more.items()}
    assert expected.keys() >= set(TITLES) - {"hierarchy", "comparisons"}
    assert {key: size for key, size in expected.items() if size > LARGEST} == {}
    # Rows are cut off long before a thousand maps: filters and sums are all that grows.
    assert all(more[key] < fewer[key] * 1.1 for key in ("pains", "opportunities"))
