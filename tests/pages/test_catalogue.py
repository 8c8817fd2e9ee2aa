"""The page of all maps: every map with its curve and figures, under its collection, found by what is said of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import yaml

from cjm_plugin.pages.charts.stage_line import HEIGHT, WIDTH, stage_line
from tests.pages.rendered import check_html, line, render, write
from tests.shared.raw_portfolio import raw_maps, stage_mean

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages.rendered import Rendered
    from tests.shared.raw_portfolio import RawMap

MAPS = Path(__file__).parents[2] / "maps"
COLLECTIONS = [*MAPS.glob("*/_collection.yaml")]
FIGURES = ("score", "owner", "review", "pains", "ideas", "sources")


def page_at(folder: Path, key: str = "") -> Rendered:
    """Return one page of a maps folder; to render all of them takes long."""
    return render(folder, only=key)[key]


def rows(page: Rendered) -> list[Tag]:
    return page.all(".cjm-maps tbody tr:not(.cjm-group)")


def key_of(row: Tag) -> str:
    return unquote(str(row.find("a")["href"])).strip("/")  # type: ignore[index]


def cells(row: Tag) -> dict[str, str]:
    return dict(zip(FIGURES, (line(cell) for cell in row.find_all("td")), strict=True))


def options(page: Rendered) -> dict[str, dict[str, str]]:
    (table,) = page.all("[data-cjm-table]")
    return {it["name"]: dict(it["options"]) for it in json.loads(str(table["data-cjm-filters"]))}


def written(value: float) -> str:
    """Return a figure as an English page writes it."""
    return f"{round(value, 1):g}"


def claims(raw: RawMap) -> list[Any]:
    """Return what can rest on a source: steps, stages without any, pain points."""
    moments = [moment for stage, moment in raw.moments() if moment is not stage or not stage.get("steps")]
    return [*moments, *(pain for _, _, pain in raw.pains())]


@pytest.fixture(scope="module")
def example() -> dict[str, Rendered]:
    return {"": page_at(MAPS), **{folder.parent.name: page_at(MAPS, folder.parent.name) for folder in COLLECTIONS}}


@pytest.fixture(scope="module")
def raws() -> list[RawMap]:
    return raw_maps(MAPS)


def test_every_figure_of_the_example_is_that_of_its_yaml(example: dict[str, Rendered], raws: list[RawMap]) -> None:
    page = example[""]
    check_html(page)
    shown = {key_of(row): row for row in rows(page)}
    assert shown.keys() == {raw.key for raw in raws}
    for raw in raws:
        row, said = shown[raw.key], cells(shown[raw.key])
        scores = [stage_mean(stage) for stage in raw.stages]
        (svg,) = row.find_all("svg")
        told = "; ".join("—" if score is None else written(score) for score in scores)
        assert svg["aria-label"] == f"Scores by stage: {told}"
        assert said["score"] == written(fmean(score for score in scores if score is not None))
        assert said["pains"] == str(sum(pain.get("status", "open") == "open" for _, _, pain in raw.pains()))
        assert said["ideas"] == str(sum(it.get("status") not in {"done", "rejected"} for it in raw.opportunities()))
        assert said["sources"] == f"{round(100 * sum('evidence' in it for it in claims(raw)) / len(claims(raw)))}%"
        assert line(row.find("bdi")) == raw.data["title"]
        assert row["data-kind"] == raw.data.get("kind", "current-state")
        assert row["data-status"] == raw.data.get("review", {}).get("status", "draft")


def test_maps_stand_under_their_collections(example: dict[str, Rendered], raws: list[RawMap]) -> None:
    under: dict[str, list[str]] = {}
    head = ""
    for row in example[""].all(".cjm-maps tbody tr"):
        if row.find("h3"):
            head = str(row.find("h3")["id"]).removeprefix("collection-")  # type: ignore[index]
            said = yaml.safe_load((MAPS / head / "_collection.yaml").read_text(encoding="utf-8"))
            assert said["title"] in line(row)
            assert " ".join(said["summary"].split()) in line(row)
        else:
            under.setdefault(head, []).append(key_of(row))
    assert {key: sorted(found) for key, found in under.items()} == {
        folder.name: sorted(raw.key for raw in raws if raw.key.startswith(f"{folder.name}/"))
        for folder in (path.parent for path in COLLECTIONS)
    }


def test_a_collection_shows_the_same_cards(example: dict[str, Rendered], raws: list[RawMap]) -> None:
    for raw in raws:
        collection, _, name = raw.key.rpartition("/")
        (there,) = [row for row in rows(example[collection]) if key_of(row) == name]
        (here,) = [row for row in rows(example[""]) if key_of(row) == raw.key]
        assert (cells(there), line(there.find("th"))) == (cells(here), line(here.find("th")))


FOUND = {
    "personas/ann.yaml": {"name": "Ann *A*"},
    "a/_collection.yaml": {"title": "North", "owner": "Vera & Co"},
    "a/b/_collection.yaml": {"title": "Far"},
    "a/b/one.yaml": {
        "title": "One",
        "personas": ["ann", {"id": "bob", "name": "Bob"}],
        "kind": "service-blueprint",
        "tags": ["Big shop", "x"],
        "summary": "A *long* way",
        "review": {"last_reviewed": "2026-10-31", "cycle": "monthly", "status": "approved"},
        "stages": ["S"],
    },
    "two.yaml": {"title": "Two", "personas": "ann", "tags": "X", "stages": ["S"]},
}


def test_a_map_is_found_by_all_that_is_said_of_it(tmp_path: Path) -> None:
    write(tmp_path, FOUND)
    page = page_at(tmp_path)
    check_html(page)
    assert options(page) == {
        "persona": {"ann": "Ann A", "a/b/one#bob": "Bob"},
        "collection": {"a": "North", "a/b": "North › Far", "": "—"},
        "kind": {"current-state": "Current state", "service-blueprint": "Service blueprint"},
        "owner": {"Vera_&_Co": "Vera & Co", "": "nobody yet"},
        "status": {"draft": "Draft", "approved": "Approved"},
        "state": {
            "fresh": "Up to date",
            "due-soon": "Review due soon",
            "overdue": "Review overdue",
            "never-reviewed": "Never reviewed",
        },
        "tag": {"big_shop": "Big shop", "x": "X"},
    }
    two, one = rows(page)
    said = ("persona", "collection", "kind", "owner", "status", "state", "tag")
    assert [str(one[f"data-{name}"]) for name in said] == [
        "ann a/b/one#bob",
        "a a/b",
        "service-blueprint",
        "Vera_&_Co",
        "approved",
        "fresh",
        "big_shop x",
    ]
    assert [str(two[f"data-{name}"]) for name in said] == [
        "ann",
        "",
        "current-state",
        "",
        "draft",
        "never-reviewed",
        "x",
    ]
    assert "A long way" in line(one)
    assert (one["data-find"], two["data-find"]) == ("Big shop x", "X")


def test_a_page_shows_as_much_of_the_summaries_as_it_can_carry(tmp_path: Path) -> None:
    summary = "Слово " * 100 + "последнее"
    said = {f"m{number}.yaml": {"title": f"M {number}", "summary": summary, "stages": ["S"]} for number in range(201)}
    write(tmp_path, {name: said[name] for name in [*said][:200]})
    few = page_at(tmp_path)
    assert [str(box["value"]) for box in few.all(".cjm-view [checked]")] == ["cards"]
    assert all(len(line(row.find("p"))) <= 160 and str(row["data-find"]).endswith("последнее") for row in rows(few))
    write(tmp_path, said)
    many_maps = page_at(tmp_path)
    assert [str(box["value"]) for box in many_maps.all(".cjm-view [checked]")] == ["table"]
    assert not any(row.find("p") for row in rows(many_maps))
    assert all(str(row["data-find"]).endswith("последнее") for row in rows(many_maps))


def test_a_map_that_says_nothing_makes_no_figure_up(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    page = page_at(tmp_path)
    check_html(page)
    (row,) = rows(page)
    assert cells(row) == {
        "score": "—",
        "owner": "nobody yet",
        "review": "Draft Never reviewed",
        "pains": "0",
        "ideas": "0",
        "sources": "0%",
    }
    assert not page.all(".cjm-view, [data-cjm-table], svg")


def test_without_maps_the_page_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"personas/ann.yaml": {"name": "Ann"}})
    page = page_at(tmp_path)
    check_html(page)
    assert page.texts("article > p") == ["There are no maps yet."]


@pytest.mark.parametrize(
    ("scores", "path"),
    [
        ((5, 1), "M7 7 233 57"),
        ((5, None, 1, 3), "M7 7h0M158 57 233 32"),
        ((None, 2.5, None), "M120 38h0"),
        ((3,), "M120 32h0"),
    ],
)
def test_a_curve_is_on_the_scale_of_one_to_five_and_open_where_there_is_no_score(
    scores: tuple[float | None, ...], path: str
) -> None:
    drawn = stage_line(scores)
    assert drawn is not None
    assert drawn.path == path
    numbers = [int(number) for number in re.findall(r"\d+", drawn.path.replace("h0", ""))]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in zip(numbers[::2], numbers[1::2], strict=True))


def test_without_scores_there_is_no_curve() -> None:
    assert stage_line((None, None)) is None
    assert stage_line(()) is None
