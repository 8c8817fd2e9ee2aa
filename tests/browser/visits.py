"""What a test knows of an open page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASSETS = Path(__file__).parents[2] / "cjm_plugin" / "assets"
_PREPARED = """() => {
  const every = (selector, is) => [...document.querySelectorAll(selector)].every(is);
  return every("[data-cjm-table]", table =>
      (table.closest(".cjm-scroll") || table).previousElementSibling?.matches(".cjm-controls"))
    && every("[data-cjm-copy]", article => article.querySelector(".cjm-copied"))
    && every(".cjm-grid-frame", frame => frame.querySelector(".cjm-fold"))
    && every(".cjm-map > :is(figure, .cjm-multiples)", picture => picture.style.contentVisibility);
}"""


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


def wait_until_prepared(page: Page) -> None:
    """Wait for the comforts that a page gets when somebody reads it and the browser has nothing else to do."""
    page.mouse.move(1, 1)
    page.wait_for_function(_PREPARED)
