"""Days as the format writes them: `2026-09-15`."""

from __future__ import annotations

import datetime as dt
import re

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(text: str) -> dt.date:
    """Read `2026-09-15`; raise ValueError for anything else, also for other ways that ISO 8601 writes a day."""
    if not _DAY.fullmatch(text):
        raise ValueError("days are written YYYY-MM-DD")
    return dt.date.fromisoformat(text)
