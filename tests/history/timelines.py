"""Short ways to ask for the timeline of a map in tests, and to write it down."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.log import read_history
from cjm_plugin.history.timeline import MeaningfulChange, Snapshot, Timeline, Timelines
from cjm_plugin.reading.single import read_map
from tests.history.repositories import Work, map_text

if TYPE_CHECKING:
    from cjm_plugin.model.journey_map import JourneyMap

A = PurePosixPath("a.yaml")
FIRST = map_text(search=4, pay=2, wait=3, get=5, use=4)


def scored(**scores: float) -> str:
    """Return the first version with other scores."""
    return map_text("Путь", **({"search": 4, "pay": 2, "wait": 3, "get": 5, "use": 4} | scores))


def journey(work: Work, path: PurePosixPath = A) -> JourneyMap:
    found = read_map((work.folder / "maps" / path).read_bytes(), str(path)).journey
    assert found is not None
    return found


def timeline(work: Work, path: PurePosixPath = A, limit: int = 10) -> Timeline:
    with Timelines(read_history(work.folder / "maps")) as timelines:
        return timelines.of(path, journey(work, path), limit)


def told(work: Work, path: PurePosixPath = A, limit: int = 10) -> list[str]:
    return [line(change) for change in timeline(work, path, limit).changes]


def line(change: MeaningfulChange) -> str:
    """Write a change as `message: what happened`; what follows from other changes is left out."""
    if change.difference is None:
        return f"{change.message}: {change.event}"
    changes = [
        f"{item.kind} {'/'.join(subject.id for subject in item.place) or item.after}"
        for item in change.difference.changes
        if item.kind not in {"map-mean", "stage-mean", "evidence-coverage"}
    ]
    return f"{change.message}: {', '.join(changes)}"


def scores(snapshots: tuple[Snapshot, ...]) -> list[str]:
    """Write snapshots as `label mean: stage=score …`, with a star for today's."""
    return [
        f"{snapshot.label or '-'}{'*' if snapshot.is_now else ''} {snapshot.figures.mean:.1f}: "
        + " ".join(f"{stage.id}={stage.score:.0f}" for stage in snapshot.figures.stages if stage.score)
        for snapshot in snapshots
    ]


def numbered(version: str, reviewed: str = "", **others: float) -> str:
    """Return a map of two stages with a number and a date of review."""
    review = f"review: {{last_reviewed: {reviewed}}}\n" if reviewed else ""
    return map_text("Путь", **({"search": 4, "pay": 2} | others)) + f"version: {version}\n" + review
