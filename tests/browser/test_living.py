"""The state of a review on the day somebody reads the page, whatever the day it was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tests.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

BUILT = "2026-11-01"
DUE = "2026-12-01"
THEME = {"name": "material", "font": False, "features": ["navigation.instant"]}


def a_map(title: str, owner: str, reviewed: str | None, language: str = "en") -> str:
    review = {"cycle": "monthly"} | ({"last_reviewed": reviewed} if reviewed else {})
    said = {"title": title, "stages": ["S"], "language": language, "ownership": owner, "review": review}
    return yaml.safe_dump(said, allow_unicode=True)


MAPS = {
    "kettle": a_map("Kettle", "Vera", "2026-11-01"),
    "чайник": a_map("Чайник", "Вера", "2026-11-01", "ru"),
    "late": a_map("Late", "Vera", "2026-08-01"),
    "never": a_map("Never", "Oleg", None),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that was built on the first of November; the review of two maps is due on the first of December."""
    folder: Path = tmp_path_factory.mktemp("living")
    for path, text in {f"maps/{name}.yaml": said for name, said in MAPS.items()}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n\n[Kettle](maps/kettle/)\n", encoding="utf-8")
    config = {"theme": THEME, "plugins": [{"cjm": {"today": BUILT}}], "validation": {"links": {"not_found": "ignore"}}}
    with served(folder, config) as url:
        yield url


@pytest.fixture
def read(site: str, visit: Callable[[], Visit]) -> Callable[[str, str], Visit]:
    """Return a function that opens a page on a day."""

    def opened(path: str, day: str) -> Visit:
        found = visit()
        found.page.clock.set_fixed_time(f"{day}T12:00:00")
        found.page.goto(site + path)
        return found

    return opened


def badges(page: Page) -> list[str]:
    return page.locator("article .cjm-badge[data-cjm-due]").all_inner_texts()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-11-16", "Up to date"),
        ("2026-11-17", "Review due soon"),
        ("2026-12-01", "Review due soon"),
        ("2026-12-02", "Review overdue"),
        ("2027-06-01", "Review overdue"),
    ],
)
def test_badge_and_banner_are_right_on_the_day_of_the_reader(
    read: Callable[[str, str], Visit], day: str, state: str
) -> None:
    opened = read("maps/kettle/", day)
    assert badges(opened.page) == [state] * 2
    assert opened.page.locator(".cjm-banner").is_visible() is (state == "Review overdue")
    classes = {"Up to date": "cjm-fresh", "Review due soon": "cjm-due-soon", "Review overdue": "cjm-overdue"}
    assert opened.page.locator(f".cjm-badge.{classes[state]}[data-cjm-due]").count() == 2
    assert opened.problems == []


@pytest.mark.parametrize(
    ("path", "day", "told"),
    [
        ("maps/kettle/", "2026-12-02", "1 Dec 2026, 1 day ago."),
        ("maps/kettle/", "2026-12-06", "1 Dec 2026, 5 days ago."),
        ("maps/чайник/", "2026-12-02", "1 декабря 2026 г., 1 день назад."),
        ("maps/чайник/", "2026-12-04", "1 декабря 2026 г., 3 дня назад."),
        ("maps/чайник/", "2026-12-12", "1 декабря 2026 г., 11 дней назад."),
        ("maps/чайник/", "2026-12-22", "1 декабря 2026 г., 21 день назад."),
    ],
)
def test_the_banner_counts_the_days_in_the_language_of_the_page(
    read: Callable[[str, str], Visit], path: str, day: str, told: str
) -> None:
    text = read(path, day).page.locator(".cjm-banner").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert told in text


def test_lists_and_numbers_follow(read: Callable[[str, str], Visit]) -> None:
    index = read("maps/", "2026-12-02").page
    assert index.locator(".cjm-states .cjm-overdue").inner_text().split() == ["3", "Review", "overdue"]
    assert badges(index) == ["Review overdue"] * 3
    before = read("maps/", "2026-08-20").page
    assert before.locator(".cjm-states .cjm-overdue").inner_text().split() == ["0", "Review", "overdue"]
    reviews = read("maps/reviews/", "2026-12-02").page
    numbers = reviews.locator(".cjm-states li").all_inner_texts()
    assert [text.split() for text in numbers] == [
        ["3", "Review", "overdue"],
        ["1", "Never", "reviewed"],
        ["0", "Review", "due", "soon"],
        ["0", "Up", "to", "date"],
    ]
    row = reviews.locator("#owners ~ .cjm-scroll tr", has_text="Vera").first
    assert row.locator("td").all_inner_texts()[:3] == ["2", "2", "0"]


def test_the_filter_knows_the_state_of_today(site: str, visit: Callable[[], Visit]) -> None:
    opened = visit()
    page = opened.page
    page.clock.set_fixed_time("2026-11-20T12:00:00")
    page.goto(f"{site}maps/reviews/?reviews.state=due-soon#all")
    assert page.locator("tr[data-owner]:visible th").all_inner_texts() == ["Kettle", "Чайник"]
    page.locator(".cjm-states a", has_text="overdue").click()
    page.wait_for_function("document.querySelectorAll('tr[data-owner]:not(.cjm-filtered-out)').length === 1")
    assert page.locator("tr[data-owner]:visible th").all_inner_texts() == ["Late"]
    assert opened.problems == []


def test_after_instant_navigation_the_state_is_right_too(read: Callable[[str, str], Visit]) -> None:
    opened = read("", "2026-12-02")
    page = opened.page
    page.wait_for_load_state("networkidle")  # Material takes over links when it has the sitemap
    page.evaluate("window.sameDocument = true")
    page.click(".md-content a[href*=kettle]")
    page.wait_for_selector(".cjm-banner:visible")
    assert badges(page) == ["Review overdue"] * 2
    assert page.evaluate("window.sameDocument")
    assert opened.problems == []


def test_a_page_that_stays_open_over_night(read: Callable[[str, str], Visit]) -> None:
    page = read("maps/kettle/", "2026-12-01").page
    assert not page.locator(".cjm-banner").is_visible()
    page.clock.set_fixed_time("2026-12-02T08:00:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.locator(".cjm-banner").is_visible()


@pytest.mark.parametrize(("zone", "state"), [("Pacific/Kiritimati", "Review overdue"), ("Pacific/Midway", "due soon")])
def test_the_day_is_that_of_the_readers_own_calendar(site: str, browser: Browser, zone: str, state: str) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time(f"{DUE}T23:30:00Z")
    page.goto(f"{site}maps/kettle/")
    assert state in badges(page)[0]
    context.close()


def test_without_scripts_a_page_tells_the_state_of_its_build_and_the_date(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}maps/late/")
    assert badges(page) == ["Review overdue"] * 2
    assert "1\N{NO-BREAK SPACE}Sep 2026." in page.locator(".cjm-banner").inner_text()
    page.goto(f"{site}maps/kettle/")
    assert badges(page) == ["Up to date"] * 2
    assert not page.locator(".cjm-banner").is_visible()
    assert "1\N{NO-BREAK SPACE}Dec 2026" in page.locator(".cjm-review").inner_text()
    context.close()
