"""A reading of a folder in which one map was read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cjm_plugin.reading.diagnostics import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath
    from typing import TypeVar

    from cjm_plugin.model.portfolio import BrokenEntry, MapEntry
    from cjm_plugin.reading.portfolio import Reading

    E = TypeVar("E", MapEntry, BrokenEntry)


def renewed(reading: Reading, part: Reading, path: PurePosixPath, shown_path: str) -> Reading:
    """Return a reading whose map at `path`, reported under `shown_path`, is that of `part`; all else stays."""
    before, now = reading.portfolio, part.portfolio
    portfolio = replace(
        before,
        maps=_replaced(before.maps, now.maps, path),
        broken=_replaced(before.broken, now.broken, path),
        series={**before.series, **now.series},
        images=before.images | now.images,
    )
    others = [found for found in reading.diagnostics if found.path != shown_path]
    own = [found for found in part.diagnostics if found.path == shown_path]
    return replace(
        reading,
        portfolio=portfolio,
        diagnostics=in_order([*others, *own]),
        digests={**reading.digests, **{file: text for file, text in part.digests.items() if file == path}},
    )


def _replaced(before: Iterable[E], now: Iterable[E], path: PurePosixPath) -> tuple[E, ...]:
    entries = [entry for entry in before if entry.path != path] + [entry for entry in now if entry.path == path]
    return tuple(sorted(entries, key=lambda entry: entry.path))
