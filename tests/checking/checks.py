"""Running `cjm check` among real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from cjm_plugin.cli import main
from tests.reading.folders import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

ONE_RULE = ("--select", "no-owner")
"""Keeps reports short, and apart from what rules are added."""


class Project:
    """A folder that commands are run in."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        monkeypatch.chdir(folder)

    def write(self, files: Mapping[str, str | bytes]) -> Project:
        """Write files, byte for byte."""
        write(self.folder, files)
        return self

    def run(self, command: str, *arguments: str) -> Result:
        """Run `cjm COMMAND` and return how it ended; an exception is a failure."""
        result = CliRunner().invoke(main, [command, *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def check(self, *arguments: str) -> Result:
        """Run `cjm check` with one rule."""
        return self.run("check", *ONE_RULE, *arguments)

    def found(self, *arguments: str) -> list[str]:
        """Return path, line and code of what is found."""
        lines = [line for line in self.check(*arguments).stdout.splitlines() if not line.startswith(" ")]
        return [f"{line.split(':')[0]}:{line.split(':')[1]} {line.split(' ')[1]}" for line in lines]
