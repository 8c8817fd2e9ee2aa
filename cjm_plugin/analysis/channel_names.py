"""Which channel is meant: one of the catalog, by its id or its title, or one that a map names in words of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cjm_plugin.model.catalog import Catalog, Channel
from cjm_plugin.model.identity import folded
from cjm_plugin.model.moment import ChannelUse


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A channel of the portfolio. `key` tells it from others: the id in the catalog, else the words in lower case.

    `channel` is None for one that the catalog does not have; `title` is then how the first map writes it.
    """

    key: str
    title: str = field(compare=False)
    channel: Channel | None = field(default=None, compare=False)


class ChannelNames:
    """The channels of a portfolio, as maps are read one after the other."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = _by_name(catalog)
        self._named: dict[str, ChannelName] = {}
        self._as_written: dict[str, ChannelName] = {}

    def of(self, use: ChannelUse) -> ChannelName:
        """Return the channel that a map means."""
        known = self._as_written.get(use.id)
        if known is None:
            known = self._as_written[use.id] = self._named.setdefault(folded(use.id), self._first(use))
        return known

    def _first(self, use: ChannelUse) -> ChannelName:
        """Return the name of a channel that no map has named before."""
        words = folded(use.id)
        channel = self._catalog.get(words)
        return ChannelName(channel.id, channel.title, channel) if channel else ChannelName(words, use.id)


def catalog_channel(use: ChannelUse, catalog: Catalog) -> Channel | None:
    """Return the catalog's channel that a map means; None for one in words of its own."""
    return _by_name(catalog).get(folded(use.id))


def _by_name(catalog: Catalog) -> Mapping[str, Channel]:
    """Return the channels by each of their names; of two that are called the same, the first one."""
    names: dict[str, Channel] = {}
    for channel in catalog.channels:
        for name in (channel.id, channel.title):
            names.setdefault(folded(name), channel)
    return names
