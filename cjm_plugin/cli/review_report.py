"""What `cjm review due` prints: lines, JSON, or the Markdown of an issue."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote_from_bytes

from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.reviews import ReviewSchedule, ScheduledReview
from cjm_plugin.exchange.markdown_text import markdown_text, markdown_title
from cjm_plugin.locale import N_, Interface
from cjm_plugin.pages.escaping import plain
from cjm_plugin.reading.diagnostics import harmless

_NOTHING_DUE = N_("Nothing is to be reviewed by {day}.")
_HEAD = (N_("Map"), N_("Owner"), N_("Next review"), N_("State"))
_NOBODY = N_("nobody")
_NEVER = N_("never reviewed")
_TODAY = N_("due today")
_THEN = N_("When a map has been reviewed, record it: {command}")
_BROKEN = N_("These files have errors and are left out: {files}")


@dataclass(frozen=True, slots=True)
class DueReviews:
    """What is to be reviewed by `until`.

    `maps_dir` is how the maps folder was named; `link_base` is what links to files begin with. `broken` are the
    files with errors, which may hide reviews; their paths begin with the maps folder.
    """

    schedule: ReviewSchedule
    reviews: tuple[ScheduledReview, ...]
    until: dt.date
    broken: tuple[str, ...]
    maps_dir: PurePosixPath
    link_base: str
    words: Interface

    def file_of(self, review: ScheduledReview) -> str:
        """Return the path of a map."""
        return str(self.maps_dir / review.entry.path)

    def link_to(self, file: str) -> str:
        """Return the address of a file."""
        # A file name may hold bytes that are no text.
        return self.link_base + quote_from_bytes(file.encode("utf-8", "surrogateescape"))


def as_text(due: DueReviews) -> str:
    """Return a line for each review, most urgent first."""
    if not due.reviews:
        return due.words.text(_NOTHING_DUE).format(day=due.until)
    return "\n".join(_line(due, review) for review in due.reviews)


def as_json(due: DueReviews) -> str:
    """Return everything about the reviews; dates as YYYY-MM-DD, null for what is not known."""
    told = {
        "today": due.schedule.today.isoformat(),
        "until": due.until.isoformat(),
        "reviews": [_facts(due, review) for review in due.reviews],
        "broken": [harmless(file) for file in due.broken],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_markdown(due: DueReviews) -> str:
    """Return the body of an issue: a table with a link to each file."""
    parts = list(_table(due)) if due.reviews else [due.words.text(_NOTHING_DUE).format(day=due.words.date(due.until))]
    if due.reviews:
        parts += ["", due.words.text(_THEN).format(command="`cjm review done FILE --by NAME`")]
    if due.broken:
        files = ", ".join(f"[{markdown_text(harmless(file))}]({due.link_to(file)})" for file in due.broken)
        parts += ["", due.words.text(_BROKEN).format(files=files)]
    return "\n".join(parts)


def _line(due: DueReviews, review: ScheduledReview) -> str:
    day = f" ({review.state.due})" if review.state.due else ""
    owner = review.owner or due.words.text(_NOBODY)
    return (
        f"{harmless(due.file_of(review))}: {_standing(due.words, review)}{day}"
        f" · {harmless(owner)} · {harmless(plain(review.entry.journey.title))}"
    )


def _facts(due: DueReviews, review: ScheduledReview) -> dict[str, object]:
    entry, state = review.entry, review.state
    known = entry.journey.review
    return {
        "map": entry.key,
        "file": harmless(due.file_of(review)),
        "title": plain(entry.journey.title),
        "owner": review.owner,
        "team": entry.journey.ownership.team,
        "status": known.status.value,
        "state": state.freshness.value,
        "cycle": state.cycle.text if state.cycle else None,
        "last_reviewed": known.last_reviewed.isoformat() if known.last_reviewed else None,
        "due": state.due.isoformat() if state.due else None,
        "days_left": state.days_left,
    }


def _table(due: DueReviews) -> Iterator[str]:
    words = due.words
    yield f"| {' | '.join(words.text(title) for title in _HEAD)} |"
    yield "|" + " --- |" * len(_HEAD)
    for review in due.reviews:
        day = words.date(review.state.due) if review.state.due else "–"
        owner = markdown_text(review.owner) if review.owner else f"*{words.text(_NOBODY)}*"
        standing = _standing(words, review)
        if review.state.freshness is Freshness.OVERDUE:
            standing = f"**{standing}**"
        link = f"[{markdown_title(review.entry.journey.title)}]({due.link_to(due.file_of(review))})"
        yield f"| {link} | {owner} | {day} | {standing} |"


def _standing(words: Interface, review: ScheduledReview) -> str:
    days = review.state.days_left
    if days is None:
        return words.text(_NEVER)
    if days < 0:
        return words.plural("{count} day overdue", "{count} days overdue", -days)
    return words.plural("in {count} day", "in {count} days", days) if days else words.text(_TODAY)
