"""What the values of the format are called."""

from __future__ import annotations

from collections.abc import Mapping

from cjm_plugin.locale import N_
from cjm_plugin.model.values import (
    Better,
    Frequency,
    Kind,
    OpportunityStatus,
    PainStatus,
    ReviewStatus,
    Severity,
    SourceType,
)

VALUE_NAMES: Mapping[str, str] = {
    Kind.CURRENT_STATE: N_("Current state"),
    Kind.FUTURE_STATE: N_("Future state"),
    Kind.DAY_IN_THE_LIFE: N_("Day in the life"),
    Kind.SERVICE_BLUEPRINT: N_("Service blueprint"),
    ReviewStatus.DRAFT: N_("Draft"),
    ReviewStatus.IN_REVIEW: N_("In review"),
    ReviewStatus.APPROVED: N_("Approved"),
    ReviewStatus.RETIRED: N_("Retired"),
    Severity.LOW: N_("Low"),
    Severity.MEDIUM: N_("Medium"),
    Severity.HIGH: N_("High"),
    Severity.CRITICAL: N_("Critical"),
    Frequency.RARE: N_("Rare"),
    Frequency.SOMETIMES: N_("Sometimes"),
    Frequency.OFTEN: N_("Often"),
    Frequency.ALWAYS: N_("Always"),
    PainStatus.OPEN: N_("Open"),
    PainStatus.MITIGATED: N_("Mitigated"),
    PainStatus.RESOLVED: N_("Resolved"),
    OpportunityStatus.IDEA: N_("Idea"),
    OpportunityStatus.PLANNED: N_("Planned"),
    OpportunityStatus.IN_PROGRESS: N_("In progress"),
    OpportunityStatus.DONE: N_("Done"),
    OpportunityStatus.REJECTED: N_("Rejected"),
    SourceType.ANALYTICS: N_("Analytics"),
    SourceType.SALES: N_("Sales data"),
    SourceType.CRM: N_("CRM"),
    SourceType.TICKETS: N_("Support tickets"),
    SourceType.SURVEY: N_("Survey"),
    SourceType.INTERVIEW: N_("Interviews"),
    SourceType.FOCUS_GROUP: N_("Focus group"),
    SourceType.USER_TEST: N_("User test"),
    SourceType.OBSERVATION: N_("Observation"),
    SourceType.REVIEWS: N_("Reviews"),
    SourceType.SOCIAL_LISTENING: N_("Social listening"),
    SourceType.STAFF_FEEDBACK: N_("Staff feedback"),
    SourceType.DESK_RESEARCH: N_("Desk research"),
    SourceType.OTHER: N_("Other source"),
    Better.HIGHER: N_("Higher is better"),
    Better.LOWER: N_("Lower is better"),
}
