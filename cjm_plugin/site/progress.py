"""What a long build is doing: a bar on a terminal, lines elsewhere, nothing when MkDocs is quiet."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import click

from cjm_plugin.site.reporting import log

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

FEWEST_MAPS = 200
"""With up to so many maps a build is over before anybody asks."""

_LINES = 5
"""So many lines a step is told in where there is no terminal."""


class Progress:
    """Tells how far each step of a build has come; `label` says what is done, `total` how often."""

    def __init__(self, maps: int) -> None:
        """Be silent for a site of few maps."""
        self._is_told = maps > FEWEST_MAPS and log.isEnabledFor(logging.INFO)
        self._label = ""
        self._total = self._done = 0
        self._bar: ProgressBar[int] | None = None

    def begin(self, label: str, total: int) -> None:
        """Begin a step, and end the one before."""
        self.end()
        self._label, self._total, self._done = label, total, 0
        if self._is_told and sys.stderr.isatty():
            bar: ProgressBar[int] = click.progressbar(length=total, label=label, file=sys.stderr)
            bar.render_progress()
            self._bar = bar

    def advance(self, count: int = 1) -> None:
        """Tell that so much more is done."""
        before, self._done = self._done, min(self._total, self._done + count)
        if self._bar:
            self._bar.update(self._done - before)
        elif self._is_told and before * _LINES // self._total < self._done * _LINES // self._total:
            log.info("%s: %d of %d", self._label, self._done, self._total)

    def end(self) -> None:
        """End the last step."""
        if self._bar:
            self._bar.render_finish()
            self._bar = None
