"""Real maps folders for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.reading.portfolio import Reading, read_portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SMALL_MAP = "title: Foo\nstages: [A]\n"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, byte for byte."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def report(reading: Reading) -> list[str]:
    """Return the report in English, line by line."""
    return [diagnostic.line(str) for diagnostic in reading.diagnostics]


def report_of(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Write files, read the folder, and return the report."""
    return report(read_portfolio(write(folder, files), "maps"))
