"""What was worked out once is kept on disk: files with a checksum, safe to delete at any time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import platformdirs

VARIABLE = "CJM_CACHE_DIR"
"""The variable of the environment that names another folder; `off` keeps nothing."""

EVERYTHING = ("",)
"""All rooms, with their templates and translations."""

_OFF = "off"
_PACKAGE = "mkdocs-cjm-plugin"
_CODE = ("analysis", "cache", "history", "model", "reading")
_WORKING = {".py", ".jinja", ".mo"}
_LIBRARIES = (
    "babel",
    "feedgen",
    "icalendar",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "openpyxl",
    "pillow",
    "pydantic",
    "PyYAML",
)
_OLD_SECONDS = 60 * 24 * 3600


class Cache:
    """Values that JSON can hold, by key. Without a folder nothing is kept. Raises nothing.

    Several processes may use a folder at once: a value is written beside its place and then put there. What cannot be
    read, such as half a file, is not there; what cannot be written is not kept.
    """

    def __init__(self, folder: Path | None) -> None:
        """Keep values in `folder`, which is made when the first one is."""
        self._folder = folder

    def get(self, key: str) -> Any:
        """Return what was kept under a key; None when there is nothing."""
        content = self.get_bytes(key)
        try:
            return None if content is None else json.loads(content)
        except (ValueError, RecursionError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        if self._folder is not None:
            self.put_bytes(key, json.dumps(value, separators=(",", ":"), allow_nan=False).encode())

    def get_bytes(self, key: str) -> bytes | None:
        """Return the bytes that were kept under a key, whole and unchanged; None when there are none."""
        if self._folder is None:
            return None
        try:
            digest, _, content = self._place(self._folder, key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if digest == _digest(content) else None

    def put_bytes(self, key: str, content: bytes) -> None:
        """Keep bytes. The first failure, such as a full or read-only disk, is the last try.

        But not on Windows, where a file that another process reads cannot be replaced just then.
        """
        if self._folder is None:
            return
        try:
            _replace(self._place(self._folder, key), _digest(content) + b"\n" + content)
        except OSError as error:
            if os.name != "nt" or not isinstance(error, PermissionError):
                self._folder = None

    @staticmethod
    def _place(folder: Path, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return folder / name[:2] / f"{name[2:]}.cache"


def open_cache(kind: str, rooms: tuple[str, ...] = _CODE) -> Cache:
    """Return the cache for one kind of values, which the code of some `rooms` works out.

    Values that other releases worked out are in another one.
    """
    top = _top_folder()
    if top is None:
        return Cache(None)
    current = f"{kind}-{release(rooms)}"
    _forget_old(top, kind, current)
    return Cache(top / current)


@cache
def release(rooms: tuple[str, ...] = _CODE) -> str:
    """Return what changes whenever the code that works values out does: the version, and a digest of the files.

    The libraries that pages are made with count, too.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for room in rooms:
        for file in sorted(found for found in (package / room).rglob("*") if found.suffix in _WORKING):
            digest.update(file.read_bytes())
    digest.update(repr([sys.version_info, *(version(name) for name in _LIBRARIES)]).encode())
    try:
        number = version(_PACKAGE)
    except PackageNotFoundError:
        number = "0"
    return f"{number}-{digest.hexdigest()[:12]}"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _top_folder() -> Path | None:
    wanted = os.environ.get(VARIABLE, "").strip()
    if wanted.lower() == _OFF:
        return None
    try:
        return Path(wanted) if wanted else Path(platformdirs.user_cache_dir("cjm", appauthor=False))
    except (OSError, RuntimeError):  # no home
        return None


def _forget_old(top: Path, kind: str, current: str) -> None:
    """Remove what other releases left long ago."""
    try:
        for folder in top.glob(f"{kind}-*"):
            if time.time() - folder.stat().st_mtime > _OLD_SECONDS and folder.name != current:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return


def _replace(place: Path, content: bytes) -> None:
    """Write a file so that others see all of it or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
