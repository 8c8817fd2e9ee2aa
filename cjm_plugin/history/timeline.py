"""What changed on the maps, and how their scores went, as far back as git knows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from cjm_plugin.cache.store import Cache, open_cache
from cjm_plugin.history.earlier import EarlierVersions
from cjm_plugin.history.git_process import GitError
from cjm_plugin.history.meaningful import Event, MeaningfulChange, meaningful_changes
from cjm_plugin.history.objects import Contents
from cjm_plugin.history.score_history import score_history
from cjm_plugin.history.snapshots import Snapshot, StageScore, VersionFigures
from cjm_plugin.history.tags import Tagged, read_tagged, tags_by_commit

if TYPE_CHECKING:
    from pathlib import PurePosixPath
    from types import TracebackType

    from cjm_plugin.history.versions import History
    from cjm_plugin.model.journey_map import JourneyMap

__all__ = ["Event", "MeaningfulChange", "Snapshot", "StageScore", "Timeline", "Timelines", "VersionFigures"]

_KIND = "timelines"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The last meaningful changes of a map, newest first, and its scores over time, oldest first."""

    changes: tuple[MeaningfulChange, ...] = ()
    scores: tuple[Snapshot, ...] = ()


class Timelines:
    """The timelines of all maps of a history, worked out one by one.

    Earlier versions are read when they are needed, all by one process, which ends with the `with` block or with this
    object. What was worked out is kept in the cache by the ids of the contents, so that it is worked out once.
    """

    def __init__(self, history: History, cache: Cache | None = None) -> None:
        """Take what git knows of the maps; the cache is the user's unless one is given."""
        self._history = history
        self._cache = open_cache(_KIND) if cache is None else cache
        self._contents = Contents(history.repository.root) if history.repository else None
        self._tagged: Tagged | None = None

    def of(self, path: PurePosixPath, current: JourneyMap, limit: int = 10) -> Timeline:
        """Return the timeline of a map with at most `limit` changes; an empty one when git knows nothing of it.

        `path` is relative to the maps folder; `current` is the map as it is on disk. Raises nothing.
        """
        file = self._history.of(path)
        if file is None or self._contents is None:
            return Timeline()
        key = f"{file.versions[-1].commit} {path}" if file.versions else ""
        earlier = EarlierVersions(self._contents, str(path), _kept(self._cache, key))
        try:
            changes = tuple(islice(meaningful_changes(file, earlier, current), limit))
            scores = score_history(file, earlier, current, tags_by_commit(self._tags(self._contents), file.versions))
        except GitError:  # git was there a moment ago
            return Timeline()
        if key and earlier.is_new:
            self._cache.put(key, earlier.to_keep)
        return Timeline(changes, scores)

    def close(self) -> None:
        """End the process that reads earlier versions."""
        if self._contents:
            self._contents.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _tags(self, contents: Contents) -> Tagged:
        if self._tagged is None:
            repository, head = self._history.repository, self._history.head
            versions = (version for file in self._history.files.values() for version in file.versions)
            self._tagged = read_tagged(repository, head, versions, contents) if repository and head else {}
        return self._tagged


def _kept(cache: Cache, key: str) -> dict[str, dict[str, Any]]:
    """Return what earlier runs worked out for a map; nothing when it is not of the right shape."""
    kept = cache.get(key) if key else None
    if not isinstance(kept, dict):
        return {}
    return {kind: values for kind, values in kept.items() if isinstance(values, dict)}
