"""The history of all files of the maps folder, in one pass whatever their number."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from cjm_plugin.history import git_process
from cjm_plugin.history.changes import nearby
from cjm_plugin.history.commits import read_steps
from cjm_plugin.history.git import NO_COMMITS, GitError, Repository, open_repository
from cjm_plugin.history.git_process import finished_git, path_text, run_git
from cjm_plugin.history.origins import origins
from cjm_plugin.history.versions import FileHistory, History, HistoryProblem, Unknown, Version
from cjm_plugin.history.walk import Trail, Wanted, follow
from cjm_plugin.locale import N_

__all__ = ["FileHistory", "History", "HistoryProblem", "Unknown", "Version", "read_history"]

NOT_COMMITTED = N_("none of the files in {folder} are committed to the repository {root}; `git add` and commit them")
SHALLOW = N_(
    "the repository is a shallow clone, so the history of the maps begins too late; fetch all of it: "
    "`git fetch --unshallow`, on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: 0`"
)
PARTIAL = N_(
    "the repository is a partial clone, so earlier versions of the maps are not at hand; clone it without `--filter`"
)

_KINDS = {
    git_process.NO_GIT: Unknown.NO_GIT,
    git_process.NOT_A_REPOSITORY: Unknown.NO_REPOSITORY,
    git_process.NO_FOLDER: Unknown.NO_REPOSITORY,
    git_process.NO_WORK_TREE: Unknown.NO_REPOSITORY,
    git_process.DUBIOUS: Unknown.NOT_TRUSTED,
    NO_COMMITS: Unknown.NO_COMMITS,
}

_MOST_MOVES = 10
"""How many times the whole folder is followed to where it was before."""


def read_history(maps_dir: Path) -> History:
    """Return what git knows of the files in `maps_dir`. Raises nothing: `History.problem` says what is missing."""
    repository = None
    try:
        repository = open_repository(maps_dir)
        return _read(repository, maps_dir)
    except GitError as error:
        kind = _KINDS.get(error.message, Unknown.FAILED)
        return History(problem=HistoryProblem(kind, error.message, error.values), repository=repository)


def _read(repository: Repository, maps_dir: Path) -> History:
    inside = repository.path_of(maps_dir)
    head = repository.commit_of("HEAD")
    committed = repository.files_at(head, maps_dir)
    uncommitted = {change.new: change for change in repository.changed_files(head, None, maps_dir) if change.new}
    is_partial = _is_partial(repository)
    trail = _trail(repository, head, inside, {path: frozenset({path}) for path in committed}, is_partial=is_partial)
    names = {path: path for path in committed} | {path: change.old for path, change in uncommitted.items()}
    files = {
        path.relative_to(inside): FileHistory(
            versions=tuple(trail.versions.get(old, ())) if old else (),
            blob=committed.get(old) if old else None,
            is_complete=old not in trail.cut,
            is_uncommitted=path in uncommitted,
        )
        for path, old in names.items()
        if path.is_relative_to(inside)
    }
    problem = None
    if not committed:
        values = {"folder": str(maps_dir), "root": str(repository.root)}
        problem = HistoryProblem(Unknown.NOT_COMMITTED, NOT_COMMITTED, values)
    elif trail.cut:
        problem = HistoryProblem(Unknown.SHALLOW, SHALLOW)
    elif is_partial:
        problem = HistoryProblem(Unknown.PARTIAL, PARTIAL)
    return History(files, problem, repository, head)


def _trail(repository: Repository, head: str, inside: PurePosixPath, wanted: Wanted, *, is_partial: bool) -> Trail:
    """Follow all files back; where the whole folder had another name, once more from there."""
    options = ["-M100%"] if is_partial else []  # contents to compare are not at hand
    boundary = _boundary(repository)
    trail = Trail()
    follow(read_steps(repository.root, head, repository.pathspec(inside), options), wanted, trail, boundary)
    moves = _MOST_MOVES if inside.parts else 0
    while moves > 0 and (sought := origins(repository.root, trail, options)):
        for before, there in sought.items():
            moves -= 1
            follow(read_steps(repository.root, before, nearby(there), options), there, trail, boundary)
    return trail


def _boundary(repository: Repository) -> frozenset[str]:
    """Return the commits of a shallow clone whose parents were not fetched."""
    if not repository.is_shallow:
        return frozenset()
    path = run_git(repository.root, ["rev-parse", "--git-path", "shallow"]).removesuffix(b"\n")
    return frozenset((repository.root / path_text(path)).read_text("ascii").split())


def _is_partial(repository: Repository) -> bool:
    """Tell whether git would fetch contents when they are needed, which it is not allowed here."""
    asked = finished_git(repository.root, ["config", "--bool", "--get-regexp", r"^remote\..*\.promisor$"])
    return b" true" in asked.stdout
