"""YAML text → a tree of nodes with positions, built from the events of the C parser.

Built here and not by PyYAML's composer, because that recurses, unfolds alias bombs, takes the last of
two equal keys, and forgets where keys stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Position
from cjm_plugin.reading.problems import Problem
from cjm_plugin.reading.scalars import Resolved, resolve
from cjm_plugin.reading.syntax_errors import syntax_error
from cjm_plugin.reading.text_file import TextFile

MAX_DEPTH = 100
MAX_VALUES = 100_000

_TAG_PREFIX = "tag:yaml.org,2002:"
_TEXT_TAGS = {"!", _TAG_PREFIX + "str"}
_PLAIN_TAGS = {_TAG_PREFIX + name for name in ("null", "bool", "int", "float", "timestamp")}
_SHAPE_TAGS = {_TAG_PREFIX + "map", _TAG_PREFIX + "seq"}
_MERGE = "<<"


@dataclass(slots=True)
class Scalar:
    """A single value. `raw` is the text as written, without quotes."""

    position: Position
    raw: str
    value: Resolved
    size: int = 1
    height: int = 0


@dataclass(slots=True)
class Sequence:
    """A list. `size` counts the values in it, `height` the levels below it, aliases unfolded."""

    position: Position
    items: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 0


@dataclass(slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: str
    key_position: Position
    value: Node


@dataclass(slots=True)
class Mapping:
    """Keys with values; each key once, merged keys last."""

    position: Position
    entries: dict[str, Entry] = field(default_factory=dict)
    size: int = 1
    height: int = 0
    waiting: tuple[str, Position] | None = None
    merged: list[Node] = field(default_factory=list)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Parsed:
    """The root of a file, None when it cannot be had, and what was found on the way."""

    root: Mapping | None
    diagnostics: tuple[Diagnostic, ...]


class _StopError(Exception):
    """Reading on makes no sense: the problem is already noted."""


def parse(file: TextFile) -> Parsed:
    """Build the tree of a file. Problems that leave a usable tree are noted and passed over."""
    builder = _Builder(file.shown_path)
    try:
        for event in yaml.parse(file.text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except _StopError:
        return Parsed(None, tuple(builder.diagnostics))
    except yaml.YAMLError as error:
        return Parsed(None, (*builder.diagnostics, syntax_error(error, file)))
    root = builder.root
    if root is None or (isinstance(root, Scalar) and root.value is None):
        return Parsed(None, (*builder.diagnostics, Diagnostic(problems.EMPTY, file.shown_path, TOP)))
    if not isinstance(root, Mapping):
        wrong = Diagnostic(problems.NOT_A_MAPPING, file.shown_path, root.position)
        return Parsed(None, (*builder.diagnostics, wrong))
    return Parsed(root, tuple(builder.diagnostics))


def to_data(node: Node) -> object:
    """Return the plain lists, dicts and values of a tree; values read from aliases are shared."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {entry.key: to_data(entry.value) for entry in node.entries.values()}


def find(root: Mapping, loc: tuple[str | int, ...], *, key: bool = False) -> tuple[Position, Node]:
    """Return the place and node at `loc`, or the nearest one above it that the file has.

    Elements that the file does not have (shorthands, tags of unions) are passed over. With `key`,
    the place is that of the key itself.
    """
    node: Node = root
    position = root.position
    for element in loc:
        if isinstance(node, Mapping) and element in node.entries:
            entry = node.entries[str(element)]
            node = entry.value
            position = entry.key_position if key else node.position
        elif isinstance(node, Sequence) and isinstance(element, int) and element < len(node.items):
            node = node.items[element]
            position = node.position
    return position, node


