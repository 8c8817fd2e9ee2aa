"""What the project says in `mkdocs.yml` or `pyproject.toml`: the defaults of all commands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from cjm_plugin.checking.configuration import Configuration, ConfigurationError, read_configuration
from cjm_plugin.checking.day import check_day
from cjm_plugin.locale import FALLBACK, N_, interface

DEFAULT_FOLDER = "maps"

NO_FOLDER = N_('there is no folder "{folder}"; name the folder of the maps')

_KNOWN = f"{__name__}.configuration"


def configuration(language: str | None = None) -> Configuration:
    """Return the options of the project in the current folder; raise click's UsageError for wrong ones."""
    known = click.get_current_context().meta
    if _KNOWN not in known:
        try:
            known[_KNOWN] = read_configuration(Path())
        except ConfigurationError as error:
            raise click.UsageError(error.line(interface(language or FALLBACK).text)) from error
    found: Configuration = known[_KNOWN]
    return found


def default_language() -> str:
    """Return the language of the project; wrong options are reported by what needs more of them."""
    try:
        return configuration().language or FALLBACK
    except click.UsageError:
        return FALLBACK


def default_folder() -> Path:
    """Return the folder of the maps, whether it exists or not."""
    return Path(configuration(_chosen_language()).maps_dir or DEFAULT_FOLDER)


def today(given: dt.date | None) -> dt.date:
    """Return the day given, else the one the project or SOURCE_DATE_EPOCH says, else the current one."""
    try:
        return check_day(given or configuration().today)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def no_folder(folder: Path) -> click.UsageError:
    """Return the error to raise when there is no folder of maps."""
    text = interface(_chosen_language() or FALLBACK).text(NO_FOLDER)
    return click.UsageError(text.format(folder=folder))


def existing(_: click.Context, __: click.Parameter, folder: Path) -> Path:
    """Check the folder that a parameter names."""
    return existing_folder(folder)


def existing_folder(folder: Path) -> Path:
    """Return the folder; raise click's UsageError when there is none."""
    if not folder.is_dir():
        raise no_folder(folder)
    return folder


def _chosen_language() -> str | None:
    # Options come in the order they are typed; this one may not have been read yet.
    chosen = click.get_current_context().params.get("language")
    return chosen if isinstance(chosen, str) else None
