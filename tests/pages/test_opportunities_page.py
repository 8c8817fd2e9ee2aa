"""The page of all opportunities: one backlog, the best first, the quick wins, and what is due when."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cjm_plugin.pages.living import Living
from tests.pages.filtered_tables import chosen, rows
from tests.pages.rendered import TODAY, check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import raw_maps

if TYPE_CHECKING:
    from tests.pages.rendered import Rendered

MAPS = Path(__file__).parents[2] / "maps"
CLOSED = {"done", "rejected"}

SHOP = {
    "title": "Shop",
    "metrics": {"id": "nps", "name": "NPS", "target": 40},
    "stages": [
        {
            "title": "Search",
            "pains": {"id": "slow", "what": "Slow site"},
            "opportunities": [
                {
                    "id": "cdn",
                    "idea": "Buy a *CDN*",
                    "impact": 5,
                    "effort": 1,
                    "owner": "Vera & Co",
                    "due": "2026-10-15",
                    "addresses": "slow",
                    "needs": "contract",
                    "metric": "nps",
                    "status": "in-progress",
                },
                {"id": "contract", "idea": "Sign a contract", "due": dt.date(2026, 12, 24), "start": "2026-11-20"},
                {"id": "gone", "idea": "New logo", "impact": 5, "effort": 1, "status": "rejected"},
            ],
        }
    ],
}
BANK = {
    "title": "Bank",
    "stages": [{"title": "Pay", "opportunities": {"id": "cdn", "idea": "Faster site", "impact": 2, "effort": 4}}],
}
TWO = {"shop.yaml": SHOP, "bank.yaml": BANK}


def opportunities(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, **options)["opportunities"]
    check_html(page)
    return page


def test_the_backlog_of_all_maps_stands_in_one_order(tmp_path: Path) -> None:
    assert [[line(cell) for cell in row.find_all(["th", "td"])] for row in rows(opportunities(tmp_path, TWO))] == [
        [
            "1 Buy a CDN quick winAnswers: Slow siteWaits for: Sign a contractMetric: NPS",
            "ShopSearch",
            "5",
            "1",
            "Vera & Co",
            "15 Oct 2026 late",
            "In progress",
        ],
        ["2 Faster site", "BankPay", "2", "4", "nobody yet", "—", "Idea"],
        ["3 Sign a contract", "ShopSearch", "—", "—", "nobody yet", "24 Dec 2026", "Idea"],
        ["4 New logo", "ShopSearch", "5", "1", "nobody yet", "—", "Rejected"],
    ]


def test_the_figures_are_as_many_as_the_rows_they_lead_to(tmp_path: Path) -> None:
    page = opportunities(tmp_path, TWO)
    assert page.texts(".cjm-states li") == [
        "1 late",
        "1 quick win",
        "1 waiting for another one",
        "1 in progress",
        "0 done",
        "4 in all",
    ]
    for shown in (page, render(MAPS)["opportunities"]):
        check_html(shown)
        for card in shown.all(".cjm-states a"):
            assert len(chosen(shown, str(card["href"]))) == int(line(card).split()[0])


def test_the_examples_are_told_as_their_yaml_says() -> None:
    page = render(MAPS)["opportunities"]
    every = [item for each in raw_maps(MAPS) for item in each.opportunities()]
    alive = [item for item in every if item.get("status", "idea") not in CLOSED]
    late = [item for item in alive if "due" in item and item["due"] < TODAY]
    quick = [item for item in alive if item.get("impact", 0) >= 4 and item.get("effort", 9) <= 2]
    figures = {text.split(maxsplit=1)[1]: int(text.split()[0]) for text in page.texts(".cjm-states li")}
    assert figures["late"] == len(late)
    assert figures["quick wins"] == len(quick)
    assert figures["in all"] == len(every) == len(rows(page))
    for status in ("in-progress", "done"):
        assert figures[status.replace("-", " ")] == sum(item.get("status") == status for item in every)


def test_every_dot_of_the_picture_leads_to_its_row(tmp_path: Path) -> None:
    write(tmp_path, TWO)
    page = opportunities(tmp_path, {"b/моя_карта.yaml": BANK})
    dots = page.all("a.cjm-priority")
    targets = [unquote(str(dot["xlink:href"])).removeprefix("#") for dot in dots]
    assert sorted(targets) == ["b/моя_карта/cdn", "bank/cdn", "shop/cdn"]
    for dot, target in zip(dots, targets, strict=True):
        (row,) = [row for row in rows(page) if row["id"] == target]
        assert line(row).startswith(f"{line(dot.find('text'))} ")


def test_above_sixty_dots_there_is_no_picture(tmp_path: Path) -> None:
    ideas = [{"idea": f"Idea {number}", "impact": 4, "effort": 2} for number in range(61)]
    page = opportunities(tmp_path, {"a.yaml": {"title": "A", "stages": [{"title": "S", "opportunities": ideas}]}})
    assert not page.all("svg")
    assert "61 open opportunities are too many for a picture." in page.text()
    named = page.texts(".cjm-quick-wins li")
    assert len(named) == 21
    assert named[-1] == "and 41 more"


def test_the_roadmap_has_what_is_due_first(tmp_path: Path) -> None:
    page = opportunities(tmp_path, TWO)
    (frame,) = page.all(".cjm-diagram")
    assert json.loads(str(frame["data-cjm-links"])) == ["../shop/#opportunity-cdn", "../shop/#opportunity-contract"]
    many = [{"idea": f"Idea {n}", "due": dt.date(2027, 1, 1) + dt.timedelta(days=n)} for n in range(45)]
    page = opportunities(tmp_path, {"a.yaml": {"title": "A", "stages": [{"title": "S", "opportunities": many}]}})
    assert page.text(".mermaid").count("section ") == 40
    assert "7 more have a due date" in page.text()


def test_of_many_the_first_are_shown_and_the_file_has_all(tmp_path: Path) -> None:
    many = {"title": "Many", "stages": [{"title": "S", "opportunities": [f"Idea {number}" for number in range(501)]}]}
    living = Living(downloads=frozenset({"opportunities.csv"}))
    page = opportunities(tmp_path, {"many.yaml": many}, living=living)
    assert len(rows(page)) == 500
    assert page.text(".cjm-cut-off") == "The first 500 of 501 are shown, by rank. All of them as a file (CSV)"
    assert [link["href"] for link in page.all("a[download]")] == ["../opportunities.csv"] * 2


def test_a_page_without_opportunities_says_so(tmp_path: Path) -> None:
    page = opportunities(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    assert "The maps name no opportunities yet." in page.text()
    assert not page.all("table")


def test_what_users_write_is_text_and_links_of_texts_are_left_out(tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> [x](javascript:alert) [y](b.md) "quoted"'
    idea = {"idea": evil, "owner": evil, "link": "javascript:alert(1)", "impact": 5, "effort": 1, "due": "2026-12-01"}
    said = {"title": evil, "stages": [{"title": evil, "pains": evil, "opportunities": [idea, {**idea, "id": "two"}]}]}
    page = opportunities(tmp_path, {"a.yaml": said})
    assert not page.all("img")
    assert page.document.dead_links == ()
    assert all(str(link["href"]).startswith(("../", "#", "?")) for link in page.all("a[href]"))


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    write(tmp_path, TWO)
    for directory_urls in (True, False):
        check_links(render(tmp_path, directory_urls=directory_urls), file_urls(tmp_path))
    check_links(render(MAPS), file_urls(MAPS))


def test_the_page_speaks_russian(tmp_path: Path) -> None:
    page = opportunities(tmp_path, TWO, language="ru")
    assert page.headings() == [
        "# Возможности",
        "## Все возможности",
        "## Влияние и усилия",
        "## Быстрые победы",
        "## План работ",
    ]
