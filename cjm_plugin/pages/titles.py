"""What the pages over several maps are called, by their keys, in the order of the menu."""

from __future__ import annotations

from cjm_plugin.locale import N_
from cjm_plugin.pages.addresses import (
    CHANNELS_KEY,
    COMPARISONS_KEY,
    DASHBOARD_KEY,
    HIERARCHY_KEY,
    METRICS_KEY,
    OPPORTUNITIES_KEY,
    PAINS_KEY,
    PERSONAS_KEY,
    REVIEWS_KEY,
    SOURCES_KEY,
)

TITLES = {
    "": N_("Journey maps"),
    DASHBOARD_KEY: N_("Dashboard"),
    PERSONAS_KEY: N_("Personas"),
    REVIEWS_KEY: N_("Review calendar"),
    PAINS_KEY: N_("Pain points"),
    OPPORTUNITIES_KEY: N_("Opportunities"),
    CHANNELS_KEY: N_("Channels"),
    METRICS_KEY: N_("Metrics"),
    SOURCES_KEY: N_("Sources"),
    HIERARCHY_KEY: N_("Hierarchy of maps"),
    COMPARISONS_KEY: N_("Comparisons"),
}
"""A site may call each of them otherwise: `Living.title` tells what it is called there."""
