"""`cjm review done`: recording a review in the files of maps."""

from __future__ import annotations

import datetime as dt
import subprocess
from itertools import takewhile
from pathlib import Path

import click

from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import language_option
from cjm_plugin.cli.parameters import day
from cjm_plugin.cli.project import default_folder
from cjm_plugin.editing.refusal import EditRefusedError
from cjm_plugin.editing.review_file import BrokenMapError, record_in_file
from cjm_plugin.editing.review_record import ReviewRecord
from cjm_plugin.history.difference.revisions import on_disk
from cjm_plugin.history.git_process import git_program
from cjm_plugin.locale import N_, Interface, interface
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.cycle import Cycle
from cjm_plugin.model.journey_map import Review
from cjm_plugin.model.values import ReviewStatus
from cjm_plugin.reading.diagnostics import harmless
from cjm_plugin.reading.folder import COLLECTION, YAML_SUFFIXES
from cjm_plugin.reading.single import read_noun
from cjm_plugin.reading.text_file import FORBIDDEN

_NO_NAME = N_("give the name of who reviewed it with --by, or tell git yours: git config user.name NAME")
_NOT_TEXT = N_("must be text, not empty and without control characters")
_NAME_OF_GIT = N_("the name {name} is that of git config user.name")
_DONE = N_("{file}: reviewed on {day} by {name}")
_NEXT = N_("next review on {day}")
_KNOWN = N_("{file}: this review is recorded already")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "name", help="Who reviewed it. Default: what git config user.name says.")
@click.option("--date", type=day, metavar="DAY", help="When. Default: today.")
@click.option("--note", help="What was found.")
@click.option(
    "--status",
    type=click.Choice([status.value for status in ReviewStatus]),
    help="What the map is from now on. Default: what it was.",
)
@language_option
def done(  # noqa: PLR0913 - one for each option
    *,
    files: tuple[Path, ...],
    name: str | None,
    date: dt.date | None,
    note: str | None,
    status: str | None,
    language: str,
) -> None:
    """Record a review: set `review.last_reviewed` and add to `review.log`. All other lines stay as they are.

    Files that cannot be changed safely are left alone and named; the exit code is 1 then.
    """
    words = interface(language)
    today = dt.date.today()  # noqa: DTZ011 - the caller's calendar, not an instant
    by = _checked(name, "--by", words) or _name_of_git(words)
    new_status = ReviewStatus(status) if status else None
    record = ReviewRecord(date or today, by, _checked(note, "--note", words), new_status)
    results = [_recorded(file, record, today, words) for file in files]
    if name is None and any(results):
        click.echo(words.text(_NAME_OF_GIT).format(name=harmless(by)), err=True)
    if not all(results):
        raise SystemExit(FINDINGS)


def _recorded(file: Path, record: ReviewRecord, today: dt.date, words: Interface) -> bool:
    """Record a review in one file and tell about it; return whether it is recorded."""
    shown = harmless(file.as_posix())
    try:
        review = record_in_file(file, record, today, _root(file))
    except BrokenMapError as error:
        for diagnostic in error.diagnostics:
            click.echo(diagnostic.line(words.text), err=True)
        return False
    except EditRefusedError as error:
        click.echo(f"{shown}: {error.text(words.text)}", err=True)
        return False
    click.echo(words.text(_KNOWN).format(file=shown) if review is None else _told(file, record, review, words))
    return True


def _root(file: Path) -> Path:
    """Return the folder that a link may not lead out of: that of the maps, or the file's own."""
    folder = default_folder()
    return folder if file.absolute().is_relative_to(folder.absolute()) else file.parent


def _told(file: Path, record: ReviewRecord, review: Review, words: Interface) -> str:
    told = words.text(_DONE).format(file=harmless(file.as_posix()), day=record.date, name=harmless(record.by))
    cycle = review.cycle or _cycle_above(file.absolute())
    if cycle is None:
        return told
    return f"{told}; {words.text(_NEXT).format(day=cycle.after(record.date))}"


def _cycle_above(file: Path) -> Cycle | None:
    """Return the review cycle of the nearest collection above a map that gives one."""
    root = _root(file).absolute()
    for folder in takewhile(lambda above: above != root, file.parents):
        for suffix in YAML_SUFFIXES:
            collection = read_noun(on_disk(folder / f"{COLLECTION}{suffix}"), COLLECTION, Collection).noun
            if collection and collection.review_cycle:
                return collection.review_cycle
    return None


def _checked(text: str | None, option: str, words: Interface) -> str | None:
    if text is None:
        return None
    if not text.strip() or FORBIDDEN.search(text):
        raise click.BadParameter(words.text(_NOT_TEXT), param_hint=option)
    return text.strip()


def _name_of_git(words: Interface) -> str:
    """Return the name that git knows the user by. Raises click's UsageError without one."""
    git = git_program()
    told = subprocess.run([git, "config", "user.name"], capture_output=True, check=False) if git else None  # noqa: S603
    name = told.stdout.decode("utf-8", "replace").strip() if told else ""
    if not name or FORBIDDEN.search(name):
        raise click.UsageError(words.text(_NO_NAME))
    return name
