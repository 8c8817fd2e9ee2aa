"""The ids of what stands on the page of a map. Links, findings and changes lead to them, so they stay as they are."""

from __future__ import annotations

from cjm_plugin.model.metric import Metric
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.source import Source


def anchor(kind: str, id_: str) -> str:
    """Return the id on the page of what has an id in the file: `pain-too-many`."""
    return f"{kind}-{id_}"


def anchor_of(noun: Moment | Pain | Opportunity | Metric | Source | Persona) -> str:
    """Return the id on the page of a stage or step, or of anything else that has its own place there."""
    return anchor(type(noun).__name__.lower(), noun.id)
