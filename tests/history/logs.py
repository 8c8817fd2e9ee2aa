"""Short ways to ask for the history of a map in tests."""

from __future__ import annotations

from pathlib import PurePosixPath

from cjm_plugin.history.log import FileHistory, History, read_history
from tests.history.repositories import Work, map_text

LONG = map_text("Длинная", **{f"stage-{number}": 3 for number in range(20)})
"""Long enough that git knows it again after an edit."""


def history(work: Work) -> History:
    return read_history(work.folder / "maps")


def of(work: Work, name: str = "a.yaml") -> FileHistory:
    found = history(work).of(PurePosixPath(name))
    assert found is not None
    return found


def messages(work: Work, name: str = "a.yaml") -> list[str]:
    return [version.message for version in of(work, name).versions]


def edited(text: str, number: int) -> str:
    """Return the text with another score in one of its lines."""
    return text.replace(f"title: Stage-{number}, score: 3", f"title: Stage-{number}, score: 5")
