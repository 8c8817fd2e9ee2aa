"""What people can subscribe to: the calendar of the reviews and the feed of the maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.exchange.feed import MOST_ENTRIES, FeedItem, portfolio_feed
from cjm_plugin.exchange.published_site import PublishedSite
from cjm_plugin.pages.addresses import CALENDAR, FEED
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.history_parts import told_change
from cjm_plugin.site.files import Made, made_late
from cjm_plugin.site.place import feed_url, page_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from mkdocs.config.defaults import MkDocsConfig

    from cjm_plugin.analysis.reviews import ReviewSchedule
    from cjm_plugin.history.names import Names
    from cjm_plugin.model.portfolio import MapEntry, Portfolio
    from cjm_plugin.pages.history_parts import KnownHistory
    from cjm_plugin.site.place import Place


def page_in_the_way(portfolio: Portfolio, key: str) -> PurePosixPath | None:
    """Return the file or folder of the maps whose page has the address of a page over all maps, that of `key`."""
    files = [(entry.key, entry.path) for entry in portfolio.maps]
    broken = [(entry.key, entry.path) for entry in portfolio.broken]
    folders = [(entry.key, entry.folder) for entry in portfolio.collections]
    return next((path for taken, path in (*files, *broken, *folders) if taken == key), None)


def published_site(place: Place, config: MkDocsConfig, language: str) -> PublishedSite:
    """Return the site as files for subscribers know it; its pages have full addresses if it has `site_url`."""

    def page_url(entry: MapEntry) -> str | None:
        return page_address(entry.key, place, config)

    return PublishedSite(config.site_name, config.site_url, page_url, language)


def feed_items(
    maps: Iterable[MapEntry], known: Mapping[str, KnownHistory], names: Names, site: PublishedSite
) -> Iterator[FeedItem]:
    """Yield what changed on the maps, as far as it is committed: the newest changes, as many as a feed has."""
    committed = [
        (version.date, entry.key, entry, change)
        for entry in maps
        if entry.key in known
        for change in known[entry.key].timeline.changes
        if (version := change.version)
    ]
    newest = sorted(committed, key=lambda found: found[:2], reverse=True)[:MOST_ENTRIES]
    for date, key, entry, change in newest:
        yield FeedItem(
            id=f"{change.commit}\n{key}",
            title=f"{plain(entry.journey.title)}: {change.message}",
            url=site.page_of(entry),
            updated=date,
            author=change.author,
            summary="\n".join(told_change(change, names, site.words).sentences),
        )


def subscription_files(  # noqa: PLR0913 - what they tell, and where they go
    schedule: ReviewSchedule,
    items: Callable[[], Iterable[FeedItem]],
    site: PublishedSite,
    *,
    place: Place,
    config: MkDocsConfig,
    kept: Callable[[str, Callable[[], bytes]], Callable[[], bytes]],
) -> list[Made]:
    """Return the calendar, and the feed when the site has an address: a feed needs to say where it stands.

    `items` gives what the feed tells; `kept` returns what gives the file that an earlier build has made of the same
    things, or makes it.
    """
    makers: dict[str, Callable[[], bytes]] = {CALENDAR: lambda: _calendar(schedule, site)}
    if site.url:
        makers[FEED] = lambda: portfolio_feed(items(), schedule, site, feed_url=feed_url(place, config))
    return [made_late(name, kept(name, make), place, config) for name, make in makers.items()]


def _calendar(schedule: ReviewSchedule, site: PublishedSite) -> bytes:
    from cjm_plugin.exchange.calendar import reviews_ics  # noqa: PLC0415 - a build that has one starts sooner

    return reviews_ics(schedule, site)
