"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from cjm_plugin.cli.project import default_folder, default_language, existing
from cjm_plugin.locale import LANGUAGES

FOLDER = click.Path(file_okay=False, path_type=Path)

language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=default_language,
    show_default="the project's, or en",
    envvar="CJM_LANGUAGE",
    show_envvar=True,
    # Before the others: what they have to say is said in it.
    is_eager=True,
)

maps_option = click.option(
    "--maps-dir",
    type=FOLDER,
    default=default_folder,
    show_default="the project's, or maps",
    callback=existing,
    help="The folder of the maps.",
)
