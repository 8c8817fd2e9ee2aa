"""How much of a map is known, and how much is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.walk import pains, scored_moments


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many claims there are, and how many of them name a source."""

    claims: int
    backed: int

    @property
    def share(self) -> float:
        """The share of the claims with evidence, 0–1; 0 for a map that claims nothing."""
        return self.backed / self.claims if self.claims else 0.0


def evidence_coverage(journey: JourneyMap) -> Coverage:
    """Count the claims: every step, every stage without steps, every pain point."""
    evidence = [placed.noun.evidence for placed in scored_moments(journey)]
    evidence += [placed.noun.evidence for placed in pains(journey)]
    return Coverage(len(evidence), sum(bool(sources) for sources in evidence))
