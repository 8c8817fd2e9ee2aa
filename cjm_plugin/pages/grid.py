"""The journey grid: stages and steps across, lanes down. Which cell says what; the template writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cjm_plugin.locale import N_
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.values import Kind
from cjm_plugin.model.walk import Placed, columns, pains

Values = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the grid. `kind` says how its values are written; `above` names the line over it."""

    id: str
    title: str
    kind: str
    of: Callable[[Moment], Values]
    above: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands under one stage or step, over `span` columns."""

    span: int
    values: Values


@dataclass(frozen=True, slots=True)
class GridRow:
    """A lane with its cells: what its stages say, what its steps say, or both, one row each."""

    lane: Lane
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table. `heads` are the stages with the number of their columns, `columns` the moments they are for."""

    heads: tuple[tuple[Stage, int], ...]
    columns: tuple[Placed[Moment], ...]
    lanes: tuple[GridRow, ...]
    has_steps: bool


CURVE = Lane("curve", N_("Emotions"), "curve", lambda _: ())

_BEFORE_CURVE = (
    Lane("goal", N_("Customer's goal"), "texts", lambda m: m.goal if isinstance(m, Stage) else ()),
    Lane("trigger", N_("Trigger"), "texts", lambda m: _one(m.trigger) if isinstance(m, Stage) else ()),
    Lane("decisions", N_("Decides"), "texts", lambda m: m.decisions if isinstance(m, Stage) else ()),
    Lane("information", N_("Wants to know"), "texts", lambda m: m.information if isinstance(m, Stage) else ()),
    Lane("expects", N_("Expects"), "texts", lambda m: m.expects),
    Lane("touchpoints", N_("Touchpoints"), "texts", lambda m: m.touchpoints),
    Lane("channels", N_("Channels"), "channels", lambda m: m.channels),
    Lane("thinks", N_("Thinks"), "texts", lambda m: m.thinks),
    Lane("feels", N_("Feels"), "texts", lambda m: m.feels),
)
_AFTER_CURVE = (
    Lane("experience", N_("Gets"), "texts", lambda m: m.experience),
    Lane("duration", N_("Takes"), "texts", lambda m: _one(m.duration)),
    Lane("timing", N_("When"), "texts", lambda m: _one(m.timing)),
)
_BLUEPRINT = (
    Lane("physical_evidence", N_("Physical evidence"), "texts", lambda m: m.physical_evidence),
    Lane("frontstage", N_("Frontstage"), "texts", lambda m: m.frontstage, N_("Line of interaction")),
    Lane("backstage", N_("Backstage"), "texts", lambda m: m.backstage, N_("Line of visibility")),
    Lane("support", N_("Support processes"), "texts", lambda m: m.support, N_("Line of internal interaction")),
    Lane("systems", N_("Systems"), "texts", lambda m: m.systems),
)


def journey_grid(journey: JourneyMap, *, has_curve: bool) -> Grid:
    """Return the grid of a map. Lanes that say nothing are left out."""
    places = tuple(columns(journey))
    steps = [placed.step for placed in places]
    rows = (_row(lane, journey.stages, steps) for lane in _lanes(journey, has_curve=has_curve))
    lanes = [row for row in rows if row.rows or row.lane is CURVE]
    return Grid(
        heads=tuple((stage, max(1, len(stage.steps))) for stage in journey.stages),
        columns=places,
        lanes=tuple(lanes),
        has_steps=any(stage.steps for stage in journey.stages),
    )


def _lanes(journey: JourneyMap, *, has_curve: bool) -> Iterator[Lane]:
    metrics: dict[str, list[Any]] = {}
    for metric in journey.metrics:
        metrics.setdefault(metric.step or metric.stage or "", []).append(metric)
    hurting: dict[str, list[Any]] = {}
    for placed in pains(journey):
        hurting.setdefault((placed.step or placed.stage).id, []).append(placed.noun)
    yield from _BEFORE_CURVE
    if has_curve:
        yield CURVE
    yield Lane("reactions", N_("Reactions"), "reactions", _told_reactions)
    yield from _AFTER_CURVE
    yield from _with_lines(journey)
    yield Lane("pains", N_("Pain points"), "pains", lambda m: hurting.get(m.id, ()))
    yield Lane("opportunities", N_("Opportunities"), "opportunities", lambda m: m.opportunities)
    yield Lane("metrics", N_("Metrics"), "metrics", lambda m: metrics.get(m.id, ()))
    for own in journey.lanes:
        yield Lane(f"own-{own.id}", own.title or own.id, "texts", _own(own.id))


def _with_lines(journey: JourneyMap) -> Iterator[Lane]:
    """Yield the blueprint lanes; only a blueprint draws the lines between them."""
    for lane in _BLUEPRINT:
        yield lane if journey.kind is Kind.SERVICE_BLUEPRINT else Lane(lane.id, lane.title, lane.kind, lane.of)


def _own(id_: str) -> Callable[[Moment], Values]:
    return lambda moment: moment.lane_values.get(id_, ())


def _told_reactions(moment: Moment) -> Values:
    """Return the reactions told in words; the curve draws those in percent."""
    told = moment.reactions
    named = [("positive", told.positive), ("neutral", told.neutral), ("negative", told.negative)] if told else []
    return tuple((name, text) for name, text in named if isinstance(text, str))


def _one(text: str | None) -> Values:
    return (text,) if text else ()


def _row(lane: Lane, stages: Sequence[Stage], steps: Sequence[Step | None]) -> GridRow:
    """Return the cells of a lane: a row for what stages say and one for what steps say, if they do."""
    rows = []
    of_stages = [lane.of(stage) for stage in stages]
    if any(of_stages):
        spans = (max(1, len(stage.steps)) for stage in stages)
        rows.append(tuple(map(Cell, spans, of_stages)))
    of_steps = [lane.of(step) if step else () for step in steps]
    if any(of_steps):
        rows.append(tuple(Cell(1, values) for values in of_steps))
    return GridRow(lane, tuple(rows))
