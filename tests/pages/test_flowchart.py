"""The ways of a journey as Mermaid text. What they look like is seen in tests/browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.analysis.ways import ways_through
from cjm_plugin.locale import interface
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.pages.diagrams.flowchart import FlowBox, FlowDiagram, FlowWay, flowcharts
from cjm_plugin.pages.diagrams.mermaid_text import decoded, readable
from cjm_plugin.pages.ways import WaysPicture, ways_picture

texts = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=80)


def journey(*stages: Any) -> JourneyMap:
    """Return a map; a stage is its id, or its id with its steps, a step is its id, or its id and `next`."""
    return JourneyMap.model_validate({"title": "T", "stages": [_stage(said) for said in stages]})


def _stage(said: Any) -> dict[str, Any]:
    id_, steps, *next_ = said if isinstance(said, tuple) else (said, [])
    steps = [_step(step) for step in steps]
    return {"id": id_, "title": id_.upper(), "steps": steps} | ({"next": next_} if next_ else {})


def _step(said: Any) -> dict[str, Any]:
    id_, *next_ = said if isinstance(said, tuple) else (said,)
    return {"id": id_, "action": f"does {id_}"} | ({"next": next_} if next_ else {})


def ways_of(*stages: Any) -> list[str]:
    found = ways_through(journey(*stages))
    names = [placed.noun.id for placed in found.moments]
    return [
        f"{names[way.start]}>{'exit' if way.end is None else names[way.end]}" + (f" {way.when}" if way.when else "")
        for way in found.ways
    ]


def picture(*stages: Any) -> WaysPicture:
    map_ = journey(*stages)
    return ways_picture(map_, ways_through(map_), interface("en"))


def lines(diagram: FlowDiagram) -> list[str]:
    """Return the source behind its configuration, as a reader would see the texts; a box on one line."""
    return [decoded(line) for line in source(diagram)]


def source(diagram: FlowDiagram) -> list[str]:
    text = diagram.text.split("\n---\n")[1]
    return re.sub(r"`[^`]*`", lambda label: label[0].strip("`").replace("\n", " / "), text).splitlines()


def when(to: str, condition: str) -> dict[str, str]:
    return {"to": to, "when": condition}


@pytest.mark.parametrize(
    ("stages", "ways"),
    [
        ([("s", ["a", "b"]), "t", ("u", ["c"])], ["a>b", "b>t", "t>c"]),
        ([("s", [("a", "c"), "b", "c"])], ["a>c", "b>c"]),
        ([("s", [("a", "b", when("exit", "no")), "b"])], ["a>b", "a>exit no"]),
        ([("s", ["a", ("b", "t")]), ("t", ["c", ("d", "s")])], ["a>b", "b>c", "c>d", "d>a"]),
        ([("s", ["a", "b"], "u"), ("t", ["c"]), "u"], ["a>b", "b>u", "c>u"]),
        ([("s", [("a", "a", "b", "b"), "b"])], ["a>a", "a>b"]),
        (
            [("s", [("a", when("c", "in haste")), "b", ("c", when("exit", "too dear"))])],
            ["a>c in haste", "a>b", "b>c", "c>exit too dear"],
        ),
        ([("s", [("a", when("c", "yes"), when("exit", "no")), "b", "c"])], ["a>c yes", "a>exit no", "b>c"]),
    ],
    ids=[
        "by default",
        "skip",
        "drop-out",
        "to a stage",
        "of a stage",
        "to itself, and twice",
        "a single condition leaves the following step",
        "of two conditions one holds",
    ],
)
def test_the_ways_of_a_map(stages: list[Any], ways: list[str]) -> None:
    assert ways_of(*stages) == ways


@pytest.mark.parametrize(
    "stages",
    [["s"], ["s", "t"], [("s", [("a", "b"), "b"]), "t"], [("s", ["a", ("b", "t")]), "t"], [("s", ["a"], "t"), "t"]],
)
def test_a_linear_map_has_no_picture(stages: list[Any]) -> None:
    assert picture(*stages).diagrams == ()


def test_branches_loops_and_exits() -> None:
    found = picture(("s", ["a", ("b", "c", when("a", "again"), when("exit", "enough"))]), ("t", [("c", "exit")]), "u")
    assert found.has_loops
    assert not found.has_runs
    (diagram,) = found.diagrams
    assert lines(diagram) == [
        "flowchart TB",
        "accTitle: T",
        'n0["**1. S** / does a"]',
        "class n0 stage0",
        'click n0 href "#step-a"',
        'n1["does b"]',
        "class n1 stage0",
        'click n1 href "#step-b"',
        'n2["**2. T** / does c"]',
        "class n2 stage1",
        'click n2 href "#step-c"',
        'n3["**3. U**"]',
        "class n3 stage2",
        'click n3 href "#stage-u"',
        "n0 --> n1",
        "n1 --> n2",
        'c2["again"]',
        "class c2 condition",
        "n1 -.- c2",
        "c2 -.-> n0",
        'x3["enough / **Leaves**"]',
        "class x3 leaves",
        "n1 --> x3",
        'x4["**Leaves**"]',
        "class x4 leaves",
        "n2 --> x4",
    ]


def long_map(stages: int, steps: int) -> list[Any]:
    """Return a map whose stages each end with a way back to their first step and out."""
    return [
        (
            f"s{s}",
            [f"s{s}-{k}" for k in range(steps - 1)]
            + [
                (
                    f"s{s}-{steps - 1}",
                    f"s{s + 1}" if s + 1 < stages else "exit",
                    when(f"s{s}", "no"),
                    when("exit", "out"),
                )
            ],
        )
        for s in range(stages)
    ]


def test_steps_in_a_row_share_a_box_in_a_long_map() -> None:
    found = picture(*long_map(12, 8))
    assert found.has_runs
    shown = [line for diagram in found.diagrams for line in lines(diagram) if re.match(r'n\d+\["', line)]
    assert shown[:4] == [
        'n0["**1. S0** / does s0-0"]',
        'n1["Steps 2–7"]',
        'n2["does s0-7"]',
        'n3["**2. S1** / does s1-0"]',
    ]
    assert len(shown) == 36


def test_a_short_map_shows_each_step() -> None:
    found = picture(*long_map(3, 8))
    assert not found.has_runs
    assert sum(line.startswith("click") for diagram in found.diagrams for line in lines(diagram)) == 24


def test_a_way_to_another_picture_ends_in_a_copy_of_its_box() -> None:
    first, *more = picture(*long_map(12, 8)).diagrams
    assert more
    copies = [line for line in lines(first) if line.startswith("o")]
    assert len(copies) == 1
    assert re.fullmatch(r'o\d+\["\*\*\d+\. S(\d+)\*\* / does s\1-0"\]', copies[0])


boxes = st.lists(st.builds(FlowBox, texts, st.just(0), texts, st.just("step-x")), min_size=2, max_size=8)


@given(boxes, st.data())
def test_any_text_is_one_quoted_string(found: list[FlowBox], data: st.DataObject) -> None:
    number = st.integers(0, len(found) - 1)
    ways = data.draw(st.lists(st.builds(FlowWay, number, number | st.none(), st.just("") | texts), max_size=8))
    (diagram,) = flowcharts(found, ways, title="<b>", leaves="Leaves")
    piece = r"\*{0,2}#\d+;(?:#\d+;|\w| )*\*{0,2}"
    statement = re.compile(
        rf'[ncx]\d+\["{piece}(?: / {piece})*"\]|class \w+ \w+|click n\d+ href "#step-x"'
        r"|[nc]\d+ (?:---|-\.-|-->|-\.->) [ncx]\d+"
    )
    assert [line for line in source(diagram)[2:] if not statement.fullmatch(line)] == []


@given(boxes)
def test_labels_lose_nothing(found: list[FlowBox]) -> None:
    (diagram,) = flowcharts(found, [], title="", leaves="")
    shown = [line.split('["')[1].removesuffix('"]').split(" / ")[-1] for line in source(diagram) if '["' in line]
    expected = [(readable(box.label) or "\u00a0").replace("\u2060", "") for box in found]
    assert [decoded(line).replace("\u2060", "") for line in shown] == expected
