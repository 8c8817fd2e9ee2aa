"""Schedules of real maps folders, and the site they are published on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cjm_plugin.analysis.reviews import ReviewSchedule, review_schedule
from cjm_plugin.exchange.published_site import PublishedSite
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.reading.portfolio import read_portfolio

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

TODAY = dt.date(2026, 11, 21)


def site(language: str = "en", url: str | None = "https://example.org/journeys/") -> PublishedSite:
    return PublishedSite("Journeys", url, lambda entry: f"{url}maps/{entry.key}/" if url else None, language)


def read(folder: Path, files: dict[str, str], today: dt.date = TODAY) -> ReviewSchedule:
    """Return the schedule of a maps folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    reading = read_portfolio(folder, "maps")
    assert not reading.has_errors, reading.diagnostics
    return review_schedule(reading.portfolio, today)


def with_title(title: str, path: PurePosixPath, last: str = "2026-11-01") -> ReviewSchedule:
    """Return the schedule of one map that is called so."""
    review = {"cycle": "1 month", "last_reviewed": last}
    said = {"title": title, "ownership": title, "tags": [title], "stages": ["A"], "review": review}
    entry = MapEntry("map", path, JourneyMap.model_validate(said))
    return review_schedule(Portfolio(maps=(entry,)), TODAY)
