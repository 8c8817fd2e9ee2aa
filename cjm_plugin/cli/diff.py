"""`cjm diff`: what changed in the maps between two versions, in the language of the maps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import click

from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import FOLDER, language_option
from cjm_plugin.cli.output import write_report
from cjm_plugin.cli.project import default_folder, no_folder, today
from cjm_plugin.history.difference.files import FileDifference, FileVersion, file_difference, read_version
from cjm_plugin.history.difference.revisions import differences, on_disk
from cjm_plugin.history.git import GitError, open_repository
from cjm_plugin.history.names import named, names_of
from cjm_plugin.locale import N_, Interface, interface
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.persona import Persona
from cjm_plugin.reading.folder import PERSONAS, YAML_SUFFIXES, Role, list_files, role_of

FORMATS = ("text", "markdown", "json")
_HEAD = "HEAD"

_ONE_FILE = N_('"{file}" is a file, or would be one; give two files that exist, two revisions, or nothing at all')
_TWO_RANGES = N_('"{range}" names both ends already')


@dataclass(frozen=True, slots=True)
class _Asked:
    """Two revisions, as they were asked for; `new` None: the files on disk. `parted`: from where the two parted."""

    old: str
    new: str | None
    parted: bool = False


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@language_option
@click.option(
    "--maps-dir",
    type=FOLDER,
    default=default_folder,
    show_default="the project's, or maps",
    help="The folder of the maps.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something changed, as git does.")
def diff(  # noqa: PLR0913 - click gives each option by name
    old: str | None,
    new: str | None,
    *,
    format_: str,
    language: str,
    maps_dir: Path,
    output: Path | None,
    exit_code: bool,
) -> None:
    """Tell what changed in the maps from OLD to NEW: git revisions, or two files.

    Without NEW, OLD is compared with the files on disk; without both, HEAD is. `main..HEAD` is the same as
    `main HEAD`. `main...HEAD` is what HEAD brings since it left main, as in a pull request.
    """
    day = today(None)
    words = interface(language)
    if old and new and Path(old).is_file() and Path(new).is_file():
        asked = _Asked(old, new)
        files = _between_files(Path(old), Path(new), day)
    else:
        asked = _asked(old, new, words)
        files = _between_revisions(asked, maps_dir, day, words)
    write_report(_told(_with_names(files, maps_dir), asked, format_, words), output)
    if exit_code and not all(file.says_the_same for file in files):
        raise SystemExit(FINDINGS)


def _asked(old: str | None, new: str | None, words: Interface) -> _Asked:
    """Read `main`, `main HEAD`, `main..HEAD` and `main...HEAD`; an end that is left out is HEAD."""
    for name in (old or "", new or ""):
        if _is_file(name):
            raise click.UsageError(words.text(_ONE_FILE).format(file=name))
    if new is not None:
        if ".." in (old or ""):
            raise click.UsageError(words.text(_TWO_RANGES).format(range=old))
        return _Asked(old or _HEAD, new)
    for dots in ("...", ".."):
        first, found, second = (old or "").partition(dots)
        if found:
            return _Asked(first or _HEAD, second or _HEAD, parted=dots == "...")
    return _Asked(old or _HEAD, None)


def _is_file(name: str) -> bool:
    return Path(name).is_file() or PurePosixPath(name).suffix in YAML_SUFFIXES


def _between_revisions(asked: _Asked, maps_dir: Path, today: dt.date, words: Interface) -> tuple[FileDifference, ...]:
    try:
        repository = open_repository(maps_dir if maps_dir.is_dir() else Path())
        old = repository.merge_base(asked.old, asked.new or _HEAD) if asked.parted else asked.old
        # It may be gone from the disk, but not from all that is compared: "nothing changed" would be a lie.
        if not maps_dir.is_dir() and not any(repository.files_at(each, maps_dir) for each in (old, asked.new or old)):
            raise no_folder(maps_dir)
        return differences(repository, old, asked.new, maps_dir, today)
    except GitError as error:
        raise click.UsageError(error.line(words.text)) from error


def _between_files(old: Path, new: Path, today: dt.date) -> tuple[FileDifference, ...]:
    """Compare two files as they are, whether they are in a repository or not: two versions of the second one."""
    was, now = (FileVersion(PurePosixPath(path.as_posix()), on_disk(path.resolve())) for path in (old, new))
    if was.data == now.data:
        return ()
    return (replace(file_difference(_role_alone(new), was, now, today), old_path=now.path),)


def _with_names(files: Sequence[FileDifference], maps_dir: Path) -> Sequence[FileDifference]:
    """Return the differences with the names of personas and sources as the files on disk have them."""
    if not files or not maps_dir.is_dir():
        return files
    personas: list[Persona] = []
    catalog = Catalog()
    for found in list_files(maps_dir, PurePosixPath(maps_dir.as_posix())).files:
        if found.role in {Role.PERSONA, Role.CATALOG}:
            # What is wrong with a file is for `cjm check` to tell.
            noun, _ = read_version(found.role, FileVersion(found.path, on_disk(maps_dir / found.path)))
            personas += [noun] if isinstance(noun, Persona) else []
            catalog = noun if isinstance(noun, Catalog) else catalog
    names = names_of(personas, catalog)
    return [replace(file, changes=tuple(named(change, names) for change in file.changes)) for file in files]


def _role_alone(path: Path) -> Role:
    """Return what a file is by its name and folder; any other that somebody compares is a map."""
    parts = (path.parent.name, path.name) if path.resolve().parent.name == PERSONAS else (path.name,)
    return role_of(PurePosixPath(*parts)) or Role.MAP


def _told(files: Sequence[FileDifference], asked: _Asked, format_: str, words: Interface) -> str:
    """Return the output; what the other formats need is not imported."""
    if format_ == "json":
        from cjm_plugin.history.wording_json import as_json  # noqa: PLC0415

        return as_json(files, asked.old, asked.new, words)
    if format_ == "markdown":
        from cjm_plugin.history.wording_markdown import as_markdown  # noqa: PLC0415

        return as_markdown(files, words)
    from cjm_plugin.history.wording_text import as_text  # noqa: PLC0415

    return as_text(files, words)
