"""What hurts most, and what is worth doing first."""

from __future__ import annotations

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.values import Frequency, OpportunityStatus, PainStatus, Severity
from cjm_plugin.model.walk import Placed, opportunities, pains

_SEVERITY = {severity: weight for weight, severity in enumerate(Severity, start=1)}
_FREQUENCY = {frequency: weight for weight, frequency in enumerate(Frequency, start=1)}
_OPEN_FIRST = {PainStatus.OPEN: 0, PainStatus.MITIGATED: 1, PainStatus.RESOLVED: 2}
_CLOSED = (OpportunityStatus.DONE, OpportunityStatus.REJECTED)
QUICK_WIN_IMPACT = 4
QUICK_WIN_EFFORT = 2


def pain_weight(pain: Pain) -> int:
    """Return severity (1–4) × frequency (1–4), as in a risk matrix; 0 when the severity is not rated.

    A frequency that is not rated counts as "sometimes".
    """
    if pain.severity is None:
        return 0
    return _SEVERITY[pain.severity] * _FREQUENCY[pain.frequency or Frequency.SOMETIMES]


def severity_weight(pain: Pain) -> int:
    """Return how bad a pain point is, 1 (low) to 4 (critical); 0 when that is not rated."""
    return _SEVERITY[pain.severity] if pain.severity else 0


def ranked_pains(journey: JourneyMap) -> tuple[Placed[Pain], ...]:
    """Return the pain points, worst first: open before mitigated before resolved, then by weight.

    Of equals, the more severe one comes first, then one with evidence, then the order of the map.
    """

    def rank(placed: Placed[Pain]) -> tuple[int, int, int, bool]:
        pain = placed.noun
        return openness(pain.status), -pain_weight(pain), -severity_weight(pain), not pain.evidence

    return tuple(sorted(pains(journey), key=rank))


def openness(status: PainStatus) -> int:
    """Return where pain points of a status stand in a ranking: 0 for open ones, then mitigated, then resolved."""
    return _OPEN_FIRST[status]


def worst_pain(journey: JourneyMap) -> Placed[Pain] | None:
    """Return the pain point that ranks first among those not resolved."""
    return next((p for p in ranked_pains(journey) if p.noun.status is not PainStatus.RESOLVED), None)


def ranked_opportunities(journey: JourneyMap) -> tuple[Placed[Opportunity], ...]:
    """Return the opportunities, best first: those still open, then by impact less effort, then by impact."""
    return tuple(sorted(opportunities(journey), key=lambda placed: opportunity_rank(placed.noun)))


def opportunity_rank(opportunity: Opportunity) -> tuple[bool, bool, int, int]:
    """Return what opportunities are sorted by, the best one first; one that is not rated comes after those that are."""
    impact, effort = opportunity.impact, opportunity.effort
    not_rated = impact is None or effort is None
    return not is_open(opportunity), not_rated, (effort or 0) - (impact or 0), -(impact or 0)


def best_opportunity(journey: JourneyMap) -> Placed[Opportunity] | None:
    """Return the opportunity that ranks first among those not done or rejected."""
    return next((p for p in ranked_opportunities(journey) if is_open(p.noun)), None)


def is_open(opportunity: Opportunity) -> bool:
    """Return whether something is still to be done: it is neither done nor rejected."""
    return opportunity.status not in _CLOSED


def is_quick_win(opportunity: Opportunity) -> bool:
    """Return whether much is gained (impact 4–5) for little (effort 1–2)."""
    return (opportunity.impact or 0) >= QUICK_WIN_IMPACT and 0 < (opportunity.effort or 0) <= QUICK_WIN_EFFORT


def answers(journey: JourneyMap) -> dict[str, tuple[Opportunity, ...]]:
    """Return for each pain id the opportunities that address it."""
    found: dict[str, tuple[Opportunity, ...]] = {}
    for placed in opportunities(journey):
        for pain_id in placed.noun.addresses:
            found[pain_id] = (*found.get(pain_id, ()), placed.noun)
    return found
