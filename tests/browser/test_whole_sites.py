"""Whole sites in a real browser: the example maps, and maps by somebody who wants to break them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import yaml

from cjm_plugin.pages.diagrams.mermaid_text import readable
from cjm_plugin.pages.escaping import plain
from tests.browser.visits import wait_until_prepared
from tests.shared.file_server import serving
from tests.shared.filled import PICTURE, everything
from tests.shared.hostile import HOSTILE
from tests.site.built_site import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.browser.visits import Visit
    from tests.shared.example_site import ExampleSite

pytestmark = pytest.mark.browser

THEMES = ("material", "mkdocs", "readthedocs")
EXAMPLE_PAGES = (
    "",
    "maps/",
    "maps/retail/home-goods/",
    "maps/services/путешествие/",
    "maps/finance/customer-lifecycle/",
    "maps/personas/sara/",
)
NASTY_PAGES = ("maps/", "maps/full/", "maps/long/", "maps/personas/anna/")
NOT_ON_PAGES = {
    *("JourneyMap.tags", "Persona.tags", "Team.title", "Team.lead", "Team.handle", "Image.alt"),
    *("SilencedRule.rule", "SilencedRule.reason"),
}


@dataclass(frozen=True)
class Served:
    """A site under an address, and what its maps say: the name of a field with each text."""

    url: str
    said: tuple[tuple[str, str], ...] = ()

    def __call__(self, path: str = "", anchor: str = "") -> str:
        return self.url + quote(path) + (f"#{quote(anchor)}" if anchor else "")


@pytest.fixture(scope="module")
def example(example_site: ExampleSite) -> Served:
    return Served(example_site.url)


@pytest.fixture(scope="module", params=THEMES)
def nasty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = Project(tmp_path_factory.mktemp(request.param))
    said = write_nasty_maps(project)
    with serving(project.site) as url:
        is_material = request.param == "material"
        emoji = {
            "emoji_index": "!!python/name:material.extensions.emoji.twemoji",
            "emoji_generator": "!!python/name:material.extensions.emoji.to_svg",
        }
        project.configure(
            theme=request.param,
            site_url=url,
            plugins=("mermaid2", *(["tags"] if is_material else [])),
            markdown_extensions=["pymdownx.superfences", "pymdownx.snippets", "attr_list", "md_in_html"]
            + ([{"pymdownx.emoji": emoji}] if is_material else []),
        )
        settings = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
        for name in emoji.values():
            settings = settings.replace(f"'{name}'", name)
        (project.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
        # No rule has the name of a nasty text.
        assert [warning for warning in project.build().warnings if "CJM084" not in warning] == []
        yield Served(url, tuple(said))


def write_nasty_maps(project: Project) -> list[tuple[str, str]]:
    """Write maps that say something nasty wherever something can be said; return what the full one says."""
    numbers = count()
    said: list[tuple[str, str]] = []

    def say(name: str) -> str:
        number = next(numbers)
        text = f"{HOSTILE[number % len(HOSTILE)]} №{number}"
        said.append((name, text))
        return text

    files = everything(say)
    for number, text in enumerate(HOSTILE):
        stages = [{"title": text, "score": 2, "pains": text}, {"title": "B", "steps": [{"action": text, "score": 4}]}]
        files[f"small-{number}.yaml"] = {"title": text, "tags": [text[:60]], "ownership": text, "stages": stages}
    long = "<b>long</b> " * 850
    files["long.yaml"] = {"title": long, "stages": [{"title": long, "steps": [{"action": long, "score": 1}]}]}
    project.write("docs/index.md", "# Home\n")
    project.write(f"maps/{PICTURE}", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    project.write("maps/series.csv", "date,value\n2026-08-01,1\n2026-09-01,2\n")
    for path, content in files.items():
        project.write(f"maps/{path}", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return said


def open_page(visit: Callable[[], Visit], address: str) -> Visit:
    """Open a page and wait for its diagrams."""
    opened = visit()
    opened.page.on("dialog", lambda dialog: opened.problems.append(f"dialog: {dialog.message}"))
    opened.page.goto(address)
    wait_until_prepared(opened.page)
    opened.page.wait_for_function(
        "[...document.querySelectorAll('.cjm-diagram .mermaid')].every(element => element.dataset.drawn)"
    )
    return opened


def assert_untouched(opened: Visit) -> None:
    assert opened.page.evaluate("typeof window.pwned") == "undefined"
    assert opened.problems == []


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", EXAMPLE_PAGES)
def test_an_example_page_is_quiet_and_fits_a_phone(example: Served, visit: Callable[[], Visit], path: str) -> None:
    opened = open_page(visit, example(path))
    assert_untouched(opened)
    assert opened.page.locator("[data-drawn=failed]").count() == 0
    opened.page.set_viewport_size({"width": 360, "height": 700})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert opened.page.evaluate("document.body.scrollWidth") <= 360


def test_a_link_with_a_cyrillic_anchor_scrolls_to_its_place(example: Served, visit: Callable[[], Visit]) -> None:
    path = "maps/services/путешествие/"
    opened = open_page(visit, example(path))
    ids = opened.page.eval_on_selector_all("article.cjm [id]", "found => found.map(e => e.id)")
    anchor = [id_ for id_ in ids if id_.startswith(("step-", "pain-", "stage-")) and not id_.isascii()][-1]
    opened.page.goto("about:blank")
    opened.page.goto(example(path, anchor))
    opened.page.wait_for_function(
        "id => { const {top, bottom} = document.getElementById(id).getBoundingClientRect();"
        "return top >= 0 && top < innerHeight && bottom > 0 }",
        arg=anchor,
    )


def test_an_example_map_says_everything_without_scripts(example: Served, browser: Browser) -> None:
    path = "maps/retail/home-goods/"
    said = yaml.safe_load((Path(__file__).parents[2] / "maps/retail/home-goods.yaml").read_text(encoding="utf-8"))
    steps = [step for stage in said["stages"] for step in stage.get("steps", ())]
    holders = [*said["stages"], *steps]
    wanted = [step["action"] for step in steps]
    wanted += [pain["what"] for holder in holders for pain in holder.get("pains", ()) if isinstance(pain, dict)]
    wanted += [item["idea"] for holder in holders for item in holder.get("opportunities", ()) if isinstance(item, dict)]
    seen = text_without_scripts(browser, example(path))
    assert len(wanted) > 30
    assert [text for text in wanted if one_line(plain(text)) not in seen] == []


@pytest.mark.parametrize("path", NASTY_PAGES)
def test_a_nasty_page_runs_nothing(nasty: Served, visit: Callable[[], Visit], path: str) -> None:
    opened = open_page(visit, nasty(path))
    page = opened.page
    page.mouse.move(400, 300)
    for _ in range(5):
        page.keyboard.press("Tab")
    assert_untouched(opened)
    hrefs = page.eval_on_selector_all("a[href]", "found => found.map(e => e.protocol)")
    assert set(hrefs) <= {"http:", "https:", "mailto:"}
    assert page.locator("article.cjm").count() == 1
    foreign = ":is(script, style, iframe, object, form, [onerror], [onload], [onfocus]):not(.mermaid *)"
    assert page.locator(f"article.cjm {foreign}").count() == 0
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nasty_texts_are_shown_as_typed(nasty: Served, visit: Callable[[], Visit]) -> None:
    seen = ""
    for path in ("maps/folder/", "maps/personas/anna/", "maps/pains/", "maps/other/", "maps/full/"):
        opened = open_page(visit, nasty(path))
        seen += one_line(opened.page.eval_on_selector("article.cjm", "article => article.textContent"))
        assert_untouched(opened)
    wanted = [text for name, text in nasty.said if name not in NOT_ON_PAGES]
    assert len(wanted) > 150
    assert [text for text in wanted if one_line(plain(text)) not in seen] == []
    (title,) = [text for name, text in nasty.said if name == "JourneyMap.title"]
    assert one_line(opened.page.title()).startswith(one_line(plain(title))[:40])


def test_nasty_diagrams_are_drawn_with_their_texts(nasty: Served, visit: Callable[[], Visit]) -> None:
    for number in (0, 10):
        opened = open_page(visit, nasty(f"maps/small-{number}/"))
        page = opened.page
        assert page.locator("[data-drawn=true] > svg").count() == page.locator(".cjm-diagram").count() > 0
        labels = page.eval_on_selector_all(".cjm-diagram .label", "found => found.map(e => e.textContent)")
        text = readable(plain(HOSTILE[number]))
        assert len(labels) == 4
        assert all(label == "B" or text.startswith(label.removesuffix("…").rstrip()) for label in labels)
        assert_untouched(opened)


def test_nasty_texts_can_be_searched(nasty: Served, visit: Callable[[], Visit]) -> None:
    opened = open_page(visit, nasty("maps/"))
    page = opened.page
    results = "#mkdocs-search-results article"
    if page.locator("[data-md-component=search-query]").count():
        results = "[data-md-component=search-result] article"
        page.focus("[data-md-component=search-query]")
    elif page.locator("#mkdocs_search_modal").count():
        page.click("[data-bs-target='#mkdocs_search_modal']")
        page.wait_for_function("document.activeElement.id === 'mkdocs-search-query'")
    else:
        page.goto(nasty("search.html"))
        page.focus("#mkdocs-search-query")
    page.keyboard.type("danger")
    for _ in range(100):
        if page.locator(results).count():
            break
        # The themes of MkDocs listen to keys only once they have loaded their index.
        page.keyboard.press("End")
        page.wait_for_timeout(200)
    found = one_line(" ".join(page.locator(results).all_inner_texts()))
    assert "danger <script>window.pwned=1</script>" in found
    assert "danger <img src=x onerror=window.pwned=1>" in found
    assert page.locator(results).locator("img[src=x], script").count() == 0
    assert_untouched(opened)


def test_a_nasty_map_says_everything_without_scripts(nasty: Served, browser: Browser) -> None:
    seen = text_without_scripts(browser, nasty("maps/full/"))
    main = ("Stage.title", "Step.action", "Pain.what", "Opportunity.idea", "JourneyMap.summary", "Metric.name")
    wanted = [text for name, text in nasty.said if name in main]
    assert len(wanted) > 8
    assert [text for text in wanted if one_line(plain(text)) not in seen] == []


def text_without_scripts(browser: Browser, address: str) -> str:
    """Return what can be read on a page where no script runs; check that no source of a diagram can."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    # What is out of sight has no innerText before it is laid out; where a link leads into the page, all is laid out.
    page.goto(f"{address}#journey")
    seen = one_line(page.inner_text("article.cjm"))
    visible = [page.locator(".mermaid").nth(number).is_visible() for number in range(page.locator(".mermaid").count())]
    context.close()
    assert not any(visible)
    assert "accTitle" not in seen
    return seen
