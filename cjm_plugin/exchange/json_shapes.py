"""What the JSON of a portfolio and of a map holds: the models its schemas are made from.

Within a version (`format`) keys are only added. Scores are 1 (very bad) to 5 (very good); shares are 0 to 1; days are
YYYY-MM-DD; `url` is a full address, null when the site has none. What is not known is null.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.source_register import ClaimKind
from cjm_plugin.model.values import (
    Better,
    Frequency,
    Kind,
    OpportunityStatus,
    PainStatus,
    ReviewStatus,
    Severity,
    SourceType,
)

FORMAT: Literal[1] = 1


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Place(_Shape):
    """A thing on a map: the key of the map, and its id there."""

    map: str
    id: str


class Figures(_Shape):
    """The portfolio on one screen. Retired maps count in `maps` only; future states not in what tells of today."""

    maps: dict[Freshness, int]
    """How many maps stand where in their review cycle."""
    score: float | None
    """The mean score of the maps."""
    critical_pains: int
    """Open pain points that are critical; one that several maps share counts once."""
    critical_pains_unanswered: int
    """Those of them that no opportunity answers."""
    opportunities_late: int
    opportunities_in_progress: int
    opportunities_done: int
    claims: int
    """Steps, stages without steps or with a source of their own, and pain points."""
    claims_backed: int
    """Those of them that name a source."""


class MapItem(_Shape):
    """A map with its figures."""

    key: str
    """What other things name it by; the address of its own JSON is `maps/KEY.json`."""
    file: str
    """The file it is written in, in the maps folder."""
    title: str
    url: str | None
    kind: Kind
    version: str | None
    tags: tuple[str, ...]
    collection: str | None
    personas: tuple[str, ...]
    """The ids of its personas; those without a `page` under `personas` are this map's own."""
    owner: str | None
    """Who answers for it: its own owner, or that of its collection."""
    team: str | None
    status: ReviewStatus
    freshness: Freshness
    cycle: str | None
    last_reviewed: dt.date | None
    due: dt.date | None
    days_left: int | None
    """Negative when the review is overdue."""
    score: float | None
    rolled_up_score: float | None
    """The score that takes the maps which detail this one into account."""
    claims: int
    claims_backed: int
    stages: int
    steps: int
    pains: int
    open_pains: int
    opportunities: int
    open_opportunities: int
    parent: str | None
    """The map it details."""


class PainItem(_Shape):
    """A pain point on its map."""

    map: str
    id: str
    what: str
    url: str | None
    stage: str
    step: str | None
    channels: tuple[str, ...]
    personas: tuple[str, ...]
    owner: str | None
    severity: Severity | None
    frequency: Frequency | None
    status: PainStatus
    sources: int
    """How many sources show it; 0: it is an assumption."""
    points: float
    """Severity (1–4) × frequency (1–4) × confidence: 0.5 without a source, 0.8 with one, 1 with more."""
    answered_by: tuple[str, ...]
    """The ids of the opportunities of the map that address it, rejected ones too."""
    is_answered: bool
    """Whether one of them is not rejected."""
    same_as: str | None
    """The id of the shared pain it is an instance of."""


class SharedPainItem(_Shape):
    """A pain of the catalog with its instances, counted together."""

    id: str
    what: str
    severity: Severity | None
    status: PainStatus
    points: float
    sources: int
    maps: int
    is_answered: bool
    pains: tuple[Place, ...]


class OpportunityItem(_Shape):
    """An opportunity on its map."""

    map: str
    id: str
    idea: str
    url: str | None
    stage: str
    step: str | None
    impact: int | None
    effort: int | None
    business_value: int | None
    is_quick_win: bool
    status: OpportunityStatus
    owner: str | None
    start: dt.date | None
    due: dt.date | None
    days_left: int | None
    """Negative when it is late; null when it is done or rejected."""
    is_late: bool
    needs: tuple[str, ...]
    blocked_by: tuple[str, ...]
    """What it needs and is not done yet."""
    addresses: tuple[str, ...]
    metric: str | None
    link: str | None


class ChannelOnMap(_Shape):
    """How a channel fares on one map."""

    map: str
    moments: int
    touchpoints: tuple[str, ...]
    score: float | None


class ChannelItem(_Shape):
    """A channel of the catalog, or one that maps name in words of their own."""

    key: str
    title: str
    in_catalog: bool
    responsible: tuple[str, ...]
    wanted_actions: tuple[str, ...]
    team: str | None
    score: float | None
    maps: tuple[ChannelOnMap, ...]
    pains: tuple[Place, ...]


class MetricItem(_Shape):
    """A metric on its map."""

    map: str
    id: str
    name: str
    url: str | None
    stage: str | None
    step: str | None
    unit: str | None
    baseline: float | None
    value: float | None
    date: dt.date | None
    target: float | None
    better: Better | None
    is_met: bool | None
    change: float | None
    """The last change, since `changed_since`; null there: since the baseline."""
    changed_since: dt.date | None
    is_improving: bool | None
    progress: float | None
    """The share of the way from the baseline to the target."""
    series: tuple[tuple[dt.date, float], ...]


class ClaimItem(_Shape):
    """Something on a map that names a source."""

    map: str
    kind: ClaimKind
    id: str


class SourceItem(_Shape):
    """A source and what rests on it."""

    id: str
    title: str
    type: SourceType
    map: str | None
    """The map that describes it."""
    persona: str | None
    """The id of the persona it was drawn for. Null, like `map`: it is the catalog's."""
    date: dt.date | None
    age_days: int | None
    age_months: int | None
    is_old: bool
    sample: int | None
    is_unused: bool
    claims: tuple[ClaimItem, ...]


class PersonaOnMap(_Shape):
    """How a persona feels on one map."""

    map: str
    score: float | None


class PersonaItem(_Shape):
    """A persona."""

    id: str
    name: str
    page: str | None
    """The key of its page; null when it is written into a map."""
    url: str | None
    role: str | None
    segment: str | None
    score: float | None
    maps: tuple[PersonaOnMap, ...]
    pains: tuple[Place, ...]


class PortfolioShape(_Shape):
    """`portfolio.json`: all that the maps say together. Maps are in the order of keys, all else as in the registers."""

    format: Literal[1] = FORMAT
    today: dt.date
    """The day that ages, freshness and lateness are told for."""
    figures: Figures
    maps: tuple[MapItem, ...]
    pains: tuple[PainItem, ...]
    shared_pains: tuple[SharedPainItem, ...]
    opportunities: tuple[OpportunityItem, ...]
    channels: tuple[ChannelItem, ...]
    metrics: tuple[MetricItem, ...]
    sources: tuple[SourceItem, ...]
    personas: tuple[PersonaItem, ...]


class StageScore(_Shape):
    """How a stage feels."""

    stage: str
    score: float | None


class MapShape(_Shape):
    """`maps/KEY.json`: one map with its figures."""

    format: Literal[1] = FORMAT
    today: dt.date
    map: MapItem
    stage_scores: tuple[StageScore, ...]
    weak_link: str | None
    """The id of the moment with the lowest score."""
    journey: dict[str, JsonValue]
    """The map itself, in the format of the YAML files: saved as such a file, it is the same map."""
