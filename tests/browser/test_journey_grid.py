"""The journey grid and the emotion curve of built pages, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.grids import MAPS, SIZES, THEMES, built, check_table, has_room, opener
from tests.browser.visits import wait_until_prepared
from tests.shared.big_map import STAGES, STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.grids import Open
    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=THEMES)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with built(tmp_path_factory.mktemp("site"), str(request.param)) as address:
        yield address


@pytest.fixture
def open_page(visit: Callable[[], Visit], url: str) -> Open:
    return opener(visit, url)


def box(page: Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = page.evaluate(
        "selector => document.querySelector(selector).getBoundingClientRect().toJSON()", selector
    )
    return found


def test_the_first_column_and_the_heads_stay_while_the_frame_scrolls(open_page: Open) -> None:
    page = open_page("big", (1280, 360))
    page.evaluate("document.querySelector('.cjm-grid-frame').scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_function("document.querySelector('.cjm-grid-frame').style.getPropertyValue('--cjm-head')")
    heads = (".cjm-grid tbody[data-cjm-lane=pains] th", ".cjm-grid thead tr + tr th:nth-child(3)", ".cjm-corner")
    frame = box(page, ".cjm-grid-frame")
    before = [box(page, selector) for selector in heads]
    page.evaluate("document.querySelector('.cjm-grid-frame').scrollTo(900, 300)")
    after = [box(page, selector) for selector in heads]
    assert after[0]["x"] == pytest.approx(before[0]["x"])
    assert after[1]["y"] == pytest.approx(before[1]["y"])
    assert (after[2]["x"], after[2]["y"]) == pytest.approx((before[2]["x"], before[2]["y"]))
    assert after[1]["x"] == pytest.approx(before[1]["x"] - 900, abs=1)
    assert after[0]["y"] == pytest.approx(before[0]["y"] - 300, abs=1)
    first = box(page, ".cjm-grid thead tr th")
    assert first["y"] == pytest.approx(frame["y"], abs=2)
    assert after[1]["y"] == pytest.approx(first["y"] + first["height"], abs=1)
    on_top = page.evaluate(
        "([x, y]) => document.elementsFromPoint(x, y).find(e => e.closest('.cjm-grid')).closest('th, td').className",
        [after[2]["x"] + 9, after[2]["y"] + 9],
    )
    assert on_top == "cjm-corner"


def test_there_is_no_button_for_a_grid_that_is_not_shown(open_page: Open) -> None:
    page = open_page("small", (1280, 800))
    full = page.locator(".cjm-tools button")
    full.wait_for(state="visible")
    page.set_viewport_size({"width": 360, "height": 800})
    assert not page.locator(".cjm-grid-frame").is_visible()
    assert not full.is_visible()


def test_a_lane_folds_by_mouse_and_keyboard_and_stays_folded(open_page: Open) -> None:
    page = open_page("small")
    says = page.locator("[data-cjm-lane=thinks] td").first
    height = box(page, "[data-cjm-lane=thinks] td")["height"]
    fold = page.get_by_role("button", name="Thinks", exact=True)
    assert fold.get_attribute("aria-expanded") == "true"
    fold.click()
    assert fold.get_attribute("aria-expanded") == "false"
    assert says.evaluate("cell => cell.inert")
    assert box(page, "[data-cjm-lane=thinks] td")["height"] <= height
    page.get_by_role("button", name="Pain points", exact=True).focus()
    page.keyboard.press("Enter")
    assert not page.locator("[data-cjm-lane=pains] a").first.is_visible()
    page.reload()
    wait_until_prepared(page)
    folded = page.locator(".cjm-folded").evaluate_all("rows => rows.map(row => row.dataset.cjmLane)")
    assert folded == ["thinks", "pains"]
    page.get_by_role("button", name="Pain points", exact=True).focus()
    page.keyboard.press("Space")
    assert page.locator("[data-cjm-lane=pains] a").first.is_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('cjm-folded-lanes'))") == ["thinks"]


def test_folding_works_where_nothing_is_kept_or_something_else(open_page: Open) -> None:
    page = open_page("small")
    page.evaluate("localStorage.setItem('cjm-folded-lanes', JSON.stringify({a: 1}))")
    page.reload()
    page.get_by_role("button", name="Thinks", exact=True).click()
    assert page.locator(".cjm-folded").count() == 1
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('off') }})")
    page.goto(page.url.partition("#")[0])
    page.get_by_role("button", name="Thinks", exact=True).click()
    assert page.locator(".cjm-folded").count() == 1


def test_the_three_lines_of_a_blueprint_stay_when_lanes_are_folded(open_page: Open) -> None:
    page = open_page("blueprint")
    lines = page.locator(".cjm-blueprint-line")
    assert lines.all_inner_texts() == ["Line of interaction", "Line of visibility", "Line of internal interaction"]
    for name in ("Frontstage", "Backstage", "Support processes"):
        page.get_by_role("button", name=name, exact=True).click()
    assert [line.is_visible() for line in lines.all()] == [True] * 3


def test_a_persona_can_be_hidden_and_shown_while_the_marks_stay(open_page: Open) -> None:
    page = open_page("small")
    line = page.locator(".cjm-grid .cjm-line[data-persona=ann]")
    box_of_ann = page.get_by_role("checkbox", name="Ann")
    box_of_ann.uncheck()
    assert not line.is_visible()
    assert page.locator(".cjm-grid .cjm-line[data-persona=bob]").is_visible()
    assert page.locator(".cjm-grid .cjm-curve-mark:visible").count() == 3
    box_of_ann.focus()
    page.keyboard.press("Space")
    assert line.is_visible()


def test_it_says_where_the_personas_differ_most(open_page: Open) -> None:
    note = open_page("small").locator(".cjm-note", has_text="They differ most here")
    assert note.inner_text() == "They differ most here: Asks a friend — Ann 4, Bob 2.5."


def test_the_grid_fills_the_screen_and_comes_back(open_page: Open) -> None:
    page = open_page("small")
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement?.matches('.cjm-grid-frame')")
    page.wait_for_function("document.querySelector('.cjm-grid-frame').getBoundingClientRect().width >= innerWidth - 1")
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.fullscreenElement")


def test_every_score_is_reached_and_read_by_keyboard(open_page: Open) -> None:
    page = open_page("small")
    page.locator(".cjm-curve-frame").focus()
    told = []
    for _ in range(40):
        page.keyboard.press("Tab")
        told.append(
            page.evaluate("document.activeElement.closest('.cjm-curve') && document.activeElement.textContent.trim()")
        )
    assert [name.split("\n")[0] for name in told if name] == [
        "Asks a friend — Ann: 4 of 5",
        "Purchase — Ann: 5 of 5, wow moment",
        "Asks a friend — Bob: 2.5 of 5",
        "Compares — Bob: 1 of 5, moment of truth, weak link",
        "Purchase — Bob: 4 of 5, wow moment",
    ]
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "link"]
    assert "Compares — Bob: 1 of 5, moment of truth, weak link" in names
    point = page.locator(".cjm-line a", has_text="Compares — Bob")
    point.focus()
    assert point.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**#step-compares")


@pytest.mark.parametrize("name", ["small", "big"])
def test_a_phone_shows_cards_in_reading_order_instead_of_the_grid(open_page: Open, name: str) -> None:
    page = open_page(name, SIZES[0])
    assert not page.locator(".cjm-grid").is_visible()
    page.add_style_tag(content=".cjm * { content-visibility: visible !important }")  # as if all had been read
    cards = page.locator(".cjm-stage, .cjm-steps > li")
    boxes = cards.evaluate_all("all => all.map(card => card.getBoundingClientRect().toJSON())")
    assert all(card["height"] > 20 for card in boxes)
    tops = [card["y"] for card in boxes]
    assert tops == sorted(tops)
    titles = page.locator(".cjm-stage > h3").evaluate_all("all => all.map(title => title.firstChild.textContent)")
    stages = enumerate(MAPS[name]["stages"], start=1)
    assert titles == [f"{number}. {stage['title']}" for number, stage in stages]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ["small", "blueprint", "big"])
def test_no_page_is_wider_than_the_screen(open_page: Open, name: str, size: tuple[int, int]) -> None:
    assert has_room(open_page(name, size))


@pytest.mark.parametrize("name", ["small", "blueprint", "big"])
def test_every_row_of_the_grid_is_as_wide_as_the_table(open_page: Open, name: str) -> None:
    page = open_page(name)
    check_table(page)


def test_a_page_without_scripts_is_complete(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}maps/small/")
    grid = page.locator(".cjm-grid")
    assert grid.is_visible()
    for text in ("Find one", "Still nothing", "curious", "Too many", "Free delivery", "Compares", "Purchase"):
        assert grid.get_by_text(text).first.is_visible()
    assert grid.locator(".cjm-line:visible").count() == 2
    assert not page.locator(".cjm-legend input").first.is_visible()
    context.close()


def test_the_big_map_is_a_page_of_a_bearable_size(open_page: Open) -> None:
    page = open_page("big")
    html = page.request.get(page.url).body()
    assert page.locator(".cjm-grid thead tr + tr th").count() == STAGES * STEPS
    assert len(html) < 900_000
    assert page.evaluate("document.querySelectorAll('*').length") < 25_000
