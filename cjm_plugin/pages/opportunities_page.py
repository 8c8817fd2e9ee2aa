"""The page of all opportunities: one backlog of all maps, what is worth doing first, and what comes when."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_plugin.analysis.opportunity_register import OpportunityRecord, OpportunityRegister
from cjm_plugin.analysis.ranking import is_quick_win
from cjm_plugin.analysis.reality import is_retired
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.locale import Interface
from cjm_plugin.model.values import OpportunityStatus
from cjm_plugin.pages.addresses import OPPORTUNITIES_CSV, OPPORTUNITIES_KEY, Addresses
from cjm_plugin.pages.charts.priorities import RADIUS, draw_priorities
from cjm_plugin.pages.diagrams.gantt import GanttDiagram, GanttTask, gantt_diagram
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.plan import AXES, LATE, NOBODY
from cjm_plugin.pages.register_parts import MOST_ROWS, chooser, downloads, named, token
from cjm_plugin.pages.rendering import Identity, Renderer, label_of
from cjm_plugin.pages.tables import NOTHING, Column, FilteredTable, evidence_labels, labels, rank, useful_table

MOST_DOTS = 60
"""With more dots, a picture of impact and effort is a swarm."""

MOST_PLANNED = 40
"""More rows of a time line than that nobody follows with the eye."""

MOST_NAMED = 20
"""So many quick wins are named; the others are a click away."""

_QUICK, _LATE, _WAITS = "quick-win", "late", "waits"


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A time line of what is due first; `places` has the map and the anchor of each row."""

    diagram: GanttDiagram
    places: tuple[tuple[str, str], ...]
    left_out: int


def opportunities_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all opportunities."""
    words = renderer.words
    title = living.title(OPPORTUNITIES_KEY, words)
    register = told.opportunities
    table = opportunities_table(register.records[:MOST_ROWS], words)
    road = roadmap(register, renderer, title)
    quick_wins = register.quick_wins
    rated = _rated(register)
    # The first rows have all open ones among them when these are few enough to be drawn.
    drawn = draw_priorities([it.placed for it in register.records[:MOST_ROWS]]) if rated <= MOST_DOTS else None
    values = {
        "table": table,
        "total": len(register.records),
        "late": len(register.late),
        "blocked": len(register.blocked),
        "quick_wins": quick_wins,
        "named": MOST_NAMED if len(quick_wins) > MOST_NAMED + 1 else MOST_NAMED + 1,
        "in_progress": len(register.with_status(OpportunityStatus.IN_PROGRESS)),
        "done": len(register.with_status(OpportunityStatus.DONE)),
        "priorities": drawn,
        "priority_radius": RADIUS,
        "too_many_dots": rated > MOST_DOTS,
        "rated": rated,
        "unrated": sum(record.is_open for record in register.records) - rated,
        "is_quick_win": is_quick_win,
        "road": road,
        "links": [addresses.page(key, anchor) for key, anchor in road.places] if road else [],
        "chosen": chooser(OPPORTUNITIES_KEY, table),
        "downloads": downloads(OPPORTUNITIES_CSV, living),
        "row_id": row_id,
        "rank": rank,
    }
    identity = Identity(OPPORTUNITIES_KEY, title, title, words.language)
    return renderer.page("opportunities.html.jinja", identity, addresses, values)


def opportunities_table(records: tuple[OpportunityRecord, ...], words: Interface) -> FilteredTable[OpportunityRecord]:
    """Return the table of these opportunities with its filters."""
    kept = {"no": words.text("in use"), "yes": words.text("retired")}
    marks = {_QUICK: words.text("quick win"), _LATE: words.text("late"), _WAITS: words.text("waits for another one")}
    return useful_table(
        records,
        Column("status", words.text("Status"), labels(OpportunityStatus, words), lambda row: [row.opportunity.status]),
        Column("mark", words.text("Mark"), marks | {NOTHING: "—"}, _marks, has_many=True),
        named("owner", words.text("Owner"), records, _owner, words.text(NOBODY)),
        named("map", words.text("Map"), records, lambda row: {row.entry.key: row.entry.journey.title}),
        Column("retired", words.text("State of the map"), kept, lambda row: [_retired(row)]),
        Column("evidence", words.text("Evidence"), evidence_labels(words), lambda row: [_evidence(row)]),
    )


def roadmap(register: OpportunityRegister, renderer: Renderer, title: str) -> Roadmap | None:
    """Draw the open opportunities that are due first; None for fewer than two."""
    dated = [(due, record) for record in register.roadmap if (due := record.opportunity.due)]
    shown = dated[:MOST_PLANNED]
    if len(shown) < 2:
        return None
    words = renderer.words
    tasks = [
        GanttTask(
            label=plain(record.opportunity.idea),
            note=_note(record, words),
            start=record.opportunity.start,
            due=due,
            day=words.short_date(due),
            anchor="",
            is_active=record.opportunity.status is OpportunityStatus.IN_PROGRESS,
            is_late=record.is_late,
        )
        for due, record in shown
    ]
    diagram = gantt_diagram(tasks, title=title, description=title, formats=AXES[words.language], marks_today=True)
    return Roadmap(diagram, tuple((it.entry.key, it.anchor) for _, it in shown), len(dated) - len(shown))


def row_id(record: OpportunityRecord) -> str:
    """Return the id of a row: opportunities of two maps may have the same."""
    return token(f"{record.entry.key}/{record.opportunity.id}")


def _rated(register: OpportunityRegister) -> int:
    nouns = (record.opportunity for record in register.records if record.is_open)
    return sum(noun.impact is not None and noun.effort is not None for noun in nouns)


def _marks(record: OpportunityRecord) -> list[str]:
    found = {_QUICK: record.is_quick_win, _LATE: record.is_late, _WAITS: bool(record.blocked_by)}
    return [mark for mark, is_so in found.items() if is_so]


def _owner(record: OpportunityRecord) -> dict[str, str]:
    return {record.opportunity.owner: record.opportunity.owner} if record.opportunity.owner else {}


def _retired(record: OpportunityRecord) -> str:
    return "yes" if is_retired(record.entry.journey) else "no"


def _evidence(record: OpportunityRecord) -> str:
    return "yes" if record.opportunity.evidence else "no"


def _note(record: OpportunityRecord, words: Interface) -> str:
    """Return whose it is and how far, in words, so that colours need not be known."""
    item = record.opportunity
    parts = [plain(record.entry.journey.title), plain(item.owner or words.text(NOBODY))]
    parts.append(words.text(label_of(item.status)))
    return " · ".join([*parts, words.text(LATE)] if record.is_late else parts)
