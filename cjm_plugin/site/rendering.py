"""A finished document as the content of an MkDocs page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from cjm_plugin.site.files import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from cjm_plugin.pages.document import Heading
    from cjm_plugin.site.stored_pages import FinishedPage


class DocumentPage(Page):
    """A page without Markdown: nothing needs to be rendered before a document fills it."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Leave the page empty."""
        self.content = ""


def fill(page: Page, finished: FinishedPage) -> str:
    """Give an MkDocs page the description and outline of a document; return its HTML."""
    document = finished.document
    page.meta["description"] = printable(document.description)
    if document.is_one_screen:
        page.meta["hide"] = ["toc"]  # as Material calls it
    page.toc = table_of_contents(document.outline)
    page.present_anchor_ids = set(finished.ids)
    return document.html


def table_of_contents(outline: Sequence[Heading]) -> TableOfContents:
    """Return the outline as nested links; a heading belongs to the nearest higher one before it."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in outline:
        link = AnchorLink(printable(heading.text), heading.id, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)
