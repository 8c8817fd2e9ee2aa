"""What can be said of a moment of the journey: a step, or a stage that has no steps."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from cjm_plugin.model.base import SET_ASIDE, Noun, nothing
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.values import Id, Ids, Many, Reaction, Scores, Text, Texts

EXIT = "exit"
"""The reserved id of a drop-out: `next: {to: exit, when: …}`."""

LANES_KEY = f"{SET_ASIDE}lanes"
"""Where a map puts the values of its own lanes before its moments are validated."""


class ChannelUse(Noun):
    """A channel at a touchpoint. A plain string is the channel."""

    main_text: ClassVar[str] = "id"

    id: Text
    """The id of a channel of the catalog, or free text."""
    responsible: Text | None = None
    """Who answers for it here. Default: the catalog's."""
    wanted_action: Text | None = None
    """What we want the customer to do here. Default: the catalog's."""


@lru_cache(maxsize=1024)
def _plain_use(channel: str) -> ChannelUse:
    return ChannelUse(id=channel)


def _kept_once(use: ChannelUse) -> ChannelUse:
    """Return the use of a channel; those that only name it, as most do, are the same object wherever they are equal."""
    return use if use.responsible or use.wanted_action or use.extensions else _plain_use(use.id)


class Reactions(Noun):
    """How customers react: each either a share in percent (together 100) or a description."""

    positive: Reaction | None = None
    """The pleased."""
    neutral: Reaction | None = None
    """The indifferent."""
    negative: Reaction | None = None
    """The displeased."""


class Transition(Noun):
    """Where the journey goes next. A plain string is `to`."""

    main_text: ClassVar[str] = "to"

    to: Id
    """The id of a step or stage of this map; `exit` when the customer leaves."""
    when: Text | None = None
    """The condition."""


class Image(Noun):
    """A picture. A plain string is `file`."""

    main_text: ClassVar[str] = "file"

    file: Text
    """A path relative to this YAML file: PNG, JPEG, WebP, AVIF, GIF or SVG."""
    alt: Text | None = None
    """What the picture shows, for those who cannot see it."""


class Moment(Noun):
    """What can be said of a step, and of a stage that has no steps."""

    spellings: ClassVar[dict[str, str]] = {"touchpoint": "touchpoints"}

    id: Id = ""
    """What links and references hold on to. Default: made from the text."""
    expects: Texts = ()
    """What the customer expects."""
    experience: Texts = ()
    """What the customer gets instead: the gap to the expectation."""
    duration: Text | None = None
    """How long it takes: "2 days"."""
    timing: Text | None = None
    """The time of day, week or year, where it matters."""
    touchpoints: Texts = ()
    """Where the customer meets the company."""
    channels: Many[Annotated[ChannelUse, AfterValidator(_kept_once)]] = ()
    """Through which channels: ids of the catalog, or free text."""
    score: Scores | None = None
    """How it feels, 1 (very bad) to 5 (very good); or a score by persona id."""
    feels: Texts = ()
    """What the customer feels."""
    thinks: Texts = ()
    """What the customer thinks, in their own words."""
    reactions: Reactions | None = None
    """How customers react, by share or in words."""
    moment_of_truth: Annotated[bool, Field(strict=True)] = False
    """Whether the customer's opinion is made here."""
    wow: Annotated[bool, Field(strict=True)] = False
    """Whether delight is designed here."""
    evidence: Ids = ()
    """The ids of the sources that show it. None: it is an assumption, and shown as one."""
    physical_evidence: Texts = ()
    """Blueprint: what the customer can see and touch."""
    frontstage: Texts = ()
    """Blueprint: what staff and systems do in view of the customer."""
    backstage: Texts = ()
    """Blueprint: what is done out of sight."""
    support: Texts = ()
    """Blueprint: the processes behind it."""
    systems: Texts = ()
    """Blueprint: the systems behind it."""
    next: Many[Transition] = ()
    """Where the journey goes from here. Default: the following step, also beside a single way that has a condition."""
    map: Text | None = None
    """A more detailed map to zoom into."""
    image: Image | None = None
    """A picture of the moment."""
    pains: Many[Pain] = ()
    """What hurts here."""
    opportunities: Many[Opportunity] = ()
    """What could be done here."""
    lane_values: dict[str, Texts] = Field(default_factory=nothing, alias=LANES_KEY)
