"""The catalog: what all maps of a portfolio share."""

from __future__ import annotations

from typing import ClassVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.source import Source
from cjm_plugin.model.values import Id, Many, Text


class Channel(Noun):
    """A way the customer and the company meet."""

    main_text: ClassVar[str] = "title"

    id: Id = ""
    """What steps refer to. Default: made from the title."""
    title: Text
    """What people call it."""
    responsible: Text | None = None
    """Who answers for the channel."""
    wanted_action: Text | None = None
    """What we want the customer to do there."""
    team: Id | None = None
    """The id of the team that runs it."""
    notes: Text | None = None
    """Anything else; may have paragraphs and lists."""


class Team(Noun):
    """A group that owns maps or channels."""

    main_text: ClassVar[str] = "title"

    id: Id = ""
    """What channels refer to. Default: made from the title."""
    title: Text
    """What people call it."""
    lead: Text | None = None
    """Who leads it."""


class Catalog(Noun):
    """`catalog.yaml`: channels, teams and sources that every map may refer to."""

    channels: Many[Channel] = ()
    """The channels, with the responsible person and the wanted action."""
    teams: Many[Team] = ()
    """The teams."""
    sources: Many[Source] = ()
    """Research and data that several maps rest on."""
