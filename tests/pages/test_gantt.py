"""The action plan as Mermaid text. What it looks like is seen in tests/browser."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.locale import interface
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.pages.diagrams.gantt import AxisFormats, GanttDiagram, GanttTask, gantt_diagram
from cjm_plugin.pages.diagrams.mermaid_text import decoded, readable
from cjm_plugin.pages.diagrams.text_lines import broken_into_lines, chunks
from cjm_plugin.pages.diagrams.text_width import text_width
from cjm_plugin.pages.plan import plan_diagram
from cjm_plugin.pages.rendering import Renderer

TODAY = dt.date(2026, 11, 1)
FORMATS = AxisFormats("%d.%m", "%m.%Y")
texts = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=300)
days = st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1))
tasks = st.builds(
    GanttTask,
    label=texts,
    note=texts,
    start=st.none() | days,
    due=days,
    day=st.just("01.02.2026"),
    anchor=st.just("opportunity-x"),
    is_active=st.booleans(),
    is_late=st.booleans(),
)


def plan(*items: dict[str, object], language: str = "en") -> GanttDiagram | None:
    opportunities = [{"id": f"o{number}"} | item for number, item in enumerate(items)]
    journey = JourneyMap.model_validate({"title": "T", "stages": [{"title": "A", "opportunities": opportunities}]})
    return plan_diagram(journey, Renderer(interface(language), TODAY))


def body(diagram: GanttDiagram) -> list[str]:
    return [decoded(line) for line in diagram.text.split("\n---\n")[1].splitlines()]


def drawn(*items: dict[str, object], language: str = "en") -> list[str]:
    diagram = plan(*items, language=language)
    assert diagram is not None
    return body(diagram)


def test_a_plan() -> None:
    assert drawn(
        {"idea": "Later: b", "due": "2027-02-01", "owner": "Ann"},
        {"idea": "Now", "start": "2026-10-01", "due": "2026-12-01", "status": "in-progress", "owner": "Bob"},
        {"idea": "Late", "due": "2026-10-20", "status": "planned"},
        {"idea": "Done", "due": "2026-12-01", "status": "done"},
        {"idea": "Rejected", "due": "2026-12-01", "status": "rejected"},
        {"idea": "Some day"},
    ) == [
        "gantt",
        "dateFormat YYYY-MM-DD",
        "axisFormat %b %Y",
        "tickInterval 1month",
        "todayMarker off",
        "accTitle: Action plan",
        "accDescr: T",
        "section Late<br/>nobody yet · Planned · late",
        "20 Oct 2026: milestone, crit, t0, 2026-10-20, 0d",
        "section Now<br/>Bob · In progress",
        "1 Dec 2026: active, t1, 2026-10-01, 2026-12-01",
        "section Later: b<br/>Ann · Idea",
        "1 Feb 2027: milestone, t2, 2027-02-01, 0d",
    ]


def test_the_rows_lead_to_the_table() -> None:
    diagram = plan({"idea": "A", "due": "2027-02-01", "id": "идея"}, {"idea": "B", "due": "2027-01-01"})
    assert diagram is not None
    assert diagram.links == ("#opportunity-o1", "#opportunity-%D0%B8%D0%B4%D0%B5%D1%8F")


@pytest.mark.parametrize("items", [[], [{"idea": "A", "due": "2027-01-01"}], [{"idea": "A"}, {"idea": "B"}]])
def test_one_date_is_no_plan(items: list[dict[str, object]]) -> None:
    assert plan(*items) is None


def test_a_start_after_the_due_date_is_not_drawn() -> None:
    lines = drawn({"idea": "A", "start": "2027-03-01", "due": "2027-01-01"}, {"idea": "B", "due": "2027-01-02"})
    assert "1 Jan 2027: milestone, t0, 2027-01-01, 0d" in lines


def test_equal_rows_stay_two() -> None:
    items: list[dict[str, object]] = [{"idea": "A", "due": "2027-01-01"}] * 2
    diagram = plan(*items)
    assert diagram is not None
    sections = [line for line in diagram.text.splitlines() if line.startswith("section")]
    assert len(set(sections)) == 2
    assert len(set(map(decoded, sections))) == 1


def test_days_are_written_as_the_language_does() -> None:
    item: dict[str, object] = {"idea": "A", "due": "2027-01-03"}
    assert "03.01.2027: milestone, t0, 2027-01-03, 0d" in drawn(item, item, language="ru")


@pytest.mark.parametrize(
    ("last", "axis"),
    [
        ("2027-01-01", ["axisFormat %d.%m"]),
        ("2027-01-08", ["axisFormat %d.%m", "tickInterval 1day"]),
        ("2027-02-15", ["axisFormat %d.%m", "tickInterval 1week"]),
        ("2027-09-15", ["axisFormat %m.%Y", "tickInterval 1month"]),
        ("2028-12-31", ["axisFormat %m.%Y", "tickInterval 3month"]),
        ("2031-01-01", ["axisFormat %m.%Y", "tickInterval 6month"]),
        ("2035-12-31", ["axisFormat %Y", "tickInterval 12month"]),
        ("2999-12-31", ["axisFormat %Y"]),
    ],
)
def test_the_axis_suits_the_span(last: str, axis: list[str]) -> None:
    lines = drawn({"idea": "A", "due": "2027-01-01"}, {"idea": "B", "due": last}, language="ru")
    assert [line for line in lines if line.startswith(("axisFormat", "tickInterval"))] == axis


@given(st.lists(tasks, min_size=1, max_size=5))
def test_any_text_is_two_plain_lines_a_row(rows: list[GanttTask]) -> None:
    diagram = gantt_diagram(rows, title="T", description="D", formats=FORMATS)
    lines = diagram.text.split("\n---\n")[1].splitlines()[-2 * len(rows) :]
    for section, row, task in zip(lines[::2], lines[1::2], rows, strict=True):
        plain = r"(?:#0*\d+;[\w #;]*)"
        assert re.fullmatch(rf"section {plain}(?:<br/>{plain})*", section)
        assert re.fullmatch(r"[\w#;.]+: (?:milestone, )?(?:active, )?(?:crit, )?t\d+, [\d-]+, (?:0d|[\d-]+)", row)
        shown = "".join(decoded(section.removeprefix("section ")).replace("<br/>", "").split(" "))
        if task.label not in diagram.cut_labels and "<br/>" not in task.label + task.note:
            assert shown.startswith("".join((readable(task.label) or "\u00a0").split(" ")))


@given(texts, st.integers(60, 400), st.integers(1, 9))
def test_lines_are_no_wider_than_asked_and_lose_nothing(text: str, width: int, most: int) -> None:
    found = broken_into_lines(text, width, 12, most=most)
    assert len(found.lines) <= most
    assert all(text_width(line, 12) <= width for line in found.lines)
    whole = "".join(readable(text).split(" "))
    said = "".join("".join(found.lines).split(" "))
    assert whole.startswith(said.removesuffix("…")) if found.is_cut else said == whole


def test_a_mark_stays_with_its_letter() -> None:
    assert chunks("йй" * 3, 10, 12) == ("й",) * 6 or all(
        not piece.startswith("\u0306") for piece in chunks("и\u0306" * 6, 10, 12)
    )
    assert "".join(chunks("и\u0306" * 6, 10, 12)) == "и\u0306" * 6
