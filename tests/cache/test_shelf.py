"""Many values in one file, from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.cache.shelf import Shelf
from cjm_plugin.cache.store import Cache

if TYPE_CHECKING:
    from pathlib import Path


@given(values=st.dictionaries(st.text(), st.binary()))
def test_the_next_run_finds_what_this_one_leaves(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    first = Shelf(Cache(folder), "maps")
    for name, content in values.items():
        assert first.get(name) is None
        first.put(name, content)
        assert first.get(name) == content
    first.save()
    second = Shelf(Cache(folder), "maps")
    assert {name: second.get(name) for name in values} == values
    assert Shelf(Cache(folder), "other").get(next(iter(values), "")) is None


def test_what_a_run_does_not_ask_for_is_gone_in_the_next(tmp_path: Path) -> None:
    first = Shelf(Cache(tmp_path), "maps")
    first.put("old", b"1")
    first.put("used", b"2")
    first.save()
    second = Shelf(Cache(tmp_path), "maps")
    second.get("used")
    second.save()
    third = Shelf(Cache(tmp_path), "maps")
    assert third.get("used") == b"2"
    assert third.has("old")  # the second run has put nothing there
    third.put("new", b"3")
    third.save()
    fourth = Shelf(Cache(tmp_path), "maps")
    assert [fourth.get(name) for name in ("old", "used", "new")] == [None, b"2", b"3"]


def test_a_second_build_of_one_process_finds_what_the_first_has_made(tmp_path: Path) -> None:
    shelf = Shelf(Cache(tmp_path), "maps")
    shelf.put("page", b"1")
    shelf.save()
    shelf.begin()
    assert shelf.get("page") == b"1"
    shelf.begin()
    shelf.put("other", b"2")
    shelf.save()
    assert Shelf(Cache(tmp_path), "maps").get("page") is None


def test_one_flipped_bit_and_nothing_is_there(tmp_path: Path) -> None:
    shelf = Shelf(Cache(tmp_path), "maps")
    shelf.put("page", b"<p>It is true.</p>")
    shelf.save()
    (file,) = tmp_path.rglob("*.cache")
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Shelf(Cache(tmp_path), "maps").get("page") is None
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert Shelf(Cache(tmp_path), "maps").get("page") is None
