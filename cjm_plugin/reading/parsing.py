"""YAML text → a tree of nodes with positions, built from the events of the C parser.

Built here and not by PyYAML's composer, because that recurses, unfolds alias bombs, takes the last of
two equal keys, and forgets where keys stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import yaml

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint, Position
from cjm_plugin.reading.nodes import Mapping, Node, Scalar, Sequence
from cjm_plugin.reading.scalars import Resolved, resolve
from cjm_plugin.reading.suspects import suspicious_text
from cjm_plugin.reading.syntax_errors import explained
from cjm_plugin.reading.text_file import FORBIDDEN, TextFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.reading.problems import Problem

MAX_DEPTH = 100
MAX_VALUES = 100_000

_TAG_PREFIX = "tag:yaml.org,2002:"
_TEXT_TAGS = {"!", _TAG_PREFIX + "str"}
_PLAIN_TAGS = {_TAG_PREFIX + name for name in ("null", "bool", "int", "float", "timestamp")}
_SHAPE_TAGS = {"!", _TAG_PREFIX + "map", _TAG_PREFIX + "seq"}
_MERGE = "<<"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The root of a file, None when it cannot be had, and what was found on the way."""

    root: Mapping | None
    diagnostics: tuple[Diagnostic, ...]


class _StopError(Exception):
    """Reading on makes no sense: the problem is already noted."""


def parse(file: TextFile) -> Parsed:
    """Build the tree of a file. Problems that leave a usable tree are noted and passed over."""
    builder = _Builder(file)
    try:
        builder.read()
    except _StopError:
        return Parsed(None, tuple(builder.diagnostics))
    except yaml.YAMLError as error:
        return Parsed(None, (*builder.diagnostics, explained(error, file)))
    root = builder.root
    if root is None or (isinstance(root, Scalar) and root.value is None):
        return Parsed(None, (*builder.diagnostics, Diagnostic(problems.EMPTY, file.shown_path, TOP)))
    if not isinstance(root, Mapping):
        wrong = Diagnostic(problems.NOT_A_MAPPING, file.shown_path, root.position)
        return Parsed(None, (*builder.diagnostics, wrong))
    return Parsed(root, tuple(builder.diagnostics))


@dataclass(slots=True)
class _Open:
    """A list or group whose end has not come yet, with its anchor and the key that waits for its value."""

    node: Sequence | Mapping
    anchor: str | None
    key: Scalar | None = None


