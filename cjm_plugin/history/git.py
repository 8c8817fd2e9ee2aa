"""The git repository that holds the maps. A thin layer over the program git, which must be installed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.changes import RAW, FileChange, read_changes
from cjm_plugin.history.git_process import (
    DUBIOUS,
    FAILED,
    NO_FOLDER,
    NO_GIT,
    NO_WORK_TREE,
    NOT_A_REPOSITORY,
    GitError,
    fields,
    finished_git,
    path_text,
    reason,
    run_git,
)
from cjm_plugin.history.objects import read_contents
from cjm_plugin.history.working_tree import work_in_progress
from cjm_plugin.locale import N_
from cjm_plugin.reading.folder import composed

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FileChange", "GitError", "Repository", "open_repository"]

UNKNOWN_REVISION = N_(
    'there is no revision "{revision}" in the repository; `git fetch --all --tags` gets what is missing'
)
ONLY_REMOTE = N_('there is no revision "{revision}" in the repository; did you mean "{remote}"?')
UNKNOWN_IN_SHALLOW = N_(
    'there is no revision "{revision}" in this shallow clone; fetch the whole history: '
    "`git fetch --unshallow`, on GitHub `fetch-depth: 0`"
)
NO_COMMITS = N_("the repository has no commits yet")
BROKEN = N_("the repository is damaged; `git fsck` says more")
NO_MERGE_BASE = N_('"{one}" and "{other}" have no commit in common')
NO_BASE_IN_SHALLOW = N_(
    'where "{one}" and "{other}" parted is not in this shallow clone; fetch the whole history: '
    "`git fetch --unshallow`, on GitHub `fetch-depth: 0`"
)
OUTSIDE = N_("{folder} lies outside the repository {root}")

_DOUBTFUL = re.compile(rb"dubious ownership in repository at '(.*)'")
_NO_TOOLS_OF_MACOS = (b"xcrun:", b"xcode-select:")
"""What the program in the place of git says on a Mac that has none."""

_ID = re.compile(rb"[0-9a-f]{40,64}")


def open_repository(folder: Path) -> Repository:
    """Return the repository whose files `folder` is among: a clone, a worktree or a submodule.

    Raises GitError when there is no git program, no repository, none with files, or one that git does not trust.
    """
    if not folder.is_dir():
        raise GitError(NO_FOLDER, folder=str(folder))
    done = finished_git(folder, ["rev-parse", "--is-shallow-repository", "--show-toplevel"])
    if done.returncode:
        raise _not_opened(folder, done.stderr)
    shallow, _, root = done.stdout.partition(b"\n")
    return Repository(Path(path_text(root.removesuffix(b"\n"))).resolve(), is_shallow=shallow == b"true")


def _not_opened(folder: Path, errors: bytes) -> GitError:
    doubtful = _DOUBTFUL.search(errors)
    if doubtful:
        return GitError(DUBIOUS, root=path_text(doubtful[1]))
    if errors.startswith(_NO_TOOLS_OF_MACOS):
        return GitError(NO_GIT)
    for sign, message in ((b"not a git repository", NOT_A_REPOSITORY), (b"work tree", NO_WORK_TREE)):
        if sign in errors:
            return GitError(message, folder=str(folder.resolve()))
    return GitError(FAILED, reason=reason(errors))


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with files. `root` is the absolute path of its top folder, links resolved.

    `is_shallow`: older commits have not been fetched. Revisions are what git understands: a branch, a tag, `HEAD~3`.
    All methods raise GitError.
    """

    root: Path
    is_shallow: bool

    def commit_of(self, revision: str) -> str:
        """Return the full id of the commit a revision means; raises GitError when there is none."""
        commit = self._id(f"{revision}^{{commit}}")
        if commit:
            return commit
        if revision == "HEAD":
            raise GitError(BROKEN if self._id(revision) else NO_COMMITS)
        remote = f"origin/{revision}"
        if self._id(f"{remote}^{{commit}}"):
            raise GitError(ONLY_REMOTE, revision=revision, remote=remote)
        raise GitError(UNKNOWN_IN_SHALLOW if self.is_shallow else UNKNOWN_REVISION, revision=revision)

    def merge_base(self, a: str, b: str) -> str:
        """Return the commit where two revisions parted."""
        done = finished_git(self.root, ["merge-base", self.commit_of(a), self.commit_of(b)])
        if done.returncode:
            raise GitError(NO_BASE_IN_SHALLOW if self.is_shallow else NO_MERGE_BASE, one=a, other=b)
        return done.stdout.decode().split()[0]

    def changed_files(self, old: str, new: str | None, folder: Path | None = None) -> tuple[FileChange, ...]:
        """Return the files that differ between two revisions, sorted by path; renames count as one change.

        `new` None is the work in progress: files on disk, with new ones that git does not ignore. `folder` leaves
        out what lies elsewhere; a file that came from elsewhere is still a rename.
        """
        inside = PurePosixPath() if folder is None else self.path_of(folder)
        commits = [self.commit_of(old)] + ([] if new is None else [self.commit_of(new)])
        found = self._differences(commits, inside)
        if inside.parts and any(change.old is None for change in found):
            came = {change.new: change for change in self._differences(commits, PurePosixPath()) if change.old}
            found = [came.get(change.new, change) if change.old is None else change for change in found]
        return tuple(sorted(found, key=lambda change: str(change.new or change.old)))

    def files_at(self, revision: str, folder: Path | None = None) -> dict[PurePosixPath, str]:
        """Return the files of a folder at a revision, each with the id of its content. Links are left out."""
        pathspec = self.pathspec(PurePosixPath() if folder is None else self.path_of(folder))
        listing = run_git(self.root, ["ls-tree", "-r", "-z", "--full-tree", self.commit_of(revision), *pathspec])
        heads = (line.partition(b"\t") for line in fields(listing))
        return {
            PurePosixPath(path_text(path)): head.split(b" ")[2].decode()
            for head, _, path in heads
            if head.startswith(b"100")
        }

    def blob_at(self, commit: str, path: PurePosixPath) -> str:
        """Return the id of what a path held at a commit, "" when there was nothing."""
        return self._id(f"{commit}:{path}")

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the content of each blob, all read by one process. What the repository lacks is left out.

        Of a content that is too large for a map, only so much is returned that this can be seen.
        """
        return dict(read_contents(self.root, blobs))

    def path_of(self, folder: Path) -> PurePosixPath:
        """Return a path of the file system as the repository writes it, relative to its root."""
        try:
            inside = Path(composed(str(folder.resolve()))).relative_to(composed(str(self.root)))
            return PurePosixPath(inside.as_posix())
        except ValueError as error:
            raise GitError(OUTSIDE, folder=str(folder), root=str(self.root)) from error

    @staticmethod
    def pathspec(inside: PurePosixPath) -> tuple[str, ...]:
        """Return the arguments that limit a command of git to a folder."""
        return ("--", str(inside)) if inside.parts else ()

    def _id(self, revision: str) -> str:
        found = finished_git(
            self.root, ["rev-parse", "--verify", "--quiet", "--end-of-options", revision]
        ).stdout.strip()
        return found.decode() if _ID.fullmatch(found) else ""  # "a..b" and "^a" are found, too

    def _differences(self, commits: list[str], inside: PurePosixPath) -> list[FileChange]:
        pathspec = self.pathspec(inside)
        if len(commits) == 1:
            return work_in_progress(self.root, commits[0], pathspec)
        return list(read_changes(fields(run_git(self.root, ["diff-tree", *RAW, *commits, *pathspec]))))
