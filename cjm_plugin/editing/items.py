"""Adding an entry to a list, in the style of the entries it has."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Fields

from cjm_plugin.editing.fields import is_empty_node, is_null
from cjm_plugin.editing.layout import Alias, Layout, Mapping, Node, Scalar, Sequence
from cjm_plugin.editing.refusal import NOT_PROVEN, EditRefusedError
from cjm_plugin.editing.splices import Splice, lines_after, to_line_end
from cjm_plugin.editing.style import dash_of, item_in_braces, item_lines, new_item_lines, style_of


def item_added(layout: Layout, group: Mapping, pair: tuple[Node, Node], item: Fields[str, str]) -> Iterator[Splice]:
    """Add an entry to the list of a key of `group`; a key without a value, or with a single entry, gets a list."""
    key, value = pair
    if is_null(value) or _is_empty_list(layout, value):
        return _first(layout, group, pair, item)
    match value:
        case Sequence(is_flow=True):
            return _in_brackets(layout, value, item)
        case Sequence():
            return _in_lines(layout, value, item)
        case Mapping(is_flow=False):
            return _after_single(layout, key, value, item)
        case Mapping() | Scalar():
            return iter((Splice(value.start, value.start, "["), Splice(value.end, value.end, _more(item) + "]")))
        case Alias():
            raise EditRefusedError(NOT_PROVEN)


def _is_empty_list(layout: Layout, value: Node) -> bool:
    """Tell `[]`, with no comment in it."""
    return isinstance(value, Sequence) and not layout.text[value.start : value.end].strip("[] \t")


def _first(layout: Layout, group: Mapping, pair: tuple[Node, Node], item: Fields[str, str]) -> Iterator[Splice]:
    key, value = pair
    after_colon = layout.value_start(key)
    if after_colon is None:
        raise EditRefusedError(NOT_PROVEN)
    end = after_colon if is_empty_node(value) else value.end
    if group.is_flow:
        yield Splice(after_colon, end, f" [{item_in_braces(item)}]")
        return
    if end > after_colon:
        yield Splice(after_colon, end, "")
    dash = layout.column(key.start) + style_of(layout).dash
    yield lines_after(layout.text, end, new_item_lines(item, dash))


def _in_brackets(layout: Layout, entries: Sequence, item: Fields[str, str]) -> Iterator[Splice]:
    if not entries.items:
        yield Splice(entries.inner, entries.inner, item_in_braces(item))
        return
    text = layout.text
    last = entries.items[-1]
    rest = to_line_end(text, last.end)
    comma = rest.lstrip().startswith(",")
    alone = not text[: last.start].rpartition("\n")[2].strip() and not rest.lstrip(" \t,").partition("#")[0]
    if not alone:
        yield Splice(last.end, last.end, _more(item))
        return
    if not comma:
        yield Splice(last.end, last.end, ",")
    line = " " * layout.column(last.start) + item_in_braces(item) + ("," if comma else "")
    yield lines_after(text, last.end, [line])


def _in_lines(layout: Layout, entries: Sequence, item: Fields[str, str]) -> Iterator[Splice]:
    dash = layout.column(dash_of(layout, entries))
    last = entries.items[-1]
    if isinstance(last, Mapping) and not last.is_flow:
        lines = item_lines(item, dash, layout.column(last.pairs[0][0].start))
    else:
        lines = new_item_lines(item, dash)
    yield lines_after(layout.text, layout.node_end(last), lines)


def _after_single(layout: Layout, key: Node, entry: Mapping, item: Fields[str, str]) -> Iterator[Splice]:
    """Make a list of an entry in lines: its dash takes the place of a space of its indentation."""
    first = entry.pairs[0][0].start
    column = layout.column(first)
    dash = layout.column(key.start)
    if entry.start != first or column - dash < 2:
        raise EditRefusedError(NOT_PROVEN)
    place = first - (column - dash)
    yield Splice(place, place + 1, "-")
    yield lines_after(layout.text, layout.node_end(entry), item_lines(item, dash, column))


def _more(item: Fields[str, str]) -> str:
    return f", {item_in_braces(item)}"
