"""What a test knows of an open page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASSETS = Path(__file__).parents[2] / "cjm_plugin" / "assets"


@dataclass
class Visit:
    """A page that is open, with all it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def asked_for(self, name: str) -> int:
        """Return how often a file was requested."""
        return sum(url.endswith(f"/{name}") for url in self.requests)

    def wait_until_drawn(self) -> None:
        self.page.wait_for_function(
            "[...document.querySelectorAll('div.mermaid')].every(element => element.dataset.drawn)"
        )
