"""The tree of the maps: those of a whole, those of its parts, and those that detail them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.pages.hierarchy_page import MOST_LEVELS
from cjm_plugin.reading.portfolio import read_portfolio
from tests.pages.rendered import TODAY, check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import many, mean, raw_maps, score_of

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages.rendered import Rendered

MAPS = Path(__file__).parents[2] / "maps"

FILES: dict[str, Any] = {
    "life.yaml": {
        "title": "Life & all",
        "ownership": {"owner": "Vera"},
        "links": {"children": "bank"},
        "stages": [
            {"title": "Opens", "score": 2, "map": "account"},
            {"title": "Uses", "score": 3, "pains": ["A", "B"], "opportunities": "C"},
        ],
    },
    "bank.yaml": {"title": "Bank", "stages": [{"title": "S", "score": 5, "map": "queue"}]},
    "account.yaml": {"title": "Account", "stages": [{"title": "S", "score": 4}]},
    "queue.yaml": {"title": "Queue", "kind": "service-blueprint", "stages": [{"title": "S", "score": 1}]},
    "alone.yaml": {"title": "Alone", "stages": [{"title": "S", "score": 3}]},
}


def hierarchy(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, **options)["hierarchy"]
    check_html(page)
    return page


@pytest.fixture(scope="module")
def examples() -> dict[str, Rendered]:
    return render(MAPS)


def tree(items: Tag) -> list[Any]:
    """Return a list of the page as nested lists of the titles of its maps."""
    found: list[Any] = []
    for item in items.find_all("li", recursive=False):
        assert item.a
        found.append(line(item.a))
        found += [tree(below) for below in item.select(":scope > details > ul")]
    return found


def lines(page: Rendered) -> dict[str, tuple[list[str], str]]:
    """Return for each map, by its title, the scores that stand beside it and what is said below."""
    return {
        line(item.a): (
            [line(score) for score in item.find_all(class_="cjm-score", recursive=False)],
            line(item.find(class_="cjm-note")),
        )
        for item in page.all(".cjm-tree li")
    }


def depth_of(item: Tag) -> int:
    return len(item.find_parents("ul"))


def test_maps_stand_below_those_that_they_detail(tmp_path: Path) -> None:
    page = hierarchy(tmp_path, FILES)
    trees, outside = page.all("article > ul.cjm-tree")
    assert tree(trees) == ["Life & all", ["Account", "Bank", ["Queue"]]]
    assert tree(outside) == ["Alone"]
    assert page.texts("summary") == ["3 maps in detail", "1 map in detail"]
    assert all(details.has_attr("open") for details in page.all("details"))
    assert page.texts(".cjm-states li") == ["1 map of a whole", "3 maps in detail", "1 map outside of it"]
    for directory_urls in (True, False):
        check_links(render(tmp_path, directory_urls=directory_urls), file_urls(tmp_path))


def test_each_has_its_own_score_and_that_with_its_parts(tmp_path: Path) -> None:
    told = lines(hierarchy(tmp_path, FILES))
    # Opens: 4 of the account; Uses: 3; the bank, one more stage: 1 of the queue.
    assert told["Life & all"] == (["2.5", f"{fmean([4, 3, 1]):.1f}"], "2 open pain points · Vera Never reviewed")
    assert told["Bank"][0] == ["5", "1"]
    assert told["Queue"] == (["1"], "Service blueprint · 0 open pain points · nobody yet Never reviewed")


def test_the_examples_are_told_as_their_yaml_says(examples: dict[str, Rendered]) -> None:
    raw = {each.key: each for each in raw_maps(MAPS)}
    told = lines(examples["hierarchy"])
    assert told.keys() == {each.data["title"] for each in raw.values()}
    for each in raw.values():
        scores, note = told[each.data["title"]]
        assert scores[:1] == ([] if each.score is None else [shown(each.score)])
        is_open = [pain.get("status", "open") == "open" for _, _, pain in each.pains()]
        assert f"{sum(is_open)} open pain point" in note
    life = raw["finance/customer-lifecycle"]
    finer = {stage["map"]: raw[f"finance/{stage['map']}"].score for stage in life.stages if "map" in stage}
    stages = [
        finer[stage["map"]]
        if "map" in stage
        else mean(finer.get(step.get("map")) or score_of(step) for step in many(stage.get("steps"))) or score_of(stage)
        for stage in life.stages
    ]
    below = {*many(life.data["links"]["children"])} - named(life.data)
    stages += [raw[f"finance/{key}"].score for key in sorted(below)]
    assert told[life.data["title"]][0] == [shown(life.score), shown(mean(stages))]


def named(value: Any) -> set[str]:
    """Return all that any `map` in the data names."""
    if isinstance(value, dict):
        own = {value["map"]} if isinstance(value.get("map"), str) else set()
        return own.union(*map(named, value.values()))
    return set().union(*map(named, value)) if isinstance(value, list) else set()


def shown(score: float | None) -> str:
    assert score is not None
    return f"{score:.1f}".removesuffix(".0")


def test_the_way_up_is_that_of_the_pages_of_the_maps(examples: dict[str, Rendered]) -> None:
    for item in examples["hierarchy"].all(".cjm-tree li"):
        above = [line(each.a) for each in reversed(item.find_parents("li"))]
        assert item.a
        key = unquote(str(item.a["href"])).removeprefix("../").rstrip("/")
        crumbs = examples[key].texts(".cjm-crumbs a")
        assert crumbs[len(crumbs) - len(above) :] == above


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The page of 300 maps, each a detail of the one before."""
    keys = [f"m{number:03}" for number in range(300)]
    files = {
        f"{one}.yaml": {"title": one, "links": {"children": next_}, "stages": ["S"]} for one, next_ in pairwise(keys)
    }
    return hierarchy(
        tmp_path_factory.mktemp("maps"), files | {f"{keys[-1]}.yaml": {"title": keys[-1], "stages": ["S"]}}
    )


