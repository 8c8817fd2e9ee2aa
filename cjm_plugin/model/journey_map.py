"""The map: one file of `maps/`."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from cjm_plugin.model.base import Noun
from cjm_plugin.model.cycle import ReviewCycle
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.moment import LANES_KEY
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.source import Source
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.values import Date, Id, Kind, Many, ReviewStatus, Text, Texts

FORMAT_VERSION: Literal[1] = 1

MOMENT_KEYS = frozenset(Stage.accepted_keys()) | frozenset(Step.accepted_keys())
"""What a lane cannot be called: the format has these keys already."""


class Scope(Noun):
    """What the map covers. A plain string is `segment`."""

    main_text: ClassVar[str] = "segment"

    segment: Text | None = None
    """Which customers."""
    product: Text | None = None
    """Which product or service."""
    start: Annotated[Text | None, Field(alias="from")] = None
    """Where the journey begins."""
    end: Annotated[Text | None, Field(alias="to")] = None
    """Where it ends."""


class Links(Noun):
    """Other maps, by file name (`home-goods`) or path (`retail/home-goods`)."""

    current: Text | None = None
    """The current state that this future state replaces."""
    future: Text | None = None
    """The future state of this current state."""
    parent: Text | None = None
    """The map that this one details."""
    children: Texts = ()
    """The maps that detail this one."""
    related: Texts = ()
    """Other maps worth reading."""


class Ownership(Noun):
    """Who answers for the map. A plain string is `owner`."""

    main_text: ClassVar[str] = "owner"

    owner: Text | None = None
    """The one person who answers for the map."""
    team: Text | None = None
    """Their team."""
    contributors: Texts = ()
    """Who worked on it: sales, service, product, marketing."""


class ReviewEntry(Noun):
    """A review that took place. A plain string is `note`."""

    main_text: ClassVar[str] = "note"

    date: Date | None = None
    """When the map was checked."""
    by: Text | None = None
    """Who checked it."""
    note: Text | None = None
    """What was found; may have paragraphs and lists."""


class Review(Noun):
    """When the map was last true, and when that is checked again."""

    cycle: ReviewCycle | None = None
    """How often: `3 months`, `90 days`, `quarterly`, `P3M`. Default: the collection's."""
    status: ReviewStatus = ReviewStatus.DRAFT
    """How far the map is."""
    last_reviewed: Date | None = None
    """When it was last checked against reality."""
    reviewers: Texts = ()
    """Who checks it."""
    notes: Text | None = None
    """What the last review found; may have paragraphs and lists."""
    log: Many[ReviewEntry] = ()
    """The reviews that took place; `cjm review done` adds to it."""


class SilencedRule(Noun):
    """A rule of good practice that does not fit this map, and why."""

    rule: Text
    """The code or name of the rule: `CJM201`, `no-sources`."""
    reason: Text
    """Why it does not fit; shown with the map's findings."""


class Lane(Noun):
    """A row of your own. Stages and steps fill it under its id. A plain string is the id."""

    main_text: ClassVar[str] = "id"

    id: Id
    """The key that stages and steps use."""
    title: Text | None = None
    """What the row is called. Default: the id."""


def _persona_form(value: Any) -> str:
    return "inline" if isinstance(value, dict | Persona) else "id"


PersonaUse = Annotated[Annotated[Id, Tag("id")] | Annotated[Persona, Tag("inline")], Discriminator(_persona_form)]


class JourneyMap(Noun):
    """A customer journey map. Only `title` and `stages` are needed."""

    spellings: ClassVar[dict[str, str]] = {"persona": "personas"}

    cjm: Literal[1] = FORMAT_VERSION
    """The version of the format."""
    title: Text
    """What the map is called."""
    kind: Kind = Kind.CURRENT_STATE
    """Which reality it shows."""
    language: Text | None = None
    """The language of the texts: `ru`, `en`. Default: the site's."""
    version: Text | None = None
    """The version of the map."""
    summary: Text | None = None
    """One or two sentences for a manager; may have paragraphs and lists."""
    tags: Texts = ()
    """Words to find it by."""
    personas: Many[PersonaUse] = ()
    """Who travels: ids of `personas/*.yaml`, or personas written out here."""
    scope: Scope = Scope()
    """What the map covers."""
    goals: Texts = ()
    """Which business goals it serves."""
    decision: Text | None = None
    """Which decision it prepares."""
    trigger: Text | None = None
    """What starts the journey."""
    links: Links = Links()
    """Other maps."""
    ownership: Ownership = Ownership()
    """Who answers for it."""
    review: Review = Review()
    """The review cycle."""
    sources: Many[Source] = ()
    """What its claims rest on."""
    lanes: Many[Lane] = ()
    """Rows of your own, in this order."""
    stages: Annotated[Many[Stage], Field(min_length=1)]
    """The journey."""
    metrics: Many[Metric] = ()
    """Whether it works."""
    watches: Texts = ()
    """Paths of the repository that the map describes, such as `src/checkout/**`: a change there asks for one here."""
    silence: Many[SilencedRule] = ()
    """Rules of good practice that do not fit this map."""
    notes: Text | None = None
    """Anything else; may have paragraphs and lists."""

    @model_validator(mode="before")
    @classmethod
    def _gather_lane_values(cls, value: Any) -> Any:
        """Move the values of the map's own lanes out of the way of the unknown-key check."""
        if not isinstance(value, dict) or not value.get("lanes"):
            return value
        lane_ids = {_lane_id(lane) for lane in _listed(value["lanes"])} - MOMENT_KEYS
        return {**value, "stages": _with_lanes(value.get("stages"), lane_ids)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _lane_id(lane: Any) -> str:
    return str(lane.get("id") if isinstance(lane, dict) else lane).strip()


def _with_lanes(moments: Any, lane_ids: set[str]) -> Any:
    """Return the moments with the values of lanes under one key; what is no group of keys stays as it is."""
    if isinstance(moments, list):
        return [_with_lanes(moment, lane_ids) for moment in moments]
    if not isinstance(moments, dict):
        return moments
    result = {key: item for key, item in moments.items() if key not in lane_ids}
    values = {key: item for key, item in moments.items() if key in lane_ids and item is not None}
    if values:
        result[LANES_KEY] = values
    if "steps" in result:
        result["steps"] = _with_lanes(result["steps"], lane_ids)
    return result
