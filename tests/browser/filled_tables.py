"""A site with a map whose tables have something of everything, in each theme."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml

from tests.browser.served import served
from tests.browser.visits import wait_until_prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest
    from playwright.sync_api import Page

    from tests.browser.visits import Visit

    Sites = Callable[[str], str]
    Open = Callable[..., Page]

NASTY = """"O'Neill" & <script>window.broken = 1</script> #1 100% a=b+c 🦊 ' ` \\ {{ x }}"""


def pain(id_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "what": f"Боль {id_}", **more}


def idea(id_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "idea": f"Идея {id_}", **more}


MAP: dict[str, Any] = {
    "title": "Главная карта",
    "personas": [{"id": "анна", "name": "Анна **A**"}, {"id": "boris", "name": "Boris & Co"}],
    "sources": [{"id": "s1", "title": "Опрос"}],
    "stages": [
        {
            "id": "поиск",
            "title": "Поиск & выбор",
            "score": 4,
            "pains": [
                pain("долго", severity="high", frequency="often", evidence=["s1"], personas=["анна"]),
                pain("дорого", severity="low", status="resolved"),
                pain("молча"),
            ],
            "opportunities": [
                idea("a", owner=NASTY, due="2026-11-02", impact=5, effort=2, addresses=["долго"]),
                idea("b", owner="Zoë", due="2026-02-10", impact=2, effort=5, status="done", evidence=["s1"]),
                idea("c", owner="all"),
            ],
        },
        {
            "id": "оплата",
            "title": "Оплата <b>",
            "score": 2,
            "steps": [{"id": "карта", "action": "Вводит карту"}],
            "pains": [
                pain("сбой", severity="critical", personas=["boris"], status="mitigated"),
                pain("форма", severity="medium", evidence=["s1"], step="карта"),
                pain("код", severity="high", frequency="rare"),
            ],
            "opportunities": [
                idea("d", owner="анна", due="2027-01-01", impact=4, effort=1),
                idea("e", due="2026-12-31", addresses=["сбой"]),
                idea("f", owner="Ёж", impact=3, effort=3),
            ],
        },
    ],
}
ALL_PAINS = ["долго", "форма", "код", "молча", "сбой", "дорого"]
ALL_IDEAS = ["a", "d", "f", "c", "e", "b"]
PALETTE = [
    {"scheme": "default", "toggle": {"icon": "material/weather-sunny", "name": "dark"}},
    {"scheme": "slate", "toggle": {"icon": "material/weather-night", "name": "light"}},
]
THEMES: dict[str, dict[str, object]] = {
    "material": {"name": "material", "font": False, "features": ["navigation.instant"], "palette": PALETTE},
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}


@contextmanager
def built(folders: pytest.TempPathFactory) -> Iterator[Sites]:
    """Yield a function that builds the site with a theme, once, and gives its address."""
    urls: dict[str, str] = {}
    with ExitStack() as sites:

        def address(theme: str) -> str:
            if theme not in urls:
                folder = folders.mktemp(theme)
                files = {
                    "docs/index.md": "# Start\n\n[map](maps/main.md)\n",
                    "maps/main.yaml": yaml.safe_dump(MAP, allow_unicode=True),
                    "maps/other.yaml": yaml.safe_dump({"title": "Other map", "stages": ["One"]}),
                }
                for path, text in files.items():
                    (folder / path).parent.mkdir(exist_ok=True)
                    (folder / path).write_text(text, encoding="utf-8")
                plugins = ["search", {"cjm": {"language": "ru", "today": "2026-11-01"}}]
                urls[theme] = sites.enter_context(served(folder, {"theme": THEMES[theme], "plugins": plugins}))
            return urls[theme]

        yield address


@contextmanager
def opener(site: Sites, visit: Callable[[], Visit]) -> Iterator[Open]:
    """Yield a function that opens the page of the map; in the end, no page may have complained."""
    visits: list[Visit] = []

    def new(address: str = "", theme: str = "material", width: int = 1300, before: str = "") -> Page:
        visits.append(visit())
        page = visits[-1].page
        page.set_default_timeout(10000)
        page.set_viewport_size({"width": width, "height": 800})
        if before:
            page.add_init_script(before)
        page.goto(f"{site(theme)}maps/main/{address}")
        wait_until_prepared(page)
        return page

    yield new
    assert [problem for one in visits for problem in one.problems] == []


def link_to(page: Page, place: str, within: str = ".cjm") -> Any:
    """Return the links to a place on the page; with instant navigation, Material makes them absolute and encoded."""
    return page.locator(f"{within} a:is([href$='#{place}'], [href$='#{quote(place)}'])")


def calm(page: Page, link: Any) -> Any:
    """Return the link when it can be clicked: a quarter of a second after scrolling, Material notes where the page is.

    The page tells when that has passed: on a busy machine its clock and ours are not one.
    """
    link.scroll_into_view_if_needed()
    page.evaluate("() => new Promise((passed) => setTimeout(() => requestIdleCallback(passed), 400))")
    return link
