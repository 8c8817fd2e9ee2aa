"""Portfolios as people write them, read from YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from cjm_plugin.reading.portfolio import read_portfolio

if TYPE_CHECKING:
    from cjm_plugin.model.portfolio import Portfolio

MAPS = Path(__file__).parents[2] / "maps"


def portfolio(folder: Path, files: dict[str, Any]) -> Portfolio:
    """Return the portfolio of a folder with these files: data for YAML, or text for the rest."""
    for name, said in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = said if isinstance(said, str) else yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    reading = read_portfolio(folder, "maps")
    assert not reading.has_errors, [found.line(str) for found in reading.diagnostics]
    return reading.portfolio


def examples() -> Portfolio:
    """Return the example portfolio."""
    return read_portfolio(MAPS, "maps").portfolio


def journey(title: str, *stages: Any, **keys: Any) -> dict[str, Any]:
    """Return a map as it is typed."""
    return {"title": title, **keys, "stages": list(stages) or ["Stage"]}
