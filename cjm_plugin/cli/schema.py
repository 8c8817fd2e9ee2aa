"""`cjm schema`: the JSON Schemas of the files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cjm_plugin.model.schema import FILES, json_schema


@click.command()
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


def _schema_text(kind: str) -> str:
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
