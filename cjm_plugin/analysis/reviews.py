"""The reviews of a portfolio: which map is due when, and who answers for it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cjm_plugin.analysis.review import Freshness, ReviewState, review_state
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.portfolio import MapEntry, Portfolio

_URGENCY = (
    Freshness.OVERDUE,
    Freshness.NEVER_REVIEWED,
    Freshness.DUE_SOON,
    Freshness.FRESH,
    Freshness.NO_CYCLE,
    Freshness.RETIRED,
)
_DUE_NOW = frozenset({Freshness.OVERDUE, Freshness.NEVER_REVIEWED})


@dataclass(frozen=True, slots=True)
class ScheduledReview:
    """A map, who answers for it (None: nobody), and where it stands in its review cycle."""

    entry: MapEntry
    owner: str | None
    state: ReviewState


@dataclass(frozen=True, slots=True)
class OwnedReviews:
    """The reviews of one owner, most urgent first. `owner` is None for maps that nobody answers for."""

    owner: str | None
    reviews: tuple[ScheduledReview, ...]


@dataclass(frozen=True, slots=True)
class MonthOfReviews:
    """The reviews due in a month, earliest first. `first` is the first day of the month."""

    first: dt.date
    reviews: tuple[ScheduledReview, ...]


@dataclass(frozen=True)
class ReviewSchedule:
    """All maps of a portfolio as they stand on `today`, most urgent first.

    The order: overdue, longest first; never reviewed; due soon; fresh; without a cycle; retired. Maps that are
    equally urgent are in the order of their keys.
    """

    today: dt.date
    reviews: tuple[ScheduledReview, ...]

    def of(self, key: str) -> ScheduledReview:
        """Return the review of the map with this key; raise KeyError when there is no such map."""
        return self._by_key[key]

    def by_owner(self) -> tuple[OwnedReviews, ...]:
        """Group all reviews by owner, in alphabetical order; those that nobody answers for come last."""
        groups: dict[str | None, list[ScheduledReview]] = defaultdict(list)
        for review in self.reviews:
            groups[review.owner].append(review)
        owners = sorted(groups, key=lambda owner: (owner is None, (owner or "").casefold(), owner or ""))
        return tuple(OwnedReviews(owner, tuple(groups[owner])) for owner in owners)

    def by_month(self) -> tuple[MonthOfReviews, ...]:
        """Group the reviews that have a due date by its month, past months first; months without any are left out."""
        groups: dict[dt.date, list[ScheduledReview]] = defaultdict(list)
        for due, review in sorted(_dated(self.reviews), key=lambda pair: (pair[0], pair[1].entry.key)):
            groups[due.replace(day=1)].append(review)
        return tuple(MonthOfReviews(first, tuple(reviews)) for first, reviews in groups.items())

    def due_within(self, days: int) -> tuple[ScheduledReview, ...]:
        """Return what is to be reviewed in the next `days` days: overdue, never reviewed, or due by then."""
        return tuple(review for review in self.reviews if _is_due(review.state, days))

    def overdue(self) -> tuple[ScheduledReview, ...]:
        """Return the reviews whose due date is past, the longest first."""
        return tuple(review for review in self.reviews if review.state.freshness is Freshness.OVERDUE)

    @cached_property
    def _by_key(self) -> dict[str, ScheduledReview]:
        return {review.entry.key: review for review in self.reviews}


class Inherited:
    """What maps take from the folders above them, each thing from the nearest folder that gives it."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._collections = {entry.key: entry.collection for entry in portfolio.collections}

    def owner(self, entry: MapEntry) -> str | None:
        """Return who answers for a map: its own owner, or that of the nearest collection that has one."""
        own = entry.journey.ownership.owner
        return own or next((above.owner for above in self._above(entry) if above.owner), None)

    def cycle_giver(self, entry: MapEntry) -> Collection | None:
        """Return the nearest collection above a map that gives a review cycle, as `review_state` wants it."""
        return next((above for above in self._above(entry) if above.review_cycle), None)

    def collection(self, entry: MapEntry) -> Collection | None:
        """Return the folder of a map with the owner and the review cycle that it takes from those above it."""
        own = self._collections.get(entry.collection)
        owner = next((above.owner for above in self._above(entry) if above.owner), None)
        giver = self.cycle_giver(entry)
        return own and own.model_copy(update={"owner": owner, "review_cycle": giver and giver.review_cycle})

    def _above(self, entry: MapEntry) -> Iterator[Collection]:
        folder = entry.collection
        while folder:
            if folder in self._collections:
                yield self._collections[folder]
            folder = folder.rpartition("/")[0]


def review_schedule(portfolio: Portfolio, today: dt.date) -> ReviewSchedule:
    """Return where every sound map of a portfolio stands on `today`, most urgent first."""
    inherited = Inherited(portfolio)
    reviews = [
        ScheduledReview(entry, inherited.owner(entry), review_state(entry.journey, inherited.cycle_giver(entry), today))
        for entry in portfolio.maps
    ]
    return ReviewSchedule(today, tuple(sorted(reviews, key=_urgency)))


def _urgency(review: ScheduledReview) -> tuple[int, dt.date, str]:
    return _URGENCY.index(review.state.freshness), review.state.due or dt.date.max, review.entry.key


def _dated(reviews: Iterable[ScheduledReview]) -> Iterator[tuple[dt.date, ScheduledReview]]:
    return ((review.state.due, review) for review in reviews if review.state.due is not None)


def _is_due(state: ReviewState, days: int) -> bool:
    return state.freshness in _DUE_NOW or (state.days_left is not None and state.days_left <= days)
