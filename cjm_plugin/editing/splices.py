"""Replacing pieces of a text, and putting lines into it with the line breaks it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Splice:
    """What stands from `start` to `end` becomes `text`; an insertion when both are the same."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices made; those at the same place in the order given. They may not overlap."""
    parts = []
    done = 0
    for splice in sorted(splices, key=lambda each: each.start):
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])


def lines_after(text: str, index: int, lines: Iterable[str]) -> Splice:
    """Return the splice that puts whole lines below the line of `index`, which must not be inside a value.

    An index at the beginning of a line belongs to the line above. A last line without a line break stays one:
    the break comes before the new lines, none after them.
    """
    line_end = _LINE_BREAK.search(text, index)
    if text[:index].endswith(("\n", "\r")):
        return Splice(index, index, "".join(line + newline_of(text) for line in lines))
    if line_end is None:
        return Splice(len(text), len(text), "".join(newline_of(text) + line for line in lines))
    return Splice(line_end.end(), line_end.end(), "".join(line + line_end[0] for line in lines))


def newline_of(text: str) -> str:
    """Return the line break that a text uses first."""
    first = _LINE_BREAK.search(text)
    return first[0] if first else "\n"


def to_line_end(text: str, index: int) -> str:
    """Return what stands from `index` to the end of its line."""
    line_end = _LINE_BREAK.search(text, index)
    return text[index : line_end.start() if line_end else len(text)]
