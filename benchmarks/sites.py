"""The sites that are compared: the plugin's, the same by hand with and without diagrams, and the bare floor."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from benchmarks.by_hand import page
from benchmarks.portfolio import collection_of, portfolio, write_portfolio

LIBRARY = "assets/mermaid.min.js"
"""The copy of Mermaid in the sites by hand, so that mermaid2 does not ask the network for one."""

_FENCE = "!!python/name:mermaid2.fence_mermaid_custom"


class Kind(StrEnum):
    """What is built."""

    OURS = "ours"
    DIAGRAMS = "by-hand"
    PLAIN = "by-hand-without-diagrams"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A project folder: `mkdocs.yml`, its pages, and the site when it is built."""

    path: Path
    kind: Kind
    maps: int

    @property
    def config(self) -> Path:
        """The configuration of the site."""
        return self.path / "mkdocs.yml"

    @property
    def maps_dir(self) -> Path:
        """The maps; only OURS has some."""
        return self.path / "maps"

    @property
    def site(self) -> Path:
        """What a build makes."""
        return self.path / "site"


def write_site(path: Path, kind: Kind, maps: int) -> SiteFolder:
    """Write the project of a site; what was in the folder is gone."""
    shutil.rmtree(path, ignore_errors=True)
    folder = SiteFolder(path, kind, maps)
    docs = path / "docs"
    _write(docs / "index.md", "# Карты\n\nНачало.\n")
    _write(folder.config, _configuration(kind))
    if kind is Kind.OURS:
        write_portfolio(folder.maps_dir, maps)
    elif kind is Kind.FLOOR:
        for number in range(maps):
            _write(docs / "pages" / f"page-{number:05}.md", f"# Страница {number}\n\nОдна строка.\n")
    else:
        for number, journey in enumerate(portfolio(maps)):
            text = page(journey, diagrams=kind is Kind.DIAGRAMS)
            _write(docs / collection_of(number) / f"{journey.name}.md", text)
    if kind is Kind.DIAGRAMS:
        library = docs / LIBRARY
        library.parent.mkdir(parents=True)
        shutil.copy(str(files("cjm_plugin") / "assets" / "mermaid" / "mermaid.tiny.min.js"), library)
    return folder


def _configuration(kind: Kind) -> str:
    """Return `mkdocs.yml`: the same theme, address and extensions for all."""
    plugins: list[Any] = ["search"]
    extensions: list[Any] = ["admonition", "attr_list", "tables"]
    config: dict[str, Any] = {
        "site_name": "Карты",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "language": "ru", "font": False},
        "plugins": plugins,
        "markdown_extensions": extensions,
    }
    if kind is Kind.OURS:
        plugins += ["mermaid2", "cjm"]
    elif kind is Kind.DIAGRAMS:
        plugins.append("mermaid2")
        config["extra_javascript"] = [LIBRARY]
        fence = {"name": "mermaid", "class": "mermaid", "format": _FENCE}
        extensions.append({"pymdownx.superfences": {"custom_fences": [fence]}})
    elif kind is Kind.FLOOR:
        config["not_in_nav"] = "/pages/*\n"
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    return text.replace(f"'{_FENCE}'", _FENCE)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
