"""Personas and rows of one's own: with each come and go the scores and texts given under it, all over the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from cjm_plugin.history.difference.change import Change, Place, Subject
from cjm_plugin.history.difference.fields import compare_named
from cjm_plugin.history.difference.kinds import ChangeKind, NounKind
from cjm_plugin.history.difference.order import moved
from cjm_plugin.history.difference.twins import Twins, persona_id
from cjm_plugin.history.difference.versions import Versions
from cjm_plugin.model.journey_map import JourneyMap, Lane
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.walk import Loc, moments


def compare_personas(old: JourneyMap, new: JourneyMap, twins: Twins, versions: Versions) -> Iterator[Change]:
    """Yield which personas came, went, were described elsewhere or otherwise."""
    pairs = dict(twins.personas)
    for i, item in enumerate(old.personas):
        if i not in pairs:
            place = _persona_place(item, i, None)
            yield _passing(place.change(ChangeKind.PERSONA_REMOVED), old, persona_id(item), "score", _scores)
    to_old = {j: i for i, j in twins.personas}
    for j, item in enumerate(new.personas):
        if j not in to_old:
            place = _persona_place(item, None, j)
            yield _passing(place.change(ChangeKind.PERSONA_ADDED), new, persona_id(item), "score", _scores)
            continue
        was, place = old.personas[to_old[j]], _persona_place(item, to_old[j], j)
        if isinstance(was, Persona) and isinstance(item, Persona):
            yield from compare_named(was, item, place, versions)
        elif isinstance(was, Persona):
            yield _persona_place(was, to_old[j], j).change(ChangeKind.PERSONA_TO_FILE)
        elif isinstance(item, Persona):
            yield place.change(ChangeKind.PERSONA_TO_MAP)


def compare_lanes(old: JourneyMap, new: JourneyMap, twins: Twins, versions: Versions) -> Iterator[Change]:
    """Yield which rows came, went, moved or are called otherwise."""
    pairs = dict(twins.lanes)
    for i, lane in enumerate(old.lanes):
        if i not in pairs:
            change = _lane_place(lane, i, None).change(ChangeKind.LANE_REMOVED)
            yield _passing(change, old, lane.id, "lane_values", _lane_values)
    to_old = {j: i for i, j in twins.lanes}
    went = moved([to_old[j] for j in sorted(to_old)])
    for j, lane in enumerate(new.lanes):
        place = _lane_place(lane, to_old.get(j), j)
        if j not in to_old:
            yield _passing(place.change(ChangeKind.LANE_ADDED), new, lane.id, "lane_values", _lane_values)
            continue
        if to_old[j] in went:
            above = new.lanes[j - 1]
            yield place.change(ChangeKind.LANE_MOVED, details=(("after", (above.title or above.id) if j else ""),))
        yield from compare_named(old.lanes[to_old[j]], lane, place, versions)


def _passing(
    change: Change, journey: JourneyMap, id_: str, field: str, held: Callable[[Moment], Mapping[str, object]]
) -> Change:
    """Let a change account for all that moments hold under an id, and tell how much that is."""
    ways: tuple[Loc, ...] = tuple((*p.loc, field, id_) for p in moments(journey) if id_ in held(p.noun))
    change = replace(change, details=(("entries", len(ways)),))
    if change.old_at:
        return replace(change, old_at=change.old_at + ways)
    return replace(change, new_at=change.new_at + ways)


def _scores(moment: Moment) -> Mapping[str, object]:
    return moment.score or {}


def _lane_values(moment: Moment) -> Mapping[str, object]:
    return moment.lane_values


def _persona_place(item: str | Persona, old: int | None, new: int | None) -> Place:
    name = item if isinstance(item, str) else item.name
    return Place((), ("personas",), ("personas",)).item(Subject(NounKind.PERSONA, persona_id(item), name), old, new)


def _lane_place(lane: Lane, old: int | None, new: int | None) -> Place:
    return Place((), ("lanes",), ("lanes",)).item(Subject(NounKind.LANE, lane.id, lane.title or lane.id), old, new)
