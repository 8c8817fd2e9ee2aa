"""The tree of a YAML file: values with their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from cjm_plugin.reading.diagnostics import Position

if TYPE_CHECKING:
    from cjm_plugin.reading.scalars import Resolved


@dataclass(slots=True)
class _Placed:
    """Something that stands somewhere; `mark` is the parser's: line and column from 0."""

    mark: Any

    @property
    def position(self) -> Position:
        """Where it begins."""
        return Position(self.mark.line + 1, self.mark.column + 1)


@dataclass(slots=True)
class Scalar(_Placed):
    """A single value. `raw` is the text as written, without quotes."""

    raw: str
    value: Resolved

    size: ClassVar[int] = 1
    height: ClassVar[int] = 0


@dataclass(slots=True)
class Sequence(_Placed):
    """A list. `size` counts the values in it, `height` the levels below it, aliases unfolded."""

    items: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class Mapping(_Placed):
    """Keys, each with its place and its value; each once, merged keys last. Size and height as those of a list."""

    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    size: int = 1
    height: int = 1


Node: TypeAlias = Scalar | Sequence | Mapping


def to_data(node: Node) -> object:
    """Return the plain lists, dicts and values of a tree."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {key: to_data(value) for key, (_, value) in node.entries.items()}


def find(root: Mapping, loc: tuple[str | int, ...], *, key: bool = False) -> tuple[Position, Node]:
    """Return the place and node at `loc`, or the nearest one above it that the file has.

    Elements that the file does not have (shorthands, tags of unions) are passed over. With `key`,
    the place is that of the key itself.
    """
    node: Node = root
    position = root.position
    for element in loc:
        if isinstance(node, Mapping) and element in node.entries:
            named, node = node.entries[str(element)]
            position = named.position if key else node.position
        elif isinstance(node, Sequence) and isinstance(element, int) and element < len(node.items):
            node = node.items[element]
            position = node.position
    return position, node
