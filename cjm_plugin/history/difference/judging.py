"""What the change of a field is called, and whether it is for the better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from cjm_plugin.analysis.metrics import standing
from cjm_plugin.analysis.ranking import is_open
from cjm_plugin.history.difference.kinds import ChangeKind, Effect
from cjm_plugin.model.base import Noun
from cjm_plugin.model.journey_map import JourneyMap, Lane, Ownership, Review
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.source import Source
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.values import Better, Frequency, OpportunityStatus, PainStatus, Severity

Judgement = tuple[ChangeKind, Effect]
_Judge = Callable[[Any, Any, Any], Judgement]
"""Takes the old and the new value and the newer noun."""

_MEASURED = {
    ChangeKind.METRIC_WORSE,
    ChangeKind.METRIC_BETTER,
    ChangeKind.METRIC_VALUE,
    ChangeKind.METRIC_TARGET,
}
_CLOSED = {OpportunityStatus.DONE, OpportunityStatus.REJECTED}
_SEVERITIES, _FREQUENCIES = tuple(Severity), tuple(Frequency)


def judged(noun: Noun, name: str, before: Any, after: Any) -> Judgement:
    """Return what the change of the field `name` is; `noun` is the newer one. Nothing is None or empty."""
    for cls in type(noun).__mro__:
        judge = _JUDGES.get((cls, name))
        if judge:
            return judge(before, after, noun)
    if before in (None, (), ""):
        return ChangeKind.FIELD_SET, Effect.NEUTRAL
    if after in (None, (), ""):
        return ChangeKind.FIELD_REMOVED, Effect.NEUTRAL
    return ChangeKind.FIELD_CHANGED, Effect.NEUTRAL


def told_along(noun: Noun, kind: ChangeKind) -> tuple[tuple[str, str | float], ...]:
    """Return what a number is told with: its unit, and the target it should reach."""
    if not isinstance(noun, Metric) or kind not in _MEASURED:
        return ()
    target = None if kind is ChangeKind.METRIC_TARGET else noun.target
    return tuple((key, value) for key, value in (("unit", noun.unit), ("target", target)) if value is not None)


def _always(kind: ChangeKind) -> _Judge:
    return lambda _before, _after, _noun: (kind, Effect.NEUTRAL)


def _pain_status(before: PainStatus, after: PainStatus, _: Pain) -> Judgement:
    if after is PainStatus.RESOLVED:
        return ChangeKind.PAIN_RESOLVED, Effect.BETTER
    if after is PainStatus.MITIGATED and before is PainStatus.OPEN:
        return ChangeKind.PAIN_MITIGATED, Effect.BETTER
    return ChangeKind.PAIN_REOPENED, Effect.WORSE


def _rated(scale: tuple[Severity, ...] | tuple[Frequency, ...]) -> _Judge:
    def judge(before: Any, after: Any, _: Pain) -> Judgement:
        if before is None or after is None:
            return ChangeKind.PAIN_RATED, Effect.NEUTRAL
        if scale.index(after) > scale.index(before):
            return ChangeKind.PAIN_WORSE, Effect.WORSE
        return ChangeKind.PAIN_MILDER, Effect.BETTER

    return judge


def _opportunity_status(before: OpportunityStatus, after: OpportunityStatus, _: Opportunity) -> Judgement:
    if after is OpportunityStatus.DONE:
        return ChangeKind.OPPORTUNITY_DONE, Effect.BETTER
    if after is OpportunityStatus.REJECTED:
        return ChangeKind.OPPORTUNITY_REJECTED, Effect.NEUTRAL
    if before in _CLOSED:
        worse = before is OpportunityStatus.DONE
        return ChangeKind.OPPORTUNITY_REOPENED, Effect.WORSE if worse else Effect.NEUTRAL
    return ChangeKind.OPPORTUNITY_STATUS, Effect.NEUTRAL


def _due(before: dt.date | None, after: dt.date | None, noun: Opportunity) -> Judgement:
    if before and after and after > before and is_open(noun):
        return ChangeKind.OPPORTUNITY_POSTPONED, Effect.WORSE
    return ChangeKind.OPPORTUNITY_DUE, Effect.NEUTRAL


def _metric_value(before: float | None, after: float | None, noun: Metric) -> Judgement:
    better = standing(noun, ()).better
    if before is None or after is None or better is None:
        return ChangeKind.METRIC_VALUE, Effect.NEUTRAL
    if (after > before) is (better is Better.HIGHER):
        return ChangeKind.METRIC_BETTER, Effect.BETTER
    return ChangeKind.METRIC_WORSE, Effect.WORSE


def _evidence(before: tuple[object, ...], after: tuple[object, ...], _: Noun) -> Judgement:
    if not after:
        return ChangeKind.EVIDENCE_LOST, Effect.WORSE
    if not before:
        return ChangeKind.EVIDENCE_GAINED, Effect.BETTER
    return ChangeKind.EVIDENCE_CHANGED, Effect.NEUTRAL


def _reviewed(before: dt.date | None, after: dt.date | None, _: Review) -> Judgement:
    if after and (before is None or after > before):
        return ChangeKind.REVIEWED, Effect.BETTER
    return (ChangeKind.FIELD_CHANGED if after else ChangeKind.FIELD_REMOVED), Effect.NEUTRAL


_JUDGES: dict[tuple[type[Noun], str], _Judge] = {
    (JourneyMap, "title"): _always(ChangeKind.MAP_RENAMED),
    (JourneyMap, "version"): _always(ChangeKind.VERSION_CHANGED),
    (Ownership, "owner"): _always(ChangeKind.OWNER_CHANGED),
    (Review, "status"): _always(ChangeKind.REVIEW_STATUS),
    (Review, "cycle"): _always(ChangeKind.REVIEW_CYCLE),
    (Review, "last_reviewed"): _reviewed,
    (Stage, "title"): _always(ChangeKind.STAGE_RENAMED),
    (Step, "action"): _always(ChangeKind.STEP_RENAMED),
    (Pain, "what"): _always(ChangeKind.PAIN_RENAMED),
    (Pain, "status"): _pain_status,
    (Pain, "severity"): _rated(_SEVERITIES),
    (Pain, "frequency"): _rated(_FREQUENCIES),
    (Opportunity, "idea"): _always(ChangeKind.OPPORTUNITY_RENAMED),
    (Opportunity, "status"): _opportunity_status,
    (Opportunity, "due"): _due,
    (Opportunity, "owner"): _always(ChangeKind.OPPORTUNITY_OWNER),
    (Metric, "name"): _always(ChangeKind.METRIC_RENAMED),
    (Metric, "value"): _metric_value,
    (Metric, "target"): _always(ChangeKind.METRIC_TARGET),
    (Moment, "evidence"): _evidence,
    (Pain, "evidence"): _evidence,
    (Opportunity, "evidence"): _evidence,
    (Source, "title"): _always(ChangeKind.SOURCE_RENAMED),
    (Persona, "name"): _always(ChangeKind.PERSONA_RENAMED),
    (Lane, "title"): _always(ChangeKind.LANE_RENAMED),
}
