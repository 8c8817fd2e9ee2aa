"""Pain points and opportunities: wherever on the map they are written, they are followed by what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeVar

from cjm_plugin.analysis.ranking import is_open
from cjm_plugin.history.difference.change import Change, Place, Subject, Value
from cjm_plugin.history.difference.fields import compare_named
from cjm_plugin.history.difference.kinds import ChangeKind, Effect, NounKind
from cjm_plugin.history.difference.matching import Pairs
from cjm_plugin.history.difference.twins import Inventory, Twins
from cjm_plugin.history.difference.versions import Versions, subject_of
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.values import PainStatus
from cjm_plugin.model.walk import Placed

C = TypeVar("C", Pain, Opportunity)

_Both = tuple[Placed[C] | None, Placed[C] | None]
"""A claim in the older and in the newer version; None where it is not."""


def compare_pains(old: Inventory, new: Inventory, twins: Twins, versions: Versions) -> Iterator[Change]:
    """Yield the changes of pain points."""
    for one, other in _side_by_side(old.pains, new.pains, twins.pains):
        place = _place(one, other, versions)
        if one and other:
            if _stands_at(one, versions) != _stands_at(other):
                yield place.change(ChangeKind.PAIN_MOVED, _spot(one, versions), _spot(other))
            yield from _loose_step(one, other, place, versions)
            yield from compare_named(one.noun, other.noun, place, versions, ("step",))
        elif one:
            yield place.change(ChangeKind.PAIN_REMOVED, details=(("status", one.noun.status),))
        elif other and other.noun.status is PainStatus.OPEN:
            yield place.change(ChangeKind.PAIN_OPENED, effect=Effect.WORSE, details=_rating(other.noun))
        elif other:
            yield place.change(ChangeKind.PAIN_ADDED, details=(*_rating(other.noun), ("status", other.noun.status)))


def compare_opportunities(
    old: Inventory, new: Inventory, twins: Twins, versions: Versions, today: dt.date | None
) -> Iterator[Change]:
    """Yield the changes of opportunities. Late is one that was not late before, both seen on `today`."""
    for one, other in _side_by_side(old.opportunities, new.opportunities, twins.opportunities):
        place = _place(one, other, versions)
        if one and other:
            if _stands_at(one, versions) != _stands_at(other):
                yield place.change(ChangeKind.OPPORTUNITY_MOVED, _spot(one, versions), _spot(other))
            yield from compare_named(one.noun, other.noun, place, versions)
        elif one:
            yield place.change(ChangeKind.OPPORTUNITY_REMOVED, details=(("status", one.noun.status),))
        elif other:
            yield place.change(ChangeKind.OPPORTUNITY_ADDED, details=_plan(other.noun))
        if other and _is_late(other.noun, today) and not (one and _is_late(one.noun, today)):
            yield Change(ChangeKind.OPPORTUNITY_LATE, place.subjects, None, other.noun.due, Effect.WORSE)


def _side_by_side(old: Sequence[Placed[C]], new: Sequence[Placed[C]], pairs: Pairs) -> Iterator[_Both[C]]:
    """Yield what is gone, then all of the newer version in its order."""
    to_old = {j: i for i, j in pairs}
    for i in sorted(set(range(len(old))) - set(to_old.values())):
        yield old[i], None
    for j, placed in enumerate(new):
        yield (old[to_old[j]] if j in to_old else None), placed


def _place(one: Placed[C] | None, other: Placed[C] | None, versions: Versions) -> Place:
    placed = other or one
    assert placed is not None  # noqa: S101 - a claim stands in one version at least
    noun = placed.noun
    kind = NounKind.PAIN if isinstance(noun, Pain) else NounKind.OPPORTUNITY
    subject = Subject(kind, noun.id, noun.what if isinstance(noun, Pain) else noun.idea)
    around: list[Stage | Step] = [moment for moment in (placed.stage, placed.step) if moment]
    holders: list[Subject] = [
        subject_of(moment) if other else versions.meant_before(NounKind.STEP, moment.id) for moment in around
    ]
    return Place((*holders, subject), one.loc if one else None, other.loc if other else None)


def _stands_at(placed: Placed[C], versions: Versions | None = None) -> tuple[str, str | None]:
    """Return the ids of stage and step, those of the newer version."""
    ids = placed.stage.id, placed.step.id if placed.step else None
    if versions is None:
        return ids
    stage, step = (versions.current_id(NounKind.STEP, id_) if id_ else None for id_ in ids)
    return stage or "", step


def _spot(placed: Placed[C], versions: Versions | None = None) -> Subject:
    moment = placed.step or placed.stage
    return versions.meant_before(NounKind.STEP, moment.id) if versions else subject_of(moment)


def _loose_step(one: Placed[Pain], other: Placed[Pain], place: Place, versions: Versions) -> Iterator[Change]:
    """Yield the change of a `step` that does not say where the pain is: it leads nowhere, or the pain is at a step."""
    before, after = _loose(one), _loose(other)
    before = versions.current_id(NounKind.STEP, before) if before else None
    if before != after:
        kind = ChangeKind.FIELD_CHANGED if before and after else ChangeKind.FIELD_SET
        yield place.field("step").change(kind if after else ChangeKind.FIELD_REMOVED, before, after)


def _loose(placed: Placed[Pain]) -> str | None:
    step = placed.noun.step
    return None if placed.step and placed.step.id == step else step


def _rating(pain: Pain) -> tuple[tuple[str, Value], ...]:
    return _told(("severity", pain.severity), ("frequency", pain.frequency))


def _plan(item: Opportunity) -> tuple[tuple[str, Value], ...]:
    return _told(("impact", item.impact), ("effort", item.effort), ("owner", item.owner), ("due", item.due))


def _told(*facts: tuple[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple((key, value) for key, value in facts if value is not None)


def _is_late(item: Opportunity, today: dt.date | None) -> bool:
    return bool(today and item.due and item.due < today and is_open(item))
