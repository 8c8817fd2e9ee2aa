"""Files that are parsed ahead say the same as those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_plugin.model.base import Noun
from cjm_plugin.reading import portfolio
from cjm_plugin.reading.ahead import parsed_ahead
from cjm_plugin.reading.folder import Role
from cjm_plugin.reading.noun_file import NounFile, noun_file
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.reading.text_file import TextFile
from tests.shared.memory import Ahead

MAPS = Path(__file__).parents[2] / "maps"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the reader itself parses from now on."""
    found = []

    def noted(text: TextFile, role: Role) -> NounFile[Noun]:
        found.append(text.shown_path)
        return noun_file(text, role)

    monkeypatch.setattr(portfolio, "noun_file", noted)
    return found


def test_what_is_parsed_ahead_is_not_parsed_again(parsed: list[str]) -> None:
    ahead = Ahead()
    first = read_portfolio(MAPS, "maps", kept=ahead)
    assert not parsed
    assert len(ahead) > len(first.portfolio.maps)
    assert first == read_portfolio(MAPS, "maps")


@pytest.mark.parametrize("text", ["title: [", "titel: A", "title: A\nstages: [A]\nscore: 1\n", ""])
def test_a_file_with_anything_to_tell_is_left_to_the_reader(text: str, tmp_path: Path, parsed: list[str]) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"maps/a\.yaml"):
        parsed_ahead(TextFile("maps/a.yaml", text), Role.MAP)
    assert read_portfolio(tmp_path, "maps", kept=Ahead()).diagnostics
    assert parsed == ["maps/a.yaml"]


def test_what_is_no_text_is_left_to_the_reader(tmp_path: Path, parsed: list[str]) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.yaml").symlink_to("/nowhere")
    ahead = Ahead()
    reading = read_portfolio(tmp_path, "maps", kept=ahead)
    assert reading == read_portfolio(tmp_path, "maps")
    assert len(reading.portfolio.broken) == 2
    assert not ahead
    assert not parsed
