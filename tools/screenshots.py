"""Take pictures of pages of the built site, wide and narrow, light and dark.

`python tools/screenshots.py [--full] OUT [PAGE …]`; build the site first.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

SITE = Path(__file__).resolve().parent.parent / "site"
WIDTHS = (360, 800, 1440, 1920)
SCHEMES = ("light", "dark")
PAGES = (
    "",
    "maps/",
    "maps/retail/home-goods/",
    "maps/services/restaurant/",
    "maps/finance/banking-app/",
    "maps/b2b/saas-onboarding/",
    "maps/personas/sara/",
)
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the terminal for what matters."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def take(out: Path, pages: tuple[str, ...], widths: tuple[int, ...], *, full: bool) -> None:
    """Write one PNG for each page, width and scheme into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with served(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        for scheme in SCHEMES:
            for width in widths:
                page = browser.new_page(
                    viewport={"width": width, "height": 1000}, color_scheme="dark" if scheme == "dark" else "light"
                )
                for name in pages:
                    page.goto(address + quote(name, safe="/#"), wait_until="load")
                    page.wait_for_function(
                        "[...document.querySelectorAll('.mermaid')].every(e => e.querySelector('svg') || e.shadowRoot)"
                    )
                    page.wait_for_timeout(300)
                    file = out / f"{name.strip('/').replace('/', '-') or 'home'}-{width}-{scheme}.png"
                    page.screenshot(path=file, full_page=full)
                page.close()
        browser.close()


if __name__ == "__main__":
    whole_pages = "--full" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--full"]
    chosen = tuple(arguments[1:]) or PAGES
    take(Path(arguments[0] if arguments else "screenshots"), chosen, WIDTHS, full=whole_pages)
