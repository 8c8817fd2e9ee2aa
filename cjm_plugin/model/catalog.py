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
    handle: Text | None = None
    """The team at GitHub or GitLab: `shop/checkout`. `cjm codeowners` writes it."""


class Person(Noun):
    """Somebody who answers for maps, and how GitHub or GitLab knows them. A plain string is `name`."""

    main_text: ClassVar[str] = "name"

    name: Text
    """The name, written as owners are in the maps."""
    handle: Text | None = None
    """The account at GitHub or GitLab: `anna`. `cjm codeowners` writes it."""
    email: Text | None = None
    """The e-mail address; `cjm codeowners` writes it for those who have no account."""


class SharedPain(Noun):
    """A pain point that several maps have in common: the pain points that name it are counted together."""

    main_text: ClassVar[str] = "what"

    id: Id = ""
    """What `same_as` refers to. Default: made from the text."""
    what: Text
    """What goes wrong, from the customer's point of view."""
    notes: Text | None = None
    """Anything else; may have paragraphs and lists."""


class Catalog(Noun):
    """`catalog.yaml`: channels, teams, people, sources and pain points that every map may refer to."""

    channels: Many[Channel] = ()
    """The channels, with the responsible person and the wanted action."""
    teams: Many[Team] = ()
    """The teams."""
    people: Many[Person] = ()
    """The people who own maps, with their accounts."""
    sources: Many[Source] = ()
    """Research and data that several maps rest on."""
    pains: Many[SharedPain] = ()
    """Pain points that several maps have in common."""
