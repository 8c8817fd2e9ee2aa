"""Each file's way back through the commits: over renames, and through merges on the side it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.versions import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_plugin.history.changes import FileChange
    from cjm_plugin.history.commits import Step

Files = frozenset[PurePosixPath]
"""Files of today that had the same path at a commit; nearly always one."""

Wanted = dict[PurePosixPath, Files]
"""Whose history is sought from a commit back, by the path there."""


@dataclass(slots=True)
class Trail:
    """What was found of each file of today, newest first; `cut` are those whose beginning was not fetched."""

    versions: dict[PurePosixPath, list[Version]] = field(default_factory=dict)
    cut: set[PurePosixPath] = field(default_factory=set)

    def add(self, files: Files, version: Version) -> None:
        """Note a version of files, once."""
        for file in files:
            known = self.versions.setdefault(file, [])
            if not known or known[-1].commit != version.commit:
                known.append(version)


def follow(steps: Sequence[Step], wanted: Wanted, trail: Trail, boundary: frozenset[str]) -> None:
    """Follow files back from the first step, and note their versions in `trail`.

    A file of a merge is followed to the first parent where it is the same: it came from there. When it is different
    from all parents, the merge is a version of its own and all parents are followed. So a change counts once, and one
    that did not survive its merge does not count. At a commit of `boundary` earlier ones are missing.
    """
    pending = {step.commit.id: wanted for step in steps[:1]}
    for step in steps:
        here = pending.pop(step.commit.id, None)
        if not here:
            continue
        if step.commit.id in boundary:
            trail.cut.update(*(here[change.new] for change in step.changes[0] if change.new in here))
        elif len(step.parents) > 1:
            _through_merge(step, here, trail, pending)
        else:
            _through_commit(step, here, trail)
            for parent in step.parents:
                _seek(pending, parent, here)


def _through_commit(step: Step, here: Wanted, trail: Trail) -> None:
    """Note what a commit changed, and give renamed files the path they had before.

    A file that was added stays sought: an earlier commit may have deleted it.
    """
    for change in step.changes[0]:
        if change.new in here:
            trail.add(here[change.new], _version(step, change, (change,)))
    renames = [(change.old, change.new) for change in step.changes[0] if change.old and change.new]
    moved = {old: here[new] for old, new in renames if old != new and new in here}
    for old, new in renames:
        if old != new:
            here.pop(old, None)
            here.pop(new, None)
    here |= moved


def _through_merge(step: Step, here: Wanted, trail: Trail, pending: dict[str, Wanted]) -> None:
    by_path = [{change.new: change for change in changes if change.new} for changes in step.changes]
    for path in [path for path in by_path[0] if path in here]:
        files = here.pop(path)
        changes = [changed.get(path) for changed in by_path]
        if None in changes:
            _seek(pending, step.parents[changes.index(None)], {path: files})
            continue
        here_too = [change for change in changes if change]
        if all(change.old_blob != change.new_blob for change in here_too):  # a rename alone says nothing new
            trail.add(files, _version(step, here_too[0], here_too))
        for parent, change in zip(step.parents, here_too, strict=True):
            if change.old:
                _seek(pending, parent, {change.old: files})
    _seek(pending, step.parents[0], here)


def _version(step: Step, change: FileChange, changes: Iterable[FileChange]) -> Version:
    commit = step.commit
    return Version(
        commit=commit.id,
        date=commit.date,
        author=commit.author,
        message=commit.message,
        path=change.new or PurePosixPath(),
        blob=change.new_blob or "",
        before=tuple(change.old_blob for change in changes if change.old_blob),
    )


def _seek(pending: dict[str, Wanted], commit: str, wanted: Wanted) -> None:
    """Have files sought from a commit back, together with those that other children of it want."""
    known = pending.get(commit)
    if known is None:
        pending[commit] = wanted
        return
    fewer, more = sorted((known, wanted), key=len)
    for path, files in fewer.items():
        more[path] = more.get(path, frozenset()) | files
    pending[commit] = more
