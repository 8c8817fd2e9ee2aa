"""The journey grid and the emotion curve of built pages, in a real browser."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from big_map import STAGES, STEPS, big_map
from pypdf import PdfReader
from served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from visits import Visit

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "maps"
EXAMPLE_MAPS = sorted(
    path.relative_to(EXAMPLES).with_suffix("").as_posix()
    for path in EXAMPLES.glob("*/*.yaml")
    if path.stem != "_collection" and path.parent.name != "personas"
)
SMALL: dict[str, Any] = {
    "title": "Small map",
    "personas": [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}],
    "stages": [
        {
            "title": "Search",
            "goal": "Find one",
            "steps": [
                {"action": "Asks a friend", "score": {"ann": 4, "bob": 2.5}, "thinks": "Hm", "feels": "curious"},
                {"action": "Waits", "thinks": "Still nothing"},
                {"action": "Compares", "score": {"bob": 1}, "moment_of_truth": True, "pains": "Too many"},
            ],
        },
        {"title": "Purchase", "score": {"ann": 5, "bob": 4}, "wow": True, "opportunities": "Free delivery"},
    ],
}
BLUEPRINT: dict[str, Any] = {
    "title": "Blueprint",
    "kind": "service-blueprint",
    "stages": [{"title": "Visit", "frontstage": "Waiter", "backstage": "Cook", "support": "Supplier"}],
}
THEMES: dict[str, dict[str, object]] = {
    "material": {"name": "material", "font": False},
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}
SIZES = ((360, 740), (1920, 1000))


@pytest.fixture(scope="module", params=THEMES)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    theme = str(request.param)
    folder = tmp_path_factory.mktemp(theme)
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "maps").mkdir()
    for name, said in {"small": SMALL, "blueprint": BLUEPRINT, "big": big_map()}.items():
        (folder / "maps" / f"{name}.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    plugins = ["search", {"cjm": {"today": "2026-11-01", "language": "en"}}]
    with served(folder, {"theme": THEMES[theme], "plugins": plugins}) as address:
        yield address


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("examples")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "maps").symlink_to(EXAMPLES, target_is_directory=True)
    plugins = ["search", {"cjm": {"today": "2026-11-01"}}]
    with served(folder, {"theme": THEMES["material"], "plugins": plugins}) as address:
        yield address


@pytest.fixture
def open_page(visit: Callable[[], Visit], url: str) -> Open:
    return opener(visit, url)


def opener(visit: Callable[[], Visit], url: str) -> Open:
    def open_(name: str, size: tuple[int, int] = (1280, 800)) -> Page:
        page = visit().page
        page.set_default_timeout(5000)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{url}maps/{name}/")
        return page

    return open_


def has_room(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found
    return dict(found)


def test_the_first_column_and_the_heads_stay_while_the_frame_scrolls(open_page: Open) -> None:
    page = open_page("big", (1280, 360))
    page.evaluate("document.querySelector('.cjm-grid-frame').scrollIntoView()")
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
        "([x, y]) => document.elementFromPoint(x, y).closest('th, td').className", [after[2]["x"] + 9, frame["y"] + 9]
    )
    assert on_top == "cjm-corner"


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
    assert not page.locator("[data-cjm-lane=pains] li").first.is_visible()
    page.reload()
    folded = page.locator(".cjm-folded").evaluate_all("rows => rows.map(row => row.dataset.cjmLane)")
    assert folded == ["thinks", "pains"]
    page.get_by_role("button", name="Pain points", exact=True).focus()
    page.keyboard.press("Space")
    assert page.locator("[data-cjm-lane=pains] li").first.is_visible()
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
    page = open_page("big")
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement?.matches('.cjm-grid-frame')")
    page.wait_for_function("document.querySelector('.cjm-grid-frame').getBoundingClientRect().width >= innerWidth - 1")
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.fullscreenElement")


def test_every_score_is_reached_and_read_by_keyboard(open_page: Open) -> None:
    page = open_page("small")
    page.locator(".cjm-grid-frame").focus()
    told = []
    for _ in range(40):
        page.keyboard.press("Tab")
        told.append(
            page.evaluate(
                "document.activeElement.closest('.cjm-grid svg') && document.activeElement.textContent.trim()"
            )
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
    point = page.locator(".cjm-grid .cjm-line a", has_text="Compares — Bob")
    point.focus()
    assert point.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**#step-compares")


@pytest.mark.parametrize("name", ["small", "big"])
def test_a_phone_shows_cards_in_reading_order_instead_of_the_grid(open_page: Open, name: str) -> None:
    page = open_page(name, SIZES[0])
    assert not page.locator(".cjm-grid").is_visible()
    cards = page.locator(".cjm-stage, .cjm-step")
    tops = [card["y"] for card in map(lambda card: card.bounding_box(), cards.all()) if card]  # noqa: C417 - typed
    assert len(tops) == cards.count()
    assert tops == sorted(tops)
    titles = page.locator(".cjm-stage > h3").evaluate_all("all => all.map(title => title.firstChild.textContent)")
    assert titles == [
        f"{number}. {stage['title']}"
        for number, stage in enumerate({"small": SMALL, "big": big_map()}[name]["stages"], start=1)
    ]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ["small", "blueprint", "big"])
def test_no_page_is_wider_than_the_screen(open_page: Open, name: str, size: tuple[int, int]) -> None:
    assert has_room(open_page(name, size))


@pytest.mark.parametrize("name", ["small", "blueprint", "big"])
def test_every_row_of_the_grid_is_as_wide_as_the_table(open_page: Open, name: str) -> None:
    page = open_page(name)
    check_table(page)


def check_table(page: Page) -> None:
    """Fail unless the cells of the grid leave no hole and none lies on another."""
    wrong = page.evaluate(
        """() => {
            const grid = document.querySelector('.cjm-grid');
            const columns = [...grid.querySelectorAll('col')].reduce((sum, col) => sum + col.span, 0);
            const found = [], taken = [];
            [...grid.rows].forEach((row, y) => {
                taken[y] ??= [];
                let x = 0;
                for (const cell of row.cells) {
                    while (taken[y][x]) x++;
                    for (let dy = 0; dy < cell.rowSpan; dy++) for (let dx = 0; dx < cell.colSpan; dx++) {
                        taken[y + dy] ??= [];
                        if (taken[y + dy][x + dx]) found.push(`overlap ${y} ${x}`);
                        taken[y + dy][x + dx] = true;
                    }
                }
            });
            taken.forEach((row, y) => { if (row.filter(Boolean).length !== columns) found.push(`row ${y}`); });
            for (const head of grid.querySelectorAll('th')) if (!head.scope) found.push(head.textContent);
            return found;
        }"""
    )
    assert wrong == []


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


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def squeezed(text: str) -> str:
    """Return a text without what line breaks may put into it or take away."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", ["small", "big"])
