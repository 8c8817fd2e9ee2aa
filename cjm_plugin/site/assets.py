"""Style, script and the Mermaid library, as files of the site."""

from __future__ import annotations

from importlib.resources import files as package_files
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

FOLDER = "assets/cjm"
STYLES = ("cjm.css", "diagrams.css")
SCRIPT = "cjm.js"
LIBRARY = "mermaid/mermaid.tiny.min.js"
LICENCE = "mermaid/LICENSE"

_FOR_MERMAID2 = f"{FOLDER}/{LIBRARY}"


def announce(config: MkDocsConfig) -> None:
    """Add our style and script to every page."""
    config.extra_css += [f"{FOLDER}/{name}" for name in STYLES]
    config.extra_javascript.append(f"{FOLDER}/{SCRIPT}")


def show_library_to_mermaid2(config: MkDocsConfig) -> None:
    """List the shipped library while mermaid2 looks for one, so that it fetches none.

    mermaid2 takes any `extra_javascript` with "mermaid" in its name for the library:
    https://github.com/fralau/mkdocs-mermaid2-plugin/blob/v1.2.1/mermaid2/plugin.py#L82
    """
    if "mermaid2" in config.plugins:
        config.extra_javascript.append(_FOR_MERMAID2)


def hide_library_from_pages(config: MkDocsConfig) -> None:
    """Take the library off the list again: `cjm.js` loads it, on pages with diagrams only."""
    if _FOR_MERMAID2 in config.extra_javascript:
        config.extra_javascript.remove(_FOR_MERMAID2)


def asset_files(config: MkDocsConfig) -> list[File]:
    """Return our style, script and library as files to be copied."""
    folder = Path(str(package_files("cjm_plugin"))) / "assets"
    return [
        File.generated(config, f"{FOLDER}/{name}", abs_src_path=str(folder / name))
        for name in (*STYLES, SCRIPT, LIBRARY, LICENCE)
    ]
