"""What a map must say before a rule can be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.model.values import PainStatus

if TYPE_CHECKING:
    from cjm_plugin.model.pain import Pain
    from cjm_plugin.rules.subject import Subject


def is_detailed(subject: Subject) -> bool:
    """Whether a map says more than what its stages are called."""
    return bool(subject.pains) or has_scores(subject) or any(stage.steps for stage in subject.journey.stages)


def has_scores(subject: Subject) -> bool:
    """Whether any moment has a score."""
    return any(placed.noun.score for placed in subject.moments)


def has_sources(subject: Subject) -> bool:
    """Whether a map rests on anything."""
    return bool(subject.evidence)


def has_evidence(subject: Subject) -> bool:
    """Whether any claim of a map that tells of today names a source."""
    return subject.shows_what_is and any(named for named, _ in subject.named_evidence)


def has_unresolved_pains(subject: Subject) -> bool:
    """Whether anything still hurts."""
    return any(is_unresolved(placed.noun) for placed in subject.pains)


def has_personas(subject: Subject) -> bool:
    """Whether any persona of a map is known."""
    return bool(subject.travellers)


def has_metrics(subject: Subject) -> bool:
    """Whether anything is measured."""
    return bool(subject.journey.metrics)


def is_unresolved(pain: Pain) -> bool:
    """Whether a pain point still hurts."""
    return pain.status is not PainStatus.RESOLVED
