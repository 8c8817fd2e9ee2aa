"""Collections: folders of maps that belong together."""

from __future__ import annotations

from cjm_plugin.model.base import Noun
from cjm_plugin.model.cycle import ReviewCycle
from cjm_plugin.model.values import Text


class Collection(Noun):
    """`_collection.yaml`: what a folder of maps is about."""

    title: Text
    """What people call it."""
    summary: Text | None = None
    """What the maps in it have in common; may have paragraphs and lists."""
    owner: Text | None = None
    """Who answers for the maps that name no owner."""
    review_cycle: ReviewCycle | None = None
    """How often its maps are reviewed, unless they say otherwise: `3 months`, `quarterly`, `P90D`."""
    language: Text | None = None
    """The language of the texts. Default: the site's."""
