"""A real Chromium, cut off from the network."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.filled_tables import built, opener
from tests.browser.visits import ASSETS, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, Request

    from tests.browser.filled_tables import Open, Sites

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CJM_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        missing = "no Chromium: install one, or name it in CJM_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*_QUIET])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[], Visit]]:
    """Return a function that opens an empty tab; in the end, no tab may have left the machine."""
    visits: list[Visit] = []

    def new() -> Visit:
        page = browser.new_page(viewport={"width": 1000, "height": 700})
        # As a printer does, tests want all diagrams, not only those that a reader comes near.
        page.add_init_script("addEventListener('load', () => dispatchEvent(new Event('beforeprint')))")
        opened = Visit(page)
        visits.append(opened)

        def request(asked: Request) -> None:
            opened.requests.append(asked.url)

        def console(message: ConsoleMessage) -> None:
            if message.type in ("warning", "error"):
                opened.problems.append(message.text)

        page.route(lambda url: not _is_local(url), lambda route: route.abort())
        page.on("request", request)
        page.on("console", console)
        page.on("pageerror", lambda error: opened.problems.append(str(error)))
        return opened

    yield new
    for opened in visits:
        opened.page.close()
        assert [url for url in opened.requests if not _is_local(url)] == []


@pytest.fixture(scope="session")
def filled_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    with built(tmp_path_factory) as address:
        yield address


@pytest.fixture
def opened(filled_site: Sites, visit: Callable[[], Visit]) -> Iterator[Open]:
    with opener(filled_site, visit) as new:
        yield new


@pytest.fixture
def show(visit: Callable[[], Visit], tmp_path: Path) -> Callable[..., Visit]:
    """Return a function that opens a page with this body, with `cjm.js` loaded as on any page."""

    def shown(body: str, *, head: str = "", tail: str = "", drawn: bool = True) -> Visit:
        path = tmp_path / "page.html"
        scripts = "".join(f'<script src="{ASSETS.as_uri()}/{name}"></script>' for name in ("start.js", "cjm.js"))
        path.write_text(
            f'<!doctype html><meta charset="utf-8"><title>Test</title>'
            f'<link rel="stylesheet" href="{ASSETS.as_uri()}/diagrams.css">'
            f"<style>body {{ font-family: sans-serif; background: white }}</style>{head}"
            f"<body>{body}{scripts}{tail}",
            encoding="utf-8",
        )
        opened = visit()
        opened.page.goto(path.as_uri())
        if drawn:
            opened.wait_until_drawn()
        return opened

    return shown


def _is_local(url: str) -> bool:
    return url.startswith(("file://", "http://127.0.0.1:", "data:", "about:"))
