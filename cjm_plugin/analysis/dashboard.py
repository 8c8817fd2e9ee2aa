"""The portfolio on one screen: few figures, each with the things it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from cjm_plugin.analysis.evidence import Coverage
from cjm_plugin.analysis.map_register import MapRecord
from cjm_plugin.analysis.opportunity_register import OpportunityRecord, OpportunityRegister
from cjm_plugin.analysis.pain_register import PainLine, PainRegister
from cjm_plugin.analysis.reality import is_retired, shows_today
from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.source_register import total
from cjm_plugin.analysis.trust import DoubtfulMap, doubtful_maps
from cjm_plugin.model.values import OpportunityStatus, PainStatus, Severity


@dataclass(frozen=True)
class Dashboard:
    """What a portfolio comes to. Each figure is the number of things in its field, which are in the order of registers.

    `maps` holds all maps by where they stand in their review cycle, every state in it. Retired maps count nowhere else.
    What is true today, the score, pain points and evidence, is told by maps that are no future states; what is to be
    done, by all maps.
    """

    maps: Mapping[Freshness, tuple[MapRecord, ...]]
    scored: tuple[MapRecord, ...]
    open_pains: tuple[PainLine, ...]
    opportunities_late: tuple[OpportunityRecord, ...]
    opportunities_in_progress: tuple[OpportunityRecord, ...]
    opportunities_done: tuple[OpportunityRecord, ...]
    covered: tuple[MapRecord, ...]
    doubtful: tuple[DoubtfulMap, ...]

    @property
    def score(self) -> float | None:
        """The mean score (1–5) of the maps in `scored`; each weighs the same. None when no map has a score."""
        return fmean(score for each in self.scored if (score := each.score) is not None) if self.scored else None

    @cached_property
    def critical_pains(self) -> tuple[PainLine, ...]:
        """The open pain points that make customers leave."""
        return tuple(line for line in self.open_pains if line.severity is Severity.CRITICAL)

    @cached_property
    def critical_pains_unanswered(self) -> tuple[PainLine, ...]:
        """The open critical pain points that no opportunity answers."""
        return tuple(line for line in self.critical_pains if not line.is_answered)

    @property
    def least_covered(self) -> tuple[MapRecord, ...]:
        """The maps in `covered`, those with the smallest share of claims that name a source first."""
        return tuple(sorted(self.covered, key=lambda each: (each.coverage.share, each.entry.key)))

    @property
    def coverage(self) -> Coverage:
        """The claims of the maps in `covered`, and how many of them name a source."""
        return total(each.coverage for each in self.covered)


def dashboard(maps: Iterable[MapRecord], pains: PainRegister, opportunities: OpportunityRegister) -> Dashboard:
    """Return the figures of a portfolio from its registers. A pain point shared by several maps counts once."""
    every = tuple(maps)
    today = tuple(each for each in every if shows_today(each.entry.journey))
    hurting = pains.where(lambda record: shows_today(record.entry.journey) and record.pain.status is PainStatus.OPEN)
    work = opportunities.where(lambda record: not is_retired(record.entry.journey))
    return Dashboard(
        maps={state: tuple(each for each in every if each.review.freshness is state) for state in Freshness},
        scored=tuple(each for each in today if each.score is not None),
        open_pains=hurting.lines,
        opportunities_late=work.late,
        opportunities_in_progress=work.with_status(OpportunityStatus.IN_PROGRESS),
        opportunities_done=work.with_status(OpportunityStatus.DONE),
        covered=today,
        doubtful=doubtful_maps(every),
    )
