"""What a format needs to tell a report."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cjm_plugin.checking.issue import IssueLevel
from cjm_plugin.checking.report import Report
from cjm_plugin.locale import N_, Interface
from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.text_file import read_text

LEVELS = {IssueLevel.ERROR: N_("error"), IssueLevel.WARNING: N_("warning"), IssueLevel.NOTE: N_("note")}

_WORKSPACE = "GITHUB_WORKSPACE"


@dataclass(frozen=True)
class Telling:
    """A report, the language to tell it in, and where its files are.

    `maps_dir` is the folder on disk that the report shows as `shown_as`; `top` is the folder that tools of a
    repository count paths from; `coloured` allows the colours of a terminal.
    """

    report: Report
    words: Interface
    maps_dir: Path
    shown_as: str
    top: Path
    coloured: bool = False
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def line(self, path: str, number: int) -> str:
        """Return a line of a file that the report shows; "" when it cannot be had."""
        if path not in self._lines:
            self._lines.clear()  # issues come file by file
            file = read_text(self.on_disk(path), path, self.maps_dir)
            self._lines[path] = [] if isinstance(file, Diagnostic) else file.lines
        lines = self._lines[path]
        return lines[number - 1] if number <= len(lines) else ""

    def on_disk(self, path: str) -> Path:
        """Return where a file that the report shows lies."""
        return self.maps_dir / PurePosixPath(path).relative_to(self.shown_as)

    def from_top(self, path: str) -> tuple[str, bool]:
        """Return a path as the repository has it, and True; an absolute one and False for what lies elsewhere."""
        whole = Path(os.path.abspath(self.on_disk(path)))  # noqa: PTH100 - links keep their names
        if whole.is_relative_to(self.top):
            return whole.relative_to(self.top).as_posix(), True
        return whole.as_posix(), False


def top_folder(maps_dir: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder that paths of a repository count from: GitHub's, that of the clone, or the current one."""
    here = Path(os.path.abspath(maps_dir))  # noqa: PTH100
    workspace = environment.get(_WORKSPACE)
    if workspace and here.is_relative_to(workspace):
        return Path(workspace)
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), Path.cwd())
