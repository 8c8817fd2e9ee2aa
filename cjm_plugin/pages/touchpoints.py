"""The touchpoints of a map: every place where the customer meets the company, with its channels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjm_plugin.analysis.channel_names import catalog_channel
from cjm_plugin.analysis.scores import mean_of, moment_score
from cjm_plugin.model.catalog import Catalog, Channel
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import ChannelUse, Moment
from cjm_plugin.model.walk import Placed, moments


@dataclass(frozen=True, slots=True)
class ChannelOnPage:
    """A channel at a touchpoint, with who answers for it and what we want of the customer there."""

    title: str
    responsible: str | None
    wanted_action: str | None
    notes: str | None


ChannelsOnPage = Callable[[ChannelUse], ChannelOnPage]


@dataclass(frozen=True, slots=True)
class AlikeChannels:
    """Channels of a touchpoint of which the same is said; no title where it is that of the touchpoint alone."""

    titles: tuple[str, ...]
    responsible: str | None
    wanted_action: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A touchpoint with its channels, its moments and their mean score (1–5)."""

    title: str
    channels: tuple[ChannelOnPage, ...]
    moments: tuple[Placed[Moment], ...]
    score: float | None

    @property
    def alike(self) -> list[AlikeChannels]:
        """The channels, those of which the same is said together."""
        said: dict[tuple[str | None, str | None, str | None], list[str]] = {}
        for channel in self.channels:
            said.setdefault((channel.responsible, channel.wanted_action, channel.notes), []).append(channel.title)
        return [
            AlikeChannels(() if titles == [self.title] else tuple(titles), *about) for about, titles in said.items()
        ]


def touchpoints(journey: JourneyMap, catalog: Catalog) -> tuple[Touchpoint, ...]:
    """Return the touchpoints in the order of the journey; one that is met again is the same one.

    Where a moment names channels and no touchpoint, the customer meets the company at the channel itself.
    """
    on_page = channels_of(catalog)
    met: dict[str, list[Placed[Moment]]] = {}
    for placed in moments(journey):
        moment = placed.noun
        for title in moment.touchpoints or [on_page(use).title for use in moment.channels]:
            met.setdefault(title, []).append(placed)
    return tuple(_touchpoint(title, places, on_page) for title, places in met.items())


def channels_of(catalog: Catalog) -> ChannelsOnPage:
    """Return `channel_on_page` for one catalog, remembering: a map names the same few channels over and over."""
    known: dict[tuple[str, str | None, str | None], ChannelOnPage] = {}

    def on_page(use: ChannelUse) -> ChannelOnPage:
        key = (use.id, use.responsible, use.wanted_action)
        if key not in known:
            known[key] = channel_on_page(use, catalog)
        return known[key]

    return on_page


def channel_on_page(use: ChannelUse, catalog: Catalog) -> ChannelOnPage:
    """Return a channel as a map uses it; what the map does not say, the catalog does."""
    known = catalog_channel(use, catalog) or Channel(title=use.id)
    return ChannelOnPage(
        known.title,
        use.responsible or known.responsible,
        use.wanted_action or known.wanted_action,
        known.notes,
    )


def _touchpoint(title: str, places: list[Placed[Moment]], on_page: ChannelsOnPage) -> Touchpoint:
    uses = dict.fromkeys(
        channel
        for placed in places
        for use in placed.noun.channels
        if (channel := on_page(use)).title == title or placed.noun.touchpoints
    )
    return Touchpoint(title, tuple(uses), tuple(places), mean_of(moment_score(placed.noun) for placed in places))
