"""Spans of time in the words of the interface."""

from __future__ import annotations

from cjm_plugin.locale import Interface
from cjm_plugin.model.cycle import Cycle


def cycle_text(cycle: Cycle, words: Interface) -> str:
    """Return how long a review cycle is, however its author wrote it: `3 months`, `1 year`."""
    parts = []
    if cycle.months and cycle.months % 12 == 0:
        parts.append(words.plural("{count} year", "{count} years", cycle.months // 12))
    elif cycle.months:
        parts.append(words.plural("{count} month", "{count} months", cycle.months))
    if cycle.days:
        parts.append(words.plural("{count} day", "{count} days", cycle.days))
    return " ".join(parts)
