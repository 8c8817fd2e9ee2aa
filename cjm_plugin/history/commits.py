"""The commits that touch a folder, read by two processes of git however many commits and files there are."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cjm_plugin.history.changes import RAW, FileChange, read_change
from cjm_plugin.history.git_process import fields, run_git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_HEADER = ("%H", "%at", "%aI", "%aN", "%s")
_FORMAT = f"--format={'%x00'.join(_HEADER)}"
_RAW_HEAD = (b":", b"\n:")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_NOT_SHOWN = re.compile("[\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id, when it was written (with the author's time zone), by whom, and the first line."""

    id: str
    date: dt.datetime
    author: str
    message: str


@dataclass(frozen=True, slots=True)
class Step:
    """A commit on the way back through history.

    `parents` are the nearest earlier commits that touch the folder; `changes` says for each of them what is different
    here. A commit without parents has one set of changes, against an empty folder.
    """

    commit: Commit
    parents: tuple[str, ...]
    changes: tuple[tuple[FileChange, ...], ...]


def read_steps(root: Path, start: str, pathspec: Sequence[str], options: Sequence[str] = ()) -> list[Step]:
    """Return the commits from `start` back that touch what `pathspec` names, none before its children.

    Branches that left no trace are not followed (git's default simplification). `options` are more of them for the
    comparison. Raises GitError.
    """
    listing = run_git(root, ["rev-list", "--date-order", "--parents", "--end-of-options", start, *pathspec])
    parents = {ids[0]: tuple(ids[1:]) for line in listing.decode().splitlines() if (ids := line.split())}
    pairs = [(commit, parent) for commit, others in parents.items() for parent in others or [""]]
    found = compared(root, pairs, ["-m", *options], pathspec)
    return [_step(same, parents[commit.id]) for commit, same in groupby(found, key=lambda pair: pair[0])]


def compared(
    root: Path, pairs: Iterable[tuple[str, str]], options: Sequence[str], pathspec: Sequence[str] = ()
) -> Iterator[tuple[Commit, tuple[FileChange, ...]]]:
    """Yield how each commit differs from the other commit of its pair; from its own parents when that is "".

    Raises GitError.
    """
    lines = "".join(f"{commit} {other}\n" for commit, other in pairs)
    compare = ["diff-tree", "--stdin", *RAW, "--always", "--root", "--encoding=UTF-8", _FORMAT, *options]
    return _comparisons(fields(run_git(root, [*compare, *pathspec], lines.encode())))


def _step(same: Iterable[tuple[Commit, tuple[FileChange, ...]]], parents: tuple[str, ...]) -> Step:
    commits, changes = zip(*same, strict=True)
    # Without parents here, a merge of folders that were elsewhere is compared with each of them: all say the same.
    return Step(commits[0], parents, changes[: max(1, len(parents))])


def _comparisons(parts: Sequence[bytes]) -> Iterator[tuple[Commit, tuple[FileChange, ...]]]:
    rest = iter(parts)
    head = next(rest, None)
    while head is not None:
        commit = _commit(head, *(next(rest) for _ in _HEADER[1:]))
        changes: list[FileChange] = []
        head = next(rest, None)
        while head is not None and head.startswith(_RAW_HEAD):
            change = read_change(head, rest)
            changes += [change] if change else []
            head = next(rest, None)
        yield commit, tuple(changes)


def _commit(id_: bytes, seconds: bytes, written: bytes, author: bytes, message: bytes) -> Commit:
    return Commit(id_.decode(), date_of(seconds, written), _one_line(author), _one_line(message))


def date_of(seconds: bytes, written: bytes = b"") -> dt.datetime:
    """Return a date as it was written, or by its seconds since 1970; foreign tools write impossible ones."""
    try:
        return dt.datetime.fromisoformat(written.decode())
    except ValueError:
        pass
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return _EPOCH


def _one_line(raw: bytes) -> str:
    """Return text of a commit without what could move the cursor or reorder the line."""
    return _BLANK.sub(" ", _NOT_SHOWN.sub("", raw.decode("utf-8", "replace"))).strip()
