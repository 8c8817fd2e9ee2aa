"""`cjm check`: what is wrong with the maps."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from cjm_plugin.cache.store import EVERYTHING, Cache, open_cache
from cjm_plugin.checking.changes import changes_since, touched
from cjm_plugin.checking.configuration import Configuration
from cjm_plugin.checking.coupling import left_behind, watches_nothing
from cjm_plugin.checking.issue import sorted_issues
from cjm_plugin.checking.options import RuleOptions
from cjm_plugin.checking.remembered import remembered_check
from cjm_plugin.cli import project
from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import language_option
from cjm_plugin.cli.output import write_report
from cjm_plugin.cli.project import default_folder, existing_folder
from cjm_plugin.cli.report_formats import FORMATS, written
from cjm_plugin.cli.report_formats.telling import Telling, top_folder
from cjm_plugin.cli.report_formats.text import summary
from cjm_plugin.history.git import GitError, open_repository
from cjm_plugin.locale import N_, Interface, interface
from cjm_plugin.reading.folder import composed

if TYPE_CHECKING:
    from cjm_plugin.checking.report import Report

ONE_FOLDER = N_("name one folder, or files in the folder of the maps")
OUTSIDE = N_("{file} is not in the folder of the maps, {folder}; name that folder")
EXPLAINED = N_("`cjm rule CODE` explains a rule of good practice")


@dataclass(frozen=True, slots=True)
class _Folder:
    """The maps folder on disk, and how the report shows it; `only` are the files to tell of, () for all."""

    path: Path
    shown_as: str
    only: tuple[str, ...] = ()


@click.command()
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[MAPS_DIR | FILE...]")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="What is written."
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules of good practice: codes or names.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules of good practice.")
@click.option("--changed-since", metavar="REV", help="Only what changed since HEAD and this revision parted.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report into this file.")
@click.option("--no-cache", is_flag=True, help="Check everything anew.")
@language_option
def check(  # noqa: PLR0913 - one for each option
    *,
    places: tuple[Path, ...],
    form: str,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    changed_since: str | None,
    output: Path | None,
    no_cache: bool,
    language: str,
) -> None:
    """Check all files of a maps folder, and tell of all or of some.

    Options come from the plugin's entry in mkdocs.yml and from [tool.cjm] in pyproject.toml; those given here win.
    The exit code is 1 when there are errors, 2 when the command cannot be understood. Notes never fail a check.
    """
    configuration = project.configuration(language)
    words = interface(language)
    for message, values in configuration.notes:
        click.echo(words.text(message).format_map(values), err=True)
    folder = _folder(places, words)
    options = _rule_options(configuration, select, ignore)
    cache = Cache(None) if no_cache else open_cache("check", EVERYTHING)
    report = _report(folder, options, project.today(None), cache, configuration)
    report = _coupled(report, folder, changed_since, words)
    if folder.only:
        report = report.of_files(folder.only)
    to_terminal = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    telling = Telling(report, words, folder.path, folder.shown_as, top_folder(folder.path, os.environ), to_terminal)
    write_report(written(form, telling), output)
    click.echo(summary(telling), err=True)
    if form == "text" and any(issue.name for issue in report.told):
        click.echo(words.text(EXPLAINED), err=True)
    if report.fails(strict=strict):
        raise SystemExit(FINDINGS)


def _folder(places: tuple[Path, ...], words: Interface) -> _Folder:
    """Return what is meant: the folder named, the project's, or files in the project's. Raises click's UsageError."""
    files = [place for place in places if place.is_file()]
    if len(files) < len(places):
        other = next(place for place in places if place not in files)
        if len(places) > 1 and other.is_dir():
            raise click.UsageError(words.text(ONE_FOLDER))
        return _Folder(existing_folder(other), other.as_posix())
    folder = existing_folder(default_folder())
    whole = folder.resolve()
    only = []
    for file in files:
        try:
            inside = file.resolve().relative_to(whole)
        except ValueError:
            raise click.UsageError(words.text(OUTSIDE).format(file=file, folder=folder)) from None
        only.append(str(PurePosixPath(folder.as_posix(), composed(inside.as_posix()))))
    return _Folder(folder, folder.as_posix(), tuple(only))


def _rule_options(configuration: Configuration, select: tuple[str, ...], ignore: tuple[str, ...]) -> RuleOptions:
    given = {"select": _codes(select), "ignore": _codes(ignore)}
    rules = {**configuration.rules, **{key: codes for key, codes in given.items() if codes}}
    return RuleOptions(rules, configuration.overdue)


def _codes(values: tuple[str, ...]) -> list[str]:
    """Return the codes of an option that may be given several times, with commas too."""
    return [code.strip() for value in values for code in value.split(",") if code.strip()]


def _report(
    folder: _Folder, options: RuleOptions, today: dt.date, cache: Cache, configuration: Configuration
) -> Report:
    try:
        return remembered_check(folder.path, folder.shown_as, options, today, cache)
    except ValueError as error:
        own = all(configuration.rules.get(key) == options.rules.get(key) for key in ("select", "ignore"))
        place = configuration.rules_from if own else "--select, --ignore"
        raise click.UsageError(f"{place}: {error}") from error


def _coupled(report: Report, folder: _Folder, changed_since: str | None, words: Interface) -> Report:
    """Return the report with what the maps watch, and only what changed when that is asked for."""
    if changed_since is None and not any(checked.watches for checked in report.maps):
        return report
    try:
        repository = open_repository(folder.path)
        found = [*watches_nothing(report, repository)]
        if changed_since is not None:
            changes = changes_since(repository, changed_since, folder.path)
            report = touched(replace(report, issues=(*report.issues, *found)), changes, folder.shown_as)
            found = [*left_behind(report, changes, folder.shown_as)]
    except GitError as error:
        if changed_since is None:  # without git nothing can be said of what is watched
            return report
        raise click.UsageError(error.line(words.text)) from error
    return replace(report, issues=sorted_issues((*report.issues, *found)))