def test_what_lies_too_deep_stands_on_the_last_level_and_says_where_it_belongs(chain: Rendered) -> None:
    items = chain.all(".cjm-tree li")
    assert [line(item.a) for item in items] == [f"m{number:03}" for number in range(300)]
    assert max(map(depth_of, items)) == MOST_LEVELS
    assert "Part of" not in line(items[MOST_LEVELS - 1])
    assert line(items[MOST_LEVELS]).endswith("Part of: m007")
    assert chain.texts("summary")[0] == "299 maps in detail"


def test_a_thousand_maps_make_no_heavy_page(tmp_path: Path) -> None:
    title = "Покупка товаров для дома: этап за этапом"
    files: dict[str, Any] = {
        f"m{n}.yaml": {
            "title": f"{title} {n}",
            "ownership": {"owner": "Екатерина Константинопольская"},
            "stages": [{"title": "S", "score": 3}],
        }
        | ({"links": {"parent": f"m{(n - 1) // 4}"}} if 0 < n < 700 else {})
        for n in range(1000)
    }
    write(tmp_path, files)
    page = render_only(tmp_path, "hierarchy")
    assert len(page.encode()) < 1_000_000
    assert page.count("<li>") == 1000


def render_only(folder: Path, key: str) -> str:
    planned = plan_pages(read_portfolio(folder, "maps"), shown_as="maps", language="ru", today=TODAY)
    (page,) = [page for page in planned if page.key == key]
    return page.make(Site()).html


def test_where_no_map_details_another_there_is_no_page(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": FILES["alone.yaml"]})
    pages = render(tmp_path)
    assert "hierarchy" not in pages
    assert "ierarchy" not in "".join(page.text() for page in pages.values())


def test_what_users_write_is_text_in_their_language(tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)> [x](javascript:alert) {{ 1 }}"
    said = {"title": evil, "ownership": {"owner": evil}, "stages": [evil]}
    page = hierarchy(tmp_path, {"a.yaml": said | {"links": {"children": "b"}}, "b.yaml": said}, language="ru")
    assert not page.all("img")
    assert page.headings()[0] == "# Иерархия карт"
    assert page.texts("summary") == ["1 карта подробнее"]
