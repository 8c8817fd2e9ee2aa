"""Somebody looks for a map on the page of all maps, as cards or in the table, and sends others what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

DAY = "2026-11-01"


def a_map(number: int, **more: Any) -> dict[str, Any]:
    stages = [{"title": "A", "score": 1 + number % 5}, {"title": "B"}, {"title": "C", "score": 3}]
    return {"title": f"Map {number}", "stages": stages, **more}


FILES: dict[str, Any] = {
    "shops/_collection.yaml": {"title": "Shops", "summary": "All we sell."},
    "shops/café.yaml": a_map(1, tags=["Éclair"], ownership="Vera & Co"),
    "shops/tea.yaml": a_map(2, summary="Ёлка and tea", ownership="Oleg"),
    "bank/_collection.yaml": {"title": "Bank"},
    "bank/loan.yaml": a_map(3, ownership="Oleg", review={"cycle": "monthly", "last_reviewed": DAY}),
    **{f"m{number}.yaml": a_map(number) for number in range(4, 12)},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("catalogue")
    for name, said in FILES.items():
        (folder / "maps" / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / "maps" / name).write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    with served(folder, {"theme": theme, "plugins": [{"cjm": {"today": DAY}}]}) as url:
        yield f"{url}maps/"


def shown(page: Page) -> Locator:
    return page.locator(".cjm-maps tr:visible th a")


def is_table(page: Page) -> bool:
    return page.locator(".cjm-maps thead").is_visible()


def choose(page: Page, label: str, option: str) -> None:
    page.locator(".cjm-choices label", has_text=label).get_by_role("combobox").select_option(label=option)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ECLAIR", ["Map 1"]),
        ("елка  tea", ["Map 2"]),
        ("shops", ["Map 1", "Map 2"]),
        ("oleg", ["Map 3", "Map 2"]),
        ("oleg shops", ["Map 2"]),
        ("nowhere", []),
    ],
)
def test_all_words_that_are_typed_must_be_there_however_they_are_written(
    site: str, visit: Callable[[], Visit], typed: str, found: list[str]
) -> None:
    opened = visit()
    page = opened.page
    page.goto(site)
    page.get_by_role("searchbox", name="Find").fill(typed)
    assert shown(page).all_inner_texts() == found
    expect(page.locator(".cjm-count")).to_have_text(f"{len(found)} of 11 shown")
    heads = {"Map 1": "Shops", "Map 2": "Shops", "Map 3": "Bank"}
    told = [text.removesuffix("¶") for text in page.locator(".cjm-group:visible h3").all_inner_texts()]
    assert sorted(told) == sorted({heads[title] for title in found})
    page.get_by_role("button", name="Reset").click()
    assert shown(page).count() == 11
    assert opened.problems == []


def test_a_choice_is_sent_to_somebody_who_sees_the_same(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.goto(site)
    choose(page, "Owner", "Oleg")
    page.get_by_role("searchbox", name="Find").fill("bank")
    page.wait_for_url("**/?maps.owner=Oleg&maps.find=bank")
    other = visit().page
    other.goto(page.url)
    assert shown(other).all_inner_texts() == ["Map 3"]
    expect(other.get_by_role("searchbox", name="Find")).to_have_value("bank")
    shown(other).click()
    other.wait_for_url(f"{site}bank/loan/")
    other.go_back()
    expect(shown(other)).to_have_text(["Map 3"])


def test_an_order_mixes_the_collections_and_taking_it_back_parts_them(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.goto(f"{site}?maps.sort=score")
    assert shown(page).all_inner_texts()[:2] == ["Map 10", "Map 5"]
    assert page.locator(".cjm-group:visible").count() == 0
    page.get_by_role("button", name="Reset").click()
    assert page.locator(".cjm-group:visible").count() == 2
    assert shown(page).last.inner_text() == "Map 2"


def test_the_figure_of_the_overdue_and_their_filter_are_those_of_the_readers_day(
    site: str, visit: Callable[[], Visit]
) -> None:
    page = visit().page
    page.clock.set_fixed_time("2026-12-02T12:00:00")
    page.goto(site)
    page.locator(".cjm-states a", has_text="overdue").click()
    expect(shown(page)).to_have_text(["Map 3"])
    expect(page.locator(".cjm-states .cjm-overdue .cjm-figure")).to_have_text("1")
    page.clock.set_fixed_time("2026-11-20T12:00:00")
    page.reload()
    assert shown(page).count() == 0


def test_cards_or_table_is_one_choice_for_all_pages_that_stays(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.goto(site)
    assert not is_table(page)
    page.get_by_role("radio", name="Table").check()
    assert is_table(page)
    page.locator(".cjm-group a", has_text="To the collection").last.click()
    page.wait_for_url(f"{site}shops/")
    expect(page.locator(".cjm-maps thead")).to_be_visible()
    page.get_by_role("radio", name="Cards").check()
    page.goto(site)
    assert not is_table(page)
    page.evaluate("localStorage.setItem('cjm-view', '\"] nonsense')")
    page.reload()
    assert page.get_by_role("radio", name="Cards").is_checked()


@pytest.mark.parametrize("view", ["Cards", "Table"])
def test_on_a_phone_nothing_is_wider_than_the_screen(site: str, visit: Callable[[], Visit], view: str) -> None:
    page = visit().page
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(site)
    page.get_by_role("radio", name=view).check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    inside = page.evaluate(
        "[...document.querySelectorAll('.cjm-maps tr *, .cjm-controls *')].every((it) => {"
        " const { left, right, width } = it.getBoundingClientRect(); return !width || (left >= 0 && right <= 360); })"
    )
    assert inside
    page.get_by_role("searchbox", name="Find").fill("eclair")
    assert shown(page).all_inner_texts() == ["Map 1"]


def test_without_scripts_cards_and_table_can_both_be_read(site: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site)
    assert shown(page).count() == 11
    assert not is_table(page)
    page.get_by_role("radio", name="Table").check()
    assert is_table(page)
    assert page.get_by_role("img", name="Scores by stage: 2; —; 3").count() == 3
    page.close()


def test_on_paper_the_maps_are_a_table(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.goto(site)
    page.get_by_role("searchbox", name="Find").fill("eclair")
    page.emulate_media(media="print")
    assert is_table(page)
    assert shown(page).count() == 11
    assert page.locator(".cjm-controls:visible").count() == 0
