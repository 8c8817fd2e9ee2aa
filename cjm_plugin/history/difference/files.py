"""Files of two versions of a maps folder: which maps changed, came or went, and what that means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from cjm_plugin.history.difference.change import Change, Figures
from cjm_plugin.history.difference.kinds import Effect
from cjm_plugin.history.difference.whole import figures_of, map_difference, noun_difference
from cjm_plugin.model.base import Noun
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.identity import catalog_with_ids, persona_with_ids, with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.folder import Role
from cjm_plugin.reading.single import read_noun


class FileStatus(StrEnum):
    """What happened to a file as such."""

    ADDED = "added"
    DELETED = "deleted"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A file as it was or is. `path` is how it is shown; the data are empty for a file that is not ours to read."""

    path: PurePosixPath
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a map holds."""

    stages: int
    steps: int


@dataclass(frozen=True, slots=True)
class FileDifference:
    """What changed in a file. `role` is None for one that is no map, persona, collection or catalog: data, pictures.

    A version that cannot be read has problems; then the changes are not known. `before` and `after` are the figures of
    the versions of a map that can be read, `size` is that of the version told of.
    """

    role: Role | None
    old_path: PurePosixPath | None
    new_path: PurePosixPath | None
    title: str = ""
    changes: tuple[Change, ...] = ()
    before: Figures | None = None
    after: Figures | None = None
    size: Size | None = None
    old_problems: tuple[Diagnostic, ...] = ()
    new_problems: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> PurePosixPath:
        """Where the file is, or was when it is gone."""
        path = self.new_path or self.old_path
        assert path is not None  # noqa: S101 - a file is there in one version at least
        return path

    @property
    def status(self) -> FileStatus:
        """What happened to the file."""
        if self.old_path is None:
            return FileStatus.ADDED
        if self.new_path is None:
            return FileStatus.DELETED
        return FileStatus.CHANGED if self.old_path == self.new_path else FileStatus.RENAMED

    @property
    def says_the_same(self) -> bool:
        """Whether the file is only written differently."""
        known = self.role is not None and not self.old_problems and not self.new_problems
        return known and self.status is FileStatus.CHANGED and not self.changes

    def count(self, effect: Effect) -> int:
        """Return how many changes have this effect."""
        return sum(change.effect is effect for change in self.changes)


_NOUNS: dict[Role, type[Noun]] = {
    Role.MAP: JourneyMap,
    Role.PERSONA: Persona,
    Role.CATALOG: Catalog,
    Role.COLLECTION: Collection,
}
_ORDER = (Role.MAP, Role.PERSONA, Role.COLLECTION, Role.CATALOG, None)


def file_difference(
    role: Role | None, old: FileVersion | None, new: FileVersion | None, today: dt.date | None = None
) -> FileDifference:
    """Read both versions of a file of this role and return what changed; None: there is no such version."""
    was, old_problems = read_version(role, old)
    now, new_problems = read_version(role, new)
    changes: tuple[Change, ...] = ()
    if isinstance(was, JourneyMap) and isinstance(now, JourneyMap):
        changes = map_difference(was, now, today=today).changes
    elif was and now:
        changes = noun_difference(was, now)
    told = now or was
    return FileDifference(
        role,
        old.path if old else None,
        new.path if new else None,
        _title(told),
        changes,
        figures_of(was) if isinstance(was, JourneyMap) else None,
        figures_of(now) if isinstance(now, JourneyMap) else None,
        _size(told) if isinstance(told, JourneyMap) else None,
        old_problems,
        new_problems,
    )


def in_order(files: Iterable[FileDifference]) -> tuple[FileDifference, ...]:
    """Return maps before personas before the rest, each by path."""
    return tuple(sorted(files, key=lambda file: (_ORDER.index(file.role), file.path)))


def read_version(role: Role | None, version: FileVersion | None) -> tuple[Noun | None, tuple[Diagnostic, ...]]:
    """Return what a version of a file of this role says, with complete ids; None and the errors when it has any."""
    if role is None or version is None:
        return None, ()
    single = read_noun(version.data, str(version.path), _NOUNS[role])
    if single.noun is None:
        return None, tuple(problem for problem in single.diagnostics if problem.is_error)
    return _with_ids(single.noun, version.path), ()


def _with_ids(noun: Noun, path: PurePosixPath) -> Noun:
    if isinstance(noun, JourneyMap):
        return with_ids(noun)
    if isinstance(noun, Persona):
        return persona_with_ids(noun, path.stem)
    return catalog_with_ids(noun) if isinstance(noun, Catalog) else noun


def _title(noun: Noun | None) -> str:
    return str(getattr(noun, "title", "") or getattr(noun, "name", ""))


def _size(journey: JourneyMap) -> Size:
    return Size(len(journey.stages), sum(len(stage.steps) for stage in journey.stages))
