"""A file system as that of macOS: it lists names with `й` in two characters, and opens them in either form."""

from __future__ import annotations

import os
import unicodedata
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from cjm_plugin.reading import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def on_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    """List maps as macOS does. The files on disk have their names composed, and are found by these alone."""
    monkeypatch.setattr(folder, "os", SimpleNamespace(walk=_walk))
    monkeypatch.setattr(folder, "sys", SimpleNamespace(platform="darwin"))


def _walk(top: Any, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
    for path, folders, names in os.walk(top, **options):
        folders[:] = map(decomposed, folders)
        yield decomposed(path), folders, [decomposed(name) for name in names]
