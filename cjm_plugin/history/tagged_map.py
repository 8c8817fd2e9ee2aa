"""A map as it was at a git tag, found under whatever name its file had then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_plugin.analysis.comparison import RenamedIds
from cjm_plugin.history.difference import NounKind, map_difference
from cjm_plugin.history.git import GitError, Repository
from cjm_plugin.history.tags import all_tags
from cjm_plugin.locale import N_
from cjm_plugin.reading.single import read_map
from cjm_plugin.reading.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from cjm_plugin.history.versions import FileHistory
    from cjm_plugin.model.journey_map import JourneyMap

NO_TAG = N_('there is no tag "{tag}" in the repository; `git fetch --tags` gets those that are missing')
NEAR_TAG = N_('there is no tag "{tag}" in the repository; did you mean "{other}"?')
NOT_THERE_YET = N_('{path} is not there at the tag "{tag}", under no name that the history knows')
BROKEN_THEN = N_('{path} had errors at the tag "{tag}", so it cannot be compared with')
NOT_AT_HAND = N_('what {path} was at the tag "{tag}" is not in this clone; clone it without `--filter`')


@dataclass(frozen=True, slots=True)
class TaggedMap:
    """A map at a tag. `path` is relative to the root of the repository, `tagged` when the tag was set."""

    journey: JourneyMap
    path: PurePosixPath
    tagged: dt.datetime

    def renamed_until(self, current: JourneyMap) -> RenamedIds:
        """Return the ids of stages and pain points that are others on the map of today."""
        ids: Mapping[NounKind, Mapping[str, str]] = map_difference(self.journey, current).ids
        # Stages and steps share the ids of steps.
        return RenamedIds(ids.get(NounKind.STEP, {}), ids.get(NounKind.PAIN, {}))


def map_at_tag(repository: Repository, tag: str, path: PurePosixPath, file: FileHistory | None) -> TaggedMap:
    """Return a map as it was at a tag.

    `path` is where the file is now, relative to the root of the repository; `file` is its history, None when git does
    not know it. Raises GitError when there is no such tag, when the map was not there yet, and when it had errors.
    """
    tags = {known.name: known for known in all_tags(repository)}
    found = tags.get(tag)
    if found is None:
        near = suggestion(tag, tags)
        other = near.values.get("suggestion") if near else None
        raise GitError(NEAR_TAG, tag=tag, other=other) if other else GitError(NO_TAG, tag=tag)
    commit = repository.commit_of(f"refs/tags/{tag}")
    there, blob = _found(repository, commit, path, file)
    if not blob:
        raise GitError(NOT_THERE_YET, path=str(path), tag=tag)
    content = repository.contents([blob]).get(blob)
    if content is None:
        raise GitError(NOT_AT_HAND, path=str(there), tag=tag)
    journey = read_map(content, str(there)).journey
    if journey is None:
        raise GitError(BROKEN_THEN, path=str(there), tag=tag)
    return TaggedMap(journey, there, found.date)


def _found(
    repository: Repository, commit: str, path: PurePosixPath, file: FileHistory | None
) -> tuple[PurePosixPath, str]:
    """Return the path and content of a file at a commit; the content is "" when it was not there.

    A content that its history knows tells it from another file that had one of its names.
    """
    versions = file.versions if file else ()
    known = {(version.path, version.blob) for version in versions}
    paths = dict.fromkeys([path, *(version.path for version in versions)])
    there = [(each, blob) for each in paths if (blob := repository.blob_at(commit, each))]
    return next((found for found in there if found in known), there[0] if there else (path, ""))
