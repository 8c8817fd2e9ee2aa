"""Small sites, built for real, and what can be seen in them."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag

SITE_URL = "https://site.example/sub/path/"

# Only what a page loads by itself: a reader follows other links, robots the canonical one.
_LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
_LOADING_RELS = {"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
_CSS_URL = re.compile(r"""(?:url\(|@import)\s*["']?([^"')]+)""")


def a_map(title: str = "A map", **more: object) -> str:
    """Return the YAML of a map."""
    stages = ["Looks around", "Chooses", "Pays"]
    return yaml.safe_dump({"title": title, "stages": stages} | more, allow_unicode=True, sort_keys=False)


@dataclass
class Project:
    """A folder with `mkdocs.yml`, `docs/` and `maps/`."""

    root: Path
    config: dict[str, Any] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.root / "site"

    def write(self, path: str, text: str = "# Hand-written\n") -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def configure(self, *, cjm: dict[str, Any] | None = None, plugins: tuple[Any, ...] = (), **config: Any) -> None:
        """Write `mkdocs.yml`: Material without anything from outside, our plugin, and what the test wants."""
        theme = config.pop("theme", "material")
        if isinstance(theme, str):
            # Material would fetch its fonts from elsewhere, the others their highlighting.
            theme = {"name": theme} | ({"font": False} if theme == "material" else {"highlightjs": False})
        self.config = {
            "site_name": "Site",
            "site_url": SITE_URL,
            "theme": theme,
            "plugins": ["search", *plugins, {"cjm": {"today": "2026-11-01", **(cjm or {})}}],
            **config,
        }
        self.write("mkdocs.yml", yaml.safe_dump(self.config, allow_unicode=True, sort_keys=False))

    def build(self) -> Built:
        """Build as `mkdocs build` does; return what was built and said."""
        said = _Said()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(said)
        try:
            build(load_config(str(self.root / "mkdocs.yml")))
        finally:
            logger.removeHandler(said)
        return Built(self.site, said.lines)

    def build_from_nothing(self) -> Built:
        """Build without what builds before have left."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CJM_CACHE_DIR", "off")
            return self.build()


class _Said(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@dataclass
class Built:
    """A finished site and the warnings that came with it."""

    folder: Path
    warnings: list[str]
    _parsed: dict[str, BeautifulSoup] = field(default_factory=dict)

    def files(self, pattern: str = "**/*") -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern) if path.is_file()}

    def contents(self) -> dict[str, bytes]:
        """Return all files but those that tell when the site was built."""
        names = {name for name in self.files() if not name.startswith("sitemap")}
        return {name: (self.folder / name).read_bytes() for name in names}

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def page(self, path: str) -> BeautifulSoup:
        if path not in self._parsed:
            self._parsed[path] = BeautifulSoup(self.read(path), "html.parser")
        return self._parsed[path]

    def pages(self) -> Iterator[tuple[str, BeautifulSoup]]:
        for path in sorted(self.files("**/*.html") - {"404.html"}):
            yield path, self.page(path)

    def loaded_from_elsewhere(self) -> set[str]:
        """Return all addresses of other hosts that pages and styles load."""
        found = {url for path in self.files("**/*.css") for url in _CSS_URL.findall(self.read(path))}
        for _, page in self.pages():
            found |= {address for tag in page.find_all(True) for address in _loads(tag)}
        return {url for url in found if urlsplit(url).netloc}

    def dead_links(self) -> set[tuple[str, str]]:
        """Return links of our own pages that lead to no file or anchor of the site."""
        anchors = {path: {str(tag["id"]) for tag in page.find_all(id=True)} for path, page in self.pages()}
        dead = set()
        for path, page in self.pages():
            for tag in page.select("article.cjm [href], article.cjm [src], nav [href]"):
                href = str(tag.get("href") or tag.get("src"))
                if not urlsplit(href).scheme and not self._leads_somewhere(path, href, anchors):
                    dead.add((path, href))
        return dead

    def _leads_somewhere(self, page: str, href: str, anchors: dict[str, set[str]]) -> bool:
        url = urlsplit(urljoin(f"/{page}", href))
        target = unquote(url.path).lstrip("/")
        target = f"{target}index.html" if target == "" or target.endswith("/") else target
        exists = (self.folder / target).is_file()
        # Themes have a few anchors of their own that appear by script.
        return exists and (not url.fragment or target not in anchors or unquote(url.fragment) in anchors[target])


def _loads(tag: Tag) -> Iterator[str]:
    name = _LOADING.get(tag.name)
    if name and tag.get(name):
        yield str(tag[name])
    if tag.name == "link" and _LOADING_RELS & set(tag.get("rel") or ()):
        yield str(tag["href"])
    yield from re.findall(r"[^\s,]+(?=\s|,|$)", str(tag["srcset"])) if tag.get("srcset") else ()
    styles = tag.string if tag.name == "style" else tag.get("style")
    yield from _CSS_URL.findall(str(styles or ""))
    if tag.name == "script" and tag.string:
        yield from re.findall(r"""(?:import|from|src\s*=)\s*["'](https?:[^"']+)""", tag.string)
