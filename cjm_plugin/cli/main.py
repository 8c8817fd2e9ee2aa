"""`cjm …`: parse the arguments, call a room, report, return an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cjm_plugin.cli.reference import reference
from cjm_plugin.locale import LANGUAGES, interface
from cjm_plugin.model.schema import FILES, json_schema
from cjm_plugin.reading.portfolio import read_portfolio

FINDINGS = 1

_LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-cjm-plugin")
def main() -> None:
    """Keep customer journey maps as living, versioned documents."""


@main.command()
@click.argument("maps_dir", default="maps", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@_LANGUAGE
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


@main.command()
@click.argument("kind", default="map", type=click.Choice(list(FILES)))
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schemas of all files into this folder.",
)
def schema(kind: str, folder: Path | None) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and check as you type."""
    if folder is None:
        click.echo(_schema_text(kind), nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for each in FILES:
        (folder / f"{each}.schema.json").write_text(_schema_text(each), encoding="utf-8", newline="\n")


@main.command(name="reference")
@click.option(
    "--write",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page into this file.",
)
@_LANGUAGE
def show_reference(language: str, file: Path | None) -> None:
    """Print the reference of the format as Markdown."""
    text = reference(interface(language).text)
    if file is None:
        click.echo(text, nl=False)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _schema_text(kind: str) -> str:
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
