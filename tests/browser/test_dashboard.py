"""Leadership looks at the dashboard: on one screen, on a phone, and weeks after the site was built."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser


def a_map(number: int) -> str:
    pains = [{"what": f"What hurts the customers of journey {number} most", "severity": "critical"}]
    ideas = [
        {"idea": f"What should have been done about journey {number}", "owner": "Vera", "due": dt.date(2026, 9, 1)}
    ]
    stage = {"title": "Search", "score": 2, "pains": pains, "opportunities": ideas}
    review = {"cycle": "monthly", "last_reviewed": dt.date(2026, 10, 1 + number)}
    return yaml.safe_dump({"title": f"The journey number {number}", "stages": [stage], "review": review})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of the first of November; its ten maps are due on the second to the eleventh."""
    folder: Path = tmp_path_factory.mktemp("dashboard")
    for number in range(1, 11):
        (folder / "maps").mkdir(exist_ok=True)
        (folder / f"maps/map-{number}.yaml").write_text(a_map(number), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n\n::: cjm dashboard\n\n::: cjm card map=map-1\n", encoding="utf-8")
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    with served(folder, {"theme": theme, "plugins": [{"cjm": {"today": "2026-11-01"}}]}) as url:
        yield url


def test_it_fits_on_one_screen_and_leads_to_what_it_counts(site: str, visit: Callable[[], Visit]) -> None:
    opened = visit()
    page = opened.page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.clock.set_fixed_time("2026-11-05T12:00:00")
    page.goto(f"{site}maps/dashboard/")
    assert page.evaluate("document.querySelector('article.cjm').getBoundingClientRect().bottom") <= 900
    overdue = page.locator(".cjm-states a", has_text="Review overdue")
    expect(overdue).to_have_text("3 Review overdue")
    overdue.click()
    page.wait_for_url("**/maps/reviews/?reviews.state=overdue#all")
    expect(page.locator("[data-cjm-table] tbody tr:visible")).to_have_count(3)
    page.go_back()
    page.locator(".cjm-states a", has_text="critical and open").click()
    expect(page.locator("[data-cjm-table] tbody tr:visible")).to_have_count(10)
    assert opened.problems == []


def test_a_link_from_a_register_leads_to_its_row_on_the_next_page(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.set_viewport_size({"width": 1440, "height": 600})
    for number in (4, 5, 6, 7, 8, 9):
        page.goto(f"{site}maps/pains/")
        page.evaluate("window.isSameDocument = true")
        link = page.locator("table.cjm-pains tbody th > a").nth(number)
        link.scroll_into_view_if_needed()
        link.click()
        expect(page.locator("tr:target")).to_be_in_viewport()
        assert page.evaluate("window.isSameDocument")


def test_nothing_is_cut_on_a_phone(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.set_viewport_size({"width": 360, "height": 800})
    for path in ("maps/dashboard/", ""):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_what_a_page_embeds_is_of_the_day_of_its_reader_too(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.clock.set_fixed_time("2026-11-30T12:00:00")
    page.goto(site)
    expect(page.locator(".cjm-states li", has_text="Review overdue")).to_have_text("10 Review overdue")
    expect(page.locator(".cjm-card .cjm-badge")).to_have_text("Review overdue")
