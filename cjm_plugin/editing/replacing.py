"""Replacing the content of a file at once: whoever reads it sees the old text or the new one, never half of it."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from cjm_plugin.editing.refusal import CANNOT_WRITE, CHANGED_MEANWHILE, EditRefusedError


def replace_content(path: Path, old: bytes, new: bytes) -> None:
    """Write `new` into a file that holds `old`; a link stays, and what it leads to is written, the mode kept.

    Raises EditRefusedError when the file holds something else by now, or cannot be written; then nothing is changed.
    """
    target = path.resolve()
    try:
        _replace(target, old, new)
    except OSError as error:
        raise EditRefusedError(CANNOT_WRITE, reason=error.strerror or str(error)) from error


def _replace(target: Path, old: bytes, new: bytes) -> None:
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    # Hidden, so that nobody takes it for a map.
    handle, name = tempfile.mkstemp(prefix=".cjm-", suffix=".tmp", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        _give_to_owner_of(target, draft)
        shutil.copymode(target, draft)
        if target.read_bytes() != old:
            raise EditRefusedError(CHANGED_MEANWHILE)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _settle(target.parent)


def _give_to_owner_of(target: Path, draft: Path) -> None:
    """Keep the owner of a file, as far as who runs this may give files away: in a container it is often root."""
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(draft, target.stat().st_uid, target.stat().st_gid)


def _settle(folder: Path) -> None:
    """Let the new name reach the disk, where the system can do that for a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    # The new text is in its place by now: a file system that cannot do this is no reason to say otherwise.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
