"""When two texts say the same, and how alike they are."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_LIST_ITEM = re.compile(r"(?:[-*+]|[0-9]+[.)])\s")
_FEWEST_SHARED = 0.25
_LONGEST = 200
"""So many characters of a text are compared: enough to know it again, and quick on a novel."""


def normal(text: str) -> str:
    """Return a text without what writing it down differently changes: line breaks inside paragraphs, runs of spaces.

    Blank lines and list items are kept, for they are seen on the page.
    """
    if text.isascii() and "\n" not in text and "  " not in text:
        return text
    blocks: list[str] = []
    is_open = False
    for line in unicodedata.normalize("NFC", text).splitlines():
        words = " ".join(line.split())
        if words and is_open and not _LIST_ITEM.match(words):
            blocks[-1] += " " + words
        elif words or is_open:
            blocks.append(words)
        is_open = bool(words)
    return "\n".join(blocks).strip()


def likeness(one: str, other: str, at_least: float) -> float:
    """Return how alike two texts are, 0–1; 0 when it is less than `at_least`."""
    pair = folded(one), folded(other)
    if pair[0] == pair[1]:
        return 1.0
    matcher = SequenceMatcher(None, *pair, autojunk=False)
    if matcher.real_quick_ratio() < at_least or matcher.quick_ratio() < at_least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= at_least else 0.0


def letter_groups(text: str) -> frozenset[str]:
    """Return the groups of three letters of a text, its ends counted in."""
    padded = f"  {folded(text)} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def may_be_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share so many groups of letters that their likeness is worth working out: far quicker."""
    return _FEWEST_SHARED * (len(one) + len(other)) <= 2 * len(one & other)


def folded(text: str) -> str:
    """Return the beginning of a text without case and spacing."""
    return normal(text[: 2 * _LONGEST]).casefold()[:_LONGEST]
