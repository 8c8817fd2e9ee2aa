"""The index of the search is rewritten in the letters of its language, and means the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cjm_plugin.site import search_index
from cjm_plugin.site.search_index import write_letters

ODD = st.sampled_from(["\\", "\\u", "\\u0430", "\\U0001f600", '"', "\n", "\x00", "\x7f", "я", "😀", "\ud83d", "\ude00"])
texts = st.lists(st.one_of(ODD, st.characters(codec=None))).map("".join)


def rewritten(folder: Path, value: Any, at_once: int) -> str:
    index = folder / "search" / "search_index.json"
    index.parent.mkdir(exist_ok=True)
    index.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "_AT_ONCE", at_once)
        write_letters(str(folder))
    assert [path.name for path in index.parent.iterdir()] == [index.name]
    return index.read_text(encoding="utf-8")


@given(st.lists(texts), st.integers(1, 20))
@example(["\\u0430", "\\\\u0430\\", "\\U0001f600", "\U0001f600" * 9, "\ud83d", "\ude00\ud83d"], 1)
@example(["\x00\x1f\x7f\u2028"], 7)
def test_any_text_stays_what_it_is(tmp_path_factory: pytest.TempPathFactory, value: list[str], at_once: int) -> None:
    # What JSON reads as the two halves of a letter is that letter: there is no other way to write it.
    expected = json.loads(json.dumps(value))
    assert json.loads(rewritten(tmp_path_factory.mktemp("site"), value, at_once)) == expected


def test_an_index_that_windows_does_not_let_go_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refused)
    assert rewritten(tmp_path, ["я"], 5) == '["\\u044f"]'


def test_letters_are_as_short_as_they_can_be(tmp_path: Path) -> None:
    value = {"docs": [{"text": "Болевая точка 😀"}]}
    assert rewritten(tmp_path, value, 5) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def test_an_index_that_somebody_else_has_written_stays(tmp_path: Path) -> None:
    index = tmp_path / "search" / "search_index.json"
    index.parent.mkdir()
    index.write_text('{"я": "\\\\u0430"}', encoding="utf-8")
    write_letters(str(tmp_path))
    assert index.read_text(encoding="utf-8") == '{"я": "\\\\u0430"}'
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_a_site_without_search_has_no_index(tmp_path: Path) -> None:
    write_letters(str(tmp_path))
    assert not [*tmp_path.iterdir()]
