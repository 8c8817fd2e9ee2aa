"""Two maps beside each other: what is better and worse, stage by stage, and what no longer hurts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.pages.comparisons import Comparison
from cjm_plugin.pages.living import Living
from tests.pages.rendered import check_html, check_links, file_urls, line, render, write
from tests.pages.shops import LATER, NOW, PAGE, TWO, entry
from tests.shared.raw_portfolio import RawMap, many, raw_maps, score_of, stage_mean

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages.rendered import Rendered

MAPS = Path(__file__).parents[2] / "maps"
EXAMPLE = "comparisons/retail.home-goods--retail.home-goods-to-be"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    folder = tmp_path_factory.mktemp("maps")
    write(folder, TWO)
    return render(folder)


@pytest.fixture(scope="module")
def example() -> Rendered:
    return render(MAPS)[EXAMPLE]


@pytest.fixture(scope="module")
def raw() -> dict[str, RawMap]:
    return {each.key: each for each in raw_maps(MAPS)}


def rows(page: Rendered, heading: str) -> list[list[str]]:
    return [[line(cell) for cell in row.find_all(["th", "td"])] for row in row_tags(page, heading)]


def row_tags(page: Rendered, heading: str) -> list[Tag]:
    (section,) = page.all(f"#{heading}")
    after = section.find_next_sibling()
    return after.select("tbody tr") if after else []


def in_russian(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def test_stages_are_told_one_by_one_and_those_of_one_map_alone_stand_out(shop: dict[str, Rendered]) -> None:
    page = shop[PAGE]
    check_html(page)
    assert rows(page, "stages") == [
        ["Findbefore: Search", "2.5", "4.5", "+2 better"],
        ["Call", "1", "—", "no longer there"],
        ["Chat", "—", "3", "new stage"],
        ["Pay", "4", "3.5", "−0.5 worse"],
        ["Whole journey", "2.5", "3.7", "+1.2 better"],
    ]
    assert [row.get("class") for row in row_tags(page, "stages")][1:3] == [["cjm-stage-gone"], ["cjm-stage-new"]]


def test_the_sum_of_it_is_said_in_a_few_sentences(shop: dict[str, Rendered]) -> None:
    page = shop[PAGE]
    assert page.text(".cjm-lead") == (
        "On the whole the journey feels better: 2.5 → 3.7 (+1.2). The largest gain is at “Find” (+2). "
        "The largest loss is at “Pay” (−0.5)."
    )
    assert page.texts(".cjm-states li") == [
        "+1.2 change of the whole score",
        "2 pain points resolved",
        "1 pain point introduced",
        "1 pain point remains",
    ]
    assert page.fact("Before") == "ShopCurrent state · version 1.2.0"
    assert page.fact("After") == "Shop to beFuture state"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (3, 2.5, "feels worse: 3 → 2.5 (−0.5). The largest loss is at “S” (−0.5)."),
        (3, 3.04, "feels the same: 3 → 3."),
        (3, 4, "feels better: 3 → 4 (+1). The largest gain is at “S” (+1). No stage feels worse."),
        (None, 4, "cannot be compared: nobody has scores on both maps."),
    ],
)
def test_better_worse_or_the_same(tmp_path: Path, before: float | None, after: float, said: str) -> None:
    for name, score in (("a", before), ("b", after)):
        stage: dict[str, Any] = {"id": "s", "title": "S"} | ({} if score is None else {"score": score})
        links = {"links": {"future": "b"}} if name == "a" else {}
        write(tmp_path, {f"{name}.yaml": {"title": name, **links, "stages": [stage]}})
    page = render(tmp_path)["comparisons/a--b"]
    check_html(page)
    assert page.text(".cjm-lead").endswith(said)


def test_personas_that_go_different_ways_are_told_one_by_one(tmp_path: Path) -> None:
    both = ["ann", {"id": "bob", "name": "Bob <b>"}]
    write(tmp_path, {"personas/ann.yaml": {"name": "Ann"}})
    for name, scores, kept in (("a", (1, 5), 3), ("b", (5, 1), 4)):
        stages = [
            {"id": "s", "title": "S", "score": dict(zip(("ann", "bob"), scores, strict=True))},
            {"id": "t", "title": "T", "score": kept},
        ]
        links = {"links": {"future": "b"}} if name == "a" else {}
        write(tmp_path, {f"{name}.yaml": {"title": name, "personas": both, **links, "stages": stages}})
    page = render(tmp_path)["comparisons/a--b"]
    check_html(page)
    lead = page.text(".cjm-lead")
    assert lead.endswith("It differs by persona: Ann +2.5, Bob <b> −1.5. The largest gain is at “T” (+1).")
    assert rows(page, "stages") == [
        ["S", "3", "3", "±0 the sameAnn: 1 → 5 (+4)Bob <b>: 5 → 1 (−4)"],
        ["T", "3", "4", "+1 better"],
        ["Whole journey", "3", "3.5", "+0.5 betterAnn: 2 → 4.5 (+2.5)Bob <b>: 4 → 2.5 (−1.5)"],
    ]


def test_pain_points_go_come_and_stay_with_what_leads_to_it(shop: dict[str, Rendered]) -> None:
    page = shop[PAGE]
    assert rows(page, "resolved") == [
        ["Hidden feesno longer on the map", "Critical", "Search", "—"],
        ["Slow siteon the first map", "High → Low", "Find", "Buy a CDN (Planned)New photos (Idea)"],
    ]
    assert rows(page, "introduced") == [["Too many ads", "Medium", "Find", "No ads (Idea)"]]
    assert rows(page, "remaining") == [
        ["Photos are oldbefore: Old photos", "Medium → Low", "Find", "New photos (Idea)"]
    ]
    links = [str(link["href"]) for row in row_tags(page, "remaining") for link in row.find_all("a")]
    assert links == ["../../later/#pain-photos", "../../now/#pain-photos", "../../now/#opportunity-shoot"]


def test_both_curves_are_in_one_picture_and_stages_stand_over_each_other(shop: dict[str, Rendered]) -> None:
    page = shop[PAGE]
    (picture,) = page.all("svg.cjm-curve")
    before, after = picture.select(".cjm-line-1 a"), picture.select(".cjm-line-0 a")
    assert [line(dot.title) for dot in before] == [
        "before: Looks — 2 of 5",
        "before: Asks — 3 of 5",
        "before: Call — 1 of 5",
        "before: Pay — 4 of 5",
    ]
    assert [line(dot.title) for dot in after] == [
        "after: Looks — 5 of 5",
        "after: Chooses — 4 of 5",
        "after: Chat — 3 of 5",
        "after: Pay — 3.5 of 5",
    ]
    # "Waits" has no score, the first map no chat, the second no call: each breaks its line, so two dots stand alone.
    assert [len(picture.select(f".cjm-line-{number} .cjm-curve-path")) for number in (0, 1)] == [2, 1]
    bands = [(float(str(text["x"])) - 6, line(text.title)) for text in picture.select("text:has(title)")]
    assert bands == [(0, "Find"), (192, "Call — no longer there"), (256, "Chat — new stage"), (320, "Pay")]
    assert len(picture.select("rect.cjm-stage-gone")) == len(picture.select("rect.cjm-stage-new")) == 1
    assert abs(place(before[-1]) - place(after[-1])) < 20
    assert sorted(page.texts("text.cjm-line-label")) == ["after", "before"]
    assert page.texts(".cjm-legend-item") == ["Before: Shop", "After: Shop to be"]


def place(dot: Tag) -> float:
    shape = dot.find(["circle", "rect"])
    assert shape
    return float(str(shape["cx"])) if shape.name == "circle" else float(str(shape["x"])) + 5


def test_every_point_can_be_read_in_a_table(shop: dict[str, Rendered]) -> None:
    table = [[line(cell) for cell in row.find_all("td")] for row in shop[PAGE].all("details tbody tr")]
    assert table == [
        ["Find", "Looks", "2", "Looks", "5"],
        ["Find", "Waits", "—", "Chooses", "4"],
        ["Find", "Asks", "3", "—", "—"],
        ["Call", "Call", "1", "—", "—"],
        ["Chat", "—", "—", "Chat", "3"],
        ["Pay", "Pay", "4", "Pay", "3.5"],
    ]


def test_long_maps_are_drawn_in_rows(tmp_path: Path) -> None:
    stages = [
        {"id": f"s{n}", "title": f"S{n}", "steps": [{"action": f"{n} {i}", "score": 3} for i in range(n * 5)]}
        for n in (1, 2, 6)
    ]
    write(
        tmp_path,
        {"a.yaml": NOW | {"links": {"future": "b"}, "stages": stages}, "b.yaml": {"title": "B", "stages": stages}},
    )
    page = render(tmp_path)["comparisons/a--b"]
    widths = [float(str(picture["width"])) for picture in page.all("svg.cjm-curve")]
    assert widths == [5 * 64 + 80, 10 * 64 + 80, 14 * 64 + 80]
    assert len(page.all(".cjm-line a")) == 2 * (5 + 10 + 30)


def test_maps_lead_to_their_comparison_and_back(shop: dict[str, Rendered], tmp_path: Path) -> None:
    for key in ("now", "later"):
        (link,) = [link for link in shop[key].all(".cjm-facts a") if "comparisons" in str(link["href"])]
        assert line(link) == "What the future state changes"
    assert [str(link["href"]) for link in shop[PAGE].all(".cjm-crumbs a")] == ["../../", "../"]
    write(tmp_path, {f"deep/er.folder/{name}": said for name, said in TWO.items()})
    for directory_urls in (True, False):
        check_links(render(tmp_path, directory_urls=directory_urls), file_urls(tmp_path))
    assert "comparisons/deep.er..folder.now--deep.er..folder.later" in render(tmp_path)


def test_the_example_is_told_as_its_yaml_says(example: Rendered, raw: dict[str, RawMap]) -> None:
    now, then = raw["retail/home-goods"], raw["retail/home-goods-to-be"]
    after = {stage["id"]: stage for stage in then.stages}
    expected = []
    for stage in now.stages:
        left, right = stage_mean(stage) or 0, stage_mean(after[stage["id"]]) or 0
        expected.append([stage["title"], in_russian(left), in_russian(right), f"+{in_russian(right - left)} лучше"])
    *stages, whole = rows(example, "stages")
    assert stages == expected
    before_score, after_score = now.score or 0, then.score or 0
    change = f"+{in_russian(after_score - before_score)} лучше"
    assert whole[1:] == [in_russian(before_score), in_russian(after_score), change]
    best = max(now.stages, key=lambda stage: (stage_mean(after[stage["id"]]) or 0) - (stage_mean(stage) or 0))
    assert f"«{best['title']}»" in example.text(".cjm-lead")


def test_the_pains_of_the_example_are_those_of_its_yaml(example: Rendered, raw: dict[str, RawMap]) -> None:
    now, then = hurting(raw["retail/home-goods"]), hurting(raw["retail/home-goods-to-be"])
    assert pains(example, "resolved") == now.keys() - then.keys()
    assert pains(example, "introduced") == then.keys() - now.keys()
    assert pains(example, "remaining") == now.keys() & then.keys()
    for id_, row in zip(pain_ids(example, "resolved"), rows(example, "resolved"), strict=True):
        answering = [
            item["idea"] for item in raw["retail/home-goods"].opportunities() if id_ in many(item.get("addresses"))
        ]
        assert [idea in row[3] for idea in answering] == [True] * len(answering)
        assert (row[3] == "—") is (not answering)


def hurting(of: RawMap) -> dict[str, Any]:
    return {pain["id"]: pain for _, _, pain in of.pains() if pain.get("status") != "resolved"}


def pain_ids(page: Rendered, heading: str) -> list[str]:
    links = [row.find("a") for row in row_tags(page, heading)]
    return [str(link["href"]).partition("#pain-")[2] for link in links if link]


def pains(page: Rendered, heading: str) -> set[str]:
    return set(pain_ids(page, heading))


def test_the_dots_of_the_example_are_the_scores_of_its_yaml(example: Rendered, raw: dict[str, RawMap]) -> None:
    for side, key in (("было", "retail/home-goods"), ("стало", "retail/home-goods-to-be")):
        scores = [score_of(step) for stage in raw[key].stages for step in stage["steps"]]
        titles = [line(dot.title) for dot in example.all(".cjm-line > a")]
        shown = [title.rpartition("— ")[2] for title in titles if title.startswith(side)]
        assert shown == [f"{in_russian(score)} из 5" for score in scores if score is not None]


def test_what_is_gone_since_a_tag_has_no_link(tmp_path: Path) -> None:
    pay = {"id": "pay", "title": "Pay", "score": 5, "pains": "Queue", "opportunities": "None"}
    write(tmp_path, {"now.yaml": {"title": "Shop", "stages": [pay]}})
    today = entry("now", title="Shop", stages=[pay])
    pages = render(tmp_path, living=Living(comparisons=(Comparison(entry("now", **NOW), today, tag="v1.0"),)))
    page = pages["comparisons/now@v1.0"]
    check_html(page)
    check_links(pages, file_urls(tmp_path))
    assert page.fact("Before") == "ShopCurrent state · v1.0 · version 1.2.0"
    assert rows(page, "resolved")[0][0] == "Hidden feesno longer on the map"
    assert len(page.all(".cjm-line-1 g")) == 3
    assert page.texts(".cjm-line-1 a title") == ["before: Pay — 4 of 5"]


def test_the_page_speaks_the_language_of_both_maps(tmp_path: Path) -> None:
    write(tmp_path, {"now.yaml": NOW | {"language": "ru"}, "later.yaml": LATER | {"language": "ru"}})
    pages = render(tmp_path, language="en")
    assert pages[PAGE].headings()[:3] == ["# Shop: что изменится", "## Обе кривые", "## По этапам"]
    assert pages["comparisons"].headings()[0] == "# Comparisons"
    write(tmp_path, {"later.yaml": LATER})
    assert render(tmp_path, language="en")[PAGE].headings()[1] == "## Both curves"


def test_what_users_write_is_text(tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> {title} %(stage)s [x](javascript:alert) "quoted"'
    stage = {"id": "s", "title": evil, "score": 2, "pains": evil, "opportunities": evil}
    said = {"title": evil, "version": evil, "stages": [stage]}
    write(tmp_path, {"a.yaml": said | {"links": {"future": "b"}}, "b.yaml": said | {"stages": [stage | {"score": 4}]}})
    a = entry("a", **said)
    pages = render(tmp_path, living=Living(comparisons=(Comparison(a, a, title=evil, tag=evil),)))
    for key in ("comparisons", *(key for key in pages if key.startswith("comparisons/"))):
        assert not pages[key].all("img")
        assert all(
            str(link["href"]).startswith(("../", "#", "?", "./")) or "comparisons" in key
            for link in pages[key].all("a[href]")
        )
        check_html(pages[key])
    check_links(pages, file_urls(tmp_path))
