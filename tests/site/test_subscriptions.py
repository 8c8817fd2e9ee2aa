"""The calendar of the reviews in a built site, with the files to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from icalendar import Calendar

from tests.history.repositories import new_repository
from tests.site.built_site import SITE_URL, a_map

if TYPE_CHECKING:
    from tests.site.built_site import Built, Project

LATE = {"cycle": "monthly", "last_reviewed": "2026-09-01"}


@pytest.fixture
def project(project: Project) -> Project:
    project.write("maps/loose.yaml", a_map("Loose map", review=LATE, ownership="Vera"))
    return project


def events(built: Built, path: str = "maps/reviews.ics") -> list[tuple[str, str, str | None]]:
    calendar = Calendar.from_ical((built.folder / path).read_bytes())
    assert isinstance(calendar, Calendar)
    return [
        (str(event["summary"]), event.decoded("dtstart").isoformat(), event.get("url") and str(event["url"]))
        for event in calendar.walk("VEVENT")
    ]


def feed_links(built: Built, page: str) -> list[str]:
    return [str(link["href"]) for link in built.page(page).select("head link[type='application/atom+xml']")]


def test_calendar_and_feed_lead_to_the_pages(project: Project) -> None:
    built = project.build()
    assert built.warnings == []
    assert events(built) == [("Review overdue: Loose map", "2026-10-01", f"{SITE_URL}maps/loose/")]
    feed = feedparser.parse(built.read("maps/feed.xml"))
    assert not feed.bozo
    assert [(entry.title, entry.link) for entry in feed.entries] == [
        ("Review overdue: Loose map", f"{SITE_URL}maps/loose/")
    ]
    for page in ("maps/index.html", "maps/loose/index.html", "maps/reviews/index.html"):
        assert feed_links(built, page) == [f"{SITE_URL}maps/feed.xml"]
    assert feed_links(built, "index.html") == []
    assert built.dead_links() == set()


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_the_calendar_is_there_in_every_theme(project: Project, theme: str) -> None:
    project.configure(theme=theme)
    built = project.build()
    assert built.warnings == []
    assert built.page("maps/reviews/index.html").find("h1", string="Review calendar")
    assert feed_links(built, "maps/reviews/index.html") == [f"{SITE_URL}maps/feed.xml"]
    assert built.dead_links() == set()


def test_files_stand_below_the_path_of_the_maps(project: Project) -> None:
    project.configure(cjm={"path": "research/карты"}, use_directory_urls=False)
    built = project.build()
    assert {"research/карты/reviews.ics", "research/карты/feed.xml", "research/карты/reviews.html"} <= built.files()
    ((_, _, url),) = events(built, "research/карты/reviews.ics")
    assert url == f"{SITE_URL}research/%D0%BA%D0%B0%D1%80%D1%82%D1%8B/loose.html"
    assert feed_links(built, "research/карты/reviews.html") == [
        f"{SITE_URL}research/%D0%BA%D0%B0%D1%80%D1%82%D1%8B/feed.xml"
    ]
    assert built.dead_links() == set()


def test_without_an_address_of_the_site_there_is_a_calendar_but_no_feed(project: Project) -> None:
    project.configure(site_url="")
    built = project.build()
    assert built.warnings == []
    assert events(built) == [("Review overdue: Loose map", "2026-10-01", None)]
    assert "maps/feed.xml" not in built.files()
    assert feed_links(built, "maps/reviews/index.html") == []
    assert built.dead_links() == set()


@pytest.mark.parametrize("config", [{"cjm": {"reviews": False}}, {"exclude_docs": "reviews.md\n"}])
def test_a_site_without_the_calendar_has_no_trace_of_it(project: Project, config: dict[str, Any]) -> None:
    project.configure(**config)
    built = project.build()
    assert built.warnings == []
    assert not {path for path in built.files("maps/**/*") if "reviews" in path or path.endswith(".xml")}
    assert feed_links(built, "maps/index.html") == []
    assert built.dead_links() == set()


@pytest.mark.parametrize("path", ["maps/reviews.yaml", "maps/reviews/a.yaml"])
def test_a_map_of_that_name_keeps_its_address(project: Project, path: str) -> None:
    project.write(path, a_map("Reviews of customers"))
    built = project.build()
    (warning,) = built.warnings
    assert "stands where the page of all reviews would" in warning
    assert "maps/reviews" in warning
    assert "maps/reviews.ics" not in built.files()
    assert built.dead_links() == set()


def test_changes_of_the_maps_stand_in_the_feed(project: Project) -> None:
    work = new_repository(project.root)
    work.commit("Maps, at last", date="2026-10-15T10:00:00+03:00")
    feed = feedparser.parse(project.build().read("maps/feed.xml"))
    assert [entry.title for entry in feed.entries][:2] == [
        "Товары для дома: Maps, at last",
        "Loose map: Maps, at last",
    ] or [entry.title for entry in feed.entries][:2] == [
        "Loose map: Maps, at last",
        "Товары для дома: Maps, at last",
    ]
    assert {entry.author for entry in feed.entries[:2]} == {"Анна Петрова"}


def test_another_day_of_the_same_states_gives_the_same_files(project: Project) -> None:
    work = new_repository(project.root)
    work.commit("Maps")

    def built(today: str) -> dict[str, bytes]:
        project.configure(cjm={"today": today})
        site = project.build()
        # MkDocs writes the day of the build into its own files, the dashboard says of which day it is, and exports tell
        # how many days are left.
        told = ("sitemap", "404", "index.html", "search/", "maps/dashboard/", "maps/api/", "maps/portfolio.xlsx")
        files = {path for path in site.files() if not path.startswith(told)}
        return {path: (site.folder / path).read_bytes() for path in files}

    assert built("2026-11-01") == built("2026-11-17")
