"""The portfolio as JSON for other programs: `portfolio.json`, and a file for each map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel
from pydantic_core import to_json

from cjm_plugin.analysis.channel_register import ChannelRecord
from cjm_plugin.analysis.hierarchy import MapNode
from cjm_plugin.analysis.map_register import MapRecord, PersonaRecord
from cjm_plugin.analysis.metric_register import MetricRecord
from cjm_plugin.analysis.opportunity_register import OpportunityRecord
from cjm_plugin.analysis.pain_register import PainLine, PainRecord
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.analysis.scores import stage_score, weak_link
from cjm_plugin.analysis.source_register import SourceRecord
from cjm_plugin.exchange import json_shapes as shapes
from cjm_plugin.exchange.journey_data import journey_data
from cjm_plugin.exchange.published_site import ascii_url
from cjm_plugin.exchange.tables import UrlOf
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.walk import Placed, persona_ids
from cjm_plugin.pages.escaping import plain
from cjm_plugin.reading.diagnostics import harmless


def portfolio_json(registers: Registers, url_of: UrlOf) -> bytes:
    """Return `portfolio.json` (UTF-8), a `PortfolioShape`. `url_of` gives the full address of a page by its key.

    No clock is read: the same portfolio on the same day gives the same bytes.
    """
    told = _Telling(registers, url_of)
    # Item by item: as one shape, those of 5,000 maps would take a gigabyte.
    return _written(
        {
            "format": shapes.FORMAT,
            "today": registers.today,
            "figures": told.figures(),
            "maps": (told.map(record) for record in sorted(registers.maps, key=lambda record: record.entry.key)),
            "pains": (told.pain(record) for record in registers.pains.records),
            "shared_pains": told.shared_pains(registers.pains.lines),
            "opportunities": (told.opportunity(record) for record in registers.opportunities.records),
            "channels": (told.channel(record) for record in registers.channels.channels),
            "metrics": (told.metric(record) for record in registers.metrics.records),
            "sources": (told.source(record) for record in registers.sources.sources),
            "personas": (told.persona(record) for record in registers.personas),
        }
    )


def map_files(registers: Registers, url_of: UrlOf) -> dict[str, Callable[[], bytes]]:
    """Return for each map, by its key and in the order of keys, what makes its JSON (UTF-8), called `maps/KEY.json`."""
    told = _Telling(registers, url_of)
    records = sorted(registers.maps, key=lambda record: record.entry.key)
    return {record.entry.key: partial(_map_file, told, record) for record in records}


class _Telling:
    """Says in JSON what the registers say; `url_of` gives the addresses of pages."""

    def __init__(self, registers: Registers, url_of: UrlOf) -> None:
        self._registers = registers
        self._url_of = url_of
        self._nodes: dict[str, MapNode] = {node.entry.key: node for node in registers.hierarchy.walk()}

    def figures(self) -> shapes.Figures:
        board = self._registers.dashboard
        return shapes.Figures(
            maps={state: len(maps) for state, maps in board.maps.items()},
            score=board.score,
            critical_pains=len(board.critical_pains),
            critical_pains_unanswered=len(board.critical_pains_unanswered),
            opportunities_late=len(board.opportunities_late),
            opportunities_in_progress=len(board.opportunities_in_progress),
            opportunities_done=len(board.opportunities_done),
            claims=board.coverage.claims,
            claims_backed=board.coverage.backed,
        )

    def map(self, record: MapRecord) -> shapes.MapItem:
        entry, journey, review = record.entry, record.entry.journey, record.review
        return shapes.MapItem(
            key=entry.key,
            file=harmless(str(entry.path)),
            title=plain(journey.title),
            url=self._url(entry.key),
            kind=journey.kind,
            version=journey.version,
            tags=journey.tags,
            collection=entry.collection or None,
            personas=persona_ids(journey),
            owner=record.owner,
            team=journey.ownership.team,
            status=journey.review.status,
            freshness=review.freshness,
            cycle=review.cycle.text if review.cycle else None,
            last_reviewed=journey.review.last_reviewed,
            due=review.due,
            days_left=review.days_left,
            score=record.score,
            rolled_up_score=self._nodes[entry.key].rolled_up,
            claims=record.coverage.claims,
            claims_backed=record.coverage.backed,
            stages=record.stages,
            steps=record.steps,
            pains=record.pains,
            open_pains=record.open_pains,
            opportunities=record.opportunities,
            open_opportunities=record.open_opportunities,
            parent=self._registers.hierarchy.parents.get(entry.key),
        )

    def whole_map(self, record: MapRecord) -> shapes.MapShape:
        journey = record.entry.journey
        weakest = weak_link(journey)
        return shapes.MapShape(
            today=self._registers.today,
            map=self.map(record),
            stage_scores=tuple(shapes.StageScore(stage=s.id, score=stage_score(s)) for s in journey.stages),
            weak_link=weakest.noun.id if weakest else None,
            journey=journey_data(journey),
        )

    def pain(self, record: PainRecord) -> shapes.PainItem:
        pain = record.pain
        return shapes.PainItem(
            map=record.entry.key,
            id=pain.id,
            what=plain(pain.what),
            url=self._url(record.entry.key, record.anchor),
            stage=record.placed.stage.id,
            step=_step(record.placed),
            channels=tuple(channel.key for channel in record.channels),
            personas=tuple(persona.id for persona in record.personas),
            owner=record.owner,
            severity=pain.severity,
            frequency=pain.frequency,
            status=pain.status,
            sources=len(record.sources),
            points=record.points,
            answered_by=tuple(answer.noun.id for answer in record.answers),
            is_answered=record.is_answered,
            same_as=pain.same_as,
        )

    def shared_pains(self, lines: Iterable[PainLine]) -> Iterator[shapes.SharedPainItem]:
        for line in lines:
            if line.shared:
                yield shapes.SharedPainItem(
                    id=line.shared.id,
                    what=plain(line.what),
                    severity=line.severity,
                    status=line.status,
                    points=line.points,
                    sources=len(line.sources),
                    maps=len(line.maps),
                    is_answered=line.is_answered,
                    pains=_places(line.records),
                )

    def opportunity(self, record: OpportunityRecord) -> shapes.OpportunityItem:
        noun = record.opportunity
        return shapes.OpportunityItem(
            map=record.entry.key,
            id=noun.id,
            idea=plain(noun.idea),
            url=self._url(record.entry.key, record.anchor),
            stage=record.placed.stage.id,
            step=_step(record.placed),
            impact=noun.impact,
            effort=noun.effort,
            business_value=noun.business_value,
            is_quick_win=record.is_quick_win,
            status=noun.status,
            owner=noun.owner,
            start=noun.start,
            due=noun.due,
            days_left=record.days_left,
            is_late=record.is_late,
            needs=tuple(need.noun.id for need in record.needs),
            blocked_by=tuple(need.noun.id for need in record.blocked_by),
            addresses=tuple(placed.noun.id for placed in record.pains),
            metric=record.metric.id if record.metric else None,
            link=noun.link,
        )

    def channel(self, record: ChannelRecord) -> shapes.ChannelItem:
        return shapes.ChannelItem(
            key=record.name.key,
            title=plain(record.name.title),
            in_catalog=record.name.channel is not None,
            responsible=record.responsible,
            wanted_actions=record.wanted_actions,
            team=record.team.id if record.team else None,
            score=record.score,
            maps=tuple(
                shapes.ChannelOnMap(
                    map=used.entry.key,
                    moments=len(used.moments),
                    touchpoints=tuple(plain(touchpoint.title) for touchpoint in used.touchpoints),
                    score=used.score,
                )
                for used in record.maps
            ),
            pains=_places(record.pains),
        )

    def metric(self, record: MetricRecord) -> shapes.MetricItem:
        metric, standing, trend = record.metric, record.standing, record.trend
        return shapes.MetricItem(
            map=record.entry.key,
            id=metric.id,
            name=plain(metric.name),
            url=self._url(record.entry.key, record.anchor),
            stage=record.stage.id if record.stage else None,
            step=record.step.id if record.step else None,
            unit=metric.unit,
            baseline=metric.baseline,
            value=standing.value,
            date=standing.day,
            target=metric.target,
            better=standing.better,
            is_met=standing.met,
            change=trend.change if trend else None,
            changed_since=trend.since if trend else None,
            is_improving=trend.is_better if trend else None,
            progress=record.progress,
            series=record.series,
        )

    def source(self, record: SourceRecord) -> shapes.SourceItem:
        source = record.source
        return shapes.SourceItem(
            id=source.id,
            title=plain(source.title),
            type=source.type,
            map=record.home.key if isinstance(record.home, MapEntry) else None,
            persona=record.persona.id if record.persona else None,
            date=source.date,
            age_days=record.age_days,
            age_months=record.age_months,
            is_old=record.is_old,
            sample=source.sample,
            is_unused=record.is_unused,
            claims=tuple(
                shapes.ClaimItem(map=claim.entry.key, kind=claim.kind, id=claim.placed.noun.id)
                for claim in record.claims
            ),
        )

    def persona(self, record: PersonaRecord) -> shapes.PersonaItem:
        name, profile = record.name, record.name.persona
        return shapes.PersonaItem(
            id=name.id,
            name=plain(name.title),
            page=name.page or None,
            url=self._url(name.page) if name.page else None,
            role=profile.role if profile else None,
            segment=profile.segment if profile else None,
            score=record.score,
            maps=tuple(shapes.PersonaOnMap(map=entry.key, score=score) for entry, score in record.maps),
            pains=_places(record.pains),
        )

    def _url(self, key: str, anchor: str = "") -> str | None:
        url = self._url_of(key)
        return url and ascii_url(url) + (f"#{quote(anchor)}" if anchor else "")


def _map_file(told: _Telling, record: MapRecord) -> bytes:
    return _written(told.whole_map(record))


def _step(placed: Placed[Any]) -> str | None:
    return placed.step.id if placed.step else None


def _places(records: Iterable[PainRecord]) -> tuple[shapes.Place, ...]:
    return tuple(shapes.Place(map=record.entry.key, id=record.pain.id) for record in records)


def _written(shape: BaseModel | Mapping[str, object]) -> bytes:
    return to_json(shape) + b"\n"
