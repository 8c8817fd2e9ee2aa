"""What is not committed yet: the files on disk against a commit, with new files and renames."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.changes import RAW, FileChange, read_changes
from cjm_plugin.history.git_process import fields, finished_git, path_text, run_git

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def work_in_progress(root: Path, commit: str, pathspec: Sequence[str]) -> list[FileChange]:
    """Return how the files on disk differ from `commit`, one change for each file. Raises GitError.

    New files count unless git ignores them, and so does a rename that git has not been told of.
    """
    found = _compared(root, commit, pathspec)
    new = _untracked(root, pathspec)
    if new and any(change.new is None for change in found):
        found = _compared_with_new(root, commit, pathspec, new) or found
    known = {change.new for change in found}
    added = (PurePosixPath(path_text(path)) for path in new)
    return [*found, *(FileChange(None, path, None, None) for path in added if path not in known)]


def _compared(
    root: Path, commit: str, pathspec: Sequence[str], variables: Mapping[str, str] | None = None
) -> list[FileChange]:
    # The order file of the user's settings may not exist; git would stop.
    options = [*RAW, "-O/dev/null", "--ignore-submodules=all"]
    output = run_git(root, ["diff", *options, commit, *pathspec], variables=variables or {})
    # A file in conflict is listed twice.
    by_path = {change.new or change.old: change for change in read_changes(fields(output))}
    return [FileChange(change.old, change.new, change.old_blob, None) for change in by_path.values()]


def _untracked(root: Path, pathspec: Sequence[str]) -> list[bytes]:
    listing = run_git(root, ["ls-files", "--others", "--exclude-standard", "-z", *pathspec])
    return [path for path in fields(listing) if not path.endswith(b"/")]  # a folder is another repository


def _compared_with_new(root: Path, commit: str, pathspec: Sequence[str], new: list[bytes]) -> list[FileChange]:
    """Compare with the new files made known in a copy of the index: only then git looks for renames among them."""
    index, objects = (_git_path(root, name) for name in ("index", "objects"))
    with tempfile.TemporaryDirectory() as folder:
        copy, more = Path(folder) / "index", Path(folder) / "objects"
        more.mkdir()
        if index.is_file():
            shutil.copyfile(index, copy)
        variables = {
            "GIT_INDEX_FILE": str(copy),
            "GIT_OBJECT_DIRECTORY": str(more),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": _quoted(str(objects)),
        }
        add = ["-c", "core.splitIndex=false", "add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"]
        done = finished_git(root, add, b"\0".join(new), variables)
        return [] if done.returncode else _compared(root, commit, pathspec, variables)


def _git_path(root: Path, name: str) -> Path:
    """Return where the repository keeps something of its own; worktrees have some of it elsewhere."""
    return root / path_text(run_git(root, ["rev-parse", "--git-path", name]).removesuffix(b"\n"))


def _quoted(path: str) -> str:
    """Return a path so that a colon in it does not end it."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
