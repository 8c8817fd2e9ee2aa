"""The page of all sources: how old each is, what rests on it, and how much of each map rests on any."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from cjm_plugin.pages.living import Living
from tests.pages.filtered_tables import choices, chosen, rows
from tests.pages.rendered import TODAY, check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import RawMap, many, raw_maps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag

    from tests.pages.rendered import Rendered

MAPS = Path(__file__).parents[2] / "maps"

CATALOG = {
    "sources": [
        {"id": "survey", "title": "Survey *2023*", "type": "survey", "date": "2023-09-15", "sample": 1200},
        {"id": "calls", "title": "Calls"},
    ]
}
SHOP = {
    "title": "Shop",
    "personas": [
        "ann",
        {"id": "bob", "name": "Bob", "sources": {"id": "talk", "title": "Talk", "date": "2026-10-30"}},
    ],
    "sources": {"id": "lab", "title": "Lab", "type": "user-test", "date": "2026-08-01", "url": "https://example.org/"},
    "stages": [
        {
            "title": "Search",
            "steps": [{"id": "look", "action": "Looks", "evidence": ["lab", "survey"]}, "Asks"],
            "pains": [{"id": "slow", "what": "Slow", "evidence": "lab"}, "Dull"],
            "opportunities": {"id": "cdn", "idea": "CDN", "evidence": "lab"},
        }
    ],
}
BANK = {"title": "Bank", "stages": [{"id": "pay", "title": "Pay", "evidence": "survey"}, "Wait", "Leave"]}
FILES = {
    "catalog.yaml": CATALOG,
    "shop.yaml": SHOP,
    "bank.yaml": BANK,
    "personas/ann.yaml": {"name": "Ann", "sources": {"id": "crm", "title": "CRM", "date": "2027-01-01"}},
}


def sources(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, only="sources", **options)["sources"]
    check_html(page)
    return page


def cells(row: Tag) -> list[str]:
    return [line(cell) for cell in row.find_all(["th", "td"], recursive=False)]


def test_what_needs_a_look_comes_first_with_its_age_and_what_rests_on_it(tmp_path: Path) -> None:
    page = sources(tmp_path, FILES)
    assert [cells(row) for row in rows(page)] == [
        [
            *("Survey 2023Catalog", "Survey", "15 Sep 2023 old37 months", "1,200"),
            "2 claims on 2 maps BankPayShopLooks",
        ],
        ["CallsCatalog", "Other source", "—", "—", "nothing"],
        [
            *("LabDescribed in: Shop", "User test", "1 Aug 20263 months", "—"),
            "3 claims on 1 map LooksSlow pain pointCDN opportunity",
        ],
        ["TalkDescribed in: Shop", "Other source", "30 Oct 20262 days", "—", "the persona: Bob"],
        ["CRMDescribed in: Ann", "Other source", "1 Jan 2027", "—", "the persona: Ann"],
    ]
    assert "Ages are told for 1 Nov 2026, when the site was built. A source is old after 24 months." in page.text()


def test_each_leads_to_where_it_is_described_and_to_the_claims(tmp_path: Path) -> None:
    page = sources(tmp_path, FILES)
    assert [[str(link["href"]) for link in row.find_all("a")] for row in rows(page)] == [
        ["../bank/#stage-pay", "../shop/#step-look"],
        [],
        [
            *("https://example.org/", "../shop/#source-lab"),
            *("../shop/#step-look", "../shop/#pain-slow", "../shop/#opportunity-cdn"),
        ],
        ["../shop/#persona-bob"],
        ["../personas/ann/#source-crm"],
    ]
    for directory_urls in (True, False):
        living = Living(registers=frozenset({"sources"}))
        check_links(render(tmp_path, directory_urls=directory_urls, living=living), file_urls(tmp_path))


def test_the_figures_and_filters_find_old_and_unused_ones(tmp_path: Path) -> None:
    page = sources(tmp_path, FILES)
    figures = {line(card): str(card["href"]) for card in page.all(".cjm-states a")}
    assert figures.pop("43% of the claims have a source") == "#coverage"
    assert {figure: len(chosen(page, href)) for figure, href in figures.items()} == {
        "1 old one": 1,
        "1 unused": 1,
        "5 in all": 5,
    }
    assert {name: [label for _, label in options] for name, options in choices(page).items()} == {
        "age": ["old", "not old", "without a date"],
        "use": ["something rests on it", "nothing rests on it"],
        "kind": ["Survey", "User test", "Other source"],
        "map": ["Bank", "Shop", "—"],
    }


def test_the_least_covered_map_comes_first(tmp_path: Path) -> None:
    page = sources(tmp_path, FILES)
    assert [cells(row) for row in page.all("#coverage ~ .cjm-scroll tbody tr")] == [
        ["Bank", "3", "1", "33%"],
        ["Shop", "4", "2", "50%"],
    ]
    assert [(meter["value"], meter["max"]) for meter in page.all("meter")] == [("1", "3"), ("2", "4")]


def test_the_examples_are_told_as_their_yaml_says() -> None:
    page = render(MAPS, only="sources")["sources"]
    check_html(page)
    shared = many(yaml.safe_load((MAPS / "catalog.yaml").read_text(encoding="utf-8"))["sources"])
    maps = raw_maps(MAPS)
    expected = [
        (source, sum(source["id"] in many(claim.get("evidence")) for raw in maps for claim in claims(raw)))
        for source in shared
    ]
    for raw in maps:
        for source in many(raw.data.get("sources")):
            assert source["id"] not in {each["id"] for each in shared}
            expected.append((source, sum(source["id"] in many(claim.get("evidence")) for claim in claims(raw))))
    told = [
        (str(row.th["data-sort"]), line(row.time), int(str(row.find_all("td", recursive=False)[3]["data-sort"])))  # type: ignore[index]
        for row in rows(page)
        if "the persona" not in line(row)
    ]
    assert sorted(told) == sorted((source["title"], day(source["date"]), count) for source, count in expected)
    assert all(len(row.select("details li > a")) == int(str(row.select("td")[3]["data-sort"])) for row in rows(page))
    is_old = [row for row in rows(page) if row.select(".cjm-overdue")]
    assert len(is_old) == sum((TODAY - source["date"]).days > 2 * 366 for source, _ in expected)


def test_the_coverage_of_the_examples_is_what_their_yaml_says() -> None:
    expected = {}
    for raw in raw_maps(MAPS):
        found = [
            moment.get("evidence") for stage, moment in raw.moments() if moment is not stage or not stage.get("steps")
        ]
        found += [pain.get("evidence") for _, _, pain in raw.pains()]
        expected[raw.data["title"]] = [str(len(found)), str(sum(map(bool, found)))]
    page = render(MAPS, only="sources")["sources"]
    told = {cells(row)[0]: cells(row)[1:3] for row in page.all("#coverage ~ .cjm-scroll tbody tr")}
    assert told == expected
    shares = [int(backed) / int(count) for count, backed in told.values()]
    assert shares == sorted(shares)


def test_of_many_sources_claims_and_maps_some_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    steps = [{"action": f"Step {number}", "evidence": ["s0", "s1"]} for number in range(1010)]
    files: dict[str, Any] = {f"m{number:03}.yaml": {"title": f"Map {number}", "stages": ["S"]} for number in range(110)}
    files["many.yaml"] = {
        "title": "Many",
        "sources": [{"id": f"s{number}", "title": f"Source {number}"} for number in range(520)],
        "stages": [{"title": "S", "steps": steps}],
    }
    page = sources(tmp_path, files, living=Living(downloads=frozenset({"api/portfolio.json"})))
    assert len(rows(page)) == 500
    assert page.text(".cjm-cut-off").endswith("All of them as a file (JSON)")
    assert "11 maps are left out." in page.text()
    for details in page.all("details"):
        assert len(details.select("a")) == 1000
        assert line(details).endswith("and 10 more")


def test_what_users_write_is_text(tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> [x](javascript:alert) [y](b.md) "quoted"'
    source = {"id": "s", "title": evil, "url": "javascript:alert(1)", "notes": evil}
    stage = {"title": evil, "evidence": "s", "pains": {"what": evil, "evidence": "s"}}
    page = sources(tmp_path, {"a.yaml": {"title": evil, "sources": [source, "other"], "stages": [stage]}})
    assert not page.all("img")
    assert page.document.dead_links == ()
    assert all(str(link["href"]).startswith(("../", "#", "?")) for link in page.all("a"))


def test_a_page_without_sources_says_so_and_it_can_be_left_out(tmp_path: Path) -> None:
    page = sources(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    assert "The maps name no sources yet: all they say is assumed." in page.text()
    assert page.texts("#coverage ~ .cjm-scroll tbody td") == ["1", "0", "0%"]
    assert "sources" not in render(tmp_path, living=Living(registers=frozenset()))


def test_the_page_speaks_russian(tmp_path: Path) -> None:
    page = sources(tmp_path, FILES, language="ru")
    assert page.headings() == ["# Источники", "## Все источники", "## Какая доля каждой карты подтверждена"]
    assert "2 утверждения на 2 картах" in page.text()


def claims(raw: RawMap) -> Iterator[dict[str, Any]]:
    """Yield what can name its evidence."""
    yield from (moment for _, moment in raw.moments())
    yield from (pain for _, _, pain in raw.pains())
    yield from raw.opportunities()


def day(value: dt.date) -> str:
    return f"{value.day} {value:%b %Y}"
