"""A line of a file with a caret below the place that is meant."""

from __future__ import annotations

import re
import unicodedata

from cjm_plugin.reading.diagnostics import harmless

WIDEST = 100
"""So many columns of a line are shown; a longer one is cut to what stands around the caret."""

_TAB = "    "
_ONE_COLUMN_EACH = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e№]*")
"""The letters and signs of most texts; looking each of them up takes longer than all the rest."""

_CUT = "…"
_COMMAND_OF_RUNNERS = "##["
_DEFUSED = "# #["


def excerpt(line: str, number: int, column: int) -> tuple[str, str]:
    """Return two lines: line `number` of a file, and a caret under its character `column`, both counted from 1.

    Characters that would move the cursor are written as their codes. A number and a bar come first, so that no text
    of a user can be taken for a command by a program that reads the log.
    """
    cells = _cells(line)
    before = sum(width for _, width in cells[: column - 1])
    whole = sum(width for _, width in cells)
    first, last = 0, len(cells)
    if whole > WIDEST:
        first, last, before = _window(cells, column, before)
    shown = "".join(text for text, _ in cells[first:last])
    shown = f"{_CUT if first else ''}{shown}{_CUT if last < len(cells) else ''}".rstrip()
    gutter = str(number)
    caret = " " * (before + bool(first)) + "^"
    return f"  {gutter} | {without_commands(shown)}", f"  {' ' * len(gutter)} | {caret}"


def without_commands(text: str) -> str:
    """Return text without what the older commands of GitHub's runner begin with, wherever in the line it stands."""
    return text.replace(_COMMAND_OF_RUNNERS, _DEFUSED)


def _cells(line: str) -> list[tuple[str, int]]:
    """Return each character as it is shown, with the columns of the terminal it takes."""
    if _ONE_COLUMN_EACH.fullmatch(line):
        return [(char, 1) for char in line]
    return [_cell(char) for char in line]


def _cell(char: str) -> tuple[str, int]:
    if char == "\t":
        return _TAB, len(_TAB)
    if unicodedata.category(char) in {"Mn", "Me"}:
        return char, 0
    shown = harmless(char)
    wide = len(shown) == 1 and unicodedata.east_asian_width(char) in {"W", "F"}
    return shown, 2 if wide else len(shown)


def _window(cells: list[tuple[str, int]], column: int, before: int) -> tuple[int, int, int]:
    """Return which characters to show of a long line, and the columns before the caret among them."""
    first, start = 0, 0
    while before - start > WIDEST // 2:
        start += cells[first][1]
        first += 1
    last, end = first, 0
    while last < len(cells) and end + cells[last][1] <= WIDEST - 2:
        end += cells[last][1]
        last += 1
    return first, max(last, min(column, len(cells))), before - start
