"""In the preview of a large site, a saved map is shown at once; all other pages follow when nobody saves anything."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_plugin.site.lost_folders import LostFolders
from cjm_plugin.site.reporting import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    State = tuple[int, int]

PATIENCE = 2.0
"""Seconds. A site that is built sooner is built whenever something was saved."""

MOST_REST = 60.0
"""Seconds. All pages are built when nothing was saved for twice as long as that takes, or for so long."""


class QuickPreview:
    """Stands before the builder of a preview.

    `show` is given the paths of maps that were saved, absolute; it brings their pages up to date, or returns False,
    and then everything is built. `last` tells how many seconds that took when it was done last.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        show: Callable[[Iterable[Path]], bool],
        last: Callable[[], float],
    ) -> None:
        """Take the place of the server's builder."""
        self._build = server.builder
        self._last = last
        self._show = show
        self._roots = [config.docs_dir, *config.watch]
        self._roots += [config.config_file_path] if config.config_file_path else []
        self._seen = dict(_states(self._roots))
        self._timer: threading.Timer | None = None
        # What happens in a watched folder makes the server build: there is no other way to ask it.
        self._bell = Path(tempfile.mkdtemp(prefix="cjm_"))
        server.watch(str(self._bell))
        server.builder = self
        self._lost_folders = LostFolders(server, self._ring)

    def __call__(self) -> None:
        """Build what has to be built."""
        self._rest_no_more()
        seen = dict(_states(self._roots))
        changed = _changed(self._seen, seen)
        self._seen = seen
        if not changed or self._last() < PATIENCE or not self._show(changed):
            self._build()
            return
        rest = min(MOST_REST, 2 * self._last())
        log.info("The other pages follow when nothing was saved for %.0f seconds", rest)
        self._timer = threading.Timer(rest, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def close(self) -> None:
        """Leave nothing behind."""
        self._rest_no_more()
        self._lost_folders.close()
        shutil.rmtree(self._bell, ignore_errors=True)

    def _rest_no_more(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        (self._bell / "bell").write_text(str(time.monotonic()), encoding="ascii")


def _changed(before: Mapping[Path, State], after: Mapping[Path, State]) -> tuple[Path, ...] | None:
    """Return the files that have another content; None when there are new ones, or some are gone."""
    if before.keys() != after.keys():
        return None
    return tuple(path for path, state in after.items() if state != before[path])


def _states(roots: Iterable[str]) -> Iterator[tuple[Path, State]]:
    for root in roots:
        path = Path(root)
        names = [path] if path.is_file() else (Path(folder, name) for folder, _, all_ in os.walk(root) for name in all_)
        for name in names:
            try:
                status = name.stat()
            except OSError:  # gone in between
                continue
            yield name, (status.st_mtime_ns, status.st_size)
