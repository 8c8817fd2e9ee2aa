"""Setting the keys of a group, in the style that the file has.

The functions return splices of the layout they are given. Whether these make the right thing of it is for the caller
to prove: YAML can be written in more ways than are told apart here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Fields
from collections.abc import Sequence as Order

from cjm_plugin.editing.layout import Layout, Mapping, Node, Scalar, Sequence, is_empty
from cjm_plugin.editing.refusal import NOT_PROVEN, EditRefusedError
from cjm_plugin.editing.splices import Splice, lines_after
from cjm_plugin.editing.style import Value, field_in_braces, field_lines, style_of

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTES = frozenset("'\"")


def is_null(node: Node) -> bool:
    """Tell a key that has no value."""
    return isinstance(node, Scalar) and node.style is None and node.value in _NULLS


def group_added(layout: Layout, name: str, fields: Fields[str, Value], order: Order[str]) -> Iterator[Splice]:
    """Add a group to the root, after the key that it follows in `order`; there may be a key without a value."""
    root = layout.root
    braced = "{" + ", ".join(field_in_braces(key, value) for key, value in fields.items()) + "}"
    pair = root.pair(name)
    if root.is_flow:
        yield from _given(layout, pair, braced) if pair else _added_in_braces(layout, root, f"{name}: {braced}")
        return
    style = style_of(layout)
    column = layout.column(root.pairs[0][0].start)
    lines = [line for key, value in fields.items() for line in field_lines(key, value, column + style.step, style)]
    if pair is None:
        end = layout.content_end(_before(root, name, order))
        yield lines_after(layout.text, end, [f"{' ' * column}{name}:", *lines])
        return
    after_colon = layout.value_start(pair[0])
    if after_colon is None:
        raise EditRefusedError(NOT_PROVEN)
    if not is_empty_node(pair[1]):
        yield Splice(after_colon, pair[1].end, "")
    yield lines_after(layout.text, after_colon, lines)


def fields_added(layout: Layout, group: Mapping, fields: Fields[str, Value], order: Order[str]) -> Iterator[Splice]:
    """Add keys to a group that does not have them, each after the key that it follows in `order`, or at the end."""
    if not fields:
        return
    if not group.pairs:
        yield Splice(group.inner, group.inner, ", ".join(field_in_braces(key, value) for key, value in fields.items()))
        return
    style = style_of(layout)
    for key, value in fields.items():
        end = layout.content_end(_before(group, key, order))
        if group.is_flow:
            yield Splice(end, end, f", {field_in_braces(key, value)}")
        else:
            column = layout.column(group.pairs[0][0].start)
            yield lines_after(layout.text, end, field_lines(key, value, column, style))


def value_set(layout: Layout, pair: tuple[Node, Node], word: str) -> Iterator[Splice]:
    """Give a key another word as its value, in the quotes of the old one; an anchor stays, an alias goes."""
    _, old = pair
    if isinstance(old, Mapping | Sequence):
        raise EditRefusedError(NOT_PROVEN)
    if not isinstance(old, Scalar) or is_null(old):
        yield from _given(layout, pair, word)
    elif old.value.strip() != word:
        properties = _PROPERTIES.match(layout.text, old.start, old.end)
        start = properties.end() if properties else old.start
        yield _respelled(layout.text, Scalar(start, old.end, old.value.strip(), old.style), word)


def is_empty_node(node: Node) -> bool:
    """Tell a value that is not written."""
    return isinstance(node, Scalar) and is_empty(node)


def _respelled(text: str, old: Scalar, word: str) -> Splice:
    written = text[old.start : old.end]
    if old.style is None:
        return Splice(old.start, old.end, word)
    if old.style in _QUOTES:
        return Splice(old.start + 1, old.end - 1, word)
    if written.count(old.value) != 1:
        raise EditRefusedError(NOT_PROVEN)
    start = old.start + written.index(old.value)
    return Splice(start, start + len(old.value), word)


def _given(layout: Layout, pair: tuple[Node, Node], value: str) -> Iterator[Splice]:
    """Put a value where there is none, or only a null or an alias."""
    key, old = pair
    if not is_empty_node(old):
        yield Splice(old.start, old.end, value)
        return
    after_colon = layout.value_start(key)
    if after_colon is None:
        yield Splice(key.end, key.end, f": {value}")
    else:
        yield Splice(after_colon, after_colon, f" {value}")


def _added_in_braces(layout: Layout, group: Mapping, field: str) -> Iterator[Splice]:
    end = layout.content_end(group.pairs[-1])
    yield Splice(end, end, f", {field}")


def _before(group: Mapping, key: str, order: Order[str]) -> tuple[Node, Node]:
    """Return the pair that a new key comes after: the nearest one before it in `order`, else the last one."""
    for earlier in reversed(order[: order.index(key)]):
        pair = group.pair(earlier)
        if pair:
            return pair
    return group.pairs[-1]
