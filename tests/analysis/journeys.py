"""Maps as people write them, read from YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.reading.portfolio import read_portfolio

_GOLDEN = Path(__file__).parent / "golden"
_ALWAYS = {"title": "Journey", "stages": ["Stage"]}


def cases(name: str) -> list[Any]:
    """Return the cases of a golden file."""
    found: list[Any] = yaml.safe_load((_GOLDEN / name).read_text(encoding="utf-8"))
    return found


def read(folder: Path, said: dict[str, Any], collection: dict[str, Any] | None = None) -> tuple[MapEntry, Portfolio]:
    """Return the map that says this, as read from a file, in the portfolio with nothing else."""
    home = folder if collection is None else folder / "collection"
    home.mkdir(exist_ok=True)
    _write(home / "journey.yaml", _ALWAYS | said)
    if collection is not None:
        _write(home / "_collection.yaml", {"title": "Collection"} | collection)
    reading = read_portfolio(folder, "maps")
    assert not reading.has_errors, reading.diagnostics
    (entry,) = reading.portfolio.maps
    return entry, reading.portfolio


def _write(path: Path, said: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
