"""The changes that changed what a map says; formatting, order of keys and comments did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cjm_plugin.history.difference import Change, ChangeKind, MapDifference, map_difference

if TYPE_CHECKING:
    from cjm_plugin.history.earlier import EarlierVersions
    from cjm_plugin.history.versions import FileHistory, Version
    from cjm_plugin.model.journey_map import JourneyMap


class Event(StrEnum):
    """What happened to a map. Only CHANGED has a difference.

    UNREADABLE: the version has errors, so nobody can tell what it says. REPAIRED: it is the first without errors.
    """

    CREATED = "created"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    REPAIRED = "repaired"


@dataclass(frozen=True, slots=True)
class MeaningfulChange:
    """Something that happened to a map. `version` is None for what is not committed yet."""

    event: Event
    version: Version | None
    difference: MapDifference | None = None

    @property
    def date(self) -> dt.datetime | None:
        """When it was written, in the time zone of the author."""
        return self.version.date if self.version else None

    @property
    def author(self) -> str:
        """Who wrote it; "" when it is not committed yet."""
        return self.version.author if self.version else ""

    @property
    def message(self) -> str:
        """The first line of what they say about it; "" when it is not committed yet."""
        return self.version.message if self.version else ""

    @property
    def commit(self) -> str:
        """The full id of the commit; "" when it is not committed yet."""
        return self.version.commit if self.version else ""

    @property
    def short_commit(self) -> str:
        """The id of the commit as people write it; "" when it is not committed yet."""
        return self.version.short_commit if self.version else ""


_FOLLOW = {ChangeKind.STAGE_MEAN, ChangeKind.MAP_MEAN, ChangeKind.EVIDENCE_COVERAGE}
"""What follows from other changes."""


def meaningful_changes(file: FileHistory, earlier: EarlierVersions, current: JourneyMap) -> Iterator[MeaningfulChange]:
    """Yield what happened to a map, newest first, reading no more versions than are asked for.

    `current` is the map as it is on disk. Raises GitError when git cannot be started.
    """
    if file.is_uncommitted:
        yield from _not_committed_yet(file, earlier, current)
    for index, version in enumerate(file.versions):
        event, difference = _event(file.versions, index, earlier)
        if difference is None or difference.changes:
            yield MeaningfulChange(event, version, difference)


def _not_committed_yet(file: FileHistory, earlier: EarlierVersions, current: JourneyMap) -> Iterator[MeaningfulChange]:
    if file.blob is None:
        yield MeaningfulChange(Event.CREATED, None)
        return
    readable = _last_readable(file.versions, 0, file.blob, earlier)
    before = earlier.journey(readable) if readable else None
    if before is None:
        yield MeaningfulChange(Event.REPAIRED, None)
    elif difference := map_difference(before, current):
        yield MeaningfulChange(Event.CHANGED, None, difference)


def _event(versions: Sequence[Version], index: int, earlier: EarlierVersions) -> tuple[Event, MapDifference | None]:
    version = versions[index]
    if earlier.figures(version.blob) is None:
        return Event.UNREADABLE, None
    before = blobs_before(versions, index)
    if not before:
        return Event.CREATED, None
    readable = [_last_readable(versions, index + 1, blob, earlier) for blob in before]
    found = [earlier.difference(blob, version.blob, version.date.date()) for blob in readable if blob]
    differences = [difference for difference in found if difference is not None]
    if not differences:
        return Event.REPAIRED, None
    return Event.CHANGED, differences[0] if len(before) == 1 else _by_hand(differences)


def blobs_before(versions: Sequence[Version], index: int) -> tuple[str, ...]:
    """Return the contents that a version replaced; a file that was restored replaced the one that was deleted."""
    before = versions[index].before
    if before or index + 1 == len(versions):
        return before
    return (versions[index + 1].blob,)


def _last_readable(versions: Sequence[Version], start: int, blob: str, earlier: EarlierVersions) -> str | None:
    """Return `blob`, or the last content before it that is a valid map, looking through versions from `start` on."""
    for index in range(start, len(versions)):
        if earlier.figures(blob) is not None:
            return blob
        if versions[index].blob == blob:
            before = blobs_before(versions, index)
            if not before:
                return None
            blob = before[0]
    return blob if earlier.figures(blob) is not None else None


def _by_hand(differences: Sequence[MapDifference]) -> MapDifference:
    """Return what a merge changed by itself: what is different from all versions that it brought together.

    The rest was changed on one of the branches and is told there. What follows from changes is told there, too.
    """
    first, *others = differences
    known = [{_what(change) for change in other.changes} for other in others]
    own = (
        change
        for change in first.changes
        if change.kind not in _FOLLOW and all(_what(change) in changed for changed in known)
    )
    return replace(first, changes=tuple(own))


def _what(change: Change) -> tuple[object, ...]:
    """Return what a change is about, whatever the change."""
    return tuple((subject.noun, subject.id) for subject in change.place), change.path, change.persona
