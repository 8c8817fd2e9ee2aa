"""Text broken into lines where Mermaid breaks none itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_plugin.pages.diagrams.mermaid_text import readable
from cjm_plugin.pages.diagrams.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Lines:
    """The lines of a text, and whether they are only its beginning."""

    lines: tuple[str, ...]
    is_cut: bool


def broken_into_lines(text: str, width: float, font_px: float, *, most: int) -> Lines:
    """Return `text` in lines of at most `width` pixels; more than `most` of them are cut off with an `…`."""
    lines = tuple(_lines(readable(text), width, font_px))
    if len(lines) <= most:
        return Lines(lines, is_cut=False)
    last = lines[most - 1]
    while last and text_width(f"{last}…", font_px) > width:
        last = last[:-1]
    return Lines((*lines[: most - 1], f"{last.rstrip()}…"), is_cut=True)


def chunks(word: str, width: float, font_px: float) -> tuple[str, ...]:
    """Return a word in pieces of at most `width` pixels; marks stay with the letter they belong to."""
    pieces, used = [""], 0.0
    for char in word:
        more = text_width(char, font_px)
        if used and more and used + more > width:
            pieces.append("")
            used = 0.0
        pieces[-1] += char
        used += more
    return tuple(pieces)


def _lines(text: str, width: float, font_px: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, font_px) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = chunks(word, width, font_px)
        yield from full
    yield line
