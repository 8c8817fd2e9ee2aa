"""The page of all reviews: which map is due when, and who answers for it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import quote

from babel.dates import format_skeleton

from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.reviews import MonthOfReviews, ReviewSchedule, ScheduledReview, review_schedule
from cjm_plugin.locale import Interface
from cjm_plugin.pages.addresses import CALENDAR, FEED, REVIEWS_KEY, Addresses
from cjm_plugin.pages.diagrams.gantt import GanttDiagram, GanttTask, gantt_diagram
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.freshness import CHANGING, review_words
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.plan import AXES, NOBODY
from cjm_plugin.pages.rendering import Identity, Renderer, label_of

MOST_IN_PICTURE = 40
"""More rows than that nobody follows with the eye."""

MOST_NAMED = 5
"""So many maps of a month are named; the others are a click away."""

_STATES = (
    Freshness.OVERDUE,
    Freshness.NEVER_REVIEWED,
    Freshness.DUE_SOON,
    Freshness.FRESH,
    Freshness.NO_CYCLE,
    Freshness.RETIRED,
)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of the table. `owner`, `state` and `month` are what it can be filtered by; "" where it says nothing."""

    review: ScheduledReview
    owner: str
    state: str
    month: str


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """A choice over the table: `options` are pairs of a value and what it is called."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReviewTable:
    """All reviews, the most urgent first, with the filters that would leave out something."""

    rows: tuple[ReviewRow, ...]
    choices: tuple[ReviewFilter, ...]

    @cached_property
    def filters(self) -> str:
        """The filters as `assets/tables.js` reads them: JSON."""
        found = [{"name": it.name, "title": it.title, "many": False, "options": it.options} for it in self.choices]
        return json.dumps(found, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class ReviewPicture:
    """A timeline of the reviews that are due first; `links` has the key of the map of each row."""

    diagram: GanttDiagram
    keys: tuple[str, ...]
    left_out: int


def reviews_page(library: Library, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all reviews."""
    schedule = review_schedule(library.portfolio, renderer.today)
    words = renderer.words
    title = living.title(REVIEWS_KEY, words)
    months = schedule.by_month()
    names = {month.first.isoformat()[:7]: _month_name(month.first, words) for month in months}
    table = review_table(schedule, names, words)
    picture = review_picture(schedule, renderer, title)
    counts = Counter(row.state for row in table.rows)
    values = {
        "table": table,
        "counts": [(state, counts[state]) for state in _STATES if counts[state] or state in CHANGING],
        "owners": [(plain(group.owner or ""), group) for group in schedule.by_owner()],
        "months": [(month.first.isoformat()[:7], month) for month in months],
        "month_names": names,
        "hidden_in": _hidden,
        "picture": picture,
        "links": [addresses.page(key) for key in picture.keys] if picture else [],
        "living": living,
        "calendar": PurePosixPath(CALENDAR),
        "feed": PurePosixPath(FEED),
        "review_words": review_words(words.language),
        "chosen": lambda **filters: _chosen(filters),
        "count_of": lambda state, reviews: sum(review.state.freshness == state for review in reviews),
        "first_due": _first_due,
    }
    identity = Identity(REVIEWS_KEY, title, title, words.language)
    return renderer.page("reviews.html.jinja", identity, addresses, values)


def review_table(schedule: ReviewSchedule, months: Mapping[str, str], words: Interface) -> ReviewTable:
    """Return the table of all reviews; `months` are the names of those in which one is due, by `YYYY-MM`."""
    rows = tuple(_row(review) for review in schedule.reviews)
    names = {owner: owner for owner in sorted({row.owner for row in rows if row.owner}, key=str.casefold)}
    states = {row.state for row in rows}
    if any(row.month for row in rows):
        # Days go by: what is up to date now may be overdue on the day of the reader.
        states.update(CHANGING)
    labels = {str(state): words.text(label_of(state)) for state in _STATES}
    nobody = words.text(NOBODY)
    choices = (
        ReviewFilter("owner", words.text("Owner"), _options(names, (row.owner for row in rows), nobody)),
        ReviewFilter("state", words.text("State"), _options(labels, states, "")),
        ReviewFilter("month", words.text("Month"), _options(months, (row.month for row in rows), "—")),
    )
    return ReviewTable(rows, tuple(choice for choice in choices if len(choice.options) > 1))


def review_picture(schedule: ReviewSchedule, renderer: Renderer, title: str) -> ReviewPicture | None:
    """Draw a bar from the last review to the next for the maps that are due first; None for fewer than two."""
    words = renderer.words
    dated = [(due, review) for review in schedule.reviews if (due := review.state.due)]
    dated.sort(key=lambda pair: (pair[0], pair[1].entry.key))
    tasks = [
        GanttTask(
            label=plain(review.entry.journey.title),
            note=plain(review.owner or words.text(NOBODY)),
            start=review.entry.journey.review.last_reviewed,
            due=due,
            day=words.short_date(due),
            anchor="",
        )
        for due, review in dated[:MOST_IN_PICTURE]
    ]
    if len(tasks) < 2:
        return None
    diagram = gantt_diagram(tasks, title=title, description=title, formats=AXES[words.language], marks_today=True)
    keys = tuple(review.entry.key for _, review in dated[:MOST_IN_PICTURE])
    return ReviewPicture(diagram, keys, len(dated) - len(keys))


def _row(review: ScheduledReview) -> ReviewRow:
    due = review.state.due
    return ReviewRow(review, plain(review.owner or ""), str(review.state.freshness), due.isoformat()[:7] if due else "")


def _options(names: Mapping[str, str], values: Iterable[str], nothing: str) -> tuple[tuple[str, str], ...]:
    """Return the values that occur, with their names and in their order; the one of rows that say nothing is last."""
    found = {*values}
    return tuple((value, name) for value, name in {**names, "": nothing}.items() if value in found)


def _chosen(filters: Mapping[str, str]) -> str:
    """Return the link to the rows of the table that these filters leave."""
    query = "&".join(f"reviews.{name}={quote(value, safe='')}" for name, value in filters.items())
    return f"?{query}#all"


def _hidden(month: MonthOfReviews) -> int:
    """Return how many maps of a month are not named: "and 1 more" would take as much room as its name."""
    more = len(month.reviews) - MOST_NAMED
    return more if more > 1 else 0


def _first_due(reviews: Iterable[ScheduledReview]) -> ScheduledReview | None:
    dated = ((review.state.due, review.entry.key, review) for review in reviews if review.state.due)
    return min(dated, default=(None, "", None))[2]


def _month_name(first: dt.date, words: Interface) -> str:
    return str(format_skeleton("yMMMM", first, locale=words.language))
