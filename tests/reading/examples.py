"""A real map, and other values in the place of its own."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cjm_plugin.reading.nodes import Mapping, to_data
from cjm_plugin.reading.parsing import parse
from cjm_plugin.reading.text_file import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterator

MAPS = Path(__file__).parents[2] / "maps"
TEXT = (MAPS / "services" / "food-delivery.yaml").read_text(encoding="utf-8")
TYPED = to_data(parse(TextFile("x", TEXT)).root or Mapping(None))
FAST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

words = st.sampled_from(["", " ", "no", "exit", "2026-02-30", "x-y", "title", "search", "3,5", "a: b", "\u202e", "0"])
keys = st.text(max_size=5) | words
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value inside `value`."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*loc, key)
        yield from places(item, (*loc, key))


def replaced(value: Any, loc: tuple[Any, ...], new: Any) -> Any:
    """Return a copy of `value` with `new` at `loc`."""
    result = copy.deepcopy(value)
    holder = result
    for key in loc[:-1]:
        holder = holder[key]
    holder[loc[-1]] = new
    return result


PLACES = sorted(places(TYPED), key=str)
