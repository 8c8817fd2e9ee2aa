"""Maps as people write them, read from files, with all that rules look at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.rules.subject import Subject

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_plugin.model.portfolio import Portfolio

TODAY = dt.date(2026, 11, 21)

MAP = "folder/journey.yaml"


def read(folder: Path, files: dict[str, str]) -> Portfolio:
    """Return what a maps folder with these files holds; none of them may have a problem."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    reading = read_portfolio(folder, "maps")
    assert not reading.diagnostics, [diagnostic.line(str) for diagnostic in reading.diagnostics]
    return reading.portfolio


def subjects_of(portfolio: Portfolio, today: dt.date = TODAY) -> dict[str, Subject]:
    """Return every map of a portfolio as rules see it, by its key."""
    personas = {entry.persona.id: entry.persona for entry in portfolio.personas}
    collections = {entry.key: entry.collection for entry in portfolio.collections}
    return {
        entry.key: Subject(entry.journey, personas, portfolio.catalog, collections.get(entry.collection), today)
        for entry in portfolio.maps
    }


def subject(folder: Path, text: str, **files: str) -> Subject:
    """Return one map as rules see it, in a portfolio with nothing else but `files`."""
    (only,) = subjects_of(read(folder, {MAP: text, **files})).values()
    return only
