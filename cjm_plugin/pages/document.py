"""A document: a page before any site generator has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

MAX_SHORT_TITLE = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline. `level` is 1–6; `text` is plain text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A finished page. `key` is its address below the maps; `source` the YAML it was made from.

    `source` is relative to the maps folder, None for pages made from many files. `dead_links` are the
    links in its texts that lead nowhere, as written; `followed` pairs those to other pages and files with where
    they lead. `is_one_screen`: it is seen at a glance, so an outline beside it would only take its room. All texts but
    `html` are plain, not escaped.
    """

    key: str
    title: str
    description: str
    language: str
    tags: tuple[str, ...]
    html: str
    outline: tuple[Heading, ...]
    source: PurePosixPath | None
    dead_links: tuple[str, ...] = ()
    followed: tuple[tuple[str, str | None], ...] = ()
    is_one_screen: bool = False


def shortened(text: str, limit: int) -> str:
    """Return text on one line, cut at a word to at most `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    words = line[:limit].rsplit(" ", 1)[0] if " " in line[: limit // 2] else line[: limit - 1]
    return words[: limit - 1].rstrip() + "…"
