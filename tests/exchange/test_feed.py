"""The feed of changes and overdue reviews, read back as a reader of feeds does."""

from __future__ import annotations

import datetime as dt
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.exchange.feed import MOST_ENTRIES, FeedItem, portfolio_feed
from tests.exchange.schedules import read, site, with_title
from tests.shared.hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cjm_plugin.analysis.reviews import ReviewSchedule

ATOM = "{http://www.w3.org/2005/Atom}"
SELF = "https://example.org/journeys/feed.xml"
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=3)))
FILES = {
    "late.yaml": "title: Поздно **совсем**\nownership: Анна\nstages: [A]\n"
    "review: {cycle: 1 month, last_reviewed: 2026-01-31}\n",
    "fresh.yaml": "title: Fresh\nstages: [A]\nreview: {cycle: 1 month, last_reviewed: 2026-11-20}\n",
    "never.yaml": "title: Never\nstages: [A]\n",
}


def item(number: int = 0, **said: Any) -> FeedItem:
    known = {"id": f"c{number}", "title": f"Change {number}", "url": "https://example.org/a/", "updated": NOON}
    return FeedItem(**{**known, **said})


def parsed(data: bytes) -> Any:
    """Read a feed and hold it against what RFC 4287 demands."""
    root = ET.fromstring(data)
    assert [root.findtext(ATOM + name) is not None for name in ("id", "title", "updated")] == [True] * 3
    ids = [root.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry"))]
    assert len(set(ids)) == len(ids)
    assert all(str(each).startswith("urn:uuid:") for each in ids)
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}updated")
        assert entry.find(f"{ATOM}content") is not None
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def feed_of(items: Sequence[FeedItem], schedule: ReviewSchedule, language: str = "en") -> Any:
    return parsed(portfolio_feed(items, schedule, site(language), feed_url=SELF))


def test_changes_and_overdue_maps_are_in_it_newest_first(tmp_path: Path) -> None:
    feed = feed_of([item(1, updated=NOON.replace(year=2025)), item(2)], read(tmp_path, FILES))
    found = [(entry.title, entry.updated) for entry in feed.entries]
    assert found == [
        ("Change 2", "2026-11-20T12:00:00+03:00"),
        ("Review overdue: Поздно совсем", "2026-03-01T00:00:00+00:00"),
        ("Change 1", "2025-11-20T12:00:00+03:00"),
    ]
    assert feed.feed.updated == found[0][1]


def test_an_overdue_map_says_since_when_and_who_answers_for_it(tmp_path: Path) -> None:
    (entry,) = feed_of([], read(tmp_path, FILES)).entries
    assert entry.link == "https://example.org/journeys/maps/late/"
    assert entry.author == "Анна"
    assert entry.content[0].value == "The review was due on 28\N{NO-BREAK SPACE}Feb 2026<br />Owner: Анна"


def test_the_texts_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    feed = feed_of([], read(tmp_path, FILES), "ru")
    assert feed.feed.title == "Journeys: изменения и просроченные проверки карт пути клиента"
    assert feed.feed.language == "ru"
    assert feed.entries[0].title == "Проверка просрочена: Поздно совсем"


def test_the_feed_knows_its_site_and_itself(tmp_path: Path) -> None:
    feed = feed_of([], read(tmp_path, FILES)).feed
    links = {link.rel: link.href for link in feed.links}
    assert links == {"alternate": "https://example.org/journeys/", "self": SELF}
    assert feed.author == "Journeys"


def test_the_newest_hundred_are_kept_and_each_once(tmp_path: Path) -> None:
    many = [item(number, updated=NOON + dt.timedelta(minutes=number)) for number in range(150)]
    feed = feed_of([*many, many[149], item(149, title="Older twin")], read(tmp_path, FILES))
    assert [entry.title for entry in feed.entries] == [f"Change {number}" for number in range(149, 49, -1)]
    assert len(feed.entries) == MOST_ENTRIES


def test_the_same_input_gives_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    items = [item(number) for number in range(5)]
    schedule = read(tmp_path, FILES)
    one = portfolio_feed(items, schedule, site(), feed_url=SELF)
    assert one == portfolio_feed(items[::-1], schedule, site(), feed_url=SELF)


def test_an_overdue_review_is_told_once_and_the_next_one_again() -> None:
    def id_of(title: str, last: str) -> str:
        return str(feed_of([], with_title(title, PurePosixPath("a.yaml"), last)).entries[0].id)

    assert id_of("A", "2026-01-01") == id_of("B", "2026-01-01")
    assert id_of("A", "2026-01-01") != id_of("A", "2026-02-01")


@pytest.mark.parametrize("files", [{"a.yaml": "title: A\nstages: [A]\n"}, FILES])
def test_a_site_without_an_address_has_a_feed_too(files: dict[str, str], tmp_path: Path) -> None:
    schedule = read(tmp_path, files)
    feed = parsed(portfolio_feed([], schedule, site(url=None), feed_url=None))
    assert len(feed.entries) == len(schedule.overdue())
    assert not feed.feed.get("links")


texts = st.text(min_size=1, max_size=40) | st.sampled_from(HOSTILE)


@given(title=texts, author=st.none() | texts, summary=st.none() | texts)
def test_texts_of_any_kind_stay_text(title: str, author: str | None, summary: str | None) -> None:
    schedule = with_title("Fresh", PurePosixPath("a.yaml"))
    data = portfolio_feed([item(title=title, author=author, summary=summary)], schedule, site(), feed_url=SELF)
    (entry,) = parsed(data).entries
    root = ET.fromstring(data).find(f"{ATOM}entry")
    assert root is not None
    shown = (root.findtext(f"{ATOM}content") or "").replace("<br>", "")
    assert "<" not in shown
    if summary and summary.strip() and summary.isprintable():
        assert unescape(shown) == summary.strip()
    if title.isprintable() and title.strip():
        assert root.findtext(f"{ATOM}title") == " ".join(title.split())
    assert "<script" not in str(entry.get("title_detail", {}).get("value", "")) or "<script" in title