class _Builder:
    """Takes parser events one by one; holds the open containers on a stack instead of recursing."""

    def __init__(self, shown_path: str) -> None:
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self._path = shown_path
        self._open: list[Sequence | Mapping] = []
        self._anchors: dict[str, Node] = {}
        self._unfinished: set[str] = set()
        self._anchor_of: list[str | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event."""
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._push(event, Mapping(_position(event)))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._push(event, Sequence(_position(event)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._pop()
        elif isinstance(event, yaml.AliasEvent):
            self._take_alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._note(problems.SECOND_DOCUMENT, _position(event))
                raise _StopError

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        plain = event.style is None or event.style == ""
        if event.tag in _TEXT_TAGS:
            value: Resolved = event.value
        elif event.tag in _PLAIN_TAGS:
            value = resolve(event.value)
        else:
            self._refuse_tag(event.tag, event)
            value = resolve(event.value) if plain else event.value
        scalar = Scalar(_position(event), event.value, value)
        if event.anchor:
            self._anchors[event.anchor] = scalar
        self._place(scalar)

    def _push(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, node: Sequence | Mapping) -> None:
        if event.tag not in _SHAPE_TAGS:
            self._refuse_tag(event.tag, event)
        self._check_depth(len(self._open), node.position)
        if event.anchor:
            self._unfinished.add(event.anchor)
        self._anchor_of.append(event.anchor)
        self._open.append(node)

    def _pop(self) -> None:
        node = self._open.pop()
        anchor = self._anchor_of.pop()
        if anchor:
            self._unfinished.discard(anchor)
            self._anchors[anchor] = node
        if isinstance(node, Mapping):
            self._merge(node)
        self._place(node)

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        position = _position(event)
        if event.anchor in self._unfinished:
            self._note(problems.BAD_ALIAS, position, {"name": event.anchor})
            raise _StopError
        node = self._anchors.get(event.anchor)
        if node is None:
            values = {"reason": f"undefined alias *{event.anchor}"}
            self._note(problems.SYNTAX, position, values)
            raise _StopError
        self._place(node, position)

    def _place(self, node: Node, position: Position | None = None) -> None:
        """Put a finished node where it belongs: a key, a value, an item, or the root."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif parent.waiting is None:
            parent.waiting = (self._key(node), position or node.position)
        else:
            self._add_entry(parent, *parent.waiting, node)
            parent.waiting = None
        parent.size += node.size
        parent.height = max(parent.height, node.height + 1)
        self._check_depth(len(self._open) + node.height - 1, position or node.position)
        if parent.size > MAX_VALUES:
            self._note(problems.ALIAS_BOMB, position or node.position, {"limit": str(MAX_VALUES)})
            raise _StopError

    def _check_depth(self, depth: int, position: Position) -> None:
        if depth >= MAX_DEPTH:
            self._note(problems.TOO_DEEP, position, {"limit": str(MAX_DEPTH)})
            raise _StopError

    def _key(self, node: Node) -> str:
        if isinstance(node, Scalar):
            return node.raw
        self._note(problems.KEY_NOT_TEXT, node.position)
        raise _StopError

    def _add_entry(self, mapping: Mapping, key: str, position: Position, value: Node) -> None:
        first = mapping.entries.get(key)
        if key == _MERGE:
            mapping.merged.append(value)
        elif first:
            self._note(problems.DUPLICATE_KEY, position, {"key": key, "line": str(first.key_position.line)})
        else:
            mapping.entries[key] = Entry(key, position, value)

    def _merge(self, mapping: Mapping) -> None:
        for merged in mapping.merged:
            for source in merged.items if isinstance(merged, Sequence) else [merged]:
                if isinstance(source, Mapping):
                    for key, entry in source.entries.items():
                        mapping.entries.setdefault(key, entry)
                else:
                    self._note(problems.STRUCTURE, source.position)

    def _refuse_tag(self, tag: str | None, event: yaml.NodeEvent) -> None:
        if tag is not None and tag != "!":
            shown = tag.replace(_TAG_PREFIX, "!!")
            self._note(problems.TAG, _position(event), {"tag": shown})

    def _note(self, problem: Problem, position: Position, values: dict[str, str] | None = None) -> None:
        self.diagnostics.append(Diagnostic(problem, self._path, position, values or {}))


def _position(event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)

