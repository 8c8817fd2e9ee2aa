"""What editors show beside the schema: what a word stands for, and pieces of YAML to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.source import Source
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.values import Kind, OpportunityStatus, PainStatus, ReviewStatus

if TYPE_CHECKING:
    from cjm_plugin.model.base import Noun

MEANINGS: dict[str | int, str] = {
    Kind.CURRENT_STATE: "How it is today, as research shows it.",
    Kind.FUTURE_STATE: "How it is meant to be.",
    Kind.DAY_IN_THE_LIFE: "What the customer does all day, with us and without us.",
    Kind.SERVICE_BLUEPRINT: "The journey, and behind it what staff and systems do.",
    ReviewStatus.DRAFT: "Being written.",
    ReviewStatus.IN_REVIEW: "Waiting for those who check it.",
    ReviewStatus.APPROVED: "Checked; true as far as we know.",
    ReviewStatus.RETIRED: "Kept for the record; reviewed no more.",
    PainStatus.OPEN: "It still hurts.",
    PainStatus.MITIGATED: "It hurts less than it did.",
    PainStatus.RESOLVED: "It is gone.",
    OpportunityStatus.IDEA: "Nobody has decided about it yet.",
    OpportunityStatus.PLANNED: "Decided, not begun.",
    OpportunityStatus.IN_PROGRESS: "Being worked on.",
    OpportunityStatus.DONE: "With the customers.",
    OpportunityStatus.REJECTED: "Decided against; kept so that nobody asks again.",
}
"""What the words of a choice stand for, where the word alone does not say."""

SCORES = {1: "Very bad.", 2: "Bad.", 3: "Neither good nor bad.", 4: "Good.", 5: "Very good."}
"""What scores stand for; 3.5 may be written too."""

RATINGS = {1: "Little.", 2: "Rather little.", 3: "Some.", 4: "Rather much.", 5: "Much."}
"""What ratings of impact, effort and value stand for."""

_STEP = {"action": "${1:What the customer does}", "touchpoint": "${2:Where}", "score": "${3:3}"}
_STAGE = {"title": "${1:Stage}", "goal": "${2:What the customer wants}", "steps": [{"action": "${3:First step}"}]}

SNIPPETS: dict[type[Noun], dict[str, Any]] = {
    JourneyMap: {
        "title": "${1:The journey}",
        "summary": "${2:One or two sentences for a manager}",
        "ownership": {"owner": "${3:Name}"},
        "review": {"cycle": "${4:3 months}"},
        "stages": [{"title": "${5:First stage}", "steps": [{"action": "${6:What the customer does}"}]}],
    },
    Stage: _STAGE,
    Step: _STEP,
    Pain: {
        "what": "${1:What goes wrong}",
        "severity": "${2|low,medium,high,critical|}",
        "frequency": "${3|rare,sometimes,often,always|}",
    },
    Opportunity: {
        "idea": "${1:What could be done}",
        "addresses": "${2:id of the pain}",
        "impact": "${3:3}",
        "effort": "${4:3}",
        "owner": "${5:Name}",
        "due": "${6:2027-01-31}",
    },
    Source: {
        "id": "${1:interviews}",
        "type": "${2:interview}",
        "title": "${3:What it is}",
        "date": "${4:2026-01-31}",
        "sample": "${5:10}",
    },
}
"""Pieces to begin with: `${1:…}` is a place to fill in, in VS Code's notation."""
