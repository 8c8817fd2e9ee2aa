"""The page of all metrics: where each stands on its map, which way it goes, and which miss their target."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.pages.living import Living
from tests.pages.filtered_tables import choices, chosen, rows
from tests.pages.rendered import check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import many, raw_maps

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages.rendered import Rendered

MAPS = Path(__file__).parents[2] / "maps"
SERIES = "date,value\n2026-08-01,10\n2026-09-01,14\n2026-10-01,12\n"
SHOP = {
    "title": "Shop",
    "ownership": "Vera",
    "stages": [{"id": "search", "title": "Search", "steps": [{"id": "look", "action": "Looks"}]}],
    "metrics": [
        {"id": "nps", "name": "NPS", "step": "look", "baseline": 8, "target": 20, "from": "nps.csv"},
        {"id": "wait", "name": "Wait", "unit": "min", "stage": "search", "better": "lower", "target": 5, "value": 4},
        "Sales",
    ],
}
BANK = {
    "title": "Bank",
    "stages": ["Pay"],
    "metrics": [
        {"id": "n", "name": "nps", "value": 40, "baseline": 40, "target": 30, "date": "2026-09-01"},
        {"id": "count", "name": "Count", "value": 1500, "baseline": 1000},
    ],
}
FILES = {"shop.yaml": SHOP, "bank.yaml": BANK, "nps.csv": SERIES}


def metrics(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, only="metrics", **options)["metrics"]
    check_html(page)
    return page


def test_those_of_one_name_stand_together_and_what_misses_its_target_comes_first(tmp_path: Path) -> None:
    page = metrics(tmp_path, FILES)
    assert [[line(cell) for cell in row.find_all(["th", "td"])] for row in rows(page)] == [
        [
            *("npson 2 maps", "Bank", "40", "30", "40target not met"),
            *("unchangedsince the baseline", "—", "1 Sep 2026"),
        ],
        [
            *("NPSon 2 maps", "ShopSearch: Looks", "8", "20", "12target not met33% of the way"),
            *("▼ −2 worsesince 1 Sep 2026", "1 Aug 2026: 101 Oct 2026: 12", "1 Oct 2026"),
        ],
        ["Count", "Bank", "1,000", "—", "1,500", "▲ +500since the baseline", "—", "—"],
        ["Sales", "Shop", "—", "—", "without a value", "—", "—", "—"],
        ["Wait, min", "ShopSearch", "—", "5", "4target met", "—", "—", "—"],
    ]


def test_what_is_on_its_way_to_the_target_is_no_alarm(tmp_path: Path) -> None:
    page = metrics(tmp_path, FILES)
    told = [(line(row.find("th") or row), [line(it) for it in row.select(".cjm-target-ahead")]) for row in rows(page)]
    assert [title for title, ahead in told if ahead] == ["NPSon 2 maps"]
    assert len(page.all("td:nth-of-type(4) .cjm-target-missed")) == 1


def test_each_leads_to_its_place_on_its_map_and_to_those_of_its_name(tmp_path: Path) -> None:
    page = metrics(tmp_path, FILES)
    links = [[str(link["href"]) for link in row.find_all("a")] for row in rows(page)]
    assert links[1] == ["../shop/#metric-nps", "?metrics.metric=nps#all", "../shop/#step-look"]
    assert links[4] == ["../shop/#metric-wait", "../shop/#stage-search"]
    assert len(chosen(page, links[1][1])) == 2
    for directory_urls in (True, False):
        living = Living(registers=frozenset({"metrics"}))
        check_links(render(tmp_path, directory_urls=directory_urls, living=living), file_urls(tmp_path))


def test_the_line_over_time_is_that_of_the_page_of_the_map(tmp_path: Path) -> None:
    page = metrics(tmp_path, FILES)
    (own,) = render(tmp_path, only="shop")["shop"].all("svg.cjm-sparkline")
    assert [str(line) for line in page.all("svg.cjm-sparkline")] == [str(own)]


def test_a_long_line_is_thinned_but_begins_and_ends_where_it_does(tmp_path: Path) -> None:
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=number) for number in range(1000)]
    long = "date,value\n" + "".join(f"{day},{number % 7}\n" for number, day in enumerate(days))
    page = metrics(tmp_path, FILES | {"nps.csv": long})
    (drawn,) = page.all("svg polyline")
    points = str(drawn["points"]).split()
    assert (len(points), points[0].split(",")[0], points[-1].split(",")[0]) == (60, "3", "117")
    assert f"1 Jan 2020: 0{days[-1].day} Sep 2022: {999 % 7}" in page.text().replace("\xa0", " ")


def test_the_figures_and_filters_are_as_many_as_the_rows_they_lead_to(tmp_path: Path) -> None:
    page = metrics(tmp_path, FILES)
    assert {line(card): len(chosen(page, str(card["href"]))) for card in page.all(".cjm-states a")} == {
        "2 miss their target": 2,
        "1 meets its target": 1,
        "1 without a value": 1,
        "5 in all": 5,
    }
    assert {name: [label for _, label in options] for name, options in choices(page).items()} == {
        "standing": ["target not met", "target met", "without a target", "without a value"],
        "trend": ["worse", "—"],
        "metric": ["Count", "nps", "Sales", "Wait"],
        "map": ["Bank", "Shop"],
        "owner": ["Vera", "nobody yet"],
    }


def test_the_examples_are_told_as_their_yaml_says() -> None:
    page = render(MAPS, only="metrics")["metrics"]
    check_html(page)
    expected = {}
    for raw in raw_maps(MAPS):
        for metric in many(raw.data.get("metrics")):
            said: dict[str, Any] = {"name": metric} if isinstance(metric, str) else metric
            value = said.get("value", last_of(raw.key, said))
            expected[raw.data["title"], said["name"]] = (
                shown(said.get("baseline")),
                shown(said.get("target")),
                standing(said, value),
            )
    told = {
        (line(row.select("td bdi")[0]), line(row.th.a).removesuffix(unit_of(row))): (  # type: ignore[union-attr]
            line(row.find_all("td")[1]),
            line(row.find_all("td")[2]),
            str(row["data-standing"]),
        )
        for row in rows(page)
    }
    assert told == expected
    count = [stands for *_, stands in expected.values()].count
    assert page.texts(".cjm-states .cjm-figure") == [
        str(each) for each in (count("missed"), count("met"), count("none"), len(expected))
    ]


def test_of_many_the_first_are_shown(tmp_path: Path) -> None:
    many_metrics = [{"name": f"Metric {number}", "target": 5, "value": number % 9} for number in range(520)]
    files = {"many.yaml": {"title": "Many", "stages": ["S"], "metrics": many_metrics}}
    page = metrics(tmp_path, files, living=Living(downloads=frozenset({"portfolio.xlsx", "pains.csv"})))
    assert len(rows(page)) == 500
    assert page.text(".cjm-cut-off").endswith("All of them as a file (Excel)")
    assert [link["href"] for link in page.all("a[download]")] == ["../portfolio.xlsx"] * 2


@pytest.mark.parametrize("evil", ['<img src=x onerror=alert(1)> [x](javascript:alert) [y](b.md) "quoted"'])
def test_what_users_write_is_text(tmp_path: Path, evil: str) -> None:
    said = {"title": evil, "ownership": evil, "stages": [evil], "metrics": [{"name": evil, "unit": evil}, "other"]}
    page = metrics(tmp_path, {"a.yaml": said})
    assert not page.all("img")
    assert page.document.dead_links == ()
    assert all(str(link["href"]).startswith(("../", "#", "?")) for link in page.all("a"))


def test_a_page_without_metrics_says_so_and_it_can_be_left_out(tmp_path: Path) -> None:
    page = metrics(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    assert "The maps name no metrics yet." in page.text()
    assert "metrics" not in render(tmp_path, living=Living(registers=frozenset()))


def test_the_page_speaks_russian(tmp_path: Path) -> None:
    page = metrics(tmp_path, FILES, language="ru")
    assert page.headings() == ["# Метрики", "## Все метрики"]
    assert "пройдено 33 % пути" in page.text().replace("\xa0", " ")


def last_of(key: str, said: dict[str, Any]) -> float | None:
    """Return the last value of the series of a metric."""
    if "from" not in said:
        return None
    text = (MAPS / key).parent.joinpath(said["from"]).read_text(encoding="utf-8-sig")
    *_, last = sorted(text.split()[1:])
    return float(last.split(",")[1])


def standing(said: dict[str, Any], value: float | None) -> str:
    target, baseline = said.get("target"), said.get("baseline")
    if value is None:
        return "none"
    better = said.get("better")
    if better is None and target is not None and baseline is not None and target != baseline:
        better = "higher" if target > baseline else "lower"
    if target is None or better is None:
        return "untold"
    return "met" if (value >= target if better == "higher" else value <= target) else "missed"


def shown(value: float | None) -> str:
    return "—" if value is None else f"{value:,}".removesuffix(".0")


def unit_of(row: Tag) -> str:
    """Return what follows the name of a metric: it is not part of the name."""
    name = str(row.th["data-sort"])  # type: ignore[index]
    return line(row.th.a)[len(name) :]  # type: ignore[union-attr]