class _Builder:
    """Takes parser events one by one; holds the open containers on a stack instead of recursing."""

    def __init__(self, file: TextFile) -> None:
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self._file = file
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._unused: dict[str, Position] = {}
        self._documents = 0

    def read(self) -> None:
        """Take all events of the file; raise YAMLError where the parser gives up."""
        # Not kept in the builder: it would refer to itself, and the tree outlive its use.
        takers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._take_scalar,
            yaml.MappingStartEvent: lambda event: self._push(event, Mapping(event.start_mark)),
            yaml.SequenceStartEvent: lambda event: self._push(event, Sequence(event.start_mark)),
            yaml.MappingEndEvent: self._pop,
            yaml.SequenceEndEvent: self._pop,
            yaml.AliasEvent: self._take_alias,
            yaml.DocumentStartEvent: self._take_document,
        }
        loader = yaml.CSafeLoader(self._file.text)
        while (event := loader.get_event()) is not None:
            take = takers.get(type(event))
            if take:
                take(event)
        for name, position in self._unused.items():
            self._note(problems.UNUSED_ANCHOR, position, {"name": name}, Hint(problems.QUOTE_START, {"character": "&"}))

    def _take_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._note(problems.SECOND_DOCUMENT, _position(event.start_mark))
            raise _StopError

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        raw: str = event.value
        mark: Any = event.start_mark
        value: Resolved = raw if event.style else resolve(raw)
        if event.style == '"':
            self._check_characters(raw, mark)
        elif not event.style and (":" in raw or raw[:1] == "-" or cast("Any", event.end_mark).line != mark.line):
            self._check_plain(raw, event)
        if event.tag is not None:
            value = self._tagged(event, value)
        scalar = Scalar(mark, raw, value)
        if event.anchor:
            self._name(event.anchor, scalar)
        self._place(scalar)

    def _check_characters(self, raw: str, mark: Any) -> None:
        r"""Refuse what the file itself may not hold, written as `"\\0"`."""
        bad = FORBIDDEN.search(raw)
        if bad:
            self._note(problems.CONTROL_CHARACTER, _position(mark), {"character": f"U+{ord(bad[0]):04X}"})

    def _check_plain(self, raw: str, event: yaml.ScalarEvent) -> None:
        start, end = cast("Any", event.start_mark), cast("Any", event.end_mark)
        suspect = suspicious_text(raw, _position(start), self._file.lines[start.line : end.line + 1])
        if suspect:
            self.diagnostics.append(suspect.at(self._file.shown_path))

    def _tagged(self, event: yaml.ScalarEvent, value: Resolved) -> Resolved:
        if event.tag in _TEXT_TAGS:
            return str(event.value)
        if event.tag in _PLAIN_TAGS:
            return resolve(event.value)
        self._refuse_tag(event)
        return value

    def _push(self, event: yaml.CollectionStartEvent, node: Sequence | Mapping) -> None:
        if event.tag is not None and event.tag not in _SHAPE_TAGS:
            self._refuse_tag(event)
        self._open.append(_Open(node, event.anchor))
        self._check_depth(len(self._open), node.mark)

    def _pop(self, _event: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        if done.anchor:
            self._name(done.anchor, done.node)
        if isinstance(done.node, Mapping) and _MERGE in done.node.entries:
            self._merge(done.node)
        self._place(done.node)

    def _name(self, anchor: str, node: Node) -> None:
        self._anchors[anchor] = node
        self._unused[anchor] = node.position

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        position = _position(event.start_mark)
        name = str(event.anchor)
        if any(parent.anchor == name for parent in self._open):
            self._note(problems.BAD_ALIAS, position, {"name": name})
            raise _StopError
        node = self._anchors.get(name)
        if node is None:
            hint = Hint(problems.QUOTE_START, {"character": "*"})
            self._note(problems.UNKNOWN_ALIAS, position, {"name": name}, hint)
            raise _StopError
        self._unused.pop(name, None)
        self._place(node)
        self._check_depth(len(self._open) + node.height, event.start_mark)
        if self._open and self._open[-1].node.size > MAX_VALUES:
            self._note(problems.ALIAS_BOMB, position, {"limit": str(MAX_VALUES)})
            raise _StopError

    def _place(self, node: Node) -> None:
        """Put a finished node where it belongs: a key, a value, an item, or the root."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        container = parent.node
        container.size += node.size
        if node.height >= container.height:
            container.height = node.height + 1
        key = parent.key
        if isinstance(container, Sequence):
            container.items.append(node)
        elif key is None:
            parent.key = self._key(node)
        elif key.raw in container.entries:
            self._refuse_second(key, container.entries[key.raw][0])
            parent.key = None
        else:
            container.entries[key.raw] = (key, node)
            parent.key = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self._note(problems.KEY_NOT_TEXT, node.position, hint=Hint(problems.QUOTE_START, {"character": "{ [ ?"}))
        raise _StopError

    def _refuse_second(self, key: Scalar, first: Scalar) -> None:
        values = {"key": key.raw, "line": str(first.position.line)}
        hint = Hint(problems.NEW_ITEM) if len(self._open) > 1 else None
        self._note(problems.DUPLICATE_KEY, key.position, values, hint)

    def _check_depth(self, depth: int, mark: Any) -> None:
        if depth > MAX_DEPTH:
            self._note(problems.TOO_DEEP, _position(mark), {"limit": str(MAX_DEPTH)})
            raise _StopError

    def _merge(self, mapping: Mapping) -> None:
        _, merged = mapping.entries.pop(_MERGE)
        for source in merged.items if isinstance(merged, Sequence) else [merged]:
            if isinstance(source, Mapping):
                for key, entry in source.entries.items():
                    mapping.entries.setdefault(key, entry)
            else:
                self._note(problems.STRUCTURE, source.position)

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        tag = str(event.tag).replace(_TAG_PREFIX, "!!")
        hint = Hint(problems.QUOTE_START, {"character": "!"})
        self._note(problems.TAG, _position(event.start_mark), {"tag": tag}, hint)

    def _note(
        self, problem: Problem, position: Position, values: dict[str, str] | None = None, hint: Hint | None = None
    ) -> None:
        self.diagnostics.append(Diagnostic(problem, self._file.shown_path, position, values or {}, hint))


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)
