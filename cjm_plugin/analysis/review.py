"""Whether a map may still be trusted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from cjm_plugin.model.collection import Collection
from cjm_plugin.model.cycle import Cycle
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.values import ReviewStatus

DUE_SOON_DAYS = 14
"""So many days before the due date, and on it, a review is due soon: two weeks, so that it can still be planned."""


class Freshness(StrEnum):
    """Where a map stands in its review cycle."""

    FRESH = "fresh"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    NEVER_REVIEWED = "never-reviewed"
    NO_CYCLE = "no-cycle"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The state on a day. `days_left` is negative when the review is late; None without a due date.

    `due` is the last day on which the map may still be trusted; it is overdue from the next day on.
    """

    freshness: Freshness
    cycle: Cycle | None
    due: dt.date | None
    days_left: int | None


def review_state(journey: JourneyMap, collection: Collection | None, today: dt.date) -> ReviewState:
    """Return where a map stands on `today`; its own cycle counts before its collection's.

    `collection` is the nearest one above the map that gives a cycle: see `reviews.Inherited`. A map that was never
    reviewed has no due date: there is no day to count from. A date in the future, typed by mistake or in another
    time zone, is counted from as it stands.
    """
    review = journey.review
    cycle = review.cycle or (collection.review_cycle if collection else None)
    if review.status is ReviewStatus.RETIRED:
        return ReviewState(Freshness.RETIRED, cycle, None, None)
    if review.last_reviewed is None:
        return ReviewState(Freshness.NEVER_REVIEWED, cycle, None, None)
    if cycle is None:
        return ReviewState(Freshness.NO_CYCLE, None, None, None)
    due = cycle.after(review.last_reviewed)
    days_left = (due - today).days
    if days_left < 0:
        freshness = Freshness.OVERDUE
    elif days_left <= DUE_SOON_DAYS:
        freshness = Freshness.DUE_SOON
    else:
        freshness = Freshness.FRESH
    return ReviewState(freshness, cycle, due, days_left)
