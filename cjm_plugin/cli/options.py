"""Options that several commands share."""

from __future__ import annotations

import click

from cjm_plugin.locale import LANGUAGES

language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, envvar="CJM_LANGUAGE", show_envvar=True
)
