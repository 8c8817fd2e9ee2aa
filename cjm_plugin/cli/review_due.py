"""`cjm review due`: which maps are to be reviewed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath

import click

from cjm_plugin.analysis.review import DUE_SOON_DAYS
from cjm_plugin.analysis.reviews import ReviewSchedule, review_schedule
from cjm_plugin.cli import project
from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import language_option, maps_option
from cjm_plugin.cli.parameters import day, span
from cjm_plugin.cli.review_report import DueReviews, as_json, as_markdown, as_text
from cjm_plugin.locale import N_, Interface, interface
from cjm_plugin.model.cycle import Cycle
from cjm_plugin.model.identity import folded
from cjm_plugin.reading.diagnostics import harmless
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.reading.suggestions import suggestion

_UNKNOWN_OWNER = N_('nobody called "{value}" answers for a map')
_HAS_ERRORS = N_("{file}: has errors, so a review may be missing here; `cjm check` tells them")
_WRITERS = {"text": as_text, "json": as_json, "markdown": as_markdown}


@click.command()
@click.option(
    "--within",
    type=span,
    metavar="SPAN",
    default=f"{DUE_SOON_DAYS}d",
    show_default=True,
    help="How far to look ahead: 30d, 2w, '3 months', quarterly.",
)
@click.option("--owner", "owners", multiple=True, help="Only the maps of this owner; may be given several times.")
@click.option("--format", "form", type=click.Choice(list(_WRITERS)), default="text", show_default=True)
@maps_option
@click.option(
    "--link-base",
    default="",
    help="What links to files begin with in Markdown: https://github.com/OWNER/REPOSITORY/blob/main/",
)
@click.option("--today", type=day, metavar="DAY", help="The day to tell it for. Default: the current one.")
@click.option("--exit-code", is_flag=True, help="End with exit code 1 when a review is overdue.")
@language_option
def due(  # noqa: PLR0913 - one for each option
    *,
    within: Cycle,
    owners: tuple[str, ...],
    form: str,
    maps_dir: Path,
    link_base: str,
    today: dt.date | None,
    language: str,
    exit_code: bool,
) -> None:
    """List the maps to review: overdue, never reviewed, due soon. The exit code is 0, whatever is found."""
    words = interface(language)
    now = project.today(today)
    reading = read_portfolio(maps_dir, maps_dir.as_posix())
    schedule = review_schedule(reading.portfolio, now)
    wanted = {_meant(owner, schedule, words) for owner in owners}
    until = within.after(now)
    found = [
        each for each in schedule.due_within((until - now).days) if not wanted or folded(each.owner or "") in wanted
    ]
    told = DueReviews(
        schedule=schedule,
        reviews=tuple(found),
        until=until,
        broken=reading.files_with_errors,
        maps_dir=PurePosixPath(maps_dir.as_posix()),
        link_base=link_base,
        words=words,
    )
    for file in told.broken:
        click.echo(words.text(_HAS_ERRORS).format(file=harmless(file)), err=True)
    click.echo(_WRITERS[form](told))
    if exit_code and any(each in schedule.overdue() for each in found):
        raise SystemExit(FINDINGS)


def _meant(owner: str, schedule: ReviewSchedule, words: Interface) -> str:
    """Return the owner, folded; a name that nobody has would only pretend that all is well."""
    known = [group.owner for group in schedule.by_owner() if group.owner]
    if folded(owner) in map(folded, known):
        return folded(owner)
    message = words.text(_UNKNOWN_OWNER).format(value=harmless(owner))
    hint = suggestion(owner, known)
    if hint:
        values = {key: harmless(value) for key, value in hint.values.items()}
        message += f"; {words.text(hint.message).format(**values)}"
    raise click.BadParameter(message, param_hint="--owner")
