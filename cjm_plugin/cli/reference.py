"""`cjm reference`: the page about the format."""

from __future__ import annotations

from pathlib import Path

import click

from cjm_plugin.cli.format_reference import format_reference
from cjm_plugin.cli.options import language_option
from cjm_plugin.locale import interface


@click.command()
@click.option(
    "--write",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page into this file.",
)
@language_option
def reference(language: str, file: Path | None) -> None:
    """Print the reference of the format as Markdown."""
    text = format_reference(interface(language).text)
    if file is None:
        click.echo(text, nl=False)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
