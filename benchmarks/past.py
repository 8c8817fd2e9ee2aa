"""Reads the history of all maps, as a build does: `python -m benchmarks.past MAPS_DIR`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from cjm_plugin.history.log import read_history
from cjm_plugin.history.timeline import Timelines
from cjm_plugin.reading.portfolio import read_portfolio


def past(maps_dir: Path) -> dict[str, float]:
    """Return the seconds that the log takes, and those that the changes and scores of all maps take."""
    maps = read_portfolio(maps_dir, "maps").portfolio.maps
    begin = time.perf_counter()
    history = read_history(maps_dir)
    read = time.perf_counter()
    with Timelines(history) as timelines:
        for entry in maps:
            timelines.of(entry.path, entry.journey)
    return {"log": read - begin, "timelines": time.perf_counter() - read}


if __name__ == "__main__":
    print(json.dumps(past(Path(sys.argv[1]))))  # noqa: T201 - the result
