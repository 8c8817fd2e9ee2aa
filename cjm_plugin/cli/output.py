"""Where the report of a command goes: the terminal, or a file."""

from __future__ import annotations

from pathlib import Path

import click


def write_report(text: str, output: Path | None) -> None:
    """Write a report to a file, None for the terminal; raise click's FileError when it cannot be written."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
