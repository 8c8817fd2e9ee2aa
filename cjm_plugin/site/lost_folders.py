"""In a preview, a folder that vanishes and comes back is watched again, as when git changes between branches."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.livereload import LiveReloadServer

_PAUSE = 1.0
"""Seconds between two looks."""


class LostFolders:
    """Looks after the watchers of a server: each ends with its folder and tells nobody.

    https://github.com/gorakhargosh/watchdog/blob/v6.0.0/src/watchdog/observers/polling.py#L79
    """

    def __init__(self, server: LiveReloadServer, tell: Callable[[], None]) -> None:
        """Begin to look; `tell` is called when a folder is back."""
        self._server = server
        self._tell = tell
        self._is_closed = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._is_closed.set()

    def _look(self) -> None:
        while not self._is_closed.wait(_PAUSE):
            if not self._server.observer.is_alive():  # not yet, or not any more
                continue
            ended = [emitter.watch.path for emitter in [*self._server.observer.emitters] if not emitter.is_alive()]
            for path in ended:
                if Path(path).exists():
                    self._watch_again(path)
                    self._tell()

    def _watch_again(self, path: str) -> None:
        # MkDocs counts how often it was asked for, and lets go of a folder only after as many times.
        times = 0
        while path in self._server._watched_paths:  # noqa: SLF001 - nothing else knows
            self._server.unwatch(path)
            times += 1
        for _ in range(times):
            self._server.watch(path)
