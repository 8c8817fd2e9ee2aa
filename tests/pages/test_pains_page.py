"""The page of all pain points: one line for each, the worst first, with all that the maps say around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_plugin.pages.living import Living
from tests.pages.filtered_tables import choices, chosen, rows
from tests.pages.rendered import check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import raw_maps, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.pages.rendered import Rendered

MAPS = Path(__file__).parents[2] / "maps"

SLOW = {"id": "slow", "what": "Slow *site*", "severity": "critical", "frequency": "always", "evidence": "calls"}
SHOP = {
    "title": "Shop",
    "ownership": {"owner": "Vera & Co"},
    "personas": [{"id": "ann", "name": "Ann"}],
    "sources": {"id": "calls", "title": "Calls"},
    "stages": [
        {
            "title": "Search",
            "channels": "Web site",
            "pains": [SLOW, {"id": "old", "what": "Old photos", "severity": "low", "status": "resolved"}],
        },
        {
            "title": "Payment",
            "pains": {"id": "fees", "what": "Fees", "severity": "high", "same_as": "fees"},
            "opportunities": {"id": "cdn", "idea": "Buy a CDN", "addresses": "slow"},
        },
    ],
}
BANK = {
    "title": "Bank",
    "stages": [{"title": "payment", "pains": {"id": "cost", "what": "It costs", "severity": "low", "same_as": "fees"}}],
}
TWO = {
    "catalog.yaml": {"pains": {"id": "fees", "what": "Hidden fees"}},
    "shop.yaml": SHOP,
    "bank.yaml": BANK,
}


def pains(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, **options)["pains"]
    check_html(page)
    return page


def test_pain_points_stand_in_order_of_their_points_with_all_around_them(tmp_path: Path) -> None:
    assert [[line(cell) for cell in row.find_all(["th", "td"])] for row in rows(pains(tmp_path, TWO))] == [
        [
            "Slow siteChannels: Web sitePersonas: Ann",
            "12.8",
            "Critical",
            "Always",
            "ShopSearch",
            "Vera & Co",
            "1 source",
            "Buy a CDN",
        ],
        [
            "Hidden feesthe same on 2 maps",
            "3",
            "High",
            "—",
            "ShopPaymentBankpayment",
            "Vera & Co",
            "assumption",
            "none yet",
        ],
        [
            "Old photos ResolvedChannels: Web sitePersonas: Ann",
            "1",
            "Low",
            "—",
            "ShopSearch",
            "Vera & Co",
            "assumption",
            "—",
        ],
    ]


def test_each_leads_to_its_place_on_its_map(tmp_path: Path) -> None:
    page = pains(tmp_path, TWO)
    links = [[str(link["href"]) for link in row.find_all("a")] for row in rows(page)]
    assert links[0] == ["../shop/#pain-slow", "../shop/#stage-search", "../shop/#opportunity-cdn"]
    assert links[1] == ["../shop/#pain-fees", "../bank/#pain-cost"]
    for directory_urls in (True, False):
        check_links(render(tmp_path, directory_urls=directory_urls), file_urls(tmp_path))


def test_the_filters_know_every_row_by_what_is_said_on_any_of_its_maps(tmp_path: Path) -> None:
    page = pains(tmp_path, TWO)
    found = choices(page)
    assert found["map"] == [["bank", "Bank"], ["shop", "Shop"]]
    assert found["stage"] == [["payment", "Payment"], ["search", "Search"]]
    assert found["opportunity"] == [["yes", "there is one"], ["no", "none yet"], ["", "—"]]
    assert found["channel"] == [["web_site", "Web site"], ["", "—"]]
    assert str(rows(page)[1]["data-map"]).split() == ["shop", "bank"]
    for name, options in found.items():
        for row in rows(page):
            values = str(row[f"data-{name}"]).split() or [""]
            assert set(values) <= {value for value, _ in options}


def test_the_figures_are_as_many_as_the_rows_they_lead_to() -> None:
    page = render(MAPS, language="ru")["pains"]
    check_html(page)
    for card in page.all(".cjm-states a"):
        assert len(chosen(page, str(card["href"]))) == int(line(card).split()[0])
    groups = page.all("table:not([data-cjm-table]) tbody tr")
    assert len(groups) > 20
    for row in groups:
        left = chosen(page, str(row.a["href"]))  # type: ignore[index]
        hurting = [each for each in left if each["data-status"] != "resolved"]
        assert len(hurting) == int(line(row.find_all("td")[1]))


def test_the_examples_are_told_as_their_yaml_says() -> None:
    page = render(MAPS)["pains"]
    expected = sorted(
        (
            (
                {"open": 0, "mitigated": 1, "resolved": 2}[pain.get("status", "open")],
                -weight_of(pain),
            )
            for each in raw_maps(MAPS)
            for _, _, pain in each.pains()
            if "same_as" not in pain
        ),
    )
    told = [
        (
            {"open": 0, "mitigated": 1, "resolved": 2}[str(row["data-status"])],
            -float(str(row.find_all("td")[0]["data-sort"])),
        )
        for row in rows(page)
        if "the same on" not in line(row.th)
    ]
    assert [(status, round(points, 6)) for status, points in told] == [
        (status, round(points, 6)) for status, points in expected
    ]


def test_stages_of_one_name_are_added_up_as_the_yaml_says() -> None:
    points: dict[str, float] = {}
    for each in raw_maps(MAPS):
        for stage, _, pain in each.pains():
            if pain.get("status") != "resolved":
                points[stage["title"]] = points.get(stage["title"], 0) + weight_of(pain)
    page = render(MAPS)["pains"]
    rows_of_stages = page.all("#by-stage + .cjm-scroll tbody tr")
    told = [[line(cell) for cell in row.find_all(["th", "td"])] for row in rows_of_stages]
    assert [row[1] for row in told] == [f"{each:.1f}".removesuffix(".0") for each in worst(points.values())]
    assert all(f"{points[title]:.1f}".removesuffix(".0") == shown for title, shown, *_ in told)


def worst(points: Iterable[float]) -> list[float]:
    return sorted(points, reverse=True)[:10]


def test_of_many_the_first_are_shown_and_the_file_has_all(tmp_path: Path) -> None:
    many = {"title": "Many", "stages": [{"title": "S", "pains": [f"Pain {number}" for number in range(520)]}]}
    page = pains(tmp_path, {"many.yaml": many}, living=Living(downloads=frozenset({"pains.csv", "api/portfolio.json"})))
    assert len(rows(page)) == 500
    assert page.text(".cjm-cut-off") == "The first 500 of 520 are shown, by rank. All of them as a file (CSV)"
    assert page.texts(".cjm-states li") == [
        "0 critical and open",
        "520 without an opportunity",
        "520 without a source",
        "520 in all",
    ]
    assert [link["href"] for link in page.all("a[download]")] == [
        "../pains.csv",
        "../api/portfolio.json",
        "../pains.csv",
    ]


def test_a_page_without_pain_points_says_so(tmp_path: Path) -> None:
    page = pains(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    assert "The maps name no pain points yet." in page.text()
    assert not page.all("table")


def test_what_users_write_is_text_and_links_of_texts_are_left_out(tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> [x](javascript:alert) [y](b.md) "quoted"'
    said = {
        "title": evil,
        "ownership": {"owner": evil},
        "stages": [{"title": evil, "channels": evil, "pains": [evil, "other"], "opportunities": evil}],
    }
    page = pains(tmp_path, {"a.yaml": said})
    assert not page.all("img")
    assert page.document.dead_links == ()
    assert all(str(link["href"]).startswith(("../", "#", "?")) for link in page.all("a"))


def test_the_page_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, TWO)
    pages = render(tmp_path, living=Living(registers=frozenset()))
    assert "pains" not in pages
    check_links(pages, file_urls(tmp_path))


def test_the_page_speaks_russian(tmp_path: Path) -> None:
    page = pains(tmp_path, TWO, language="ru")
    assert page.headings()[:2] == ["# Болевые точки", "## Все болевые точки"]
    assert "та же на 2 картах" in page.text()


def test_one_is_told_in_the_singular(tmp_path: Path) -> None:
    stage = {"title": "A", "pains": [{"what": "P", "severity": "critical"}]}
    page = pains(tmp_path, {"a.yaml": {"title": "Map", "stages": [stage]}}, language="ru")
    assert line(page.all(".cjm-card")[0]) == "1 критичная и открытая"


def test_names_that_begin_as_anchors_do_lead_to_their_rows_too(tmp_path: Path) -> None:
    stages = [{"title": f"# {name}", "channels": f"#{name}", "pains": name} for name in ("one", "two")]
    page = pains(tmp_path, {"a.yaml": {"title": "Map", "stages": stages}})
    heads = page.all("#where ~ .cjm-scroll tbody th")
    assert [line(head) for head in heads] == ["# one", "# two", "#one", "#two"]
    assert all(head.select("a[href^='?pains.']") for head in heads)


def test_retired_maps_come_last_and_count_nowhere(tmp_path: Path) -> None:
    bad = {"what": "Bad", "severity": "critical", "frequency": "always"}
    ideas = [{"idea": "I", "impact": 5, "effort": 1, "due": "2020-01-01"}]
    old = {
        "title": "Old",
        "review": {"status": "retired"},
        "stages": [{"title": "A", "pains": bad, "opportunities": ideas}],
    }
    small = {"what": "Small", "severity": "low", "status": "mitigated"}
    files = {
        "a.yaml": old,
        "b.yaml": {
            "title": "Now",
            "stages": [{"title": "B", "pains": small, "opportunities": "J"}, {"title": "C", "pains": "X"}],
        },
        "c.yaml": {"title": "Then", "kind": "future-state", "stages": [{"title": "D", "pains": "Left"}]},
    }
    page = pains(tmp_path, files)
    assert [line(row.th) for row in rows(page)] == ["X", "Left", "Small Mitigated", "Bad"]
    assert [line(row.select_one("td[data-label='Map and stage']")) for row in rows(page)] == [
        "NowC",
        "Then Future stateD",
        "NowB",
        "Old RetiredA",
    ]
    assert line(page.all(".cjm-states li")[0]) == "0 critical and open"
    assert [line(head) for head in page.all("#by-stage + .cjm-scroll tbody th")] == ["B", "C", "D"]
    backlog = render(tmp_path)["opportunities"]
    assert [line(row.th) for row in rows(backlog)] == ["J", "I"]
    assert [line(card) for card in backlog.all(".cjm-states li")[:2]] == ["0 late", "0 quick wins"]
