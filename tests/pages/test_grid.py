"""The journey grid: lanes and cells, and the table they become."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.pages.grid import journey_grid
from tests.pages.rendered import check_html, line, render, write
from tests.shared.big_map import STAGES, STEPS, big_map

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages.rendered import Rendered

EXAMPLES = Path(__file__).parents[2] / "maps"


def page_of(folder: Path, said: dict[str, Any]) -> Rendered:
    write(folder, {"a.yaml": {"title": "Map"} | said})
    page = render(folder)["a"]
    check_html(page)
    check_grid(page)
    return page


def spans(cell: Tag) -> tuple[int, int]:
    return int(str(cell.get("colspan", "1"))), int(str(cell.get("rowspan", "1")))


def check_grid(page: Rendered) -> None:
    """Fail unless the cells of the grid fill a rectangle, each place once, under heads with a scope."""
    for grid in page.all("table.cjm-grid"):
        width = sum(int(str(col.get("span", "1"))) for col in grid.find_all("col"))
        for part in grid.find_all(["thead", "tbody"], recursive=False):
            rows = part.find_all("tr", recursive=False)
            taken: set[tuple[int, int]] = set()
            for y, row in enumerate(rows):
                for cell in row.find_all(["th", "td"], recursive=False):
                    x = next(x for x in range(width + 1) if (x, y) not in taken)
                    wide, high = spans(cell)
                    places = {(x + right, y + down) for right in range(wide) for down in range(high)}
                    assert not places & taken
                    taken |= places
            assert taken == {(x, y) for x in range(width) for y in range(len(rows))}
        assert all(cell.get("scope") for cell in grid.find_all("th"))
        stages = [spans(head)[0] for head in grid.select("thead th[scope=colgroup]")]
        groups = [int(str(col.get("span", "1"))) for col in grid.select("colgroup > col")]
        assert groups == [1, *stages]
        assert len(grid.find_all("colgroup")) == len(groups)


def lanes(page: Rendered) -> dict[str, list[list[str]]]:
    """Return what each lane says: its rows, each with the text of its cells."""
    return {
        line(body.select("th[scope=row]")[0]): [
            [line(cell) for cell in row.find_all("td")] for row in body.find_all("tr") if row.find("td")
        ]
        for body in page.all("table.cjm-grid > tbody")
    }


def dots(drawn: Tag) -> int:
    """Return how many dots a line in the grid has; the curve above the grid has them as links."""
    (path,) = drawn.select(".cjm-dots")
    return str(path["d"]).count("M")


def test_lanes_are_there_when_they_say_something_in_their_order(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        {
            "lanes": [{"id": "risk", "title": "Risks"}],
            "metrics": [{"id": "nps", "name": "NPS", "stage": "a"}],
            "stages": [
                {
                    "id": "a",
                    "title": "A",
                    "opportunities": "Idea",
                    "pains": "Pain",
                    "risk": "Fire",
                    "feels": "calm",
                    "thinks": "Well",
                    "channels": ["web", "shop"],
                    "touchpoints": "Till",
                    "expects": "Speed",
                    "goal": "Bread",
                    "score": 3,
                    "reactions": {"positive": "Smiles", "negative": "Leaves"},
                },
                "B",
            ],
        },
    )
    assert list(lanes(page)) == [
        "Customer's goal",
        "Expects",
        "Touchpoints",
        "Channels",
        "Thinks",
        "Feels",
        "Emotions",
        "Reactions",
        "Pain points",
        "Opportunities",
        "Metrics",
        "Risks",
    ]
    found = lanes(page)
    assert found["Channels"] == [["web, shop", ""]]
    assert found["Reactions"] == [["positive: Smilesnegative: Leaves", ""]]
    assert found["Metrics"] == [["NPS", ""]]


def test_stages_and_steps_speak_in_rows_of_their_own(tmp_path: Path) -> None:
    stages = [
        {"title": "A", "thinks": "As a stage", "steps": [{"action": "a", "thinks": "As a step"}, "b"]},
        {"title": "B", "thinks": "Alone"},
    ]
    page = page_of(tmp_path, {"stages": stages})
    assert lanes(page) == {"Thinks": [["As a stage", "Alone"], ["As a step", "", ""]]}
    assert page.texts("table.cjm-grid thead tr:first-child th") == ["1. A", "2. B"]
    assert page.texts("table.cjm-grid thead tr + tr th") == ["a", "b"]


def test_a_pain_of_a_stage_that_names_a_step_stands_under_it(tmp_path: Path) -> None:
    steps = [{"id": "one", "action": "a"}, {"id": "two", "action": "b"}]
    pains = [{"what": "Slow", "step": "two"}]
    page = page_of(tmp_path, {"stages": [{"title": "A", "steps": steps, "pains": pains}]})
    assert lanes(page) == {"Pain points": [["", "Slow"]]}


@pytest.mark.parametrize(("kind", "expected"), [("service-blueprint", 3), ("current-state", 0)])
def test_only_a_blueprint_draws_its_three_lines(tmp_path: Path, kind: str, expected: int) -> None:
    stage = {"title": "A", "physical_evidence": "P", "frontstage": "F", "backstage": "B", "support": "S"}
    page = page_of(tmp_path, {"kind": kind, "stages": [stage, "B"]})
    assert list(lanes(page)) == ["Physical evidence", "Frontstage", "Backstage", "Support processes"]
    names = ["Line of interaction", "Line of visibility", "Line of internal interaction"]
    assert page.texts(".cjm-blueprint-line") == names[:expected]


def test_a_map_of_titles_has_no_grid(tmp_path: Path) -> None:
    assert page_of(tmp_path, {"stages": ["A", "B"]}).all("table.cjm-grid") == []


def test_marks_are_there_whoever_scored_or_not(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        {
            "personas": [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}],
            "stages": [
                {"title": "A", "score": {"ann": 4}},
                {"title": "B", "score": {"bob": 1}, "wow": True},
                {"title": "C", "moment_of_truth": True},
            ],
        },
    )
    for picture in page.all("svg.cjm-curve"):
        titles = [line(mark.find("title")) for mark in picture.select(".cjm-curve-mark")]
        assert titles == ["B: weak link", "B: wow moment", "C: moment of truth"]
    links = [line(link.find("title")) for link in page.all(".cjm-curve-frame .cjm-line a")]
    assert links == ["A — Ann: 4 of 5", "B — Bob: 1 of 5, wow moment, weak link"]
    assert [dots(drawn) for drawn in page.all("table.cjm-grid .cjm-line")] == [1, 1]


def test_all_example_maps_have_a_whole_table() -> None:
    pages = render(EXAMPLES)
    for page in pages.values():
        check_grid(page)
    assert sum(len(page.all("table.cjm-grid")) for page in pages.values()) >= 12


def test_the_biggest_map_has_a_whole_table(tmp_path: Path) -> None:
    page = page_of(tmp_path, big_map())
    assert len(page.all("table.cjm-grid thead th[scope=col]")) == STAGES * STEPS
    assert len(page.all(".cjm-curve-frame .cjm-line a")) == STAGES * STEPS * 4
    assert [dots(drawn) for drawn in page.all("table.cjm-grid .cjm-line")] == [STAGES * STEPS] * 4
    assert all(len(row) in {STAGES, STAGES * STEPS, 1} for rows in lanes(page).values() for row in rows)
    assert len(page.document.html) < 900_000


texts = st.sampled_from([(), ("x",), ("x", "y")])
steps = st.builds(Step, action=st.just("Step"), thinks=texts, expects=texts)
stages = st.builds(
    Stage, title=st.just("Stage"), thinks=texts, goal=texts, steps=st.lists(steps, max_size=3).map(tuple)
)
journeys = st.builds(JourneyMap, title=st.just("J"), stages=st.lists(stages, min_size=1, max_size=4).map(tuple))


@settings(max_examples=100)
@given(journeys.map(with_ids))
def test_every_row_is_as_wide_as_the_table_and_nothing_is_said_twice_or_lost(journey: JourneyMap) -> None:
    grid = journey_grid(journey, has_curve=False)
    width = sum(max(1, len(stage.steps)) for stage in journey.stages)
    assert len(grid.columns) == width == sum(span for _, span in grid.heads)
    rows = {lane.lane.id: lane.rows for lane in grid.lanes}
    assert all(sum(cell.span for cell in row) == width for found in rows.values() for row in found)
    assert all(any(cell.values for cell in row) for found in rows.values() for row in found)
    moments = [moment for stage in journey.stages for moment in (stage, *stage.steps)]
    shown = [text for row in rows.get("thinks", ()) for cell in row for text in cell.values]
    assert sorted(shown) == sorted(text for moment in moments for text in moment.thinks)
