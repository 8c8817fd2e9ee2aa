"""The touchpoints of a map, with what the map and the catalog say of their channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_plugin.pages.touchpoints import AlikeChannels, ChannelOnPage, Touchpoint, touchpoints
from cjm_plugin.reading.portfolio import read_portfolio
from tests.pages.rendered import check_html, render, write

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = {
    "channels": [
        {"id": "shop", "title": "The shop", "responsible": "Sales", "wanted_action": "Buy", "notes": "Open daily"},
        {"id": "web", "title": "The site"},
    ]
}


def met(folder: Path, stages: list[Any]) -> dict[str, Touchpoint]:
    write(folder, {"a.yaml": {"title": "Map", "stages": stages}, "catalog.yaml": CATALOG})
    reading = read_portfolio(folder, "maps")
    assert not reading.has_errors, reading.diagnostics
    (entry,) = reading.portfolio.maps
    return {found.title: found for found in touchpoints(entry.journey, reading.portfolio.catalog)}


def test_one_that_is_met_again_is_the_same(tmp_path: Path) -> None:
    stages = [
        {"id": "a", "title": "A", "touchpoints": ["Till", "Door"], "score": 2, "channels": "shop"},
        {"title": "B", "steps": [{"id": "s", "action": "S", "touchpoints": "Till", "score": 5, "channels": "web"}]},
        {"id": "c", "title": "C", "touchpoints": "Till"},
    ]
    found = met(tmp_path, stages)
    assert list(found) == ["Till", "Door"]
    assert [placed.noun.id for placed in found["Till"].moments] == ["a", "s", "c"]
    assert found["Till"].score == 3.5
    assert [channel.title for channel in found["Till"].channels] == ["The shop", "The site"]
    assert [channel.title for channel in found["Door"].channels] == ["The shop"]


def test_without_scores_there_is_no_mean(tmp_path: Path) -> None:
    assert met(tmp_path, [{"title": "A", "touchpoints": "Till"}])["Till"].score is None


def test_the_map_speaks_before_the_catalog(tmp_path: Path) -> None:
    use = {"id": "shop", "responsible": "Anna"}
    found = met(tmp_path, [{"title": "A", "touchpoints": "Till", "channels": [use, "Pigeon"]}])
    assert found["Till"].channels == (
        ChannelOnPage("The shop", "Anna", "Buy", "Open daily"),
        ChannelOnPage("Pigeon", None, None, None),
    )


def test_a_channel_used_alike_is_told_once(tmp_path: Path) -> None:
    stages = [{"title": title, "touchpoints": "Till", "channels": ["shop", "web"]} for title in ("A", "B")]
    assert [channel.title for channel in met(tmp_path, stages)["Till"].channels] == ["The shop", "The site"]


def test_channels_of_which_the_same_is_said_are_told_together(tmp_path: Path) -> None:
    by_anna = [{"id": name, "responsible": "Anna"} for name in ("Mail", "Phone")]
    pigeon = {"id": "Pigeon", "responsible": "Boris", "wanted_action": "Feed it"}
    stages = [{"title": "A", "touchpoints": ["Till"], "channels": [by_anna[0], pigeon, by_anna[1], "web"]}]
    assert met(tmp_path, stages)["Till"].alike == [
        AlikeChannels(("Mail", "Phone"), "Anna", None, None),
        AlikeChannels(("Pigeon",), "Boris", "Feed it", None),
        AlikeChannels(("The site",), None, None, None),
    ]
    assert render(tmp_path)["a"].texts(".cjm-touchpoints li > p") == [
        "Mail, Phone Responsible: Anna",
        "Pigeon Responsible: BorisWanted action: Feed it",
        "The site",
        "A",
    ]


def test_a_touchpoint_that_is_a_channel_is_not_named_twice(tmp_path: Path) -> None:
    (found,) = met(tmp_path, [{"title": "A", "channels": ["shop"]}]).values()
    assert found.alike == [AlikeChannels((), "Sales", "Buy", "Open daily")]
    together = [{"id": name, "responsible": "Anna"} for name in ("Till", "Phone")]
    found = met(tmp_path, [{"title": "A", "touchpoints": ["Till"], "channels": together}])["Till"]
    assert found.alike == [AlikeChannels(("Till", "Phone"), "Anna", None, None)]


def test_the_page_shows_each_with_links_to_its_moments(tmp_path: Path) -> None:
    stages = [{"id": "a", "title": "A", "touchpoints": "Till", "score": 2, "channels": "shop"}]
    write(tmp_path, {"a.yaml": {"title": "Map", "stages": stages}, "catalog.yaml": CATALOG})
    page = render(tmp_path)["a"]
    check_html(page)
    (card,) = page.texts(".cjm-touchpoints > li")
    assert card == "Till 2 The shop Responsible: SalesWanted action: BuyOpen daily A"
    assert [link["href"] for link in page.all(".cjm-touchpoints a")] == ["#stage-a"]


def test_a_channel_without_a_touchpoint_is_one(tmp_path: Path) -> None:
    found = met(tmp_path, [{"title": "A", "channels": ["shop", "Pigeon"], "score": 2}])
    assert found["The shop"].channels == (ChannelOnPage("The shop", "Sales", "Buy", "Open daily"),)
    assert found["Pigeon"].channels == (ChannelOnPage("Pigeon", None, None, None),)
    assert found["Pigeon"].score == 2
