"""The registers of a portfolio as tables, in the language of their readers."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_plugin.analysis.channel_register import ChannelRecord
from cjm_plugin.analysis.map_register import MapRecord, PersonaRecord
from cjm_plugin.analysis.metric_register import MetricRecord
from cjm_plugin.analysis.opportunity_register import OpportunityRecord
from cjm_plugin.analysis.pain_register import PainLine, PainRecord
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.analysis.source_register import SourceRecord
from cjm_plugin.exchange.tables import Column, Form, Link, Table, Told, UrlOf, linked, table
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.portfolio import MapEntry, PersonaEntry
from cjm_plugin.model.values import PainStatus
from cjm_plugin.pages.escaping import is_external, is_safe_link

_MAPS, _PAINS, _OPPORTUNITIES = N_("Maps"), N_("Pain points"), N_("Opportunities")
_CHANNELS, _METRICS, _SOURCES, _PERSONAS = N_("Channels"), N_("Metrics"), N_("Sources"), N_("Personas")
_MAP, _STAGE, _STEP, _STATUS, _OWNER = N_("Map"), N_("Stage"), N_("Step"), N_("Status"), N_("Owner")
_CATALOG = N_("Catalog")


class RegisterTables:
    """Makes the tables of one portfolio in one language; `url_of` gives the addresses of its pages."""

    def __init__(self, registers: Registers, words: Interface, url_of: UrlOf) -> None:
        self._registers = registers
        self._words = words
        self._url_of = url_of

    def all(self) -> tuple[Table, ...]:
        """Return every table, in the order of the sheets of a workbook."""
        first = (self.maps(), self.pains(), self.opportunities(), self.channels())
        return (*first, self.metrics(), self.sources(), self.personas())

    def maps(self) -> Table:
        """Return all maps, as they stand in their review cycles."""
        columns = (
            Column[MapRecord](_MAP, 40, lambda row: self._map(row.entry)),
            Column[MapRecord](N_("Collection"), 20, lambda row: row.entry.collection or None),
            Column[MapRecord](N_("Kind"), 16, lambda row: row.entry.journey.kind),
            Column[MapRecord](_STATUS, 14, lambda row: row.entry.journey.review.status),
            Column[MapRecord](_OWNER, 24, lambda row: row.owner),
            Column[MapRecord](N_("Team"), 20, lambda row: row.entry.journey.ownership.team),
            Column[MapRecord](N_("Personas"), 24, lambda row: [persona.title for persona in row.personas]),
            Column[MapRecord](N_("Tags"), 20, lambda row: row.entry.journey.tags),
            Column[MapRecord](N_("Version"), 10, lambda row: row.entry.journey.version),
            Column[MapRecord](N_("Review"), 20, lambda row: row.review.freshness),
            Column[MapRecord](N_("Last reviewed"), 14, lambda row: row.entry.journey.review.last_reviewed),
            Column[MapRecord](N_("Next review"), 14, lambda row: row.review.due),
            Column[MapRecord](N_("Days left"), 12, lambda row: row.review.days_left),
            Column[MapRecord](N_("Mean score"), 12, lambda row: row.score, Form.SCORE),
            Column[MapRecord](N_("Backed by evidence"), 16, _share, Form.PERCENT),
            Column[MapRecord](N_("Stages"), 10, lambda row: row.stages),
            Column[MapRecord](N_("Steps"), 10, lambda row: row.steps),
            Column[MapRecord](N_("Pain points"), 12, lambda row: row.pains),
            Column[MapRecord](N_("Open pain points"), 12, lambda row: row.open_pains),
            Column[MapRecord](N_("Opportunities"), 14, lambda row: row.opportunities),
            Column[MapRecord](N_("Open opportunities"), 14, lambda row: row.open_opportunities),
        )
        return table(_MAPS, columns, self._registers.maps, self._words)

    def pains(self) -> Table:
        """Return all pain points, the worst first; those that are the same on several maps stand together."""
        columns = (
            Column[_Pain](N_("Pain point"), 50, lambda row: self._pain(row.record)),
            Column[_Pain](_MAP, 36, lambda row: self._map(row.record.entry)),
            Column[_Pain](_STAGE, 24, lambda row: row.record.placed.stage.title),
            Column[_Pain](_STEP, 30, lambda row: row.record.placed.step.action if row.record.placed.step else None),
            Column[_Pain](N_("Channels"), 24, lambda row: [channel.title for channel in row.record.channels]),
            Column[_Pain](N_("Personas"), 24, lambda row: [persona.title for persona in row.record.personas]),
            Column[_Pain](_OWNER, 24, lambda row: row.record.owner),
            Column[_Pain](_STATUS, 14, lambda row: row.record.pain.status),
            Column[_Pain](N_("Severity"), 14, lambda row: row.record.pain.severity),
            Column[_Pain](N_("Frequency"), 14, lambda row: row.record.pain.frequency),
            Column[_Pain](N_("Sources"), 12, lambda row: len(row.record.sources)),
            Column[_Pain](N_("Points"), 10, lambda row: row.record.points),
            Column[_Pain](N_("Opportunities"), 40, lambda row: [each.noun.idea for each in row.record.answers]),
            Column[_Pain](N_("Answered"), 12, lambda row: row.record.is_answered),
            Column[_Pain](N_("The same on several maps"), 36, lambda row: row.line.what if row.line.shared else None),
            Column[_Pain](N_("On maps"), 10, lambda row: len(row.line.maps)),
        )
        lines = self._registers.pains.lines
        return table(_PAINS, columns, [_Pain(line, record) for line in lines for record in line.records], self._words)

    def opportunities(self) -> Table:
        """Return all opportunities as one backlog, the best first."""
        columns = (
            Column[OpportunityRecord](N_("Opportunity"), 50, self._opportunity),
            Column[OpportunityRecord](_MAP, 36, lambda row: self._map(row.entry)),
            Column[OpportunityRecord](_STAGE, 24, lambda row: row.placed.stage.title),
            Column[OpportunityRecord](_STATUS, 14, lambda row: row.opportunity.status),
            Column[OpportunityRecord](N_("Impact"), 10, lambda row: row.opportunity.impact),
            Column[OpportunityRecord](N_("Effort"), 10, lambda row: row.opportunity.effort),
            Column[OpportunityRecord](N_("Business value"), 12, lambda row: row.opportunity.business_value),
            Column[OpportunityRecord](N_("Quick win"), 12, lambda row: row.is_quick_win),
            Column[OpportunityRecord](_OWNER, 24, lambda row: row.opportunity.owner),
            Column[OpportunityRecord](N_("Start"), 12, lambda row: row.opportunity.start),
            Column[OpportunityRecord](N_("Due"), 12, lambda row: row.opportunity.due),
            Column[OpportunityRecord](N_("Days left"), 12, lambda row: row.days_left),
            Column[OpportunityRecord](N_("Late"), 10, lambda row: row.is_late),
            Column[OpportunityRecord](N_("Needs first"), 36, lambda row: [each.noun.idea for each in row.needs]),
            Column[OpportunityRecord](N_("Waits for"), 36, lambda row: [each.noun.idea for each in row.blocked_by]),
            Column[OpportunityRecord](
                N_("Answers the pain points"), 40, lambda row: [each.noun.what for each in row.pains]
            ),
            Column[OpportunityRecord](N_("Metric"), 24, lambda row: row.metric.name if row.metric else None),
            Column[OpportunityRecord](N_("Ticket"), 30, lambda row: _typed(row.opportunity.link)),
        )
        return table(_OPPORTUNITIES, columns, self._registers.opportunities.records, self._words)

    def channels(self) -> Table:
        """Return all channels, the weakest first."""
        columns = (
            Column[ChannelRecord](N_("Channel"), 30, lambda row: row.name.title),
            Column[ChannelRecord](N_("In the catalog"), 14, lambda row: row.name.channel is not None),
            Column[ChannelRecord](N_("Responsible"), 36, lambda row: row.responsible),
            Column[ChannelRecord](N_("Team"), 24, lambda row: row.team.title if row.team else None),
            Column[ChannelRecord](N_("Wanted action"), 40, lambda row: row.wanted_actions),
            Column[ChannelRecord](N_("Mean score"), 12, lambda row: row.score, Form.SCORE),
            Column[ChannelRecord](N_("Maps"), 10, lambda row: len(row.maps)),
            Column[ChannelRecord](N_("Touchpoints"), 12, lambda row: sum(len(used.touchpoints) for used in row.maps)),
            Column[ChannelRecord](N_("Pain points"), 12, lambda row: len(row.pains)),
            Column[ChannelRecord](N_("Open pain points"), 12, lambda row: _open(row.pains)),
        )
        return table(_CHANNELS, columns, self._registers.channels.channels, self._words)

    def metrics(self) -> Table:
        """Return all metrics, those of one name together."""
        columns = (
            Column[MetricRecord](N_("Metric"), 36, self._metric),
            Column[MetricRecord](_MAP, 36, lambda row: self._map(row.entry)),
            Column[MetricRecord](_STAGE, 24, lambda row: row.stage.title if row.stage else None),
            Column[MetricRecord](_STEP, 30, lambda row: row.step.action if row.step else None),
            Column[MetricRecord](N_("Unit"), 10, lambda row: row.metric.unit),
            Column[MetricRecord](N_("Before"), 12, lambda row: row.metric.baseline),
            Column[MetricRecord](N_("Now"), 12, lambda row: row.standing.value),
            Column[MetricRecord](N_("Target"), 12, lambda row: row.metric.target),
            Column[MetricRecord](N_("Date"), 12, lambda row: row.standing.day),
            Column[MetricRecord](N_("Change"), 12, lambda row: row.trend.change if row.trend else None),
            Column[MetricRecord](N_("Improves"), 12, lambda row: row.trend.is_better if row.trend else None),
            Column[MetricRecord](N_("Way to the target"), 12, lambda row: row.progress, Form.PERCENT),
            Column[MetricRecord](N_("Target met"), 12, lambda row: row.standing.met),
        )
        return table(_METRICS, columns, self._registers.metrics.records, self._words)

    def sources(self) -> Table:
        """Return all sources with what rests on them."""
        columns = (
            Column[SourceRecord](N_("Source"), 50, lambda row: row.source.title),
            Column[SourceRecord](N_("Kind"), 18, lambda row: row.source.type),
            Column[SourceRecord](N_("Described in"), 36, self._home),
            Column[SourceRecord](N_("Persona"), 24, lambda row: row.persona.name if row.persona else None),
            Column[SourceRecord](N_("Date"), 12, lambda row: row.source.date),
            Column[SourceRecord](N_("Age in months"), 12, lambda row: row.age_months),
            Column[SourceRecord](N_("Old"), 8, lambda row: row.is_old),
            Column[SourceRecord](N_("Sample"), 10, lambda row: row.source.sample),
            Column[SourceRecord](N_("Claims"), 10, lambda row: len(row.claims)),
            Column[SourceRecord](N_("Maps"), 10, lambda row: len(row.maps)),
            Column[SourceRecord](N_("Unused"), 10, lambda row: row.is_unused),
            Column[SourceRecord](N_("Link"), 30, lambda row: _typed(row.source.url)),
        )
        return table(_SOURCES, columns, self._registers.sources.sources, self._words)

    def personas(self) -> Table:
        """Return all personas."""
        columns = (
            Column[PersonaRecord](N_("Persona"), 24, self._persona),
            Column[PersonaRecord](N_("Role"), 30, lambda row: _profile(row).role),
            Column[PersonaRecord](
                N_("Segment"), 30, lambda row: row.name.persona.segment if row.name.persona else None
            ),
            Column[PersonaRecord](N_("Mean score"), 12, lambda row: row.score, Form.SCORE),
            Column[PersonaRecord](N_("Maps"), 50, lambda row: [entry.journey.title for entry, _ in row.maps]),
            Column[PersonaRecord](N_("Pain points"), 12, lambda row: len(row.pains)),
            Column[PersonaRecord](N_("Open pain points"), 12, lambda row: _open(row.pains)),
            Column[PersonaRecord](
                N_("Worst pain point"), 50, lambda row: row.pains[0].pain.what if row.pains else None
            ),
        )
        return table(_PERSONAS, columns, self._registers.personas, self._words)

    def _map(self, entry: MapEntry) -> Link:
        return linked(entry.journey.title, self._url_of, entry.key)

    def _pain(self, record: PainRecord) -> Link:
        return linked(record.pain.what, self._url_of, record.entry.key, record.anchor)

    def _opportunity(self, record: OpportunityRecord) -> Link:
        return linked(record.opportunity.idea, self._url_of, record.entry.key, record.anchor)

    def _metric(self, record: MetricRecord) -> Link:
        return linked(record.metric.name, self._url_of, record.entry.key, record.anchor)

    def _persona(self, record: PersonaRecord) -> Link:
        page, anchor = (record.name.page, "") if record.name.page else (record.name.map_key, "personas")
        return linked(record.name.title, self._url_of, page, anchor) if page else Link(record.name.title, None)

    def _home(self, record: SourceRecord) -> Link:
        home = record.home
        if isinstance(home, MapEntry):
            return linked(home.journey.title, self._url_of, home.key, "" if record.persona else "sources")
        if isinstance(home, PersonaEntry):
            return linked(home.persona.name, self._url_of, home.key) if home.key else Link(home.persona.name, None)
        return Link(self._words.text(_CATALOG), None)


@dataclass(frozen=True, slots=True)
class _Pain:
    """A pain point in its line."""

    line: PainLine
    record: PainRecord


def _profile(row: PersonaRecord) -> Persona:
    """Return who a persona is; little is known of one whose file is broken."""
    return row.name.persona or Persona(name=row.name.id)


def _share(row: MapRecord) -> float | None:
    return row.coverage.share if row.coverage.claims else None


def _open(records: tuple[PainRecord, ...]) -> int:
    return sum(record.pain.status is PainStatus.OPEN for record in records)


def _typed(url: str | None) -> Told:
    """Return an address that somebody typed: a link only when it is one that may be followed."""
    if url is None:
        return None
    return Link(url, url if is_external(url) and is_safe_link(url) else None)
