"""What the values that pages show are called in the interface."""

from __future__ import annotations

from collections.abc import Mapping

from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.value_names import VALUE_NAMES
from cjm_plugin.locale import N_

LABELS: Mapping[str, str] = {
    **VALUE_NAMES,
    Freshness.FRESH: N_("Up to date"),
    Freshness.DUE_SOON: N_("Review due soon"),
    Freshness.OVERDUE: N_("Review overdue"),
    Freshness.NEVER_REVIEWED: N_("Never reviewed"),
    Freshness.NO_CYCLE: N_("No review cycle"),
    Freshness.RETIRED: N_("Retired"),
}

REACTIONS: dict[str, str] = {
    "positive": N_("positive"),
    "neutral": N_("neutral"),
    "negative": N_("negative"),
}
