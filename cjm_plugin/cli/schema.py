"""`cjm schema`: the JSON Schemas of the files, and of the JSON that is exported."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cjm_plugin.model.schema import FILES, json_schema

_EXPORTS = ("portfolio", "map-export")


@click.command()
@click.argument("kind", default="map", type=click.Choice([*FILES, *_EXPORTS]))
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write all schemas into this folder.",
)
def schema(kind: str, folder: Path | None) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and check as you type.

    `portfolio` and `map-export` are what `cjm export json` writes.
    """
    if folder is None:
        click.echo(_schema_text(kind), nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for each in (*FILES, *_EXPORTS):
        (folder / f"{each}.schema.json").write_text(_schema_text(each), encoding="utf-8", newline="\n")


def _schema_text(kind: str) -> str:
    return json.dumps(_schema(kind), ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str) -> dict[str, object]:
    if kind in FILES:
        return json_schema(kind)
    from cjm_plugin.exchange.json_schemas import export_schema  # noqa: PLC0415 - editors ask for the others

    return export_schema(kind)
