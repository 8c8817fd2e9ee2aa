"""Two revisions of a repository, or one and the files on disk → what changed in the files of the maps folder.

Only files that changed are read, all earlier contents by one process of git.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from cjm_plugin.history.difference.files import FileDifference, FileVersion, file_difference, in_order
from cjm_plugin.history.git import FileChange, Repository
from cjm_plugin.reading.folder import Role, role_of
from cjm_plugin.reading.text_file import MAX_BYTES

_RoleOf = Callable[[PurePosixPath], Role | None]
_Ends = tuple[Role | None, PurePosixPath | None, PurePosixPath | None]
"""What a file is, where it was and where it is."""


def differences(
    repository: Repository, old: str, new: str | None, maps_dir: Path, today: dt.date | None = None
) -> tuple[FileDifference, ...]:
    """Return what changed from revision `old` to `new` below `maps_dir`; `new` None: to the files on disk.

    Maps come first. Paths are relative to the root of the repository. Raises GitError.
    """
    inside = repository.path_of(maps_dir)

    def role(path: PurePosixPath) -> Role | None:
        return role_of(path.relative_to(inside)) if path.is_relative_to(inside) else None

    changes = repository.changed_files(old, new, maps_dir)
    ours = [change for change in changes if any(role(path) for path in (change.old, change.new) if path)]
    contents = repository.contents(
        blob for change in ours for blob in (change.old_blob, change.new_blob) if blob is not None
    )
    return in_order(
        file_difference(
            role_, _old_version(change, was, contents), _new_version(change, now, contents, repository), today
        )
        for change in changes
        for role_, was, now in _ends(change, role)
    )


def on_disk(path: Path) -> bytes:
    """Return the content of a file, of a large one only so much that this can be seen; nothing for what is none.

    Nothing, too, for a file that may not be read.
    """
    if path.is_symlink() or not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return b""


def _ends(change: FileChange, role_of_path: _RoleOf) -> Iterator[_Ends]:
    """Yield the file; one that became something else inside the folder was deleted and added."""
    was = role_of_path(change.old) if change.old else None
    now = role_of_path(change.new) if change.new else None
    if change.old is None or change.new is None or was is now or was is None:
        yield (now if change.new else was), change.old, change.new
    else:
        yield was, change.old, None
        yield now, None, change.new


def _old_version(change: FileChange, path: PurePosixPath | None, contents: Mapping[str, bytes]) -> FileVersion | None:
    return None if path is None else FileVersion(path, contents.get(change.old_blob or "", b""))


def _new_version(
    change: FileChange, path: PurePosixPath | None, contents: Mapping[str, bytes], repository: Repository
) -> FileVersion | None:
    if path is None:
        return None
    if change.new_blob is None:
        return FileVersion(path, on_disk(repository.root / path))
    return FileVersion(path, contents.get(change.new_blob, b""))
