"""The contents that git keeps, read by one process however many are asked for."""

from __future__ import annotations

import subprocess
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from cjm_plugin.history.git_process import path_text, started_git
from cjm_plugin.reading.text_file import MAX_BYTES

LARGEST = MAX_BYTES + 1
"""So many bytes of a content are kept: enough to see that it is too large for a map."""


class Entry(NamedTuple):
    """A name in a folder: the id of what it stands for, and whether that is a folder or a file; links are neither."""

    name: str
    id: str
    is_folder: bool
    is_file: bool


def read_contents(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the contents of blobs; those that the repository in `root` lacks are left out. Raises GitError."""
    with tempfile.TemporaryFile() as wanted:
        wanted.writelines(f"{blob}\n".encode() for blob in dict.fromkeys(blobs))
        wanted.seek(0)
        with started_git(root, ["cat-file", "--batch", "--buffer"], wanted) as process:
            assert process.stdout is not None  # noqa: S101 - a pipe was asked for
            while head := process.stdout.readline():
                content = _content(head, process.stdout, b"blob")
                if content is not None:
                    yield head.split()[0].decode(), content


class Contents:
    """Contents one by one, as they are needed: memory holds one. The process ends with this object, or by `close`."""

    def __init__(self, root: Path) -> None:
        """Read from the repository in `root`; the process starts with the first content."""
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes]], Contents] | None = None

    def read(self, blob: str) -> bytes | None:
        """Return the content of a blob, None when the repository lacks it. Raises GitError when git cannot start."""
        return self._answer(blob, b"blob")

    def entries(self, tree: str) -> list[Entry]:
        """Return what a folder holds, nothing when the repository lacks it. Raises GitError when git cannot start.

        `tree` is an id, or the id of a commit with `^{tree}`.
        """
        return list(_entries(self._answer(tree, b"tree") or b"", len(tree.partition("^")[0]) // 2))

    def _answer(self, name: str, kind: bytes) -> bytes | None:
        if self._process is None:
            self._process = started_git(self._root, ["cat-file", "--batch"], subprocess.PIPE)
            self._end = weakref.finalize(self, _stop, self._process)
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None  # noqa: S101 - pipes were asked for
        assert answers is not None  # noqa: S101
        try:
            asked.write(f"{name}\n".encode())
            asked.flush()
        except OSError:
            head = b""
        else:
            head = answers.readline()
        if not head:  # a partial clone lacks it, and that ends the process
            self.close()
            return None
        return _content(head, answers, kind)

    def close(self) -> None:
        """End the process; a later content starts another one."""
        if self._end is not None:
            self._end()
        self._process = None


def _content(head: bytes, stream: IO[bytes], kind: bytes) -> bytes | None:
    """Return the content that follows its head: id, kind and size, the bytes, a line break. None for another kind.

    The format is that of `git cat-file --batch`.
    """
    words = head.split()
    if len(words) != 3 or not words[2].isdigit():  # "… missing"
        return None
    size = int(words[2])
    content = stream.read(size if kind == b"tree" else min(size, LARGEST))
    left = size - len(content) + 1
    while left > 0 and (skipped := stream.read(min(left, LARGEST))):
        left -= len(skipped)
    return content if words[1] == kind else None


def _entries(content: bytes, id_length: int) -> Iterator[Entry]:
    """Yield the entries of a tree: mode, a space, the name, NUL, the bytes of the id, without anything between them."""
    start = 0
    while (end := content.find(b"\0", start)) >= 0:
        mode, _, name = content[start:end].partition(b" ")
        start = end + 1 + id_length
        yield Entry(path_text(name), content[end + 1 : start].hex(), mode == b"40000", mode.startswith(b"100"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            continue
    process.wait()
