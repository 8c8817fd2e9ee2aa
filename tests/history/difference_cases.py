"""The golden cases of the difference: the edit of a map, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from cjm_plugin.history.difference import map_difference
from cjm_plugin.history.wording import sentence
from cjm_plugin.history.wording_files import MARKS
from cjm_plugin.locale import interface
from cjm_plugin.reading.single import read_map

if TYPE_CHECKING:
    import datetime as dt

    from cjm_plugin.model.journey_map import JourneyMap

GOLDEN = Path(__file__).parent / "golden" / "difference"
JOURNEY = "journey.yaml"
"""The map that all cases edit."""


def families() -> dict[str, list[dict[str, Any]]]:
    """Return the cases of each file."""
    files = (path for path in sorted(GOLDEN.glob("*.yaml")) if path.name != JOURNEY)
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}


def read(text: str) -> JourneyMap:
    """Return the map that a YAML text holds."""
    reading = read_map(text.encode(), "map.yaml")
    assert reading.journey, [diagnostic.line(str) for diagnostic in reading.diagnostics]
    return reading.journey


def edited(text: str, edits: list[dict[str, str]]) -> str:
    """Return the text with each `from` replaced by its `to`; each must be there once."""
    for edit in edits:
        assert text.count(edit["from"]) == 1, edit["from"]
        text = text.replace(edit["from"], edit["to"])
    return text


def told(text: str, edits: list[dict[str, str]], language: str, today: dt.date | None = None) -> list[str]:
    """Return what is said of an edit, line by line."""
    difference = map_difference(read(text), read(edited(text, edits)), today=today)
    return [f"{MARKS[change.effect]} {sentence(change, interface(language))}" for change in difference.changes]
