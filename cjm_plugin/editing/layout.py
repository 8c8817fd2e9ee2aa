"""YAML text → where each value stands in it, to the character: what an edit needs to leave everything else alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from cjm_plugin.editing.refusal import UNREADABLE_LAYOUT, EditRefusedError

_COLON = re.compile(r"[ \t]*:")
_BLOCK_STYLES = frozenset("|>")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `start` and `end` enclose it with its quotes, tag and anchor; `style` is None without quotes."""

    start: int
    end: int
    value: str
    style: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """`*name`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values. `inner` is where the first key may stand; `is_flow` tells `{a: b}` from lines."""

    start: int
    inner: int
    end: int
    is_flow: bool
    pairs: tuple[tuple[Node, Node], ...]

    def pair(self, key: str) -> tuple[Node, Node] | None:
        """Return a key and its value; None when it is not written here."""
        for name, value in self.pairs:
            if isinstance(name, Scalar) and name.value == key:
                return name, value
        return None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list. `inner` is where the first item, or its dash, may stand; `is_flow` tells `[a, b]` from lines."""

    start: int
    inner: int
    end: int
    is_flow: bool
    items: tuple[Node, ...]


Node: TypeAlias = Scalar | Alias | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Layout:
    """A text and the root of its tree."""

    text: str
    root: Mapping

    def value_start(self, key: Node) -> int | None:
        """Return the index right after the colon of a key; None when it has none."""
        colon = _COLON.match(self.text, key.end)
        return colon.end() if colon else None

    def content_end(self, pair: tuple[Node, Node]) -> int:
        """Return the index right after the last character of a key and its value: comments do not count."""
        key, value = pair
        if isinstance(value, Scalar) and is_empty(value):
            return self.value_start(key) or key.end
        return self.node_end(value)

    def node_end(self, node: Node) -> int:
        """Return the index right after the last character of a value."""
        if isinstance(node, Mapping) and not node.is_flow and node.pairs:
            return self.content_end(node.pairs[-1])
        if isinstance(node, Sequence) and not node.is_flow and node.items:
            return self.node_end(node.items[-1])
        if isinstance(node, Scalar) and node.style in _BLOCK_STYLES and not node.value.endswith("\n\n"):
            return node.start + len(self.text[node.start : node.end].rstrip())
        return node.end

    def column(self, index: int) -> int:
        """Return how many characters stand before an index in its line."""
        before = self.text[:index]
        return index - 1 - max(before.rfind("\n"), before.rfind("\r"))


def is_empty(node: Scalar) -> bool:
    """Tell a value that is not written at all, as in `review:`."""
    return node.start == node.end


def layout_of(text: str) -> Layout:
    """Return the layout of a YAML text with one document; raise EditRefusedError when it has none."""
    reader = YAML(typ="safe", pure=True)
    try:
        events = iter(reader.parse(text))
        root = _root(events)
    except YAMLError as error:
        raise EditRefusedError(UNREADABLE_LAYOUT) from error
    if not isinstance(root, Mapping):
        raise EditRefusedError(UNREADABLE_LAYOUT)
    return Layout(text, root)


def _root(events: Iterator[Any]) -> Node | None:
    for event in events:
        if not isinstance(event, StreamStartEvent | DocumentStartEvent):
            return _node(event, events)
    return None


def _node(event: Any, events: Iterator[Any]) -> Node | None:
    start, after = event.start_mark.index, event.end_mark.index
    match event:
        case AliasEvent():
            return Alias(start, after)
        case ScalarEvent():
            return Scalar(start, after, event.value, event.style)
        case SequenceStartEvent():
            items, end = _until(SequenceEndEvent, events)
            return Sequence(start, after, end, bool(event.flow_style), tuple(items))
        case MappingStartEvent():
            nodes, end = _until(MappingEndEvent, events)
            pairs = tuple(zip(nodes[::2], nodes[1::2], strict=True))
            return Mapping(start, after, end, bool(event.flow_style), pairs)
    return None


def _until(end: type[Any], events: Iterator[Any]) -> tuple[list[Node], int]:
    """Return the nodes of a list or mapping, and the index right after it."""
    nodes: list[Node] = []
    for event in events:
        if type(event) is end:
            return nodes, event.end_mark.index
        node = _node(event, events)
        if node is not None:
            nodes.append(node)
    raise EditRefusedError(UNREADABLE_LAYOUT)
