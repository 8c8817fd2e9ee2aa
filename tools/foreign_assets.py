"""Find what pages of a built site would load from another host: `python tools/foreign_assets.py SITE`."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOREIGN = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_IN_CSS = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^\s"')]+)""", re.IGNORECASE)
_LOADING_RELS = {"dns-prefetch", "icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload", "stylesheet"}
_LOADING = {"src", "srcset", "poster", "data"}


class _Loads(HTMLParser):
    """Collects the addresses of another host that a page loads. Links to follow are none of these."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        loaded = [value for name, value in values.items() if name in _LOADING]
        rels = set(values.get("rel", "").lower().split())
        if (tag == "link" and rels & _LOADING_RELS) or tag == "image":
            loaded += [values.get("href", ""), values.get("xlink:href", "")]
        self.found += [value for value in loaded if _FOREIGN.match(value)]
        self.found += _IN_CSS.findall(values.get("style", ""))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.found += _IN_CSS.findall(data)


def foreign_assets(site: Path) -> Iterator[tuple[Path, str]]:
    """Yield each page or style sheet with an address of another host that it loads."""
    for path in sorted(site.rglob("*")):
        if path.suffix == ".css":
            yield from ((path, address) for address in _IN_CSS.findall(path.read_text("utf-8")))
        elif path.suffix == ".html":
            page = _Loads()
            page.feed(path.read_text("utf-8"))
            yield from ((path, address) for address in page.found)


def main(arguments: list[str]) -> int:
    """Print what was found; return 1 if anything was."""
    site = Path(*arguments)
    if not next(site.rglob("*.html"), None):
        print(f"there are no pages in {site}", file=sys.stderr)
        return 1
    found = list(foreign_assets(site))
    for path, address in found:
        print(f"{path.relative_to(site)}: {address}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