def test_paper_is_landscape_and_has_the_whole_map_on_it(open_page: Open, name: str) -> None:
    pdf = printed(open_page(name))
    assert all(page.mediabox.width > page.mediabox.height for page in pdf.pages)
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    said = {"small": SMALL, "big": big_map()}[name]
    assert [words for words in must_be_read(said) if squeezed(words) not in text] == []
    if name == "big":
        for words in ("/maps/big/", "version 7.4", "Last reviewed"):
            assert squeezed(words) in text


def must_be_read(said: Any) -> Iterator[str]:
    """Yield the titles of stages, steps, pains and opportunities."""
    if isinstance(said, list):
        for item in said:
            yield from must_be_read(item)
    elif isinstance(said, dict):
        for key, value in said.items():
            if key in {"title", "action", "what", "idea"}:
                yield value
            elif key in {"pains", "opportunities"} and isinstance(value, str):
                yield value
            else:
                yield from must_be_read(value)


def test_other_pages_are_printed_as_the_reader_wants(visit: Callable[[], Visit], url: str) -> None:
    page = visit().page
    page.goto(url)
    sheets = printed(page).pages
    assert all(sheet.mediabox.height > sheet.mediabox.width for sheet in sheets)


def test_lines_are_dark_on_paper_whatever_the_screen(open_page: Open) -> None:
    page = open_page("small")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'dark')")
    colour = "getComputedStyle(document.querySelector('.cjm-grid .cjm-line-0 circle')).stroke"
    assert page.evaluate(colour) == "rgb(125, 184, 255)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(11, 98, 184)"


@pytest.mark.parametrize("key", EXAMPLE_MAPS)
def test_example_maps_fit_every_screen_and_paper(visit: Callable[[], Visit], examples: str, key: str) -> None:
    name = key.rpartition("/")[2]
    page = opener(visit, examples)(key, SIZES[0])
    assert has_room(page)
    page.set_viewport_size({"width": SIZES[1][0], "height": SIZES[1][1]})
    assert has_room(page)
    check_table(page)
    links = page.locator(".cjm-grid .cjm-line a").evaluate_all("all => all.map(link => link.textContent)")
    assert all(re.search(r": [1-5]([.,]\d+)? (of|из) 5", link) for link in links), json.dumps(links)
    pdf = printed(page)
    text = squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in pdf.pages)
    heads = page.locator(".cjm-grid thead a").evaluate_all("all => all.map(link => link.textContent)")
    assert [head for head in heads if squeezed(head) not in text] == [], name
