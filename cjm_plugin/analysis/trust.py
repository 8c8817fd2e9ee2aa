"""Which maps may not be trusted, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cjm_plugin.analysis.map_register import MapRecord
from cjm_plugin.analysis.reality import is_retired, shows_today
from cjm_plugin.analysis.review import Freshness

LITTLE_EVIDENCE = 0.5
"""A map of today with a smaller share of claims (0–1) that name a source rests on assumptions. The number is ours."""


class Doubt(StrEnum):
    """A reason not to trust a map."""

    OVERDUE = "overdue"
    NEVER_REVIEWED = "never-reviewed"
    LITTLE_EVIDENCE = "little-evidence"
    NO_OWNER = "no-owner"


@dataclass(frozen=True, slots=True)
class DoubtfulMap:
    """A map and the reasons not to trust it: one at least."""

    record: MapRecord
    doubts: tuple[Doubt, ...]


def doubtful_maps(maps: Iterable[MapRecord]) -> tuple[DoubtfulMap, ...]:
    """Return the maps that there is a reason not to trust, the most doubtful first.

    That is the one with most reasons; of equals the longest overdue, then the one with the least evidence, then the
    order of the maps. Nobody needs to trust retired maps; future states cannot have been seen yet, so they need no
    evidence.
    """
    found = (DoubtfulMap(record, tuple(_doubts(record))) for record in maps if not is_retired(record.entry.journey))
    return tuple(sorted((each for each in found if each.doubts), key=_rank))


def _doubts(record: MapRecord) -> Iterator[Doubt]:
    if record.review.freshness is Freshness.OVERDUE:
        yield Doubt.OVERDUE
    if record.review.freshness is Freshness.NEVER_REVIEWED:
        yield Doubt.NEVER_REVIEWED
    if shows_today(record.entry.journey) and record.coverage.share < LITTLE_EVIDENCE:
        yield Doubt.LITTLE_EVIDENCE
    if record.owner is None:
        yield Doubt.NO_OWNER


def _rank(each: DoubtfulMap) -> tuple[int, int, float, str]:
    late = min(0, each.record.review.days_left or 0)
    return -len(each.doubts), late, each.record.coverage.share, each.record.entry.key
