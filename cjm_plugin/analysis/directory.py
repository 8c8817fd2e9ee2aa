"""What the maps of a portfolio refer to, found by the names they use: people, channels, personas, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cjm_plugin.analysis.channel_names import ChannelName, ChannelNames
from cjm_plugin.analysis.reviews import Inherited
from cjm_plugin.model.catalog import Team
from cjm_plugin.model.moment import ChannelUse, Moment
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.portfolio import MapEntry, PersonaEntry, Portfolio
from cjm_plugin.model.source import Source
from cjm_plugin.model.walk import Placed


@dataclass(frozen=True, slots=True)
class PersonaName:
    """A persona of the portfolio. `page` is the key of its page, "" when it is written into the map `map_key`.

    `persona` is None for one whose file is broken.
    """

    id: str
    page: str
    map_key: str
    persona: Persona | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """What tells the persona from all others: its id, after the key of the map that it is written into."""
        return f"{self.map_key}#{self.id}" if self.map_key else self.id

    @property
    def title(self) -> str:
        """What the persona is called."""
        return self.persona.name if self.persona else self.id


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source of the portfolio; `map_key` is the map that describes it, "" for one of the catalog."""

    id: str
    map_key: str
    source: Source = field(compare=False)


class Directory:
    """The indexes of a portfolio. Made once, it answers for every map."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._inherited = Inherited(portfolio)
        self._channels = ChannelNames(portfolio.catalog)
        self._personas: Mapping[str, PersonaEntry] = {entry.persona.id: entry for entry in portfolio.personas}
        self._shared = {source.id: SourceName(source.id, "", source) for source in portfolio.catalog.sources}
        self._teams = {team.id: team for team in portfolio.catalog.teams}

    def owner(self, entry: MapEntry) -> str | None:
        """Return who answers for a map: its own owner, or that of the nearest collection above it."""
        return self._inherited.owner(entry)

    def team(self, id_: str | None) -> Team | None:
        """Return a team of the catalog."""
        return self._teams.get(id_ or "")

    def channel(self, use: ChannelUse) -> ChannelName:
        """Return the channel that a map means."""
        return self._channels.of(use)

    def channels(self, moment: Moment) -> tuple[ChannelName, ...]:
        """Return the channels of a moment, each once."""
        return tuple(dict.fromkeys(self._channels.of(use) for use in moment.channels))

    def channels_at(self, placed: Placed[Any]) -> tuple[ChannelName, ...]:
        """Return the channels where something stands: those of its step, or of its stage when the step names none."""
        return (self.channels(placed.step) if placed.step else ()) or self.channels(placed.stage)

    def personas(self, entry: MapEntry) -> dict[str, PersonaName]:
        """Return the personas of a map by id, in its order."""
        found = (self._persona(item, entry) for item in entry.journey.personas)
        return {persona.id: persona for persona in found}

    def sources(self, entry: MapEntry) -> dict[str, SourceName]:
        """Return the sources a map may name, by id: its own, and those of the catalog."""
        return self._shared | {source.id: SourceName(source.id, entry.key, source) for source in entry.journey.sources}

    def _persona(self, item: str | Persona, entry: MapEntry) -> PersonaName:
        if isinstance(item, Persona):
            return PersonaName(item.id, "", entry.key, item)
        known = self._personas.get(item)
        return PersonaName(item, known.key if known else "", "", known.persona if known else None)


def known(ids: Iterable[str], sources: Mapping[str, SourceName]) -> Iterator[SourceName]:
    """Yield the sources that the ids name, each once."""
    return (sources[id_] for id_ in dict.fromkeys(ids) if id_ in sources)
