"""The page of all channels: who answers, where each is met, how it feels, what hurts there; and the matrix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
import yaml

from cjm_plugin.pages.living import Living
from tests.pages.filtered_tables import choices, chosen, rows
from tests.pages.rendered import check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import RawMap, many, mean, raw_maps, score_of, stage_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag

    from tests.pages.rendered import Rendered

MAPS = Path(__file__).parents[2] / "maps"
RAW = raw_maps(MAPS)
NAMES = {
    channel["id"]: channel["title"].casefold()
    for channel in yaml.safe_load((MAPS / "catalog.yaml").read_text(encoding="utf-8"))["channels"]
}

CATALOG = {
    "channels": [
        {"id": "web", "title": "Web *site*", "responsible": "Vera", "wanted_action": "Order", "team": "dx"},
        {"id": "fax", "title": "Fax", "responsible": "Oleg"},
    ],
    "teams": {"id": "dx", "title": "Digital"},
}
SHOP = {
    "title": "Shop",
    "stages": [
        {
            "title": "Search",
            "steps": [
                {"id": "look", "action": "Looks", "channels": "web", "touchpoint": "Home", "score": 2},
                {"id": "ask", "action": "Asks", "channels": ["web", "Phone"], "touchpoint": "Home", "score": 4},
            ],
            "pains": [
                {"id": "slow", "what": "Slow", "step": "look", "severity": "critical"},
                {"id": "old", "what": "Old", "step": "look", "status": "resolved"},
            ],
        },
        {"title": "Wait", "channels": "Post", "pains": {"id": "lost", "what": "Lost"}},
    ],
}
BANK = {"title": "Bank", "stages": [{"title": "Pay", "channels": "WEB", "score": 1}]}
TO_BE = {"title": "To be", "kind": "future-state", "stages": [{"title": "Pay", "channels": "web", "score": 5}]}
TOUCHPOINTS = [f"Touchpoint {number}" for number in range(10)]
CHANNELS = [f"Channel {number}" for number in range(60)]
FILES = {"catalog.yaml": CATALOG, "shop.yaml": SHOP, "bank.yaml": BANK, "to-be.yaml": TO_BE}


def channels(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, only="channels", **options)["channels"]
    check_html(page)
    return page


@pytest.fixture(scope="module")
def examples() -> dict[str, Rendered]:
    return render(MAPS)


def cells(row: Tag) -> list[str]:
    return [line(cell) for cell in row.find_all(["th", "td"], recursive=False)]


def test_the_weakest_channel_comes_first_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    assert [cells(row) for row in rows(channels(tmp_path, FILES))] == [
        [
            "Web siteWanted action: Order",
            "2.3",
            "VeraTeam: Digital",
            "3 touchpoints on 3 maps Bank 1: Web siteShop 3: Home (Asks)To be 5: Web site",
            "1 not resolvedSlow Criticalall of the channel",
        ],
        ["Phone", "4", "nobody yet", "1 touchpoint on 1 map Shop 4: Home", "—"],
        ["Fax on no map", "—", "Oleg", "—", "—"],
        ["Post", "—", "nobody yet", "1 touchpoint on 1 map Shop: Post", "1 not resolvedLostall of the channel"],
    ]


def test_every_touchpoint_and_pain_leads_to_its_place_on_its_map(tmp_path: Path) -> None:
    web = rows(channels(tmp_path, FILES))[0]
    assert [str(link["href"]) for link in web.find_all("a")] == [
        *("../bank/", "../bank/#stage-pay"),
        *("../shop/", "../shop/#step-look", "../shop/#step-ask"),
        *("../to-be/", "../to-be/#stage-pay"),
        *("../shop/#pain-slow", "../pains/?pains.channel=web#all"),
    ]
    for directory_urls in (True, False):
        living = Living(registers=frozenset({"channels", "pains"}))
        check_links(render(tmp_path, directory_urls=directory_urls, living=living), file_urls(tmp_path))
    alone = render(tmp_path, living=Living(registers=frozenset({"channels"})))
    assert "pains/?" not in str(alone["channels"].article)


def test_the_matrix_has_a_figure_wherever_a_channel_is_scored(tmp_path: Path) -> None:
    page = channels(tmp_path, FILES)
    assert [cells(row) for row in page.all(".cjm-matrix tr")] == [
        ["Map", "Web site", "Phone", "Post"],
        ["All maps", "2.3", "4", "•"],
        ["Bank", "1", "", ""],
        ["Shop", "3", "4", "•"],
        ["To beFuture state", "5", "", ""],
    ]
    assert [str(link["href"]) for link in page.all(".cjm-matrix td a")] == [
        *("../bank/#stage-pay", "../shop/#step-look", "../shop/#step-ask", "../shop/#stage-wait"),
        "../to-be/#stage-pay",
    ]


def test_the_filters_are_responsible_team_map_score_and_use(tmp_path: Path) -> None:
    page = channels(tmp_path, FILES)
    assert {name: [label for _, label in options] for name, options in choices(page).items()} == {
        "responsible": ["Oleg", "Vera", "nobody yet"],
        "team": ["Digital", "—"],
        "map": ["Bank", "Shop", "To be", "—"],
        "score": ["bad (1–2)", "good (4–5)", "not scored"],
        "use": ["on a map", "on no map"],
    }
    counted = {line(card): len(chosen(page, str(card["href"]))) for card in page.all(".cjm-states a")}
    assert counted == {
        "1 feel bad": 1,
        "2 without a responsible person": 2,
        "1 in the catalog, on no map": 1,
        "4 in all": 4,
    }


def test_the_examples_are_told_as_their_yaml_says(examples: dict[str, Rendered]) -> None:
    page = examples["channels"]
    called = {
        (key, element["id"]): line(element.strong) if element.name == "li" else line(element)[:-1].partition(". ")[2]
        for key, each in examples.items()
        for element in each.all("h3[id^=stage-], li[id^=step-]")
    }
    uses = [use for raw in RAW for use in used(raw)]
    hurting = [claim for raw in RAW for claim in hurts(raw)]
    told = rows(page)
    assert len(told) == len({key for key, *_ in uses} | {*NAMES.values()})
    for row in told:
        of_channel = [use for use in uses if use[0] == line(row.bdi).casefold()]
        score = mean(score for _, raw, _, score in of_channel if raw.tells_of_today)
        title, shown, _, where, pains = row.find_all(["th", "td"], recursive=False)
        assert line(shown) == shown_score(score), line(title)
        places = [place(link) for link in where.select("li a") if "#" in str(link["href"])]
        found = {(key, called[key, anchor]) for key, anchor in places}
        assert found == {(raw.key, name) for _, raw, name, _ in of_channel}, line(title)
        count = len({same for key, same in hurting if key == line(row.bdi).casefold()})
        assert int(str(pains["data-sort"])) == count, line(title)
    sorted_by = [float(str(row.td["data-sort"]) or 9) for row in told]  # type: ignore[index]
    assert sorted_by == sorted(sorted_by)


def test_the_matrix_of_the_examples_says_what_their_yaml_says(examples: dict[str, Rendered]) -> None:
    scores: dict[tuple[str, str], list[float | None]] = {}
    for raw in RAW:
        for key, _, _, score in used(raw):
            scores.setdefault((raw.data["title"], key), []).append(score)
    head, _, *body = examples["channels"].all(".cjm-matrix tr")
    columns = [title.casefold() for title in cells(head)[1:]]
    told = {}
    for row in body:
        for column, cell in zip(columns, row.find_all("td"), strict=True):
            if line(cell):
                told[(line(row.bdi), column)] = line(cell)
                found = mean(scores[(line(row.bdi), column)])
                assert cell.get("class") == ([f"cjm-score-{round(found)}"] if found else None)
    assert told == {key: shown_score(mean(found)).replace("—", "•") for key, found in scores.items()}


def test_links_to_the_pains_of_a_channel_find_as_many_as_are_told(examples: dict[str, Rendered]) -> None:
    for row in rows(examples["channels"]):
        pains = row.find_all("td")[3]
        links = [str(link["href"]) for link in pains.find_all("a") if "?" in str(link["href"])]
        assert bool(links) == (line(pains) != "—")
        for link in links:
            ((name, (value,)),) = parse_qs(urlsplit(link).query).items()
            left = [
                pain
                for pain in rows(examples["pains"])
                if value in str(pain[f"data-{name.removeprefix('pains.')}"]).split()
                and pain["data-status"] != "resolved"
            ]
            assert len(left) == int(str(pains["data-sort"]))


def test_of_many_maps_the_weakest_are_named_and_the_others_counted(tmp_path: Path) -> None:
    files = {
        f"m{number:03}.yaml": {
            "title": f"Map {number}",
            "stages": [{"title": "S", "channels": ["Web", "Fax"], "touchpoint": TOUCHPOINTS, "score": 1 + number % 5}],
        }
        for number in range(120)
    }
    many_channels = {"title": "Many", "stages": [{"title": "S", "channels": [f"Channel {n}" for n in range(600)]}]}
    page = channels(tmp_path, {**files, "many.yaml": many_channels})
    assert len(rows(page)) == 500
    assert page.text(".cjm-cut-off") == "The first 500 of 602 are shown, by rank."
    (web,) = [row for row in rows(page) if line(row.bdi) == "Web"]
    assert "1200 touchpoints on 120 maps" in line(web)
    assert "and 45 maps more, not weaker" in line(web)
    assert len(web.select("li")) == 75 + 1
    assert len(page.all(".cjm-matrix tr")) == 1 + 1 + 40
    assert len(page.all(".cjm-matrix thead th")) == 1 + 30
    assert "81 maps are left out. 572 channels are left out." in page.text()


def test_a_filter_that_would_make_the_page_too_large_is_left_out(tmp_path: Path) -> None:
    name = "a-map-with-a-rather-long-name-for-an-address-" * 4
    files = {
        f"{name}{number}.yaml": {"title": "M", "stages": [{"title": "S", "channels": CHANNELS[number % 2 :]}]}
        for number in range(60)
    }
    page = channels(tmp_path, files)
    assert "map" not in choices(page)
    assert len(page.document.html.encode()) < 1_500_000


def test_what_users_write_is_text(tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> [x](javascript:alert) [y](b.md) "quoted"'
    use = {"id": evil, "responsible": evil, "wanted_action": evil}
    said = {"title": evil, "stages": [{"title": evil, "channels": [use, "b"], "touchpoint": evil, "pains": evil}]}
    page = channels(tmp_path, {"a.yaml": said, "b.yaml": said})
    assert not page.all("img")
    assert page.document.dead_links == ()
    assert all(str(link["href"]).startswith(("../", "#", "?")) for link in page.all("a"))


def test_a_page_without_channels_says_so_and_it_can_be_left_out(tmp_path: Path) -> None:
    page = channels(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    assert "The maps name no channels yet." in page.text()
    assert "channels" not in render(tmp_path, living=Living(registers=frozenset()))


def test_the_page_speaks_russian(tmp_path: Path) -> None:
    page = channels(tmp_path, FILES, language="ru")
    assert page.headings() == ["# Каналы", "## Все каналы", "## Карты и каналы"]
    assert "3 точки контакта на 3 картах" in page.text()


def keys_of(moment: dict[str, Any]) -> set[str]:
    said = (use["id"] if isinstance(use, dict) else use for use in many(moment.get("channels")))
    return {NAMES.get(name, name).casefold() for name in said}


def used(raw: RawMap) -> Iterator[tuple[str, RawMap, str, float | None]]:
    """Yield each use of a channel: its name, the map, what the moment is called, how it feels."""
    for stage, moment in raw.moments():
        is_stage = moment is stage
        called, score = (stage["title"], stage_mean(stage)) if is_stage else (moment["action"], score_of(moment))
        yield from ((key, raw, called, score) for key in keys_of(moment))


def hurts(raw: RawMap) -> Iterator[tuple[str, str]]:
    """Yield each pain point that is not resolved with each of its channels: that of the catalog when it is tied."""
    for stage, moment, pain in raw.pains():
        steps = {step["id"]: step for step in many(stage.get("steps")) if "id" in step}
        home = moment if moment is not stage else steps.get(pain.get("step", ""), stage)
        if pain.get("status") != "resolved":
            for key in keys_of(home) or keys_of(stage):
                yield key, pain.get("same_as", f"{raw.key}#{pain['what']}")


def place(link: Tag) -> tuple[str, str]:
    """Return the map and the anchor that a link leads to."""
    url = urlsplit(urljoin("https://site/maps/channels/", str(link["href"])))
    return unquote(url.path).removeprefix("/maps/").rstrip("/"), unquote(url.fragment)


def shown_score(score: float | None) -> str:
    return "—" if score is None else f"{score:.1f}".removesuffix(".0")


def test_what_the_catalog_says_of_a_channel_and_its_team_is_there(tmp_path: Path) -> None:
    catalog = {
        "channels": [{"id": "fax", "title": "Fax", "team": "cx", "notes": "Only *until* May"}],
        "teams": [{"id": "cx", "title": "CX", "lead": "Vera"}],
    }
    page = channels(tmp_path, {"catalog.yaml": catalog, "bank.yaml": BANK})
    (row,) = (row for row in rows(page) if "Fax" in line(row.th))
    assert "Only until May" in line(row.th)
    assert "Team: CX (Vera)" in line(row)
