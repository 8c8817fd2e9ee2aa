"""Opportunities: what could be done about it, by whom and until when."""

from __future__ import annotations

from typing import ClassVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.values import Date, Id, Ids, OpportunityStatus, Rating, Text


class Opportunity(Noun):
    """An improvement. A plain string is `idea`."""

    main_text: ClassVar[str] = "idea"

    id: Id = ""
    """What links and `needs` refer to. Default: made from the text."""
    idea: Text
    """What could be done."""
    addresses: Ids = ()
    """The ids of the pain points it answers."""
    impact: Rating | None = None
    """How much customers would gain, 1 (little) to 5 (much)."""
    effort: Rating | None = None
    """What it costs to do, 1 (little) to 5 (much)."""
    business_value: Rating | None = None
    """What the business would gain, 1 (little) to 5 (much)."""
    resources: Text | None = None
    """Who and what it takes."""
    owner: Text | None = None
    """Who does it."""
    start: Date | None = None
    """When work begins."""
    due: Date | None = None
    """When it is to be done."""
    status: OpportunityStatus = OpportunityStatus.IDEA
    """What has become of it."""
    metric: Id | None = None
    """The id of the metric that will show the success."""
    link: Text | None = None
    """The ticket or document it is worked on in."""
    needs: Ids = ()
    """The ids of the opportunities that must come first."""
    evidence: Ids = ()
    """The ids of the sources that speak for it."""
    notes: Text | None = None
    """Anything else; may have paragraphs and lists."""
