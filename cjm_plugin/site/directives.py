"""Directives in hand-written pages, `::: cjm pains map=home-goods`: what they ask for stands in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Position
from cjm_plugin.site.reporting import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown
    from markdown.blockparser import BlockParser
    from mkdocs.structure.pages import Page

    from cjm_plugin.pages.embedding import Embeddable
    from cjm_plugin.site.place import Place

_DIRECTIVE = re.compile(r"^ {0,3}(::: *cjm(?=\s|$))(.*)$", re.MULTILINE)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")

Show = Callable[[str, str], str]
"""Gives the HTML of a directive: of `::: cjm`, and of what stands behind it."""


class DirectiveExtension(Extension):
    """Teaches Python-Markdown our directives: code, comments and HTML are out of their reach, lists are not.

    `show` is set while a page of the site is rendered. Texts that are rendered at another time, such as the beginnings
    of blog posts, have no address that links could count from: there a directive shows nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.show: Show | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls
        """Register what finds directives.

        After indented code (80), before mkdocstrings (75), which takes all that begins with `:::` for its own:
        https://github.com/mkdocstrings/mkdocstrings/blob/0.30.0/src/mkdocstrings/_internal/extension.py#L331
        """
        md.parser.blockprocessors.register(_Directives(md.parser, self), "cjm", 78)


class _Directives(BlockProcessor):
    """Replaces the lines of a block that are directives."""

    def __init__(self, parser: BlockParser, extension: DirectiveExtension) -> None:
        super().__init__(parser)
        self._extension = extension

    def test(self, parent: ET.Element, block: str) -> bool:  # noqa: ARG002
        return _DIRECTIVE.search(block) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _DIRECTIVE.search(block)
        if found is None:
            return
        before, after = block[: found.start()].rstrip("\n"), block[found.end() :].lstrip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        show = self._extension.show
        # Out of the way of all that works on text: abbreviations, emoji, smart quotes.
        html = show(found[1], found[2]) if show else ""
        ET.SubElement(parent, "p").text = self.parser.md.htmlStash.store(html)
        if after:
            blocks.insert(0, after)


class PageDirectives:
    """The directives of one page while it is rendered."""

    def __init__(
        self,
        page: Page,
        embeddable: Callable[[], Embeddable],
        place: Place,
        translate: Callable[[str], str],
        *,
        serving: bool,
    ) -> None:
        self._page = page
        self._embeddable = embeddable
        self._place = place
        self._translate = translate
        self._serving = serving
        self._seen = Counter[str]()

    def show(self, mark: str, said: str) -> str:
        """Return the HTML of a directive, and report what is wrong with it."""
        from cjm_plugin.pages.embedding import embed  # noqa: PLC0415 - most pages have no directive

        found = embed(said, len(mark), self._embeddable(), unquote(self._page.url))
        line = (mark + said).strip()
        begin = self._position(line)
        self._seen[line] += 1
        path = self._place.shown_doc(self._page.file)
        diagnostics = [
            Diagnostic(it.problem, path, Position(begin.line, begin.column + it.column), it.values, it.hint)
            for it in found.mistakes
        ]
        report(diagnostics, self._translate, serving=self._serving)
        return found.html

    def _position(self, line: str) -> Position:
        """Return where a directive stands in the file of the page; its top, when the line came from elsewhere."""
        places = [*_places(line, self._page.file.content_string)]
        return places[min(self._seen[line], len(places) - 1)] if places else TOP


def _places(line: str, text: str) -> Iterator[Position]:
    """Yield the places of a line that is not in a code block between fences."""
    fence = ""
    for number, written in enumerate(text.splitlines(), start=1):
        marks = _FENCE.match(written)
        if fence:
            if marks and marks[1].startswith(fence):
                fence = ""
        elif marks:
            fence = marks[1]
        elif written.strip() == line:
            yield Position(number, len(written) - len(written.lstrip()) + 1)
