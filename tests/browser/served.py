"""Sites built by MkDocs and served on this machine."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.shared.file_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@contextmanager
def served(folder: Path, config: Mapping[str, object]) -> Iterator[str]:
    """Build the project in `folder`, and serve it; yield its address."""
    with serving(folder / "site") as url:
        settings = {"site_name": "Test", "site_url": url, **config}
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        build(load_config(str(folder / "mkdocs.yml")))
        yield url
