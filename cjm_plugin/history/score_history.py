"""How the scores of a map went: at each version that was tagged, reviewed or numbered, and now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cjm_plugin.history.difference import NounKind, map_difference
from cjm_plugin.history.meaningful import blobs_before
from cjm_plugin.history.snapshots import Snapshot, VersionFigures, version_figures

if TYPE_CHECKING:
    from cjm_plugin.history.earlier import EarlierVersions
    from cjm_plugin.history.tags import Tag
    from cjm_plugin.history.versions import FileHistory, Version
    from cjm_plugin.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class _Known:
    """A version; `blob` is None for the map on disk."""

    figures: VersionFigures
    blob: str | None

    @property
    def stage_ids(self) -> frozenset[str]:
        return frozenset(stage.id for stage in self.figures.stages)


def score_history(
    file: FileHistory, earlier: EarlierVersions, current: JourneyMap, tags: Mapping[str, Sequence[Tag]]
) -> tuple[Snapshot, ...]:
    """Return the scores of a map over time, oldest first; the last one is `current`, the map as it is on disk.

    `tags` are those of this file, by commit. Versions with errors are left out. Raises GitError when git cannot start.
    """
    now = version_figures(current)
    found: list[Snapshot] = []
    newer, ids = _Known(now, None if file.is_uncommitted else file.blob), dict[str, str]()
    for version in _memorable(file.versions, earlier, tags):
        figures = earlier.figures(version.blob)
        if figures is None:
            continue
        older = _Known(figures, version.blob)
        renamed = _renamed_stages(earlier, older, newer, current)
        steps = ((stage.id, renamed.get(stage.id, stage.id)) for stage in figures.stages)
        ids = {id_: ids.get(next_id, next_id) for id_, next_id in steps}
        names = tuple(tag.name for tag in tags.get(version.commit, ()))
        found.append(Snapshot(figures.with_ids(ids), version, names))
        newer = older
    return (*reversed(found[1:]), *_until_now(file, found[:1], now))


def _until_now(file: FileHistory, last: Sequence[Snapshot], now: VersionFigures) -> tuple[Snapshot, ...]:
    """Return the last snapshot and the map of today, which may be the same."""
    newest = file.last
    if last and newest and last[0].commit == newest and last[0].figures == now:
        return (replace(last[0], is_now=True),)
    return (*last, Snapshot(now, None if file.is_uncommitted else newest, is_now=True))


def _memorable(
    versions: Sequence[Version], earlier: EarlierVersions, tags: Mapping[str, Sequence[Tag]]
) -> Iterator[Version]:
    for index, version in enumerate(versions):
        if version.commit in tags or _is_marked(versions, index, earlier):
            yield version


def _is_marked(versions: Sequence[Version], index: int, earlier: EarlierVersions) -> bool:
    """Tell whether a version has another number or date of review than the one before."""
    blob, before = versions[index].blob, blobs_before(versions, index)
    lines = earlier.mark_lines(blob)
    if not lines or lines in {earlier.mark_lines(other) for other in before}:
        return False
    figures = earlier.figures(blob)
    if figures is None or not any(figures.mark):
        return False
    known = (earlier.figures(other) for other in before)
    return all(other is None or other.mark != figures.mark for other in known)


def _renamed_stages(earlier: EarlierVersions, older: _Known, newer: _Known, current: JourneyMap) -> Mapping[str, str]:
    """Return the ids of stages that have another id in the newer version."""
    if older.stage_ids == newer.stage_ids or older.blob is None:
        return {}
    if newer.blob is not None:
        difference = earlier.difference(older.blob, newer.blob, None)
    else:
        journey = earlier.journey(older.blob)
        difference = map_difference(journey, current) if journey else None
    # Stages and steps share the ids of steps.
    return difference.ids.get(NounKind.STEP, {}) if difference is not None else {}
