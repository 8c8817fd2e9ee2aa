"""An Atom feed (RFC 4287) of what changed in the maps, and of reviews that are overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from markupsafe import escape

from cjm_plugin.analysis.reviews import ReviewSchedule, ScheduledReview
from cjm_plugin.exchange.published_site import PublishedSite, ascii_url
from cjm_plugin.locale import N_
from cjm_plugin.pages.escaping import plain
from cjm_plugin.reading.text_file import FORBIDDEN

MOST_ENTRIES = 100

_TITLE = N_("{site}: changes and overdue reviews of journey maps")
_OVERDUE = N_("Review overdue: {title}")
_SINCE = N_("The review was due on {day}")
_OWNER = N_("Owner: {owner}")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """Something that happened. All texts are plain, not escaped; `summary` may have several lines.

    `id` tells it from all others of the site, for ever: the commit and the key of the map, say. `updated` has a time
    zone. `url` is a full address; None when there is no page.
    """

    id: str
    title: str
    url: str | None
    updated: dt.datetime
    author: str | None = None
    summary: str | None = None


def portfolio_feed(
    items: Iterable[FeedItem], schedule: ReviewSchedule, site: PublishedSite, *, feed_url: str | None
) -> bytes:
    """Return the feed: `items` and an entry for each overdue map, the newest MOST_ENTRIES of them.

    `feed_url` is its own full address, None when it has none. Ids are URNs made from the site's address. An overdue
    review has one entry, dated on the day after it was due, until the map is reviewed. No clock is read: the same input
    gives the same bytes.
    """
    words = site.words
    late = (_overdue(review, site) for review in schedule.overdue())
    newest = _newest([*items, *late])
    feed = FeedGenerator()
    feed.id(site.namespace.urn)
    feed.title(_allowed(words.text(_TITLE).format(site=site.name)))
    feed.author({"name": _allowed(site.name)})
    feed.language(words.language)
    feed.generator("mkdocs-cjm-plugin")
    feed.updated(newest[0].updated if newest else _midnight(schedule.today))
    if site.url:
        feed.link(href=ascii_url(site.url), rel="alternate")
    if feed_url:
        feed.link(href=ascii_url(feed_url), rel="self")
    for item in newest:
        feed.add_entry(_entry(item, site), order="append")
    return bytes(feed.atom_str(pretty=True))


def _newest(items: Iterable[FeedItem]) -> list[FeedItem]:
    """Return the newest items, each id once."""
    in_order = sorted(items, key=lambda item: (item.updated, item.id), reverse=True)
    unique: dict[str, FeedItem] = {}
    for item in in_order:
        unique.setdefault(item.id, item)
    return list(unique.values())[:MOST_ENTRIES]


def _overdue(review: ScheduledReview, site: PublishedSite) -> FeedItem:
    words = site.words
    due = review.state.due or dt.date.min
    owner = [words.text(_OWNER).format(owner=review.owner)] if review.owner else []
    return FeedItem(
        id=f"overdue\n{review.entry.key}\n{due}",
        title=words.text(_OVERDUE).format(title=plain(review.entry.journey.title)),
        url=site.page_of(review.entry),
        updated=_midnight(due + dt.timedelta(days=1)),
        author=review.owner,
        summary="\n".join([words.text(_SINCE).format(day=words.date(due)), *owner]),
    )


def _entry(item: FeedItem, site: PublishedSite) -> FeedEntry:
    entry = FeedEntry()
    entry.id(site.stable_id("feed", item.id).urn)
    title = _allowed(" ".join(item.title.split())) or site.name
    entry.title(title)
    entry.updated(item.updated)
    if item.url:
        entry.link(href=ascii_url(item.url), rel="alternate")
    if item.author and item.author.strip():
        entry.author({"name": _allowed(item.author)})
    lines = _allowed((item.summary or "").strip() or title).splitlines()
    entry.content("<br>".join(str(escape(line)) for line in lines), type="html")
    return entry


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _allowed(text: str) -> str:
    """Return text without characters that XML does not allow, as messages of commits may hold them."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
