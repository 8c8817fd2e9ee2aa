"""All that the maps of a portfolio say together, worked out once: pages and exports tell the same figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cjm_plugin.analysis.channel_register import ChannelRegister, channel_register
from cjm_plugin.analysis.dashboard import Dashboard, dashboard
from cjm_plugin.analysis.hierarchy import Hierarchy, hierarchy
from cjm_plugin.analysis.map_register import MapRecord, PersonaRecord, map_register, persona_register
from cjm_plugin.analysis.metric_register import MetricRegister, metric_register
from cjm_plugin.analysis.opportunity_register import OpportunityRegister, opportunity_register
from cjm_plugin.analysis.pain_register import PainRegister, pain_register
from cjm_plugin.analysis.source_register import SourceRegister, source_register
from cjm_plugin.analysis.survey import survey
from cjm_plugin.model.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers of a portfolio as it stands on `today`."""

    portfolio: Portfolio
    today: dt.date
    maps: tuple[MapRecord, ...]
    pains: PainRegister
    opportunities: OpportunityRegister
    channels: ChannelRegister
    metrics: MetricRegister
    sources: SourceRegister
    personas: tuple[PersonaRecord, ...]
    hierarchy: Hierarchy
    dashboard: Dashboard


def registers(portfolio: Portfolio, today: dt.date) -> Registers:
    """Return all registers of a portfolio as it stands on `today`."""
    surveyed = survey(portfolio)
    maps = map_register(surveyed, today)
    pains = pain_register(surveyed)
    opportunities = opportunity_register(surveyed, today)
    return Registers(
        portfolio=portfolio,
        today=today,
        maps=maps,
        pains=pains,
        opportunities=opportunities,
        channels=channel_register(surveyed, pains),
        metrics=metric_register(portfolio),
        sources=source_register(surveyed, maps, today),
        personas=persona_register(surveyed, pains),
        hierarchy=hierarchy(portfolio),
        dashboard=dashboard(maps, pains, opportunities),
    )
