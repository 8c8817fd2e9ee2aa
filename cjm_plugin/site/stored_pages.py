"""Finished pages as bytes, and back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from html import unescape
from pathlib import PurePosixPath

from cjm_plugin.pages.document import Heading, PageDocument
from cjm_plugin.site.searching import searchable

# That a blank stands before it is looked at last: a search for what is always the same is nine times as fast.
_ID = re.compile(r'id="(?<=\sid=")([^"]+)"')
_LETTERS = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A document, what search is to see of it, and the ids of its elements."""

    document: PageDocument
    searched: str
    ids: tuple[str, ...]

    @classmethod
    def of(cls, document: PageDocument) -> FinishedPage:
        """Return a document with what else is to be known of it."""
        return cls(document, searchable(document.html), tuple(map(unescape, _ID.findall(document.html))))


def stored(page: FinishedPage) -> bytes:
    """Return a page as bytes: a line of JSON, the HTML, and what search sees. Long texts cost nothing to read so."""
    document = page.document
    values = {field.name: getattr(document, field.name) for field in fields(document)} | {
        "html": len(document.html),
        "outline": [(heading.level, heading.id, heading.text) for heading in document.outline],
        "source": str(document.source) if document.source else None,
    }
    head = json.dumps([values, page.ids], separators=(",", ":"))
    return f"{head}\n{document.html}{page.searched}".encode(*_LETTERS)


def restored(content: bytes) -> FinishedPage:
    """Return the page that was stored."""
    line = content.index(b"\n")
    values, ids = json.loads(content[:line])
    body = str(memoryview(content)[line + 1 :], *_LETTERS)
    end = values["html"]
    document = PageDocument(
        **values
        | {
            "html": body[:end],
            "outline": tuple(Heading(*heading) for heading in values["outline"]),
            "source": PurePosixPath(values["source"]) if values["source"] else None,
            "tags": tuple(values["tags"]),
            "dead_links": tuple(values["dead_links"]),
            "followed": tuple((link, target) for link, target in values["followed"]),
        }
    )
    return FinishedPage(document, body[end:], tuple(ids))
