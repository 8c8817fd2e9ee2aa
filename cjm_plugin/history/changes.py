"""Which files a commit, or a work in progress, changed: git's raw format read into data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.git_process import path_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RAW = ("-r", "-z", "--raw", "--no-abbrev", "-M", "-l1000", "--no-ext-diff", "--no-textconv", "--no-relative")
"""The options of git that give the format read here. Renames are looked for among at most 1,000 files at once."""

_FILE_MODE = b"100"
_RENAMED = b"RC"

_LONGEST_ARGUMENTS = 20_000
"""Characters: a command line of Windows takes 32,767."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file before and after. Paths are relative to the root of the repository.

    `old` is None for a file that was added, `new` for one that was deleted; two different paths are a rename.
    The blobs are the ids of the contents; `new_blob` is also None when the content is that of the file on disk.
    """

    old: PurePosixPath | None
    new: PurePosixPath | None
    old_blob: str | None
    new_blob: str | None


def read_change(head: bytes, rest: Iterator[bytes]) -> FileChange | None:
    """Return the change whose raw line begins with the field `head`, its paths taken from `rest`.

    None when neither side is a file: links and submodules count as none.
    """
    old_mode, new_mode, old_blob, new_blob, status = head.lstrip(b"\n:").split(b" ")
    source = path_text(next(rest))
    target = path_text(next(rest)) if status[:1] in _RENAMED else source
    was_file, is_file = old_mode.startswith(_FILE_MODE), new_mode.startswith(_FILE_MODE)
    if not (was_file or is_file):
        return None
    return FileChange(
        old=PurePosixPath(source) if was_file else None,
        new=PurePosixPath(target) if is_file else None,
        old_blob=old_blob.decode() if was_file else None,
        new_blob=new_blob.decode() if is_file and new_blob.strip(b"0") else None,
    )


def read_changes(fields: Iterable[bytes]) -> Iterator[FileChange]:
    """Yield the changes of raw output that holds nothing else."""
    rest = iter(fields)
    for head in rest:
        change = read_change(head, rest)
        if change:
            yield change


def nearby(paths: Iterable[PurePosixPath]) -> tuple[str, ...]:
    """Return the arguments that limit git to the folders of files; files of the top folder stand for themselves.

    With more folders than a command line of Windows takes, they are those above.
    """
    places = {path.parent if len(path.parts) > 1 else path for path in paths}
    while len(" ".join(outer := _outermost(places))) > _LONGEST_ARGUMENTS:
        deepest = max(len(place.parts) for place in places)
        if deepest == 1:
            return ()
        places = {place.parent if len(place.parts) == deepest else place for place in places}
    return ("--", *outer)


def _outermost(places: set[PurePosixPath]) -> list[str]:
    return sorted(str(place) for place in places if places.isdisjoint(place.parents))
