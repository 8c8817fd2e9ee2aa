"""What the pages over several maps are called, by their keys, in the order of the menu."""

from __future__ import annotations

from cjm_plugin.locale import N_
from cjm_plugin.pages.addresses import OPPORTUNITIES_KEY, PAINS_KEY, PERSONAS_KEY, REVIEWS_KEY

TITLES = {
    "": N_("Journey maps"),
    PERSONAS_KEY: N_("Personas"),
    REVIEWS_KEY: N_("Review calendar"),
    PAINS_KEY: N_("Pain points"),
    OPPORTUNITIES_KEY: N_("Opportunities"),
}
"""A site may call each of them otherwise: `Living.title` tells what it is called there."""
