"""The reviews of a portfolio as an iCalendar file (RFC 5545) to subscribe to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from icalendar import Alarm, Calendar, Component, Event, Timezone, TimezoneStandard

from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.reviews import ReviewSchedule, ScheduledReview
from cjm_plugin.exchange.published_site import PublishedSite
from cjm_plugin.locale import N_, Interface
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.spans import cycle_text

_PRODUCER = "-//mkdocs-cjm-plugin//reviews//EN"
_WARNING = dt.timedelta(days=-7)
_ONE_DAY = dt.timedelta(days=1)

_NAME = N_("{site}: reviews of journey maps")
_TO_REVIEW = N_("Review: {title}")
_OVERDUE = N_("Review overdue: {title}")
_OWNER = N_("Owner: {owner}")
_NOBODY = N_("nobody")
_CYCLE = N_("Review cycle: {cycle}")
_LAST = N_("Last reviewed: {day}")
_CATEGORY = N_("Journey maps")


def reviews_ics(schedule: ReviewSchedule, site: PublishedSite) -> bytes:
    """Return the calendar: an all-day event on the due date of each map that has one, by date.

    The id of an event is made from the key of its map and from the site's address, so it stays when the map is renamed
    or reviewed. No clock is read: the same portfolio on the same day of the schedule gives the same bytes.
    """
    words = site.words
    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # NAME and REFRESH-INTERVAL are of RFC 7986; the two X- are what Google, Apple and Outlook knew before.
    name = words.text(_NAME).format(site=_one_line(site.name))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _ONE_DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for month in schedule.by_month():
        for review in month.reviews:
            for event in _events(review, site):
                calendar.add_component(event)
    if not calendar.subcomponents:
        calendar.add_component(_time_zone())
    return bytes(calendar.to_ical())


def _events(review: ScheduledReview, site: PublishedSite) -> Iterator[Event]:
    """Yield the event of a map; none when its cycle outlasts the calendar."""
    due, reviewed = review.state.due, review.entry.journey.review.last_reviewed
    if due is None or reviewed is None or due == dt.date.max:
        return
    words, url = site.words, site.page_of(review.entry)
    late = review.state.freshness is Freshness.OVERDUE
    title = words.text(_OVERDUE if late else _TO_REVIEW).format(title=plain(review.entry.journey.title))
    event = Event()
    event.add("uid", str(site.stable_id("review", review.entry.key)))
    # In a calendar without a METHOD, both tell when the event was last changed: by the last review.
    stamp = dt.datetime.combine(reviewed, dt.time(), dt.UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", reviewed.toordinal())
    event.add("dtstart", due)
    event.add("dtend", due + _ONE_DAY)
    event.add("transp", "TRANSPARENT")
    event.add("summary", title)
    event.add("description", "\n".join(_description(review, reviewed, url, words)))
    event.add("categories", [words.text(_CATEGORY), *map(_one_line, review.entry.journey.tags)])
    if url:
        event.add("url", url)
    if not late:
        event.add_component(_alarm(title))
    yield event


def _description(review: ScheduledReview, reviewed: dt.date, url: str | None, words: Interface) -> Iterator[str]:
    owner = _one_line(review.owner) if review.owner else words.text(_NOBODY)
    yield words.text(_OWNER).format(owner=owner)
    if review.state.cycle:
        yield words.text(_CYCLE).format(cycle=cycle_text(review.state.cycle, words))
    yield words.text(_LAST).format(day=words.date(reviewed))
    if url:
        yield url


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _WARNING)
    alarm.add("description", text)
    return alarm


def _time_zone() -> Component:
    """Return the component that makes a calendar without events valid: RFC 5545, 3.6, asks for at least one."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", dt.datetime(1970, 1, 1))  # noqa: DTZ001 - local time, as RFC 5545 has it there
    standard.add("tzoffsetfrom", dt.timedelta())
    standard.add("tzoffsetto", dt.timedelta())
    zone.add_component(standard)
    return zone


def _one_line(text: str) -> str:
    return " ".join(text.split())
