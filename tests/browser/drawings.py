"""Flowcharts and plans to be looked at, and what can be read in them."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.pages.diagrams.flowchart import FlowBox, FlowDiagram, FlowWay, flowcharts
from cjm_plugin.pages.diagrams.gantt import AxisFormats, GanttDiagram, GanttTask, gantt_diagram
from cjm_plugin.reading.portfolio import read_portfolio
from tests.browser.test_journey_diagrams import NASTY
from tests.browser.visits import ASSETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.browser.visits import Visit

MAPS = Path(__file__).parents[2] / "maps"
TODAY = dt.date(2026, 11, 1)
STYLES = "".join(
    f'<link rel="stylesheet" href="{ASSETS.as_uri()}/{name}.css">'
    for name in ("cjm", "facts", "rows", "stage", "diagrams", "plan")
)

# What a mark of Mermaid itself stands for is kept apart by a character that is not seen.
EXTRA = [
    "fa:fa-user x",
    "1. list",
    "- item",
    "* a",
    "**bold** _it_ ~~x~~",
    "$$x^2$$",
    "a|b|c",
    "[x](https://example.org)",
    "x --> y",
    "subgraph",
    "click n0 call x()",
    "done",
    "crit",
    "2026-01-01, 10d",
    "a<br>b",
    "A" * 200,
]
TEXTS = [text for text in [*NASTY, *EXTRA] if text.strip() and text.strip() != "\u00a0"]


def flow(diagrams: Sequence[FlowDiagram]) -> str:
    return "".join(
        f'<div class="cjm-diagram cjm-flow"><div class="mermaid">{escape(d.text)}</div></div>' for d in diagrams
    )


def chart(texts: Sequence[str]) -> str:
    """Return a flowchart with each text as stage, as step, as condition and as the reason to leave."""
    boxes = [FlowBox(text, number, text, f"step-%D0%B9-{number}") for number, text in enumerate(texts)]
    ways = [FlowWay(number, min(number + 1, len(texts) - 1), text) for number, text in enumerate(texts)]
    ways += [FlowWay(number, None, text) for number, text in enumerate(texts)]
    return flow(flowcharts(boxes, ways, title="<b>: #1;", leaves="Leaves"))


def plan(texts: Sequence[str]) -> GanttDiagram:
    day = dt.date(2026, 1, 30)
    tasks = [
        GanttTask(
            text,
            f"{text} · Idea",
            day + dt.timedelta(days=3 * number - 60) if number % 3 else None,
            day + dt.timedelta(days=7 * number),
            "30 Jan 2026",
            f"opportunity-{number}",
            is_active=number % 2 == 0,
            is_late=number % 5 == 0,
        )
        for number, text in enumerate(texts)
    ]
    return gantt_diagram(tasks, title="<b>: #1;", description="%%{x}%%; y", formats=AxisFormats("%d %b", "%b %Y"))


def bars(diagram: GanttDiagram) -> str:
    return (
        f'<div class="cjm-diagram cjm-plan" style="--cjm-h:{diagram.height}px" '
        f'data-cjm-links="{escape(json.dumps(diagram.links))}" data-cjm-notes="{list(diagram.note_lines)}">'
        f'<div class="mermaid">{escape(diagram.text)}</div></div>'
    )


def article(key: str) -> str:
    """Return the HTML of an example map."""
    reading = read_portfolio(MAPS, "maps")
    (page,) = [page for page in plan_pages(reading, shown_as="maps", language="ru", today=TODAY) if page.key == key]
    return str(page.make(Site()).html)


def said(visit: Visit, selector: str) -> list[str]:
    found: list[str] = visit.page.eval_on_selector_all(selector, "found => found.map(e => e.textContent)")
    return [text.replace("\u2060", "") for text in found]
