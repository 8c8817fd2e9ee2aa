"""Diagrams in a real Material site: its own diagrams, its colour switch, its instant navigation."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from cjm_plugin.pages.diagrams.journey import JourneySection, JourneyTask, journey_diagrams
from tests.browser.visits import ASSETS
from tests.shared.file_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

SETTINGS = """
site_name: Test
site_url: {url}
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.instant]
  palette:
    - {{scheme: default, toggle: {{icon: material/weather-sunny, name: dark}}}}
    - {{scheme: slate, toggle: {{icon: material/weather-night, name: light}}}}
plugins: []
extra_css: [assets/diagrams.css]
extra_javascript: [assets/start.js, assets/cjm.js]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    docs = folder / "docs"
    shutil.copytree(ASSETS, docs / "assets")
    (diagram,) = journey_diagrams([JourneySection("Поиск", (JourneyTask("Ищет: где?", 4, ("Анна",)),))], title="Путь")
    journey = f'<div class="cjm-diagram"><div class="mermaid">\n{diagram.text}</div></div>\n'
    (docs / "index.md").write_text("# Start\n\n[map](map.md) [fence](fence.md)\n", encoding="utf-8")
    (docs / "map.md").write_text(f"# Map\n\n{journey}\n", encoding="utf-8")
    (docs / "fence.md").write_text(
        f"# Fence\n\n```mermaid\nflowchart LR\n  a --> b\n```\n\n{journey}\n", encoding="utf-8"
    )
    with serving(folder / "site") as url:
        (folder / "mkdocs.yml").write_text(SETTINGS.format(url=url), encoding="utf-8")
        build(load_config(str(folder / "mkdocs.yml")))
        yield url


def test_instant_navigation_draws_in_both_directions(site: str, visit: Callable[[], Visit]) -> None:
    opened = visit()
    page = opened.page
    page.goto(f"{site}index.html")
    page.wait_for_load_state("networkidle")  # Material takes over links when it has the sitemap
    assert opened.asked_for("mermaid.tiny.min.js") == 0
    page.evaluate("window.sameDocument = true")
    for _ in range(2):
        page.click(".md-content a[href*='map']")
        page.wait_for_selector(".cjm-diagram svg")
        page.go_back()
        page.wait_for_selector("h1:has-text('Start')")
    page.go_forward()
    page.wait_for_selector(".cjm-diagram svg")
    assert page.inner_text("rect.task ~ switch .label") == "Ищет: где?"
    assert page.evaluate("window.sameDocument")
    assert opened.asked_for("mermaid.tiny.min.js") == 1
    assert opened.problems == []


def test_material_draws_its_fences_and_we_draw_the_rest(site: str, visit: Callable[[], Visit]) -> None:
    opened = visit()
    page = opened.page
    page.goto(f"{site}fence.html")
    page.wait_for_selector(".cjm-diagram svg")
    # Material hides what it draws in a closed shadow root.
    page.wait_for_function("document.querySelector('.md-content div.mermaid:empty')?.clientHeight > 20")
    assert page.locator("pre.mermaid").count() == 0
    assert page.locator(".md-content div.mermaid").count() == 2
    assert page.locator(".md-content svg[id^=cjm]").count() == 1
    assert opened.asked_for("mermaid.tiny.min.js") == 1
    assert opened.problems == []


def test_the_colour_switch_redraws(site: str, visit: Callable[[], Visit]) -> None:
    opened = visit()
    page = opened.page
    page.goto(f"{site}map.html")
    page.wait_for_selector(".cjm-diagram svg")
    for colour in ("rgb(238, 241, 245)", "rgb(31, 35, 40)"):
        page.click("label.md-header__button:visible[for^=__palette]")
        page.wait_for_function(f"getComputedStyle(document.querySelector('.legend')).fill === '{colour}'")
    assert opened.problems == []
