"""What can change on a map, and how each kind of change is counted, grouped and ranked."""

from __future__ import annotations

from enum import StrEnum


class NounKind(StrEnum):
    """What a change is about."""

    MAP = "map"
    STAGE = "stage"
    STEP = "step"
    PAIN = "pain"
    OPPORTUNITY = "opportunity"
    SOURCE = "source"
    METRIC = "metric"
    PERSONA = "persona"
    LANE = "lane"
    CHANNEL = "channel"
    WAY = "way"
    TEAM = "team"
    PERSON = "person"
    REVIEW = "review"
    RULE = "rule"
    ENTRY = "entry"


class Effect(StrEnum):
    """What a change means for the customer, or for the trust in the map."""

    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"


class Group(StrEnum):
    """Under which heading a change is told, in this order."""

    MOMENTS = "moments"
    SCORES = "scores"
    PAINS = "pains"
    OPPORTUNITIES = "opportunities"
    METRICS = "metrics"
    EVIDENCE = "evidence"
    REVIEW = "review"
    OTHER = "other"


class ChangeKind(StrEnum):
    """Everything a change can be. The values are public: they stand in the JSON and never change."""

    STAGE_ADDED = "stage-added"
    STAGE_REMOVED = "stage-removed"
    STAGE_MOVED = "stage-moved"
    STAGE_RENAMED = "stage-renamed"
    STEP_ADDED = "step-added"
    STEP_REMOVED = "step-removed"
    STEP_MOVED = "step-moved"
    STEP_MOVED_TO_STAGE = "step-moved-to-stage"
    STEP_RENAMED = "step-renamed"

    SCORE_DOWN = "score-down"
    SCORE_UP = "score-up"
    SCORE_SET = "score-set"
    SCORE_DROPPED = "score-dropped"
    STAGE_MEAN = "stage-mean"
    MAP_MEAN = "map-mean"

    PAIN_OPENED = "pain-opened"
    PAIN_ADDED = "pain-added"
    PAIN_REOPENED = "pain-reopened"
    PAIN_MITIGATED = "pain-mitigated"
    PAIN_RESOLVED = "pain-resolved"
    PAIN_REMOVED = "pain-removed"
    PAIN_WORSE = "pain-worse"
    PAIN_MILDER = "pain-milder"
    PAIN_RATED = "pain-rated"
    PAIN_MOVED = "pain-moved"
    PAIN_RENAMED = "pain-renamed"

    OPPORTUNITY_ADDED = "opportunity-added"
    OPPORTUNITY_REMOVED = "opportunity-removed"
    OPPORTUNITY_MOVED = "opportunity-moved"
    OPPORTUNITY_RENAMED = "opportunity-renamed"
    OPPORTUNITY_DONE = "opportunity-done"
    OPPORTUNITY_REJECTED = "opportunity-rejected"
    OPPORTUNITY_REOPENED = "opportunity-reopened"
    OPPORTUNITY_STATUS = "opportunity-status"
    OPPORTUNITY_LATE = "opportunity-late"
    OPPORTUNITY_POSTPONED = "opportunity-postponed"
    OPPORTUNITY_DUE = "opportunity-due"
    OPPORTUNITY_OWNER = "opportunity-owner"

    METRIC_ADDED = "metric-added"
    METRIC_REMOVED = "metric-removed"
    METRIC_RENAMED = "metric-renamed"
    METRIC_WORSE = "metric-worse"
    METRIC_BETTER = "metric-better"
    METRIC_VALUE = "metric-value"
    METRIC_TARGET = "metric-target"

    EVIDENCE_LOST = "evidence-lost"
    EVIDENCE_GAINED = "evidence-gained"
    EVIDENCE_CHANGED = "evidence-changed"
    EVIDENCE_COVERAGE = "evidence-coverage"
    SOURCE_ADDED = "source-added"
    SOURCE_REMOVED = "source-removed"
    SOURCE_RENAMED = "source-renamed"

    REVIEWED = "reviewed"
    REVIEW_LOGGED = "review-logged"
    REVIEW_STATUS = "review-status"
    REVIEW_CYCLE = "review-cycle"
    OWNER_CHANGED = "owner-changed"
    VERSION_CHANGED = "version-changed"

    MAP_RENAMED = "map-renamed"
    PERSONA_ADDED = "persona-added"
    PERSONA_REMOVED = "persona-removed"
    PERSONA_RENAMED = "persona-renamed"
    PERSONA_TO_FILE = "persona-to-file"
    PERSONA_TO_MAP = "persona-to-map"
    LANE_ADDED = "lane-added"
    LANE_REMOVED = "lane-removed"
    LANE_MOVED = "lane-moved"
    LANE_RENAMED = "lane-renamed"
    CHANNEL_ADDED = "channel-added"
    CHANNEL_REMOVED = "channel-removed"
    WAY_ADDED = "way-added"
    WAY_REMOVED = "way-removed"
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    ID_CHANGED = "id-changed"
    FIELD_SET = "field-set"
    FIELD_CHANGED = "field-changed"
    FIELD_REORDERED = "field-reordered"
    FIELD_REMOVED = "field-removed"


_GROUPS = {
    Group.MOMENTS: ("stage-", "step-"),
    Group.SCORES: ("score-", "stage-mean", "map-mean"),
    Group.PAINS: ("pain-",),
    Group.OPPORTUNITIES: ("opportunity-",),
    Group.METRICS: ("metric-",),
    Group.EVIDENCE: ("evidence-", "source-"),
    Group.REVIEW: ("review", "owner-", "version-"),
}


def group_of(kind: ChangeKind) -> Group:
    """Return the heading a kind is told under."""
    if kind is ChangeKind.STAGE_MEAN:
        return Group.SCORES
    return next((group for group, starts in _GROUPS.items() if kind.startswith(starts)), Group.OTHER)


_WORSE_FIRST = (
    ChangeKind.MAP_MEAN,
    ChangeKind.PAIN_OPENED,
    ChangeKind.PAIN_REOPENED,
    ChangeKind.PAIN_WORSE,
    ChangeKind.SCORE_DOWN,
    ChangeKind.SCORE_UP,
    ChangeKind.PAIN_RESOLVED,
    ChangeKind.PAIN_MITIGATED,
    ChangeKind.PAIN_MILDER,
    ChangeKind.STAGE_MEAN,
    ChangeKind.OPPORTUNITY_LATE,
    ChangeKind.OPPORTUNITY_POSTPONED,
    ChangeKind.OPPORTUNITY_DONE,
    ChangeKind.METRIC_WORSE,
    ChangeKind.METRIC_BETTER,
    ChangeKind.EVIDENCE_LOST,
    ChangeKind.EVIDENCE_GAINED,
    ChangeKind.EVIDENCE_COVERAGE,
    ChangeKind.REVIEWED,
)
"""What people ask about first; the other kinds follow in the order they are listed in."""

_RANKS = {kind: rank for rank, kind in enumerate(dict.fromkeys((*_WORSE_FIRST, *ChangeKind)))}
_STEPS = {Effect.WORSE: 200, Effect.BETTER: 100, Effect.NEUTRAL: 0}


def weight_of(kind: ChangeKind, effect: Effect) -> int:
    """Return how much a change matters, 1–299: all that is worse over all that is better over the rest."""
    return _STEPS[effect] + 99 - _RANKS[kind]
