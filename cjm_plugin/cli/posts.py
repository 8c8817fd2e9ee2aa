"""What `cjm github` and `cjm gitlab` post: the change of a pull request, and the maps to review."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from cjm_plugin.exchange.platforms.rest import PlatformError
from cjm_plugin.exchange.platforms.texts import CHANGE, OVERDUE, Kind
from cjm_plugin.locale import N_, Interface

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERDUE_LABEL = "maps-to-review"

_CUT = N_("*It does not all fit here; the rest is in the log of the check.*")
_PREVIEW = N_("[Preview: the pages as they will look]({address}) – download the archive, unpack it, open `index.html`.")
_FAILED = N_("**The check found problems:** [see them]({address}), or look at the marks beside the changed lines.")
_TITLE = N_("Maps to review")


@dataclass(frozen=True, slots=True)
class Post:
    """A text for a platform, already marked."""

    kind: Kind
    title: str
    text: str


def change_post(change: str, preview: str, failed: str, limit: int, words: Interface) -> Post:
    """Return the comment about a change: Markdown from `cjm diff`, and below it where to look.

    `preview` and `failed` are addresses, empty when there is nothing to look at.
    """
    links = [words.text(_PREVIEW).format(address=preview)] if preview else []
    links += [words.text(_FAILED).format(address=failed)] if failed else []
    below = "\n\n".join(["", "---", *links]) if links else ""
    text = CHANGE.marked(change, limit - len(below), words.text(_CUT))
    return Post(CHANGE, "", text + below)


def overdue_post(maps_dir: Path, link_base: str, today: dt.date, limit: int, words: Interface) -> Post | None:
    """Return the issue with the maps that are to be reviewed by `today`; None when there are none."""
    from cjm_plugin.analysis.reviews import review_schedule  # noqa: PLC0415 - not needed for comments
    from cjm_plugin.cli.review_report import DueReviews, as_markdown  # noqa: PLC0415
    from cjm_plugin.reading.portfolio import read_portfolio  # noqa: PLC0415

    schedule = review_schedule(read_portfolio(maps_dir, maps_dir.as_posix()).portfolio, today)
    found = tuple(schedule.due_within(0))
    if not found:
        return None
    due = DueReviews(
        schedule=schedule,
        reviews=found,
        until=today,
        broken=(),
        maps_dir=PurePosixPath(maps_dir.as_posix()),
        link_base=link_base,
        words=words,
    )
    text = OVERDUE.marked(as_markdown(due), limit, words.text(_CUT))
    return Post(OVERDUE, words.text(_TITLE), text)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn a refusal of the platform into one line and exit code 1."""
    try:
        yield
    except PlatformError as error:
        raise click.ClickException(str(error)) from error
