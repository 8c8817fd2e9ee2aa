"""`cjm check`: what is wrong with the maps."""

from __future__ import annotations

from pathlib import Path

import click

from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import language_option
from cjm_plugin.locale import interface
from cjm_plugin.reading.portfolio import read_portfolio


@click.command()
@click.argument("maps_dir", default="maps", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@language_option
def check(maps_dir: Path, language: str, *, strict: bool) -> None:
    """Check all files of a maps folder. The exit code is 1 when there are errors."""
    reading = read_portfolio(maps_dir, maps_dir.as_posix())
    words = interface(language)
    for diagnostic in reading.diagnostics:
        click.echo(diagnostic.line(words.text))
    errors = sum(diagnostic.is_error for diagnostic in reading.diagnostics)
    warnings = len(reading.diagnostics) - errors
    summary = ", ".join(
        [
            words.plural("{count} map", "{count} maps", len(reading.portfolio.maps)),
            words.plural("{count} error", "{count} errors", errors),
            words.plural("{count} warning", "{count} warnings", warnings),
        ]
    )
    click.echo(summary, err=True)
    if errors or (strict and warnings):
        raise SystemExit(FINDINGS)
