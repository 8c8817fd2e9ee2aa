"""How a file is written: how far it indents, where its dashes stand, how an entry of a list looks."""

from __future__ import annotations

from collections.abc import Mapping as Fields
from dataclasses import dataclass
from typing import TypeAlias

from cjm_plugin.editing.layout import Layout, Mapping, Sequence

Value: TypeAlias = str | Fields[str, str]
"""What a key is given: a word, or the first entry of a list; all words as they are to be written, quotes and all."""

_USUAL = 2
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Style:
    """`step` is how much further keys are indented than the key above, `dash` how much further the dashes of a list."""

    step: int
    dash: int


def style_of(layout: Layout) -> Style:
    """Return the style of the first group and the first list in lines; two spaces each where there is none."""
    step = dash = None
    for key, value in layout.root.pairs:
        if isinstance(value, Mapping) and not value.is_flow and value.pairs and step is None:
            step = layout.column(value.pairs[0][0].start) - layout.column(key.start)
        if isinstance(value, Sequence) and not value.is_flow and dash is None:
            dash = layout.column(dash_of(layout, value)) - layout.column(key.start)
    return Style(_USUAL if step is None else step, _USUAL if dash is None else dash)


def dash_of(layout: Layout, sequence: Sequence) -> int:
    """Return the index of the first dash of a list in lines."""
    return sequence.start if layout.text[sequence.start] == "-" else sequence.inner


def field_lines(key: str, value: Value, column: int, style: Style) -> list[str]:
    """Return a key with its value as lines; the key stands in `column`."""
    indent = " " * column
    if isinstance(value, str):
        return [f"{indent}{key}: {value}"]
    return [f"{indent}{key}:", *new_item_lines(value, column + style.dash)]


def field_in_braces(key: str, value: Value) -> str:
    """Return a key with its value for a group in braces."""
    return f"{key}: {value}" if isinstance(value, str) else f"{key}: [{item_in_braces(value)}]"


def new_item_lines(item: Fields[str, str], column: int) -> list[str]:
    """Return an entry as one line; as a line for each of its keys when one would be too long."""
    line = f"{' ' * column}- {item_in_braces(item)}"
    return [line] if len(line) <= _LONGEST_LINE else item_lines(item, column, column + _USUAL)


def item_lines(item: Fields[str, str], dash: int, column: int) -> list[str]:
    """Return an entry with a line for each key: the dash stands in column `dash`, the keys in `column`."""
    first, *rest = (f"{key}: {word}" for key, word in item.items())
    return [f"{' ' * dash}-{' ' * (column - dash - 1)}{first}", *(" " * column + line for line in rest)]


def item_in_braces(item: Fields[str, str]) -> str:
    """Return an entry in braces."""
    return "{" + ", ".join(f"{key}: {word}" for key, word in item.items()) + "}"
