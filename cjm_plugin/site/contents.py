"""What our pages hold, while MkDocs passes them on: search sees other words than readers, and memory is finite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.site.searching import searchable

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.structure.pages import Page

    from cjm_plugin.site.stored_pages import FinishedPage

MOST_IN_MEMORY = 2_000
"""Of more pages the content is put down between being made and being written: 5,000 would take a gigabyte."""


class Contents:
    """The content of our pages. `again` gives a finished page once more, by the page it was made for."""

    def __init__(self, again: Callable[[Page], FinishedPage], *, pages: int) -> None:
        """Expect about so many pages."""
        self._again = again
        self._is_large = pages > MOST_IN_MEMORY
        self._made: dict[str, tuple[str, str]] = {}
        self._last: tuple[Page, str] | None = None
        self._put_down: set[str] = set()
        self._shown = ""

    def take(self, page: Page, content: str, searched: str) -> None:
        """Remember what was made for a page, and put down the page before."""
        self._put_down_last()
        self._put_down.discard(page.file.src_uri)
        self._made[page.file.src_uri] = (content, searched)
        self._last = (page, content)

    def show_to_search(self, page: Page) -> None:
        """Leave only what search is to see of a page, until `show_to_readers`."""
        self._put_down_last()
        if page.file.src_uri in self._put_down:
            found = self._again(page)
            self._shown, page.content = found.document.html, found.searched
            return
        self._shown = page.content or ""
        made, searched = self._made.pop(page.file.src_uri, ("", ""))
        # Another plugin may have changed what we have made.
        page.content = searched if self._shown == made else searchable(self._shown)

    def show_to_readers(self, page: Page) -> None:
        """Give a page its content back."""
        page.content, self._shown = self._shown, ""

    def is_written(self, page: Page) -> None:
        """Put down a page for good, if it was put down before."""
        if page.file.src_uri in self._put_down:
            page.content = ""

    def _put_down_last(self) -> None:
        """Put down the page that was taken last, unless another plugin has changed it since."""
        if self._last and self._is_large:
            page, content = self._last
            if page.content is content:
                page.content = ""
                self._put_down.add(page.file.src_uri)
                del self._made[page.file.src_uri]
        self._last = None
