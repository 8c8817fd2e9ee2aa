"""Large folders are checked by several processes, a part of the maps each."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from cjm_plugin.checking.folder import check_part
from cjm_plugin.checking.report import Report, joined_reports
from cjm_plugin.reading.portfolio import WHOLE, Part

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from cjm_plugin.rules.selection import Selection

MAPS_OF_A_PART = 125
"""So many maps are held with their trees at once: some 40 MB when they are large."""

FEWEST_FOR_WORKERS = 200
"""Fewer maps are checked sooner than processes are started."""

_MOST_WORKERS = 8


def check_folder(maps_dir: Path, shown_as: str, selection: Selection, today: dt.date, maps: int) -> Report:
    """Check a folder that holds about so many `maps`. Raises nothing for bad files."""
    of = max(1, -(-maps // MAPS_OF_A_PART))
    parts = [Part(number, of) for number in range(of)] if of > 1 else [WHOLE]
    workers = min(processors(), _MOST_WORKERS, of)
    if maps < FEWEST_FOR_WORKERS or workers < 2:
        return joined_reports(check_part(maps_dir, shown_as, selection, today, part) for part in parts)
    try:
        with ProcessPoolExecutor(workers - 1) as pool:
            # This process takes its share too, rather than wait.
            mine = parts[::workers]
            others = [part for part in parts if part not in mine]
            futures = [pool.submit(check_part, maps_dir, shown_as, selection, today, part) for part in others]
            done = [check_part(maps_dir, shown_as, selection, today, part) for part in mine]
            return joined_reports([*done, *(future.result() for future in futures)])
    except (BrokenProcessPool, OSError, ImportError, NotImplementedError):
        # Some systems allow no processes, or end them for want of memory.
        return joined_reports(check_part(maps_dir, shown_as, selection, today, part) for part in parts)


def processors() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
