"""What a map is to lead to: priorities, the action plan; and the ways that are not straight."""

from __future__ import annotations

from urllib.parse import quote

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.ranking import is_open, ranked_opportunities
from cjm_plugin.analysis.ways import Way, ways_through
from cjm_plugin.locale import N_
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.values import OpportunityStatus
from cjm_plugin.model.walk import opportunities
from cjm_plugin.pages.charts.priorities import RADIUS, draw_priorities
from cjm_plugin.pages.diagrams.gantt import AxisFormats, GanttDiagram, GanttTask, gantt_diagram
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.rendering import Renderer, label_of
from cjm_plugin.pages.ways import ways_picture

PLAN = N_("Action plan")
NOBODY = N_("nobody yet")
LATE = N_("late")

AXES = {"en": AxisFormats("%d %b", "%b %Y"), "ru": AxisFormats("%d.%m", "%m.%Y")}


def plan_values(journey: JourneyMap, renderer: Renderer) -> dict[str, object]:
    """Return what the templates of the priorities, the plan and the ways ask for."""
    ways = ways_through(journey)
    return {
        "priorities": draw_priorities(ranked_opportunities(journey)),
        "priority_radius": RADIUS,
        "plan": plan_diagram(journey, renderer),
        "ways": ways,
        "told_ways": () if ways.is_linear else tuple(way for way in ways.ways if _is_told(way)),
        "ways_picture": ways_picture(journey, ways, renderer.words),
    }


def plan_diagram(journey: JourneyMap, renderer: Renderer) -> GanttDiagram | None:
    """Draw the open opportunities that have a due date, the next one first; None for fewer than two."""
    dated = [(due, placed.noun) for placed in opportunities(journey) if (due := placed.noun.due)]
    tasks = [
        GanttTask(
            label=plain(item.idea),
            note=_note(item, renderer),
            start=item.start,
            due=due,
            day=renderer.words.short_date(due),
            anchor=quote(anchor_of(item)),
            is_active=item.status is OpportunityStatus.IN_PROGRESS,
            is_late=due < renderer.today,
        )
        for due, item in sorted(dated, key=lambda found: found[0])
        if is_open(item)
    ]
    if len(tasks) < 2:
        return None
    words = renderer.words
    return gantt_diagram(
        tasks,
        title=words.text(PLAN),
        description=plain(journey.title),
        formats=AXES[words.language],
    )


def _note(item: Opportunity, renderer: Renderer) -> str:
    """Return who does it and how far it is, in words, so that colours need not be known."""
    words = renderer.words
    parts = [plain(item.owner or words.text(NOBODY)), words.text(label_of(item.status))]
    if item.due and item.due < renderer.today:
        parts.append(words.text(LATE))
    return " · ".join(parts)


def _is_told(way: Way) -> bool:
    return way.end != way.start + 1 or bool(way.when)
