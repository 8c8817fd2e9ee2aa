"""What our work on one portfolio is made of, in one process: `python -m benchmarks.phases MAPS_DIR`.

Nothing is cached here: these are the functions that do the work.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.journeys import TODAY
from cjm_plugin.checking.judging import judge, selection_of
from cjm_plugin.checking.options import RuleOptions
from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import read_portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def phases(maps_dir: Path) -> dict[str, float]:
    """Return the processor seconds of each phase for the whole folder."""
    spent = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        begin = time.process_time()
        result = work()
        spent[name] = time.process_time() - begin
        return result

    reading = timed("read and validate", lambda: read_portfolio(maps_dir, "maps"))
    judged = timed("judge", lambda: judge(reading, selection_of(RuleOptions()), TODAY))
    living = Living(reviews=True, findings={key: found.findings for key, found in judged.items()})
    pages = timed("plan", lambda: plan_pages(reading, shown_as="maps", language="ru", today=TODAY, living=living))
    site = Site("maps")
    maps = {entry.key for entry in reading.portfolio.maps}
    timed("render maps", lambda: [page.make(site) for page in pages if page.key in maps])
    timed("render other pages", lambda: [page.make(site) for page in pages if page.key not in maps])
    timed("draw previews", lambda: [page.preview.draw() for page in pages if page.preview])
    return spent


if __name__ == "__main__":
    print(json.dumps(phases(Path(sys.argv[1]))))  # noqa: T201 - the result
