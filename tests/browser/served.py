"""Sites built by MkDocs and served on this machine."""

from __future__ import annotations

import functools
import http.server
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, config: Mapping[str, object]) -> Iterator[str]:
    """Build the project in `folder`, and serve it; yield its address."""
    handler = functools.partial(_Handler, directory=str(folder / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        settings = {"site_name": "Test", "site_url": url, **config}
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        build(load_config(str(folder / "mkdocs.yml")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield url
        server.shutdown()
