"""axe-core finds nothing on our pages: WCAG 2.2 AA and its best practices, light and dark, wide and narrow."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.visits import Visit
    from tests.shared.example_site import ExampleSite

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "map": "maps/retail/home-goods/",
    "two personas": "maps/retail/clothing-shop/",
    "blueprint": "maps/services/restaurant/",
    "branches": "maps/services/food-delivery/",
    "index": "maps/",
    "reviews": "maps/reviews/",
    "pains": "maps/pains/",
    "opportunities": "maps/opportunities/",
    "channels": "maps/channels/",
    "metrics": "maps/metrics/",
    "sources": "maps/sources/",
    "overdue": "maps/services/путешествие/",
    "collection": "maps/retail/",
    "personas": "maps/personas/",
    "persona": "maps/personas/sara/",
    "home": "",
}
# Material's own, outside of what we write.
OF_THE_THEME = {
    "landmark-unique": "its navigation repeats the names of landmarks; a best practice, not WCAG",
    "target-size": "entries of the navigation scroll below its sticky title",
}
RUN = """async ([scope, tags]) => {
  const found = await axe.run(scope, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => [id, `${target}: ${html}`]));
}"""


def violations(page: Page, scope: str) -> list[tuple[str, str]]:
    page.evaluate(AXE)
    return [(id_, where) for id_, where in page.evaluate(RUN, [scope, TAGS])]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(
    example_site: ExampleSite, visit: Callable[[], Visit], path: str, scheme: str, width: int
) -> None:
    opened = visit()
    page = opened.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(example_site.url + path)
    opened.wait_until_drawn()
    ours = "article.cjm" if path else ".md-content"
    assert violations(page, ours) == []
    if not path:
        rest = violations(page, "body")
        assert [where for id_, where in rest if id_ not in OF_THE_THEME] == []
