"""What a pull request touches: the files that changed since a branch parted from another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.git import FileChange, Repository
from cjm_plugin.reading import problems
from cjm_plugin.reading.folder import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cjm_plugin.checking.issue import Issue
    from cjm_plugin.checking.report import Report

_CAUSED_ELSEWHERE = {
    Role.PERSONA: (problems.UNKNOWN_PERSONA, problems.SAME_PERSONA, problems.SAME_ADDRESS),
    Role.CATALOG: (
        problems.UNKNOWN_SOURCE,
        problems.UNKNOWN_CHANNEL,
        problems.UNKNOWN_SHARED_PAIN,
        problems.ONE_ONLY,
    ),
    Role.COLLECTION: (problems.SAME_ADDRESS, problems.ONE_ONLY),
    Role.MAP: (problems.UNKNOWN_MAP, problems.AMBIGUOUS_MAP, problems.SAME_ADDRESS),
    None: (problems.FILE_MISSING, problems.FILE_OUTSIDE, problems.NOT_AN_IMAGE),
}
"""What a change of a file can cause in other files, by what the file is; None: a picture or a series."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that differ, with paths of the repository, and where in it the maps are."""

    files: tuple[FileChange, ...]
    maps: PurePosixPath

    @property
    def now(self) -> frozenset[PurePosixPath]:
        """The files that were added or changed, by the paths they have now."""
        return frozenset(change.new for change in self.files if change.new)

    @property
    def paths(self) -> frozenset[PurePosixPath]:
        """All paths that were touched: of deleted files too, and both of a renamed one."""
        return self.now | {change.old for change in self.files if change.old}

    def codes_elsewhere(self) -> frozenset[str]:
        """Return the codes of what these changes may have caused in files that did not change themselves."""
        caused = {problem.code for role in self._roles() for problem in _CAUSED_ELSEWHERE[role]}
        return frozenset(caused | ({problems.CIRCLE.code} if self._changes_maps() else set()))

    def _roles(self) -> Iterator[Role | None]:
        for change in self.files:
            for path in {change.old, change.new} - {None}:
                inside = _below(path, self.maps)
                role = role_of(inside) if inside else None
                # What a map says concerns no other file, but for circles; its name does.
                if inside and (role is not Role.MAP or change.old != change.new):
                    yield role

    def _changes_maps(self) -> bool:
        inside = (_below(change.new, self.maps) for change in self.files)
        return any(path is not None and role_of(path) is Role.MAP for path in inside)


def changes_since(repository: Repository, revision: str, maps_dir: Path) -> Changes:
    """Return what changed since HEAD parted from `revision`, with the work in progress. Raises GitError."""
    base = repository.merge_base(revision, "HEAD")
    return Changes(repository.changed_files(base, None), repository.path_of(maps_dir))


def touched(report: Report, changes: Changes, shown_as: str) -> Report:
    """Return the report with only the issues that the changes may have caused; all maps stay in it."""
    codes = changes.codes_elsewhere()
    return replace(report, issues=tuple(_caused(report.issues, changes, codes, PurePosixPath(shown_as))))


def in_repository(path: str, shown_as: PurePosixPath, changes: Changes) -> PurePosixPath:
    """Return the path that the repository has for one that a report shows."""
    return changes.maps / PurePosixPath(path).relative_to(shown_as)


def _caused(
    issues: Iterable[Issue], changes: Changes, codes: frozenset[str], shown_as: PurePosixPath
) -> Iterator[Issue]:
    now = changes.now
    for issue in issues:
        path = in_repository(issue.path, shown_as, changes)
        if path in now or issue.code in codes or (path == changes.maps and changes.codes_elsewhere()):
            yield issue


def _below(path: PurePosixPath | None, folder: PurePosixPath) -> PurePosixPath | None:
    return path.relative_to(folder) if path and path.is_relative_to(folder) else None
