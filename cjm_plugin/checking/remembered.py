"""Checks a folder unless nothing has changed since it was last checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cjm_plugin.checking.inputs import Inputs, inputs_of
from cjm_plugin.checking.stored_report import restored, stored
from cjm_plugin.reading.assets import states_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from cjm_plugin.cache.store import Cache
    from cjm_plugin.checking.options import RuleOptions
    from cjm_plugin.checking.report import Report


def remembered_check(maps_dir: Path, shown_as: str, options: RuleOptions, today: dt.date, cache: Cache) -> Report:
    """Return the report on a folder as it stands on `today`, from the cache when nothing has changed.

    Neither the files, nor the pictures and series they name, nor the options and the day may have changed. The cache is
    one of this release; it holds the last report of each folder. Raises ValueError for options that cannot be
    understood, and nothing for bad files.
    """
    inputs = inputs_of(maps_dir, shown_as)
    # The last check of a folder takes the place of the one before: the cache does not grow with every edit.
    key = str(maps_dir.resolve())
    rests_on = _rests_on(inputs, shown_as, options, today)
    known = _still_true(cache.get(key), rests_on, maps_dir, shown_as)
    if known is not None:
        return known
    # Not before they are needed: models and rules take longer to load than the answer takes to read.
    from cjm_plugin.checking.judging import selection_of  # noqa: PLC0415
    from cjm_plugin.checking.workers import check_folder  # noqa: PLC0415

    report = check_folder(maps_dir, shown_as, selection_of(options), today, inputs.maps)
    states = states_of(report.named_files, maps_dir, shown_as)
    if inputs_of(maps_dir, shown_as) == inputs:  # else somebody has edited meanwhile: of which text is the report?
        cache.put(key, {"rests_on": rests_on, "named": states, "report": stored(report)})
    return report


def _rests_on(inputs: Inputs, shown_as: str, options: RuleOptions, today: dt.date) -> str:
    return json.dumps([inputs.digest, shown_as, options.rules, options.overdue, today], default=str)


def _still_true(value: Any, rests_on: str, maps_dir: Path, shown_as: str) -> Report | None:
    """Return the report of a value from the cache; None when it is none, or of something else."""
    try:
        if value["rests_on"] != rests_on:
            return None
        report = restored(value["report"])
        named = value["named"]
    except (KeyError, TypeError, ValueError):
        return None
    return report if named == states_of(report.named_files, maps_dir, shown_as) else None
