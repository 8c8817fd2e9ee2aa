"""The calendar of the portfolio: all reviews in a table, by owner, by month and on a time line."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import read_portfolio
from tests.pages.rendered import TODAY, check_html, check_links, file_urls, render, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pages.rendered import Rendered


SUBSCRIBE = "p.cjm-note a[href]:not([href^='#'])"


def a_map(title: str, owner: str | None = None, **review: Any) -> dict[str, Any]:
    ownership = {"ownership": {"owner": owner}} if owner else {}
    return {"title": title, "stages": ["S"], "review": review, **ownership}


def reviewed(day: str, cycle: str = "monthly") -> dict[str, str]:
    return {"last_reviewed": day, "cycle": cycle}


SIX = {
    "fresh.yaml": a_map("Fresh", "Vera", **reviewed("2026-10-20")),
    "late.yaml": a_map("Late", "Oleg & *Ko*", **reviewed("2026-08-15")),
    "soon.yaml": a_map("Soon", "Vera", **reviewed("2026-10-10")),
    "never.yaml": a_map("Never", "Vera"),
    "none.yaml": a_map("No cycle", last_reviewed="2026-10-01"),
    "old.yaml": a_map("Old", status="retired", **reviewed("2020-01-01")),
}


def reviews(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, **options)["reviews"]
    check_html(page)
    return page


def table(page: Rendered, number: int = 0) -> list[list[str]]:
    found = page.article.find_all("table")[number]
    return [[" ".join(cell.get_text().split()) for cell in row.find_all(["th", "td"])] for row in found.select("tr")]


def test_all_maps_stand_in_the_table_most_urgent_first(tmp_path: Path) -> None:
    assert table(reviews(tmp_path, SIX)) == [
        ["Map", "Next review", "Owner", "Last reviewed"],
        ["Late", "15 Sep 2026 Review overdue", "Oleg & Ko", "15 Aug 2026"],
        ["Never", "Never reviewed", "Vera", "—"],
        ["Soon", "10 Nov 2026 Review due soon", "Vera", "10 Oct 2026"],
        ["Fresh", "20 Nov 2026 Up to date", "Vera", "20 Oct 2026"],
        ["No cycle", "No review cycle", "nobody yet", "1 Oct 2026"],
        ["Old", "Retired", "nobody yet", "1 Jan 2020"],
    ]


def test_the_numbers_stand_at_the_top_and_lead_to_the_maps(tmp_path: Path) -> None:
    page = reviews(tmp_path, SIX)
    assert page.texts(".cjm-states li") == [
        "1 Review overdue",
        "1 Never reviewed",
        "1 Review due soon",
        "1 Up to date",
        "1 No review cycle",
        "1 Retired",
    ]
    links = [str(link["href"]) for link in page.all(".cjm-states a")]
    states = [parse_qs(urlsplit(link).query)["reviews.state"] for link in links]
    assert states == [["overdue"], ["never-reviewed"], ["due-soon"], ["fresh"], ["no-cycle"], ["retired"]]


def test_the_table_can_be_filtered_by_owner_state_and_month(tmp_path: Path) -> None:
    (found,) = reviews(tmp_path, SIX).all("[data-cjm-table]")
    filters = {choice["name"]: choice["options"] for choice in json.loads(str(found["data-cjm-filters"]))}
    assert filters == {
        "owner": [["Oleg & Ko", "Oleg & Ko"], ["Vera", "Vera"], ["", "nobody yet"]],
        "state": [
            ["overdue", "Review overdue"],
            ["never-reviewed", "Never reviewed"],
            ["due-soon", "Review due soon"],
            ["fresh", "Up to date"],
            ["no-cycle", "No review cycle"],
            ["retired", "Retired"],
        ],
        "month": [["2026-09", "September 2026"], ["2026-11", "November 2026"], ["", "—"]],
    }
    for row in found.select("tbody tr"):
        for name, options in filters.items():
            assert row[f"data-{name}"] in [value for value, _ in options]


def test_states_to_come_can_be_chosen_although_no_map_is_in_them_yet(tmp_path: Path) -> None:
    two = {"a.yaml": a_map("A", **reviewed("2026-10-20")), "b.yaml": a_map("B", **reviewed("2026-10-25"))}
    (found,) = reviews(tmp_path, two).all("[data-cjm-table]")
    (state,) = [choice for choice in json.loads(str(found["data-cjm-filters"])) if choice["name"] == "state"]
    assert [value for value, _ in state["options"]] == ["overdue", "due-soon", "fresh"]


def test_owners_see_what_they_have_to_do(tmp_path: Path) -> None:
    page = reviews(tmp_path, SIX)
    assert table(page, 1) == [
        ["Owner", "Maps", "Overdue", "Due soon", "Next review"],
        ["Oleg & Ko", "1", "1", "0", "15 Sep 2026 · Late"],
        ["Vera", "3", "0", "1", "10 Nov 2026 · Soon"],
        ["nobody yet", "2", "0", "0", "—"],
    ]
    link = str(page.article.find("a", string="Vera")["href"])  # type: ignore[index]
    assert link == "?reviews.owner=Vera#all"


def test_months_name_the_first_maps_and_count_the_rest(tmp_path: Path) -> None:
    files = {f"m{n}.yaml": a_map(f"M{n}", "Vera", **reviewed(f"2026-10-{n + 10}")) for n in range(8)}
    page = reviews(tmp_path, files | {"next.yaml": a_map("Next", **reviewed("2026-11-30"))})
    head, november, december = table(page, 2)
    assert head == ["Month", "How many", "Maps"]
    assert november[:2] == ["November 2026", "8"]
    assert november[2].endswith("M4 — 14 Nov 2026, Veraand 3 more")
    assert december == ["December 2026", "1", "Next — 30 Dec 2026"]


def test_the_time_line_has_a_bar_for_each_review_the_first_on_top(tmp_path: Path) -> None:
    page = reviews(tmp_path, SIX)
    source = page.text(".mermaid")
    assert [line.split()[-1] for line in str(page.all(".mermaid")[0].text).splitlines() if ": t" in line] == [
        "2026-09-15",
        "2026-11-10",
        "2026-11-20",
    ]
    assert "todayMarker off" not in source
    (frame,) = page.all(".cjm-diagram")
    assert json.loads(str(frame["data-cjm-links"])) == ["../late/", "../soon/", "../fresh/"]


def test_one_date_is_no_time_line(tmp_path: Path) -> None:
    page = reviews(tmp_path, {"a.yaml": a_map("A", **reviewed("2026-10-20"))})
    assert "## Timeline" not in page.headings()


def test_maps_without_any_review_have_no_months(tmp_path: Path) -> None:
    page = reviews(tmp_path, {"a.yaml": a_map("A"), "b.yaml": a_map("B")})
    assert page.headings() == ["# Review calendar", "## All maps", "## By owner"]


def test_a_thousand_maps(tmp_path: Path) -> None:
    days = [(dt.date(2026, 1, 1) + dt.timedelta(days=number % 300)).isoformat() for number in range(1000)]
    write(tmp_path, {f"m{n}.yaml": a_map(f"Map {n}", f"Owner {n % 90}", **reviewed(d)) for n, d in enumerate(days)})
    reading = read_portfolio(tmp_path, "maps")
    (page,) = [it for it in plan_pages(reading, shown_as="maps", language="en", today=TODAY) if it.key == "reviews"]
    html = page.make(Site()).html
    assert html.count("<tr data-owner=") == 1000
    assert html.count("section ") == 40
    assert "960 more are in the table above" in html
    assert len(html) < 1_000_000


def test_the_page_offers_what_the_site_has_to_subscribe_to(tmp_path: Path) -> None:
    page = reviews(tmp_path, SIX)
    assert [link["href"] for link in page.all(SUBSCRIBE)] == ["../reviews.ics"]
    page = reviews(tmp_path, SIX, living=Living(feed=True))
    assert [link["href"] for link in page.all(SUBSCRIBE)] == ["../reviews.ics", "../feed.xml"]


def test_what_stands_below_the_table_is_a_click_away(tmp_path: Path) -> None:
    page = reviews(tmp_path, SIX)
    links = [(str(link["href"]), link.text) for link in page.all("p.cjm-note a[href^='#']")]
    assert links == [(f"#{heading['id']}", next(heading.stripped_strings)) for heading in page.all("h2[id]")[1:]]
    assert len(links) == 3


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    write(tmp_path, SIX | {"c/inner.yaml": a_map("Inner", **reviewed("2026-10-20"))})
    for directory_urls in (True, False):
        check_links(render(tmp_path, directory_urls=directory_urls), file_urls(tmp_path))


def test_the_calendar_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, SIX)
    pages = render(tmp_path, living=Living(reviews=False))
    assert "reviews" not in pages
    check_links(pages, file_urls(tmp_path))


def test_the_calendar_speaks_russian(tmp_path: Path) -> None:
    page = reviews(tmp_path, SIX, language="ru")
    assert page.headings()[0] == "# Календарь проверок"
    assert "сентябрь 2026" in page.text()
    assert "15 сентября 2026 г." in page.text()
