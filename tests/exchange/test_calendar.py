"""The calendar of reviews, read back as a calendar program reads it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.exchange.calendar import reviews_ics
from cjm_plugin.pages.escaping import plain
from cjm_plugin.reading.text_file import FORBIDDEN
from tests.exchange.schedules import TODAY, read, site, with_title
from tests.shared.hostile import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "bank/_collection.yaml": "title: Банк\nowner: Анна Петрова\nreview_cycle: 3 months\n",
    "bank/Вклад.yaml": "title: Открыть **вклад**\ntags: [банк]\nstages: [A]\nreview: {last_reviewed: 2026-11-01}\n",
    "late.yaml": "title: Late\nstages: [A]\nreview: {cycle: 1 month, last_reviewed: 2026-01-31}\n",
    "never.yaml": "title: Never\nstages: [A]\nreview: {cycle: 1 month}\n",
    "for-ever.yaml": "title: For ever\nstages: [A]\nreview: {cycle: 9999 years, last_reviewed: 2026-01-31}\n",
    "retired.yaml": "title: Gone\nstages: [A]\nreview: {cycle: 1 month, last_reviewed: 2026-01-31, status: retired}\n",
}


def calendar_of(data: bytes) -> icalendar.Calendar:
    """Read a calendar and hold it against the rules of RFC 5545 for lines and for what a component must have."""
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no letter is cut in two
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    assert calendar["PRODID"]
    assert calendar["VERSION"] == "2.0"
    assert calendar.subcomponents
    events = events_of(calendar)
    assert all(not event.errors and {"UID", "DTSTAMP", "DTSTART"} <= event.keys() for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)
    return calendar


def events_of(calendar: icalendar.Calendar) -> list[Any]:
    return [*calendar.walk("VEVENT")]


def test_each_map_with_a_due_date_has_an_event_of_one_day(tmp_path: Path) -> None:
    events = events_of(calendar_of(reviews_ics(read(tmp_path, FILES), site())))
    found = [(str(event["SUMMARY"]), event.decoded("DTSTART"), event.decoded("DTEND")) for event in events]
    assert found == [
        ("Review overdue: Late", dt.date(2026, 2, 28), dt.date(2026, 3, 1)),
        ("Review: Открыть вклад", dt.date(2027, 2, 1), dt.date(2027, 2, 2)),
    ]


def test_an_event_tells_what_to_know(tmp_path: Path) -> None:
    _, event = events_of(calendar_of(reviews_ics(read(tmp_path, FILES), site())))
    page = "https://example.org/journeys/maps/bank/%D0%B2%D0%BA%D0%BB%D0%B0%D0%B4/"
    assert str(event["URL"]) == page
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Owner: Анна Петрова",
        "Review cycle: 3 months",
        "Last reviewed: 1\N{NO-BREAK SPACE}Nov 2026",
        page,
    ]
    assert [str(each) for each in event["CATEGORIES"].cats] == ["Journey maps", "банк"]
    _, event = events_of(calendar_of(reviews_ics(read(tmp_path, FILES), site("ru"))))
    assert "Цикл пересмотра: 3 месяца" in str(event["DESCRIPTION"])
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_a_reminder_comes_a_week_before_and_none_when_it_is_late(tmp_path: Path) -> None:
    late, soon = events_of(calendar_of(reviews_ics(read(tmp_path, FILES), site())))
    (alarm,) = soon.walk("VALARM")
    assert (alarm.decoded("TRIGGER"), str(alarm["ACTION"])) == (dt.timedelta(days=-7), "DISPLAY")
    assert str(alarm["DESCRIPTION"]) == "Review: Открыть вклад"
    assert not late.walk("VALARM")


def test_the_texts_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    calendar = calendar_of(reviews_ics(read(tmp_path, FILES), site("ru")))
    late, soon = events_of(calendar)
    assert str(calendar["X-WR-CALNAME"]) == "Journeys: проверки карт пути клиента"
    assert str(late["SUMMARY"]) == "Проверка просрочена: Late"
    assert str(soon["DESCRIPTION"]).splitlines()[0] == "Ответственный: Анна Петрова"


def test_ids_outlive_new_titles_and_reviews_and_are_those_of_one_site() -> None:
    def uid(title: str, last: str, url: str | None) -> str:
        schedule = with_title(title, PurePosixPath("map.yaml"), last)
        return str(events_of(calendar_of(reviews_ics(schedule, site(url=url))))[0]["UID"])

    first = uid("A", "2026-11-01", "https://example.org/")
    assert first == uid("B", "2026-11-20", "https://example.org")
    assert first != uid("A", "2026-11-01", "https://example.com/")
    assert first != uid("A", "2026-11-01", None)


def test_a_later_review_is_a_later_version_of_the_event() -> None:
    def event(last: str) -> Any:
        return events_of(calendar_of(reviews_ics(with_title("A", PurePosixPath("a.yaml"), last), site())))[0]

    first, second = event("2026-11-01"), event("2026-11-20")
    assert first["SEQUENCE"] < second["SEQUENCE"]
    for key in ("DTSTAMP", "LAST-MODIFIED"):
        assert first.decoded(key) < second.decoded(key) == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def test_the_same_maps_give_the_same_bytes(tmp_path: Path) -> None:
    schedule = read(tmp_path, FILES)
    reordered = replace(schedule, reviews=schedule.reviews[::-1])
    assert reviews_ics(schedule, site()) == reviews_ics(reordered, site())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_calendar_without_events_is_valid(language: str, tmp_path: Path) -> None:
    schedule = read(tmp_path, {"a.yaml": "title: A\nstages: [A]\n"})
    calendar = calendar_of(reviews_ics(schedule, site(language, None)))
    assert not events_of(calendar)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(HOSTILE))
def test_texts_come_back_as_they_are(title: str) -> None:
    if FORBIDDEN.search(title) or not title.strip():
        return
    schedule = with_title(title.strip(), PurePosixPath("map.yaml"))
    (event,) = events_of(calendar_of(reviews_ics(schedule, site())))
    assert str(event["SUMMARY"]) == f"Review: {plain(title)}"
    assert str(event["DESCRIPTION"]).split("\n")[0] == f"Owner: {' '.join(title.split())}"
    assert str(event["CATEGORIES"].cats[1]) == " ".join(title.split())
    assert schedule.today == TODAY
