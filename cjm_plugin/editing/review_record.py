"""Recording a review in the text of a map: `review.last_reviewed`, `review.log`, and `review.status` if asked for."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cjm_plugin.editing.fields import fields_added, group_added, is_null, value_set
from cjm_plugin.editing.items import item_added
from cjm_plugin.editing.layout import Layout, Mapping, layout_of
from cjm_plugin.editing.refusal import BEFORE_LAST, IN_FUTURE, IS_RETIRED, NOT_PROVEN, EditRefusedError
from cjm_plugin.editing.scalars import scalar
from cjm_plugin.editing.splices import Splice, spliced
from cjm_plugin.editing.style import Value
from cjm_plugin.model.journey_map import JourneyMap, Review
from cjm_plugin.model.values import ReviewStatus
from cjm_plugin.reading.nodes import to_data
from cjm_plugin.reading.parsing import parse
from cjm_plugin.reading.text_file import TextFile

_GROUP = "review"
_STATUS, _LAST, _LOG = "status", "last_reviewed", "log"
_MAP_KEYS = tuple(JourneyMap.accepted_keys())
_REVIEW_KEYS = tuple(Review.accepted_keys())


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A review that took place. `status` is what the map is from now on; None leaves it as it is."""

    date: dt.date
    by: str
    note: str | None = None
    status: ReviewStatus | None = None

    @property
    def words(self) -> dict[str, str]:
        """The keys of `review` it sets, as they are written."""
        status = {_STATUS: self.status.value} if self.status else {}
        return {**status, _LAST: self.date.isoformat()}

    @property
    def entry(self) -> dict[str, str]:
        """Its entry of the log."""
        note = {"note": self.note} if self.note else {}
        return {"date": self.date.isoformat(), "by": self.by, **note}

    @property
    def written_entry(self) -> dict[str, str]:
        """Its entry of the log, each word as it is to be written."""
        return {key: text if key == "date" else scalar(text) for key, text in self.entry.items()}


def check_order(review: Review, record: ReviewRecord, today: dt.date) -> None:
    """Raise EditRefusedError when a review cannot be: in the future, before the last one, or of a retired map."""
    if record.date > today:
        raise EditRefusedError(IN_FUTURE, date=record.date.isoformat())
    known = [day for day in (review.last_reviewed, *(entry.date for entry in review.log)) if day]
    if known and record.date < max(known):
        raise EditRefusedError(BEFORE_LAST, date=record.date.isoformat(), last=max(known).isoformat())
    if review.status is ReviewStatus.RETIRED and record.status is None:
        raise EditRefusedError(IS_RETIRED)


def is_recorded(review: Review, record: ReviewRecord) -> bool:
    """Return whether the map says all of it already."""
    same = any((entry.date, entry.by, entry.note) == (record.date, record.by, record.note) for entry in review.log)
    return same and review.last_reviewed == record.date and record.status in {None, review.status}


def recorded(text: str, record: ReviewRecord) -> str:
    """Return the text of a sound map with a review recorded in it, all other lines as they were.

    What comes out is read again: it differs from what the map said in the recorded values and in nothing else.
    Raises EditRefusedError when it would not.
    """
    new = spliced(text, _splices(layout_of(text), record))
    before, after = _read(text), _read(new)
    if after is None or before is None or not _same(after[0], _expected(before[0], record)) or after[1] != before[1]:
        raise EditRefusedError(NOT_PROVEN)
    return new


def _splices(layout: Layout, record: ReviewRecord) -> Iterator[Splice]:
    pair = layout.root.pair(_GROUP)
    if pair is None or is_null(pair[1]):
        yield from group_added(layout, _GROUP, {**record.words, _LOG: record.written_entry}, _MAP_KEYS)
        return
    group = pair[1]
    if not isinstance(group, Mapping):
        raise EditRefusedError(NOT_PROVEN)
    for key, word in record.words.items():
        known = group.pair(key)
        yield from value_set(layout, known, word) if known else ()
    log = group.pair(_LOG)
    if log:
        yield from item_added(layout, group, log, record.written_entry)
    everything: dict[str, Value] = {**record.words, _LOG: record.written_entry}
    missing = {key: value for key, value in everything.items() if not group.pair(key)}
    yield from fields_added(layout, group, missing, _REVIEW_KEYS)


def _read(text: str) -> tuple[dict[str, Any], list[str]] | None:
    """Return what a text says, and the codes of what is noticed in it; None when it cannot be read."""
    parsed = parse(TextFile("", text))
    if parsed.root is None:
        return None
    said: Any = to_data(parsed.root)
    return said, [diagnostic.problem.code for diagnostic in parsed.diagnostics]


def _expected(said: dict[str, Any], record: ReviewRecord) -> dict[str, Any]:
    review = copy.copy(said.get(_GROUP)) or {}
    log = review.get(_LOG)
    entries = log if isinstance(log, list) else [] if log is None else [log]
    return {**said, _GROUP: {**review, **record.words, _LOG: [*entries, record.entry]}}


def _same(found: Any, expected: Any) -> bool:
    """Compare values strictly: `1`, `1.0`, `true` and `01` are four things."""
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(_same(found[key], expected[key]) for key in found)
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(_same, found, expected))
    return type(found) is type(expected) and str(found) == str(expected)
