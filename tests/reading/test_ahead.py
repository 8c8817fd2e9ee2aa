"""Maps that are parsed ahead are those that would have been parsed, and say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_plugin.model.base import Noun
from cjm_plugin.reading import portfolio
from cjm_plugin.reading.ahead import unread_maps
from cjm_plugin.reading.folder import Role
from cjm_plugin.reading.noun_file import NounFile, noun_file
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.reading.text_file import TextFile
from tests.shared.memory import Memory

MAPS = Path(__file__).parents[2] / "maps"


def test_what_is_parsed_ahead_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_portfolio(MAPS, "maps")
    tasks = unread_maps(MAPS, "maps", lambda _: False)
    assert len(tasks) == len(expected.portfolio.maps)
    kept = Memory({name: parse() for name, parse in tasks.items()})
    assert not unread_maps(MAPS, "maps", kept.__contains__)
    parsed = []

    def counted(text: TextFile, role: Role) -> NounFile[Noun]:
        parsed.append(role)
        return noun_file(text, role)

    monkeypatch.setattr(portfolio, "noun_file", counted)
    assert read_portfolio(MAPS, "maps", kept=kept) == expected
    assert {role.name for role in parsed} == {"PERSONA", "COLLECTION", "CATALOG"}


@pytest.mark.parametrize("text", ["title: [", "titel: A", "title: A\nstages: [A]\nscore: 1\n", ""])
def test_a_map_with_anything_to_tell_is_left_to_the_reader(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert read_portfolio(tmp_path, "maps").diagnostics
    (task,) = unread_maps(tmp_path, "maps", lambda _: False).values()
    with pytest.raises(ValueError, match="maps"):
        task()


def test_what_is_no_text_is_left_to_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.yaml").symlink_to("/nowhere")
    assert unread_maps(tmp_path, "maps", lambda _: False) == {}
