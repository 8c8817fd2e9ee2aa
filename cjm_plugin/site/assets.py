"""Style, script and the Mermaid library, as files of the site."""

from __future__ import annotations

from importlib.resources import files as package_files
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

FOLDER = "assets/cjm"
STYLES = (
    "cjm.css",
    "facts.css",
    "rows.css",
    "stage.css",
    "curve.css",
    "grid.css",
    "journey.css",
    "diagrams.css",
    "tables.css",
    "plan.css",
    "living.css",
    "catalogue.css",
    "comparison.css",
    "registers.css",
    "dashboard.css",
    "print.css",
)
SCRIPTS = ("start.js", "cjm.js", "journey.js", "freshness.js", "order.js", "tables.js", "share.js", "theme.js")
STYLE = f"{FOLDER}/cjm.css"
SCRIPT = f"{FOLDER}/cjm.js"
LIBRARY = "mermaid/mermaid.tiny.min.js"
LICENCE = "mermaid/LICENSE"

_FOR_MERMAID2 = f"{FOLDER}/{LIBRARY}"


def announce(config: MkDocsConfig) -> None:
    """Add our style and script to every page, and let mermaid2 see the shipped library, so that it fetches none.

    mermaid2 takes any `extra_javascript` with "mermaid" in its name for the library, before its own option:
    https://github.com/fralau/mkdocs-mermaid2-plugin/blob/v1.2.3/mermaid2/plugin.py#L105
    """
    config.extra_css.append(STYLE)
    config.extra_javascript.append(SCRIPT)
    mermaid2 = config.plugins.get("mermaid2")
    if mermaid2 and not mermaid2.config.get("javascript"):
        config.extra_javascript.append(_FOR_MERMAID2)


def hide_library_from_pages(config: MkDocsConfig) -> None:
    """Take the library off the list again: `cjm.js` loads it, on pages with diagrams only."""
    if _FOR_MERMAID2 in config.extra_javascript:
        config.extra_javascript.remove(_FOR_MERMAID2)


def asset_files(config: MkDocsConfig) -> list[File]:
    """Return our style, script and library as files of the site."""
    folder = Path(str(package_files("cjm_plugin"))) / "assets"
    return [
        File.generated(config, STYLE, content=joined(folder, STYLES)),
        # In a block, so that nothing in it is seen by scripts of the page.
        File.generated(config, SCRIPT, content=f"{{\n{joined(folder, SCRIPTS)}\n}}\n"),
        *(File.generated(config, f"{FOLDER}/{name}", abs_src_path=str(folder / name)) for name in (LIBRARY, LICENCE)),
    ]


def joined(folder: Path, names: Iterable[str]) -> str:
    """Return files as one: on a slow line each file that a page waits for costs a round trip."""
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
