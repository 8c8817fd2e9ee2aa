"""What git knows of the files of a folder: data only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cjm_plugin.reading.diagnostics import Translate, harmless

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from cjm_plugin.history.git import Repository

_SHORT_ID = 8


@dataclass(frozen=True, slots=True)
class Version:
    """A file as a commit left it.

    `path` is relative to the root of the repository, `blob` the id of the content. `before` are the contents that the
    commit found: one, none for a new file, several when a merge brought versions together. `date` has the time zone of
    the author.
    """

    commit: str
    date: dt.datetime
    author: str
    message: str
    path: PurePosixPath
    blob: str
    before: tuple[str, ...]

    @property
    def short_commit(self) -> str:
        """The first characters of the commit's id."""
        return self.commit[:_SHORT_ID]

    @property
    def is_merge(self) -> bool:
        """Whether both sides of a merge had changed the file."""
        return len(self.before) > 1


@dataclass(frozen=True)
class FileHistory:
    """The life of a file, newest version first, under all names it had.

    `blob` is the id of its content in the last commit, None when git has never seen it. `is_complete` is False when
    earlier versions were not fetched; `is_uncommitted`: the file on disk is not the one of the last commit.
    """

    versions: tuple[Version, ...] = ()
    blob: str | None = None
    is_complete: bool = True
    is_uncommitted: bool = False

    @property
    def first(self) -> Version | None:
        """The version in which the file was made; None when that is not known."""
        return self.versions[-1] if self.versions and self.is_complete else None

    @property
    def last(self) -> Version | None:
        """The last change that was committed."""
        return self.versions[0] if self.versions else None

    @property
    def revisions(self) -> int:
        """How many commits changed the file; merges bring together what was counted before."""
        return len(self._written)

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """Who changed it, by number of revisions; of equals, who was there first."""
        counted = Counter(version.author for version in reversed(self._written) if version.author)
        return tuple(author for author, _ in counted.most_common())

    @cached_property
    def _written(self) -> tuple[Version, ...]:
        return tuple(version for version in self.versions if not version.is_merge)


class Unknown(StrEnum):
    """Why git knows nothing of the maps, or not all."""

    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    NOT_TRUSTED = "not-trusted"
    NO_COMMITS = "no-commits"
    NOT_COMMITTED = "not-committed"
    SHALLOW = "shallow"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class HistoryProblem:
    """What is missing and how to mend it: one warning for all maps. `message` is a translatable template."""

    kind: Unknown
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def line(self, translate: Translate) -> str:
        """Return the message in the language of `translate`."""
        return translate(self.message).format_map({key: harmless(value) for key, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class History:
    """What git knows of a folder. Files are named by their path relative to that folder, as they are on disk."""

    files: Mapping[PurePosixPath, FileHistory] = field(default_factory=dict)
    problem: HistoryProblem | None = None
    repository: Repository | None = None
    head: str | None = None

    def of(self, path: PurePosixPath) -> FileHistory | None:
        """Return the history of a file; None when git does not know it."""
        return self.files.get(path)
