"""The example portfolio of this project as the site that its `mkdocs.yml` builds, served on this machine."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.shared.file_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MAPS = ROOT / "maps"
DAY = dt.date(2026, 11, 22)
"""The day of which the site tells."""


@dataclass(frozen=True)
class ExampleSite:
    """The address of the site and the folder of its files."""

    url: str
    folder: Path


@contextmanager
def served_example(folder: Path) -> Iterator[ExampleSite]:
    """Build the site into a folder and serve it."""
    with serving(folder) as url:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), site_url=url)
        config.plugins["cjm"].config["today"] = DAY
        build(config)
        yield ExampleSite(url, folder)
