"""`cjm codeowners`: the owners of the maps, for the code hosting platform."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import FOLDER, language_option
from cjm_plugin.cli.project import default_folder, existing
from cjm_plugin.editing.refusal import EditRefusedError
from cjm_plugin.editing.replacing import replace_content
from cjm_plugin.exchange.codeowners import (
    BEGIN,
    END,
    BrokenMarksError,
    Ownership,
    block_of,
    ownerships,
    with_block,
    without_account,
)
from cjm_plugin.history.git import GitError, open_repository
from cjm_plugin.locale import N_, Interface, interface
from cjm_plugin.reading.portfolio import read_portfolio

NO_ACCOUNT = N_('no account is known of "{name}" ({path})')
ADD_ACCOUNTS = N_("add accounts under `people` or `teams` of catalog.yaml, or write an owner as `@account`")
BROKEN = N_("the maps have errors, so owners may be missing; mend them first")
BROKEN_MARKS = N_('{file}: one line "{begin}" and below it one line "{end}" are expected; nothing was written')
STALE = N_("{file} is not up to date; run: cjm codeowners --write {file}")

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("maps_dir", type=FOLDER, default=default_folder, callback=existing)
@click.option("--write", "target", type=_FILE, help="Put the block into this file; the rest of it stays as it is.")
@click.option("--check", "checked", type=_FILE, help="Only tell whether this file is up to date: exit code 0 or 1.")
@language_option
def codeowners(maps_dir: Path, target: Path | None, checked: Path | None, language: str) -> None:
    """Print a block for CODEOWNERS, made from the owners of maps and collections.

    Owners written as `@account`, `@group/team` or an e-mail address are used as they are. Names are looked up under
    `people` and `teams` of catalog.yaml; those without an account become comments.
    """
    if target and checked:
        raise click.UsageError("--write and --check exclude each other.")
    words = interface(language)
    owners = _owners(maps_dir, words)
    unknown = [words.text(NO_ACCOUNT).format(name=name, path=path) for name, path in without_account(owners)]
    for line in [*unknown, words.text(ADD_ACCOUNTS)] if unknown else ():
        click.echo(line, err=True)
    file = target or checked
    if file is None:
        click.echo(block_of(owners), nl=False)
        return
    old = _content(file)
    new = _updated(file, old or b"", owners, words)
    if checked and old != new:
        click.echo(words.text(STALE).format(file=checked), err=True)
        raise SystemExit(FINDINGS)
    if target and old != new:
        _write(target, old, new, words)


def _owners(maps_dir: Path, words: Interface) -> tuple[Ownership, ...]:
    reading = read_portfolio(maps_dir, maps_dir.as_posix())
    if reading.has_errors:
        for diagnostic in reading.diagnostics:
            if diagnostic.is_error:
                click.echo(diagnostic.line(words.text), err=True)
        click.echo(words.text(BROKEN), err=True)
        raise SystemExit(FINDINGS)
    return ownerships(reading.portfolio, _in_repository(maps_dir))


def _in_repository(maps_dir: Path) -> PurePosixPath:
    """Return the maps folder as the repository has it; without one, the current folder counts as the top."""
    try:
        return open_repository(maps_dir).path_of(maps_dir)
    except GitError:
        whole, here = maps_dir.resolve(), Path.cwd()
        return PurePosixPath(whole.relative_to(here) if whole.is_relative_to(here) else maps_dir.name)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error


def _updated(file: Path, old: bytes, owners: tuple[Ownership, ...], words: Interface) -> bytes:
    try:
        # What is no UTF-8 is not ours, and stays as it is.
        text = with_block(old.decode("utf-8", "surrogateescape"), block_of(owners))
    except BrokenMarksError as error:
        raise click.ClickException(words.text(BROKEN_MARKS).format(file=file, begin=BEGIN, end=END)) from error
    return text.encode("utf-8", "surrogateescape")


def _write(file: Path, old: bytes | None, new: bytes, words: Interface) -> None:
    try:
        if old is None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
        replace_content(file, old or b"", new)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    except EditRefusedError as error:
        raise click.FileError(str(file), error.text(words.text)) from error
