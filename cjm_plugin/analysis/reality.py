"""Which maps tell of today: what they say is counted, what others say is shown with them only."""

from __future__ import annotations

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.values import Kind, ReviewStatus


def is_retired(journey: JourneyMap) -> bool:
    """Return whether a map is kept for the record only."""
    return journey.review.status is ReviewStatus.RETIRED


def is_future(journey: JourneyMap) -> bool:
    """Return whether a map shows what is meant to be."""
    return journey.kind is Kind.FUTURE_STATE


def shows_today(journey: JourneyMap) -> bool:
    """Return whether a map tells how things are: it is neither retired nor a future state."""
    return not is_retired(journey) and not is_future(journey)
