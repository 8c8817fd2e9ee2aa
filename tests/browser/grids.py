"""Maps for the tests of the grid, on a page of each theme."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.served import served
from tests.browser.visits import wait_until_prepared
from tests.shared.big_map import big_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.visits import Visit

    Open = Callable[..., Page]

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
MAPS = {"small": SMALL, "blueprint": BLUEPRINT, "big": big_map()}


@contextmanager
def built(folder: Path, theme: str, maps: Path | None = None) -> Iterator[str]:
    """Build a site with our maps, or those of a folder; yield its address."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    if maps:
        (folder / "maps").symlink_to(maps, target_is_directory=True)
    else:
        (folder / "maps").mkdir()
        for name, said in MAPS.items():
            (folder / "maps" / f"{name}.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    plugins = ["search", {"cjm": {"today": "2026-11-01", "language": "en"}}]
    with served(folder, {"theme": THEMES[theme], "plugins": plugins}) as address:
        yield address


def opener(visit: Callable[[], Visit], url: str) -> Open:
    def open_(name: str, size: tuple[int, int] = (1280, 800)) -> Page:
        page = visit().page
        page.set_default_timeout(30_000)
        page.set_default_navigation_timeout(60_000)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{url}maps/{name}/")
        wait_until_prepared(page)
        return page

    return open_


def has_room(page: Page) -> bool:
    """Return whether nothing sticks out of the window, once Material has moved its search field there."""
    try:
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth", timeout=5_000)
    except PlaywrightTimeoutError:
        return False
    return True


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
