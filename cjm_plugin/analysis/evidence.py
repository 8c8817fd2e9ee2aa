"""How much of a map is known, and how much is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.pain import Pain


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
    """Count the claims: every step, every stage without steps or with a source of its own, every pain point."""
    claims = [*_claims(journey)]
    return Coverage(len(claims), sum(bool(claim.evidence) for claim in claims))


def _claims(journey: JourneyMap) -> Iterator[Moment | Pain]:
    for stage in journey.stages:
        if stage.evidence or not stage.steps:
            yield stage
        yield from stage.steps
        for moment in (stage, *stage.steps):
            yield from moment.pains
