"""Whatever stands in the files, reading answers with a sound portfolio or says what is wrong."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.model.walk import moments, opportunities, pains
from cjm_plugin.reading.portfolio import Reading, read_portfolio
from tests.reading.examples import FAST, MAPS, PLACES, TEXT, TYPED, json_like, replaced
from tests.reading.folders import write

SIGNS = list(":-#&*!|>'\"%@`{}[],?\t ")


def read(content: str | bytes) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        return read_portfolio(write(Path(folder), {"a.yaml": content}), "maps")


def assert_sound(reading: Reading) -> None:
    """A map is either there, with ids on everything, or broken and complained of."""
    assert len(reading.portfolio.maps) + len(reading.portfolio.broken) <= 1
    if not reading.portfolio.maps:
        assert reading.has_errors
    for entry in reading.portfolio.maps:
        ids = [placed.noun.id for placed in moments(entry.journey)]
        assert all(ids)
        assert all(placed.noun.id for placed in pains(entry.journey))
        assert all(placed.noun.id for placed in opportunities(entry.journey))
        assert len(ids) == len(set(ids))
    for diagnostic in reading.diagnostics:
        assert diagnostic.position.line >= 1
        assert diagnostic.position.column >= 1
        assert "\n" not in diagnostic.line(str)
        assert "cannot be understood" not in diagnostic.line(str)


@FAST
@given(st.sampled_from(PLACES), json_like)
def test_any_value_may_be_replaced_by_any_other(loc: tuple[Any, ...], new: Any) -> None:
    text = json.dumps(replaced(TYPED, loc, new), ensure_ascii=False)
    assert_sound(read(text.encode("utf-8", "replace")))


@FAST
@given(
    st.integers(0, len(TEXT)),
    st.integers(0, 40),
    st.text(max_size=6) | st.sampled_from(list(":-#&*!|>'\"%@`{}[],?\t ")),
)
def test_any_part_of_a_file_may_be_overwritten(start: int, length: int, new: str) -> None:
    text = TEXT[:start] + new + TEXT[start + length :]
    assert_sound(read(text.encode("utf-8", "replace")))


@FAST
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    assert_sound(read(content))


@FAST
@given(st.text(alphabet="at:- \n#&*!|>'\"{}[],?x1.", max_size=60))
def test_any_text_made_of_yaml(content: str) -> None:
    assert_sound(read(content))


@pytest.mark.parametrize("map_file", sorted(MAPS.glob("*/*.yaml")), ids=lambda path: path.name)
def test_the_examples_have_places_for_all_their_lines(map_file: Path) -> None:
    """Cut off after any tenth line, an example still gets an answer."""
    lines = map_file.read_text(encoding="utf-8").splitlines(keepends=True)
    for end in range(0, len(lines), max(10, len(lines) // 8)):
        assert_sound(read("".join(lines[:end])))
